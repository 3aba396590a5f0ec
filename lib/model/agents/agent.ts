/** One agent as it stands, and what a message makes of it. */

import { isSame, mergeGroups, type Standing, signedIn } from './agent-standing';
import { type AgentTopic, ASPECTS } from './agent-topics';
import type { AgentDomain, AgentMemory, AgentSkillGroup, AgentView, LoginSession } from './agent-view';

/** All that is the agent's own. Replaced as a whole; what has not changed keeps its identity. */
export type AgentFacts = Omit<AgentView, 'calls'>;

/** How far two readings of the beginning of one state may lie apart, in ms: StateDuration has whole seconds. */
const UNSURE = 2000;
/** Nobody stays longer in one state but who is signed out, in ms: what is remembered of then is of no use. */
const LONGEST = 24 * 3600 * 1000;

export class Agent {
  facts: AgentFacts;
  /** The minute of the latest login that was seen, and how many that minute has had. */
  #loginMinute = '';
  #logins = 0;
  /** How often names were given that may come again: those of states, and those of what is none. */
  readonly #states = new Map<string, number>();
  readonly #aspects = new Map<string, number>();
  #memory: AgentMemory | undefined;

  constructor(peripheralID: number | null, agentID: string) {
    this.facts = { ...NOTHING_KNOWN, peripheralID, agentID };
  }

  /** Whether any message has told a state. */
  get isTold(): boolean {
    return this.facts.domains.length > 0;
  }

  /** What an earlier model has known, until the first message tells what is now. */
  remember(memory: AgentMemory): void {
    if (!this.isTold) this.#memory = memory;
  }

  get memory(): AgentMemory | undefined {
    return this.#memory;
  }

  /** What the message makes of the agent; the same object when it says nothing new. */
  after(standing: Standing, at: number): AgentFacts {
    const { facts } = this;
    if (!this.isTold && this.#memory) return this.#first(this.#memory, standing, at);
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

  /**
   * Names a change: the agent, the minute, what happened with its reason, and from the second time in that minute on a
   * number. The minute is that in which the state began, by the server's StateDuration, so that whoever hears of it, and
   * since whenever, gives the same name; of what is no state, it is that of the message.
   */
  key(topic: AgentTopic, at: number): string {
    const { peripheralID, agentID, eventReasonCode, since } = this.facts;
    const isState = !(topic in ASPECTS) || topic === 'agent.reason';
    const minute = minuteOf(isState ? (since ?? at) : at);
    const told = isState ? this.#states : this.#aspects;
    // No state begins before the present one, and nothing else before now.
    forget(told, minuteOf(isState ? Math.min(since ?? at, at) - UNSURE : at));
    const reason = isState && eventReasonCode ? `-${eventReasonCode}` : '';
    const name = `${minute}/${topic.slice('agent.'.length)}${reason}`;
    const times = (told.get(name) ?? 0) + 1;
    told.set(name, times);
    return `${peripheralID}/${agentID}/${name}${times === 1 ? '' : `#${times}`}`;
  }

  /** Where it agrees with what is remembered, nothing has begun. */
  #first(
    { agentState, eventReasonCode, since, loginSession }: AgentMemory,
    standing: Standing,
    at: number,
  ): AgentFacts {
    this.#memory = undefined;
    const next = this.after(standing, at);
    const known = since !== undefined && at - since <= LONGEST;
    const [main] = next.domains;
    if (!known || !main) return next;
    const goesOn = signedIn(next.agentState) && next.agentState !== 'AGENT_STATE_LOGIN' && signedIn(agentState);
    const told = goesOn && loginSession ? { ...next, loginSession } : next;
    const isOther =
      next.agentState !== agentState ||
      (next.eventReasonCode !== null && next.eventReasonCode !== eventReasonCode) ||
      (standing.stateDuration !== undefined && Math.abs(began(standing, at) - since) > UNSURE);
    if (isOther) return told;
    return { ...told, eventReasonCode, since, domains: [{ ...main, since }, ...next.domains.slice(1)] };
  }

  #begin(at: number, seen: boolean): LoginSession {
    const minute = minuteOf(at);
    this.#logins = minute === this.#loginMinute ? this.#logins + 1 : 1;
    this.#loginMinute = minute;
    return { id: this.#logins === 1 ? minute : `${minute}-${this.#logins}`, since: seen ? at : undefined };
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

/** @param oldest the earliest minute that any name may have from now on */
function forget(names: Map<string, number>, oldest: string): void {
  for (const name of names.keys()) if (name < oldest) names.delete(name);
}

/** As `20260131T1205`, UTC. */
function minuteOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace(/[-:]/g, '');
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
