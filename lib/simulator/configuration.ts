/** What a simulated contact centre consists of: plain data, from code or from a JSON file. */
import type { Constant } from '../protocol';

export interface SimulatorConfiguration {
  readonly peripherals: readonly PeripheralConfiguration[];
  readonly skillGroups: readonly SkillGroupConfiguration[];
  readonly deskSettings: readonly DeskSettings[];
  readonly agents: readonly AgentConfiguration[];
  readonly dialedNumbers: readonly DialedNumberConfiguration[];
  /** The ECC scalars that calls may carry. */
  readonly eccVariables: readonly EccVariable[];
  /** The ECC arrays that calls may carry. */
  readonly eccArrays: readonly EccArray[];
  /** Seconds until an outside number that an agent calls answers. */
  readonly outsideRingTime: number;
}

export interface PeripheralConfiguration {
  readonly peripheralID: number;
  readonly name: string;
  readonly type: Constant<'PeripheralType'>;
  /**
   * `agents`: has the agents' phones and sends no queue events, as Cisco says of Unified CCE agents;
   * `queue`: a VRU or system peripheral on which calls wait, with queued and dequeued events.
   */
  readonly role: 'agents' | 'queue';
}

export interface SkillGroupConfiguration {
  readonly skillGroupNumber: number;
  readonly skillGroupID: number;
  readonly name: string;
}

/** The desk settings that the simulator heeds. */
export interface DeskSettings {
  readonly name: string;
  /** Work state after a call from a queue. */
  readonly wrapupIncoming: WrapupMode;
  /** Work state after a call to an outside number. */
  readonly wrapupOutgoing: WrapupMode;
  /** Seconds until the work state ends by itself; 0: never. */
  readonly workModeTimer: number;
  /** Not ready without a reason code is refused. */
  readonly idleReasonRequired: boolean;
  /** Logout without a reason code is refused. */
  readonly logoutReasonRequired: boolean;
}

export type WrapupMode = Exclude<Constant<'WrapupDataMode'>, 'REQUIRED_WITH_WRAPUP_DATA'>;

export interface AgentConfiguration {
  readonly agentID: string;
  /** The agent's skill target ID. */
  readonly icmAgentID: number;
  readonly name: string;
  /** A peripheral with role `agents`. */
  readonly peripheralID: number;
  /** The agent's usual phone: extension and instrument. */
  readonly extension: string;
  /** Checked on login; any password will do when it is left out. */
  readonly password?: string;
  /** Numbers of skill groups. */
  readonly skillGroups: readonly number[];
  /** Name of the desk settings. */
  readonly deskSettings: string;
  /** The state at the start. Default: logged out. */
  readonly initialState?: InitialState;
}

export type InitialState = 'AGENT_STATE_LOGOUT' | 'AGENT_STATE_NOT_READY' | 'AGENT_STATE_AVAILABLE';

/** A number for outside callers: calls to it queue for a skill group. */
export interface DialedNumberConfiguration {
  readonly number: string;
  readonly skillGroupNumber: number;
  /** A peripheral with role `queue` where the call waits; without it nobody sees the call waiting. */
  readonly queuePeripheralID?: number;
}

export interface EccVariable {
  readonly name: string;
  /** Bytes of a value without its NUL, at most 210. */
  readonly maxLength: number;
}

export interface EccArray extends EccVariable {
  /** Number of elements, at most 255. */
  readonly size: number;
}
