import type { MaskBit } from '../protocol';
import type { MissingService } from './grant';
import type { SideName } from './sides';

/**
 * - waiting: a pause before the next try
 * - standby: hot standby only: a standby server has the session, and no server is active
 *
 * A session that is being closed counts as closed already.
 */
export type SessionState = 'closed' | 'connecting' | 'opening' | 'open' | 'standby' | 'waiting';

/** One peripheral of the Peripheral Gateway, as OPEN_CONF and SYSTEM_EVENTs tell. */
export interface PeripheralStatus {
  readonly peripheralID: number;
  readonly online: boolean;
}

/** Hot standby: the session with the side that is not the active one. */
export interface StandbyStatus {
  readonly side: SideName;
  readonly state: SessionState;
  readonly code?: string;
  readonly reason?: string;
}

/** What an open session has of its server. */
export interface Granted {
  /** The protocol version in use. */
  readonly protocol?: number;
  readonly services?: readonly (MaskBit<'CTIService'> | number)[];
  /** Asked for and not granted, with what will not work because of it. */
  readonly missingServices?: readonly MissingService[];
  /** What is out of order behind the server, as constants of PGStatus; empty: nothing. */
  readonly degraded?: readonly (MaskBit<'PGStatusCode'> | number)[];
  /** Those that the server has told of. */
  readonly peripherals?: readonly PeripheralStatus[];
}

/** A session as it stands; while it is open with what its server grants. Plain data; what is not known is absent. */
export interface SessionStatus extends Granted {
  readonly state: SessionState;
  /** The state before this one. */
  readonly previous: SessionState;
  /** The side that is tried or has the session; of the next try while waiting. */
  readonly side?: SideName;
  readonly host?: string;
  readonly port?: number;
  /** Why the session is not open, or why the latest try failed. */
  readonly code?: string;
  readonly reason?: string;
  /** When this state began; ISO, UTC. */
  readonly since: string;
  /** Connections tried since the session was last open, the present one included; 0 while open or closed. */
  readonly attempt: number;
  /** Waiting: when the next try begins; ISO, UTC. */
  readonly retryAt?: string;
  /** Counts the times that the session was opened; 0 before the first. */
  readonly epoch: number;
  /** Hot standby. */
  readonly standby?: StandbyStatus;
}
