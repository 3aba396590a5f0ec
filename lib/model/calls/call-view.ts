/** Calls and contacts as they are given out: plain data, never changed afterwards. */
import type { Constant } from '../../protocol';
import type { CallContext } from './context';
import type { CallDirection } from './direction';

/** CSTA's local connection state as the guide names it; null: not known (yet). */
export type ConnectionState = Constant<'LocalConnectionState'> | null;

/** The call in one word. `expected`: announced by its router call key, no call yet. */
export type CallState = 'expected' | 'initiated' | 'queued' | 'ringing' | 'talking' | 'held' | 'failed' | 'ended';

/** A party's part in a call. */
export interface ConnectionView {
  readonly connectionDeviceIDType: Constant<'ConnectionDeviceIDType'> | number | null;
  /** Opaque. */
  readonly connectionDeviceID: string;
  readonly deviceType: Constant<'DeviceIDType'> | number | null;
  /** The number of the device, as soon as a message has told it. */
  readonly deviceID: string | undefined;
  /** Who was signed in there, if an agent was. */
  readonly agentID: string | undefined;
  readonly localConnectionState: ConnectionState;
  /** When it came into this state, ms since 1970. */
  readonly since: number;
}

/** What the call waits for; undefined members were not told. */
export interface CallQueue {
  readonly serviceNumber: number | null | undefined;
  readonly skillGroups: readonly {
    readonly skillGroupNumber: number | null | undefined;
    readonly skillGroupID: number | null | undefined;
  }[];
}

/** Moments in ms since 1970 (the first of each), durations in ms until the call's last change. */
export interface CallTimes {
  /** The first that was seen of the call. */
  readonly started: number;
  readonly queued: number | undefined;
  readonly ringing: number | undefined;
  readonly answered: number | undefined;
  readonly held: number | undefined;
  readonly ended: number | undefined;
  /** When the first agent's work after the call began; known when it is done. */
  readonly wrapUp: number | undefined;
  readonly queuedFor: number;
  readonly ringingFor: number;
  readonly talkingFor: number;
  readonly heldFor: number;
  /** All agents' work after the call (AGENT_STATE_WORK_READY, AGENT_STATE_WORK_NOT_READY), as far as it is done. */
  readonly wrapUpFor: number;
}

export interface CallView extends CallContext {
  /** Names the call for good, unlike ConnectionCallID, which comes again. */
  readonly id: string;
  readonly contactID: string;
  readonly peripheralID: number | null;
  /** Null as long as there is no call (`expected`). */
  readonly connectionCallID: number | null;
  readonly state: CallState;
  readonly callType: Constant<'CallType'> | number | null;
  readonly direction: CallDirection | undefined;
  /** Every party that was ever seen in the call, those who left with LCS_NULL. */
  readonly connections: readonly ConnectionView[];
  readonly callingDeviceID: string | undefined;
  readonly calledDeviceID: string | undefined;
  readonly lastRedirectDeviceID: string | undefined;
  /** The queues that the call waits in now. */
  readonly queue: CallQueue | undefined;
  /** The skill group that the call was last routed or delivered by. */
  readonly skillGroupNumber: number | null | undefined;
  readonly skillGroupID: number | null | undefined;
  readonly serviceNumber: number | null | undefined;
  readonly calledPartyDisposition: Constant<'DispositionCode'> | number | null | undefined;
  /** Of the last event that gave one. */
  readonly eventCause: Constant<'EventCause'> | number | undefined;
  readonly times: CallTimes;
  /** Clients that had to do with the call, as BEGIN_CALL_EVENT lists them. */
  readonly ctiClients: readonly {
    readonly ctiClientSignature: string | undefined;
    readonly ctiClientTimestamp: string | undefined;
  }[];
}

/** Calls that belong together: what one caller lives through. */
export interface ContactView {
  /**
   * The best of its names, decided by what they are and not by when they came: the lowest router call key, else the
   * lowest call reference, else the lowest id of its calls.
   */
  readonly id: string;
  /** All that it is or was known by: router call keys, call references, ids of its calls. */
  readonly names: readonly string[];
  /** The ids of its calls, the oldest first. */
  readonly legs: readonly string[];
  /**
   * The id that it, or the contact that has gone up in it, had until now: it has got a better name, or two contacts have
   * turned out to be one. Said once.
   */
  readonly was?: string;
}
