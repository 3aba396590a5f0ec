/** One agent as it stands, and what a message makes of it. */

import { isSame, mergeGroups, type Standing, signedIn } from './agent-standing';
import type { AgentDomain, AgentSkillGroup, AgentView, LoginSession } from './agent-view';

/** All that is the agent's own. Replaced as a whole; what has not changed keeps its identity. */
export type AgentFacts = Omit<AgentView, 'calls'>;

export class Agent {
  facts: AgentFacts;
  #day = '';
  /** Sessions of the day. */
  #sessions = 0;
  /** Where keys count: a session, or the time between two. */
  #period = '';
  readonly #told = new Map<string, number>();

  constructor(peripheralID: number | null, agentID: string) {
    this.facts = { ...NOTHING_KNOWN, peripheralID, agentID };
  }

  /** Whether any message has told a state. */
  get isTold(): boolean {
    return this.facts.domains.length > 0;
  }

  /** What the message makes of the agent; the same object when it says nothing new. */
  after(standing: Standing, at: number): AgentFacts {
    const { facts } = this;
    const domains = mergeDomain(facts.domains, standing, at);
    const main = domains[0] as AgentDomain;
    // Another domain than the one that counts for the agent as a whole.
    if (main.mrdid !== standing.domain.mrdid) return domains === facts.domains ? facts : { ...facts, domains };
    const { eventReasonCode: reason } = standing;
    const stays = main.agentState === facts.agentState && (reason === undefined || reason === facts.eventReasonCode);
    const here = signedIn(main.agentState);
    const next: AgentFacts = {
      ...facts,
      ...known(standing.own),
      ...(standing.eventReasonCode !== undefined && told(standing)),
      ...(main.agentState === 'AGENT_STATE_LOGOUT' && AWAY),
      agentState: main.agentState,
      eventReasonCode: stays ? facts.eventReasonCode : (reason ?? null),
      since: stays ? facts.since : began(standing, at),
      loginSession: here
        ? (facts.loginSession ?? this.#begin(at, this.isTold || main.agentState === 'AGENT_STATE_LOGIN'))
        : leaves(main, facts),
      skillGroups: sameOr(facts.skillGroups, mergeGroups(facts.skillGroups, standing)),
      domains,
    };
    return isSameAs(facts, next) ? facts : next;
  }

  /** Names a change, counted within the login session. @param session the one that the change belongs to */
  key(topic: string, session: LoginSession | undefined, at: number): string {
    const { peripheralID, agentID } = this.facts;
    const period = session?.id ?? `${dayOf(at)}-0`;
    if (period !== this.#period) this.#told.clear();
    this.#period = period;
    const times = (this.#told.get(topic) ?? 0) + 1;
    this.#told.set(topic, times);
    return `${peripheralID}/${agentID}/${period}/${topic.slice('agent.'.length)}${times === 1 ? '' : `#${times}`}`;
  }

  #begin(at: number, seen: boolean): LoginSession {
    const day = dayOf(at);
    this.#sessions = day === this.#day ? this.#sessions + 1 : 1;
    this.#day = day;
    return { id: `${day}-${this.#sessions}`, since: seen ? at : undefined };
  }
}

const NOTHING_KNOWN: Omit<AgentFacts, 'peripheralID' | 'agentID'> = {
  icmAgentID: undefined,
  loginName: undefined,
  firstName: undefined,
  lastName: undefined,
  agentType: undefined,
  agentState: 'AGENT_STATE_UNKNOWN',
  eventReasonCode: null,
  since: undefined,
  loginSession: undefined,
  agentExtension: undefined,
  agentInstrument: undefined,
  activeTerminal: undefined,
  sessionID: undefined,
  ctiClientSignature: undefined,
  direction: undefined,
  nextAgentState: undefined,
  skillGroups: [],
  domains: [],
  team: undefined,
  supervises: [],
};

/** Who has signed out sits nowhere. */
const AWAY = {
  agentExtension: undefined,
  agentInstrument: undefined,
  activeTerminal: undefined,
  sessionID: undefined,
  ctiClientSignature: undefined,
  direction: undefined,
  nextAgentState: undefined,
};

/** An outage hides the agent's state, it does not sign anybody out. */
function leaves(main: AgentDomain, facts: AgentFacts): LoginSession | undefined {
  return main.agentState === 'AGENT_STATE_LOGOUT' ? undefined : facts.loginSession;
}

/** An event tells all of these: what it leaves out is not there any more. */
function told({ own }: Standing) {
  const { sessionID, ctiClientSignature, direction, nextAgentState } = own;
  return { sessionID, ctiClientSignature, direction, nextAgentState };
}

function known<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function began({ stateDuration }: Standing, at: number): number {
  return at - (stateDuration ?? 0) * 1000;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
}

function mergeDomain(domains: readonly AgentDomain[], standing: Standing, at: number): readonly AgentDomain[] {
  const { domain } = standing;
  const before = domains.find(({ mrdid }) => mrdid === domain.mrdid);
  const stays = before?.agentState === domain.agentState;
  const after: AgentDomain = {
    mrdid: domain.mrdid,
    agentState: domain.agentState,
    agentMode: domain.agentMode ?? before?.agentMode,
    agentAvailabilityStatus: domain.agentAvailabilityStatus ?? before?.agentAvailabilityStatus,
    numTasks: domain.numTasks ?? before?.numTasks,
    maxTaskLimit: domain.maxTaskLimit ?? before?.maxTaskLimit,
    since: stays ? before.since : began(standing, at),
  };
  if (before && isSameAs(before, after)) return domains;
  return [...domains.filter((one) => one !== before), after].sort((a, b) => a.mrdid - b.mrdid);
}

/** Field by field. */
function isSameAs<T extends object>(a: T, b: T): boolean {
  for (const key in b) if (a[key] !== b[key]) return false;
  return true;
}

export function sameOr(
  before: readonly AgentSkillGroup[],
  after: readonly AgentSkillGroup[],
): readonly AgentSkillGroup[] {
  const same =
    before.length === after.length &&
    after.every((one, i) => {
      const other = before[i] as AgentSkillGroup;
      return (
        isSame(one, other) && one.skillGroupState === other.skillGroupState && one.skillGroupID === other.skillGroupID
      );
    });
  return same ? before : after;
}
