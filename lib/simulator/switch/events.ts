/** What happens in the switch, told at once and in order. The objects are live: look before the next one comes. */
import type { Constant } from '../../protocol';
import type { SkillGroupConfiguration } from '../configuration';
import type { Agent } from './agent';
import type { Call, Connection, EventCause } from './call';
import type { CallDataItems } from './call-data';

export type SwitchEvent = CallEvent | AgentEvent | SystemEvent;

export interface AgentEvent {
  readonly kind: 'agentState';
  readonly agent: Agent;
}

/** A part of the contact centre goes off line or comes back. */
export interface SystemEvent {
  readonly kind: 'system';
  readonly systemEventID: Extract<
    Constant<'SystemEventID'>,
    `SYS_PERIPHERAL_${'ON' | 'OFF'}LINE` | `SYS_CENTRAL_CONTROLLER_${'ON' | 'OFF'}LINE`
  >;
  /** Undefined: of the central controller. */
  readonly peripheralID: number | undefined;
}

export type CallEvent = ConnectionEvent | QueueEvent | DataEvent | ClearedEvent | EndedEvent;

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
}

export interface QueueEvent {
  readonly kind: 'queued' | 'dequeued';
  readonly call: Call;
  readonly connection: Connection;
  readonly group: SkillGroupConfiguration;
  /** Calls that wait for this group, this one among them if it still waits. */
  readonly waiting: number;
}

export interface DataEvent {
  readonly kind: 'dataUpdated';
  readonly call: Call;
  readonly changed: CallDataItems;
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
