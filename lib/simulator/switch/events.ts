/** What happens in the switch, told at once and in order. The objects are live: look before the next one comes. */
import type { Constant } from '../../protocol';
import type { SimulatorConfiguration, SkillGroupConfiguration } from '../configuration/configuration';
import type { Agent } from './agent';
import type { Call, Connection, ConnectionState, EventCause, Party, RouterCallKey } from './call';
import type { CallData, CallDataItems } from './call-data';
import type { Contact } from './contact';
import type { Device } from './device';
import type { Team } from './teams';

export type SwitchEvent =
  | CallEvent
  | AgentEvent
  | PreCallEvent
  | SystemEvent
  | ReportingEvent
  | TeamEvent
  | SignedInEvent
  | TranslationRouteEvent
  | ConfiguredEvent;

export interface AgentEvent {
  readonly kind: 'agentState';
  readonly agent: Agent;
}

/** Comes behind the states of a login. */
export interface SignedInEvent {
  readonly kind: 'signedIn';
  readonly agent: Agent;
}

/** The router has chosen an agent, who is told before the call comes; or it will not come after all. */
export interface PreCallEvent {
  readonly kind: 'preCall';
  readonly aborted: boolean;
  readonly agent: Agent;
  readonly device: Device;
  readonly contact: Contact;
}

/** A call is on its way by translation route; it has no id yet. */
export interface TranslationRouteEvent {
  readonly kind: 'translationRoute';
  readonly key: RouterCallKey;
  readonly data: CallData;
}

/** Agents of a team: all of them as they are, or those who have come or gone. */
export interface TeamEvent {
  readonly kind: 'team';
  readonly operation: Constant<'TeamConfigOperation'>;
  readonly team: Team;
  readonly agentIDs: readonly string[];
}

/** The configuration has changed while the contact centre runs. */
export interface ConfiguredEvent {
  readonly kind: 'configured';
  readonly before: SimulatorConfiguration;
  readonly after: SimulatorConfiguration;
}

/** A part of the contact centre goes off line or comes back, or a half hour is over. */
export interface SystemEvent {
  readonly kind: 'system';
  readonly systemEventID: Extract<
    Constant<'SystemEventID'>,
    | `SYS_PERIPHERAL_${'ON' | 'OFF'}LINE`
    | `SYS_CENTRAL_CONTROLLER_${'ON' | 'OFF'}LINE`
    | 'SYS_PERIPHERAL_GATEWAY_OFFLINE'
    | `SYS_INSTRUMENT_${'OUT_OF' | 'BACK_IN'}_SERVICE`
    | 'SYS_HALF_HOUR_CHANGE'
  >;
  /** Undefined: of the whole contact centre. */
  readonly peripheralID: number | undefined;
  /** Which instrument. */
  readonly text?: string;
}

/** From now on the calls and agents of a peripheral are reported, or not any more. */
export interface ReportingEvent {
  readonly kind: 'reporting';
  readonly begins: boolean;
  readonly peripheralID: number;
}

export type CallEvent =
  | ConnectionEvent
  | BegunEvent
  | DivertedEvent
  | AttributesEvent
  | QueueEvent
  | DataEvent
  | MovedEvent
  | JoinedEvent
  | MediaEvent
  | GreetingEvent
  | RecordingEvent
  | LeftEvent
  | ClearedEvent
  | EndedEvent
  | FinalEvent;

export interface ConnectionEvent {
  readonly kind:
    | 'serviceInitiated'
    | 'originated'
    | 'reachedNetwork'
    | 'delivered'
    | 'established'
    | 'held'
    | 'retrieved'
    | 'failed'
    | 'connectionCleared';
  readonly call: Call;
  readonly connection: Connection;
  readonly cause: EventCause | null;
  /** The connection's state by this event, when it is told again later. */
  readonly state?: ConnectionState;
}

/** There is a call, and that is all that is said of it to whoever knows nothing of it yet. */
export interface BegunEvent {
  readonly kind: 'begun';
  readonly call: Call;
}

/** A call that rings goes from there to somebody else. */
export interface DivertedEvent {
  readonly kind: 'diverted';
  readonly call: Call;
  /** Cleared. */
  readonly connection: Connection;
  readonly to: Party;
}

/** The call is of another call type now. */
export interface AttributesEvent {
  readonly kind: 'attributesChanged';
  readonly call: Call;
  readonly callTypeID: number;
}

export interface QueueEvent {
  readonly kind: 'queued' | 'dequeued';
  readonly call: Call;
  readonly connection: Connection;
  readonly group: SkillGroupConfiguration;
  /** Calls that wait for this group, this one among them if it still waits. */
  readonly waiting: number;
  /** When it is told again later. */
  readonly cause?: EventCause;
}

export interface DataEvent {
  readonly kind: 'dataUpdated';
  readonly call: Call;
  readonly changed: CallDataItems;
  /** A conference begins: who makes it is not told, and who sees everything is told of the caller's part. */
  readonly conferring?: { readonly controller: Party; readonly caller: Connection };
}

/** A party's connection goes over to another call: it knows the call by a new id. */
export interface MovedEvent {
  readonly kind: 'moved';
  readonly call: Call;
  readonly from: Call;
  readonly connection: Connection;
}

/** A party has joined others: the held and the active call of a phone become one. */
export interface JoinedEvent {
  readonly kind: 'transferred' | 'conferenced';
  /** The call that goes on. */
  readonly call: Call;
  /** Of whoever joins the others. */
  readonly primary: Connection;
  /** Of the same, in the second call; undefined for a transfer in a single step. */
  readonly secondary: Connection | undefined;
  readonly added: Party;
  readonly cause: EventCause;
}

/** Sound begins or ends to flow to a phone (INPUT) or from it. */
export interface MediaEvent {
  readonly kind: 'mediaStarted' | 'mediaStopped';
  readonly direction: 'INPUT' | 'OUTPUT';
  readonly call: Call;
  readonly connection: Connection;
}

/** The agent's recorded greeting. */
export interface GreetingEvent {
  readonly kind: 'greeting';
  readonly code: Constant<'AgentGreetingEventCode'>;
  readonly call: Call;
  readonly connection: Connection;
  readonly agent: Agent;
}

/** The network records what is said at a phone. */
export interface RecordingEvent {
  readonly kind: 'recordingStarted' | 'recordingTarget' | 'recordingEnded' | 'recordingFailed';
  readonly call: Call;
  readonly connection: Connection;
  readonly type: Constant<'RecordingType'>;
  /** Who has asked for it; undefined: nobody, it is recorded in any case. */
  readonly sessionID: number | undefined;
}

/** A party has nothing more to do with a call that goes on. */
export interface LeftEvent {
  readonly kind: 'left';
  readonly call: Call;
  readonly connection: Connection;
}

export interface ClearedEvent {
  readonly kind: 'cleared';
  readonly call: Call;
  readonly cause: EventCause | null;
}

/** Nobody has to do with the call any more. */
export interface EndedEvent {
  readonly kind: 'ended';
  readonly call: Call;
}

/** The data of a call that has ended will not change any more: for one session, or for everybody. */
export interface FinalEvent {
  readonly kind: 'final';
  readonly call: Call;
  readonly sessionID: number | undefined;
}
