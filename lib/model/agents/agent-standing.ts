/** What AGENT_STATE_EVENT and QUERY_AGENT_STATE_CONF say about an agent, read into one form. */
import type { Payload } from '../../protocol';
import type { AgentDomain, AgentSkillGroup, AgentState, AgentView } from './agent-view';

type Event = Partial<Payload<'AGENT_STATE_EVENT'>>;
type Confirmation = Partial<Payload<'QUERY_AGENT_STATE_CONF'>>;

/** The voice domain, for messages that name none. */
export const VOICE = 1;
/** A confirmation lists that many skill groups at the most (guide: QUERY_AGENT_STATE_CONF); an agent may have more. */
const MOST_CONFIRMED = 20;

/** By what an agent is known. */
export interface AgentReference {
  readonly peripheralID: number | null;
  readonly agentID: string | undefined;
  readonly icmAgentID: number | undefined;
  readonly device: string | undefined;
}

export interface Standing {
  readonly domain: Omit<AgentDomain, 'since'>;
  /** Undefined: the message does not tell these. */
  readonly eventReasonCode: number | undefined;
  /** Seconds. */
  readonly stateDuration: number | undefined;
  readonly own: Partial<
    Pick<
      AgentView,
      | 'icmAgentID'
      | 'agentExtension'
      | 'agentInstrument'
      | 'activeTerminal'
      | 'sessionID'
      | 'ctiClientSignature'
      | 'direction'
      | 'nextAgentState'
    >
  >;
  readonly skillGroups: readonly AgentSkillGroup[];
  /** The agent is in no other group. */
  readonly allSkillGroups: boolean;
}

const text = (value: string | undefined) => value || undefined;
/** 0 and -1 stand for "not given" there. */
const id = (value: number | null | undefined) =>
  value !== null && value !== undefined && value > 0 ? value : undefined;

export function readEvent(event: Event): { reference: AgentReference; standing: Standing } {
  const listed = event.fltSkillGroups ?? [];
  const all = (event.numFltSkillGroups ?? listed.length) > 0;
  return {
    reference: referenceOf(event, event.peripheralID ?? null),
    standing: {
      domain: domainOf(event),
      eventReasonCode: event.eventReasonCode ?? 0,
      stateDuration: event.stateDuration ?? 0,
      own: {
        ...placeOf(event),
        activeTerminal: text(event.activeTerminal),
        sessionID: id(event.sessionID),
        ctiClientSignature: text(event.ctiClientSignature),
        direction: event.direction,
        nextAgentState: event.nextAgentState,
      },
      skillGroups: all
        ? listed.map((one) =>
            group(one.fltSkillGroupNumber, one.fltSkillGroupID, one.fltSkillGroupPriority, one.fltSkillGroupState),
          )
        : single(event),
      allSkillGroups: all,
    },
  };
}

export function readConfirmation(
  confirmation: Confirmation,
  asked: Partial<Payload<'QUERY_AGENT_STATE_REQ'>>,
): { reference: AgentReference; standing: Standing } {
  const groups = (confirmation.skillGroups ?? []).map((one) =>
    group(one.skillGroupNumber, one.skillGroupID, one.skillGroupPriority, one.skillGroupState),
  );
  const told = referenceOf(confirmation, asked.peripheralID ?? null);
  const wanted = referenceOf(asked, told.peripheralID);
  return {
    reference: {
      peripheralID: told.peripheralID,
      agentID: told.agentID ?? wanted.agentID,
      icmAgentID: told.icmAgentID ?? wanted.icmAgentID,
      device: told.device ?? wanted.device,
    },
    standing: {
      domain: domainOf(confirmation),
      eventReasonCode: undefined,
      stateDuration: undefined,
      own: placeOf(confirmation),
      skillGroups: groups,
      allSkillGroups: groups.length > 0 && groups.length < MOST_CONFIRMED,
    },
  };
}

export function signedIn(state: AgentState): boolean {
  return state !== 'AGENT_STATE_LOGOUT' && state !== 'AGENT_STATE_UNKNOWN';
}

/** What is new replaces what is known of the same groups; the others go if the message named all. */
export function mergeGroups(
  known: readonly AgentSkillGroup[],
  { skillGroups, allSkillGroups }: Pick<Standing, 'skillGroups' | 'allSkillGroups'>,
): readonly AgentSkillGroup[] {
  const merged = allSkillGroups
    ? skillGroups
    : [...known.filter((one) => !skillGroups.some((other) => isSame(one, other))), ...skillGroups];
  return [...merged].sort((a, b) => (a.skillGroupNumber ?? 0) - (b.skillGroupNumber ?? 0));
}

export function isSame(a: AgentSkillGroup, b: AgentSkillGroup): boolean {
  return a.skillGroupNumber === b.skillGroupNumber && a.skillGroupPriority === b.skillGroupPriority;
}

export function group(
  skillGroupNumber: number | null | undefined,
  skillGroupID: number | null | undefined,
  skillGroupPriority: number | undefined,
  skillGroupState: AgentState | undefined,
): AgentSkillGroup {
  return {
    skillGroupNumber: skillGroupNumber ?? null,
    skillGroupID,
    skillGroupPriority: skillGroupPriority ?? 0,
    skillGroupState,
  };
}

/** The one in the fixed part, when there is no list (guide: AGENT_STATE_EVENT, NumFltSkillGroups). */
function single(event: Event): AgentSkillGroup[] {
  if (event.skillGroupNumber === null || event.skillGroupNumber === undefined) return [];
  return [group(event.skillGroupNumber, event.skillGroupID, event.skillGroupPriority, event.skillGroupState)];
}

function domainOf(message: Event | Confirmation): Standing['domain'] {
  return {
    mrdid: message.mrdid ?? VOICE,
    agentState: message.agentState ?? 'AGENT_STATE_UNKNOWN',
    agentMode: message.agentMode,
    agentAvailabilityStatus: message.agentAvailabilityStatus,
    numTasks: message.numTasks,
    maxTaskLimit: message.maxTaskLimit,
  };
}

function placeOf(message: Event | Confirmation) {
  return {
    icmAgentID: id(message.icmAgentID),
    agentExtension: text(message.agentExtension),
    agentInstrument: text(message.agentInstrument),
  };
}

function referenceOf(
  message: Event | Confirmation | Partial<Payload<'QUERY_AGENT_STATE_REQ'>>,
  peripheralID: number | null,
): AgentReference {
  return {
    peripheralID,
    agentID: text(message.agentID) ?? text(message.agentIDLong),
    icmAgentID: id(message.icmAgentID),
    device: text(message.agentInstrument) ?? text(message.agentExtension),
  };
}
