/** Agents as they are given out: plain data, never changed afterwards. */
import type { Constant } from '../../protocol';

export type AgentState = Constant<'AgentState'> | number;

/** The agent in one skill group. */
export interface AgentSkillGroup {
  readonly skillGroupNumber: number | null;
  readonly skillGroupID: number | null | undefined;
  readonly skillGroupPriority: number;
  /** Undefined: not told yet. */
  readonly skillGroupState: AgentState | undefined;
}

/** The agent in one media routing domain. */
export interface AgentDomain {
  /** 1 is voice. */
  readonly mrdid: number;
  readonly agentState: AgentState;
  readonly agentMode: Constant<'AgentMode'> | number | undefined;
  readonly agentAvailabilityStatus: Constant<'AgentAvailabilityStatus'> | number | undefined;
  readonly numTasks: number | undefined;
  readonly maxTaskLimit: number | undefined;
  /** When the state began there, ms since 1970; undefined: not known. */
  readonly since: number | undefined;
}

/** From one login to the next logout. */
export interface LoginSession {
  /**
   * `<yyyymmdd>T<hhmm>`: the minute (UTC) in which it began, or in which the agent was seen first; of several in one
   * minute the second has `-2` behind it. The same wherever the login is seen.
   */
  readonly id: string;
  /** When it began, ms since 1970; undefined: it was going on already when the agent was seen first. */
  readonly since: number | undefined;
}

/** What may be remembered of an agent beyond the life of a model: the state, and since when. */
export interface AgentMemory {
  readonly agentState: AgentState;
  readonly eventReasonCode: number | null;
  /** ms since 1970. */
  readonly since: number | undefined;
  readonly loginSession: LoginSession | undefined;
}

/** A team as a supervisor's session is told of it. */
export interface TeamView {
  readonly teamID: number;
  readonly agentTeamName: string | undefined;
  /** AgentIDs. */
  readonly supervisors: readonly string[];
  readonly primarySupervisor: string | undefined;
}

export interface AgentView {
  readonly peripheralID: number | null;
  readonly agentID: string;
  readonly icmAgentID: number | undefined;
  /** These four come from the configuration. */
  readonly loginName: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly agentType: Constant<'ConfigAgentType'> | number | undefined;
  /** In the domain with the lowest number, which is voice where there is any; AGENT_STATE_UNKNOWN until it is told. */
  readonly agentState: AgentState;
  /** 0: none. Null: not known, since no event told the state (a snapshot has no reason). */
  readonly eventReasonCode: number | null;
  /** When the state with its reason began, ms since 1970; undefined: not known. After a gap: when it was found out. */
  readonly since: number | undefined;
  /** Undefined: nobody is signed in. */
  readonly loginSession: LoginSession | undefined;
  readonly agentExtension: string | undefined;
  readonly agentInstrument: string | undefined;
  readonly activeTerminal: string | undefined;
  /** The CTI session of the agent's desktop; undefined: none is known. */
  readonly sessionID: number | undefined;
  readonly ctiClientSignature: string | undefined;
  /** Of the call in hand. */
  readonly direction: Constant<'AgentCallDirection'> | number | undefined;
  /** What comes after the call in hand, if it was chosen. */
  readonly nextAgentState: AgentState | undefined;
  readonly skillGroups: readonly AgentSkillGroup[];
  /** By rising number. */
  readonly domains: readonly AgentDomain[];
  /** The team that the agent is a member of. Only sessions of supervisors are told. */
  readonly team: TeamView | undefined;
  /** TeamIDs. */
  readonly supervises: readonly number[];
  /** Ids of the calls in hand. */
  readonly calls: readonly string[];
}
