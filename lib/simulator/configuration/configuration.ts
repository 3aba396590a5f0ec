/** What a simulated contact centre consists of: plain data, from code or from a JSON file. */
import type { Constant } from '../../protocol';

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
  /** Default: none. */
  readonly teams?: readonly TeamConfiguration[];
  /** Default: none. */
  readonly callTypes?: readonly CallTypeConfiguration[];
  /** Default: none. */
  readonly services?: readonly ServiceConfiguration[];
  /** Voice calls have the number 1. Default: Cisco_Voice alone. */
  readonly mediaRoutingDomains?: readonly MediaRoutingDomain[];
  /** Default: none. */
  readonly precisionQueues?: readonly PrecisionQueueConfiguration[];
  /** Devices beside the agents' phones. Default: none. */
  readonly extraDevices?: readonly ExtraDevice[];
  /** Seconds after a call during which its wrap-up data may still be set. Default: 120. */
  readonly wrapupDataTime?: number;
  /** How many sessions may have CTI_SERVICE_ALL_EVENTS at the same time; Cisco's sizes allow 7 or 20. Default: 20. */
  readonly allEventsLimit?: number;
  /** Whether RTP_STARTED_EVENT and RTP_STOPPED_EVENT are sent. Default: true. */
  readonly rtpEvents?: boolean;
  /** Where AGENT_PRE_CALL_EVENT comes against BEGIN_CALL_EVENT; Cisco's guide knows both. Default: before. */
  readonly preCallEvents?: PreCallEvents;
  /** Seconds from the choice of an agent until the phone rings. Default: 0. */
  readonly routingTime?: number;
  /** Whose id a call has after a transfer or conference; Cisco's guide does not say. Default: the held call's. */
  readonly survivingCall?: SurvivingCall;
  /**
   * When END_CALL_EVENT comes to sessions with CTI_SERVICE_CALL_DATA_UPDATE, which may set wrap-up data after the call;
   * Cisco's guide does not say. Default: at once, so that nobody is told of data set later.
   */
  readonly endCallEvent?: EndCallEvent;
  /** Whether the call manager's recorder takes calls; an unavailable one fails. Default: available. */
  readonly networkRecorder?: NetworkRecorder;
  /** What becomes of a call that a ready agent wants to place; Cisco's guides say both. Default: he is not ready first. */
  readonly callFromReady?: CallFromReady;
  /**
   * Whether a CALL_DATA_UPDATE_EVENT tells the CalledPartyDisposition as soon as it is known (abandoned, redirected,
   * transferred ...); Cisco's guide does not say. Default: false, it shows in messages that come anyway.
   */
  readonly dispositionUpdates?: boolean;
}

export type PreCallEvents = 'before' | 'after' | 'none';

export type EndCallEvent = 'at once' | 'after wrap-up data';

export type NetworkRecorder = 'available' | 'unavailable';

export type CallFromReady = 'not ready' | 'refused';

export type NonAcdLineImpact = 'not ready' | 'none';

export type SurvivingCall = 'held' | 'active';

export interface PeripheralConfiguration {
  readonly peripheralID: number;
  readonly name: string;
  readonly type: Constant<'PeripheralType'>;
  /**
   * `agents`: has the agents' phones and sends no queue events, as Cisco says of Unified CCE agents;
   * `queue`: a VRU on which calls wait, with queued and dequeued events; `system`: both in one, a peripheral that has
   * phones, sends queue events, and CALL_DIVERTED_EVENT for a call that is sent on before it is answered.
   */
  readonly role: 'agents' | 'queue' | 'system';
  /** Whether non-ACD lines of agents' phones are watched and controlled. Default: SINGLE_LINE_ONLY. */
  readonly multilineAgentControl?: Constant<'MultilineAgentControl'>;
  /** What a call on a non-ACD line does to a ready agent. Default: not ready with reason 50005 as long as it lasts. */
  readonly nonAcdLineImpact?: NonAcdLineImpact;
}

export interface SkillGroupConfiguration {
  readonly skillGroupNumber: number;
  readonly skillGroupID: number;
  readonly name: string;
}

/** The desk settings that the simulator heeds. */
export interface DeskSettings {
  readonly name: string;
  /**
   * Work state after a call from a queue. With REQUIRED_WITH_WRAPUP_DATA the agent does not get out of it before the
   * call has CallWrapupData, as long as they may be set; the work mode timer still ends it.
   */
  readonly wrapupIncoming: IncomingWrapupMode;
  /** Work state after a call to an outside number. */
  readonly wrapupOutgoing: WrapupMode;
  /** Seconds until the work state ends by itself; 0: never. */
  readonly workModeTimer: number;
  /** Not ready without a reason code is refused. */
  readonly idleReasonRequired: boolean;
  /** Logout without a reason code is refused. */
  readonly logoutReasonRequired: boolean;
  /** The number of the settings in messages. Default: its place in the list, from 1. */
  readonly agentDeskSettingsID?: number;
  /** Seconds that a call from a queue rings before it is taken from the agent; 0: for ever. Default: 0. */
  readonly ringNoAnswerTime?: number;
  /** Reason code of the not ready state after a call that was not answered. Default: 32767. */
  readonly ringNoAnswerReason?: number;
  /** Seconds of not ready until the agent is logged out; 0: never. Default: 0. */
  readonly logoutNonActivityTime?: number;
  /** Whether the agent may ask a supervisor for help. Default: true. */
  readonly supervisorCallsAllowed?: boolean;
  /** How a supervisor is brought in. Default: a consultative call. */
  readonly supervisorAssistCallMethod?: SupervisorCallMethod;
  readonly emergencyCallMethod?: SupervisorCallMethod;
}

export type SupervisorCallMethod = 'consultative call' | 'blind conference';

export type IncomingWrapupMode = Constant<'WrapupDataMode'>;

export type WrapupMode = Exclude<Constant<'WrapupDataMode'>, 'REQUIRED_WITH_WRAPUP_DATA'>;

export interface AgentConfiguration {
  readonly agentID: string;
  /** The agent's skill target ID. */
  readonly icmAgentID: number;
  readonly name: string;
  /** A peripheral with role `agents` or `system`. */
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
  /** Services such as transcription that are on for the agent. Default: none. */
  readonly enabledServices?: readonly Constant<'AgentService'>[];
  /**
   * Seconds that the agent's recorded greeting lasts, for calls of numbers with `agentGreeting`; 0: there is none, so
   * that it fails. Default: 5.
   */
  readonly greetingTime?: number;
  /** Whether the network records every call at the agent's phone without being asked. Default: false. */
  readonly automaticRecording?: boolean;
}

export type InitialState = 'AGENT_STATE_LOGOUT' | 'AGENT_STATE_NOT_READY' | 'AGENT_STATE_AVAILABLE';

/** A number for outside callers: calls to it queue for a skill group. */
export interface DialedNumberConfiguration {
  readonly number: string;
  readonly skillGroupNumber: number;
  /** A peripheral with role `queue` or `system` where the call waits; without it nobody sees the call waiting. */
  readonly queuePeripheralID?: number;
  /** One of `callTypes`. */
  readonly callTypeID?: number;
  /** Whether the agent's greeting is played to callers of this number. Default: false. */
  readonly agentGreeting?: boolean;
  /**
   * DNIS of the translation route by which callers from outside come to the queueing peripheral, used in turn:
   * CALL_TRANSLATION_ROUTE_EVENT goes ahead of the call. Default: none, the call comes directly.
   */
  readonly translationRoute?: readonly string[];
  /** One of `callTypes`, which the call gets when it comes back from an agent who does not answer. Default: the same. */
  readonly requeryCallTypeID?: number;
}

export interface TeamConfiguration {
  readonly teamID: number;
  readonly name: string;
  /** AgentIDs; the first is the primary supervisor. */
  readonly supervisors: readonly string[];
  /** AgentIDs. An agent belongs to one team at most. */
  readonly members: readonly string[];
  /**
   * One of `dialedNumbers`, to which a call for help is post-routed when the primary supervisor cannot be reached.
   * Default: none; the next of the supervisors is called.
   */
  readonly dialedNumber?: string;
}

export interface CallTypeConfiguration {
  readonly callTypeID: number;
  readonly name: string;
}

export interface ServiceConfiguration {
  readonly peripheralID: number;
  /** Its number on the peripheral. */
  readonly serviceNumber: number;
  /** Its skill target ID. */
  readonly serviceID: number;
  readonly name: string;
}

export interface MediaRoutingDomain {
  readonly mrdid: number;
  readonly name: string;
}

/** A precision queue: CTI Server shows it as the skill group that stands for it. */
export interface PrecisionQueueConfiguration {
  readonly precisionQueueID: number;
  readonly name: string;
  readonly skillGroupNumber: number;
}

export interface ExtraDevice {
  readonly number: string;
  readonly peripheralID: number;
  readonly kind: 'route point' | 'queue' | 'cti port' | 'non-ACD line';
  /** A route point's or port's script sends every call on to this number. Default: nobody answers there. */
  readonly directsTo?: string;
  /** The extension of the agent's phone that a non-ACD line belongs to. Default: a line that nobody controls. */
  readonly phone?: string;
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
