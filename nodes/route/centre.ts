/** What a rule asks of the contact centre as it stands: queues and agents. */
import type { Agents, Calls, CallView } from '../../lib/model';
import { textOf } from './comparisons';
import type { ConditionSettings } from './settings';
import { wrong } from './wrong';

/** A call as the model or a message has it. */
export type CallData = Readonly<Record<string, unknown>>;

export interface Facts {
  readonly call: CallData;
  readonly calls: Calls;
  readonly agents: Agents;
  /** Where skill groups and agents are looked for; undefined: everywhere. */
  readonly peripheralID: number | undefined;
  /** ms since 1970 */
  readonly now: number;
}

type Group = { readonly skillGroupNumber?: number | null; readonly skillGroupID?: number | null };

/** The groups that the call waits for, and the one it was delivered by. */
export function groupsOf({ queue, skillGroupNumber, skillGroupID }: CallData): Group[] {
  const { skillGroups = [] } = (queue ?? {}) as { readonly skillGroups?: readonly Group[] };
  return [{ skillGroupNumber, skillGroupID } as Group, ...skillGroups];
}

export function groupNames(facts: Facts): string[] {
  const numbers = new Set(groupsOf(facts.call).map((group) => group.skillGroupNumber));
  return configured(facts).flatMap(({ skillGroupNumber, name }) =>
    name !== undefined && numbers.has(skillGroupNumber) ? [name] : [],
  );
}

function configured({ agents, peripheralID }: Facts) {
  const all = [...agents.directory.skillGroups];
  return all.filter((group) => peripheralID === undefined || group.peripheralID === peripheralID);
}

/** Which skill group a rule names, by its numbers on the peripheral; undefined: the call has none. */
export type NamedGroups = (facts: Facts) => ReadonlySet<number> | undefined;

/** @throws CtiError CTI_INVALID_OPTION naming the skill group, also where it is not known when it is asked for */
export function namedGroups(by: ConditionSettings['groupBy'], of: unknown): NamedGroups {
  if (by === 'call') return ownGroups;
  const text = textOf(of);
  if (text === '') throw wrong('skillGroup', 'none is named');
  if (by === 'name') return (facts) => found(facts, 'name', (one) => one.name?.toLowerCase() === text.toLowerCase());
  if (!/^\d+$/.test(text)) throw wrong('skillGroup', 'right is a whole number');
  const number = Number(text);
  if (by !== 'id') return () => new Set([number]);
  return (facts) => found(facts, 'ID', (one) => one.skillGroupID === number);
}

function ownGroups({ call }: Facts): ReadonlySet<number> | undefined {
  const numbers = groupsOf(call).map((group) => group.skillGroupNumber);
  const own = new Set(numbers.filter((number) => number !== undefined && number !== null));
  return own.size > 0 ? own : undefined;
}

type Configured = ReturnType<typeof configured>[number];

function found(facts: Facts, what: string, is: (record: Configured) => boolean): ReadonlySet<number> {
  const numbers = configured(facts)
    .filter(is)
    .map(({ skillGroupNumber }) => skillGroupNumber);
  if (numbers.length > 0) return new Set(numbers);
  const right = 'its number; the service Configuration events tells names and IDs';
  throw wrong('skillGroup', `none with this ${what} is known; right is one that is, or ${right}`);
}

/** Calls that wait for one of them, whatever peripheral they wait on. */
export function callsWaiting({ calls }: Facts, groups: ReadonlySet<number>): number {
  const waits = ({ state, queue }: CallView) =>
    state === 'queued' && queue?.skillGroups.some(({ skillGroupNumber }) => groups.has(skillGroupNumber ?? -1));
  return [...calls.all()].filter(waits).length;
}

export function agentsIn(facts: Facts, groups: ReadonlySet<number>, state: 'available' | 'signedIn'): number {
  const { agents, peripheralID } = facts;
  const found = new Map(
    [...groups].flatMap((group) => agents.bySkillGroup(group, peripheralID).map((one) => [one.agentID, one] as const)),
  );
  const counts = [...found.values()].filter(({ agentState, loginSession }) =>
    state === 'available' ? agentState === 'AGENT_STATE_AVAILABLE' : loginSession !== undefined,
  );
  return counts.length;
}

/** One that is not known is in no known state. */
export function agentState({ agents, peripheralID }: Facts, agentID: string): string {
  return String(agents.get(agentID, peripheralID)?.agentState ?? 'AGENT_STATE_UNKNOWN');
}

/** Ready, and no call rings or is held there. */
export function isFree({ agents, peripheralID }: Facts, agentID: string): boolean {
  const agent = agents.get(agentID, peripheralID);
  return agent?.agentState === 'AGENT_STATE_AVAILABLE' && agent.calls.length === 0;
}

/** Seconds that the caller has waited in queues, over all legs of the contact. */
export function secondsWaited({ call, calls, now }: Facts): number {
  const { contactID } = call;
  const legs = typeof contactID === 'string' ? calls.byContact(contactID) : [];
  const waited = legs.map(({ state, times, connections }) => {
    // The model's durations end with the last message that came.
    const queued = connections.filter(({ localConnectionState }) => localConnectionState === 'LCS_QUEUED');
    const since = state === 'queued' ? queued.map(({ since }) => now - since) : [];
    return Math.max(times.queuedFor, ...since);
  });
  return waited.reduce((sum, one) => sum + one, 0) / 1000;
}
