import type { AnyMessage } from '../codec';
import type { SideName } from './sides';

/** Where a message came from and how. */
export interface SessionCti {
  readonly number: number;
  /** Protocol version it was read by. */
  readonly protocol: number;
  /** Bytes, header included. */
  readonly length: number;
  /** Which opening of the session it belongs to; another number than before means a gap in between. */
  readonly epoch: number;
  /** Position among all frames of the session, read or not, over all epochs; 1 is the first. */
  readonly sequence: number;
  /** ISO, UTC. */
  readonly received: string;
  readonly side: SideName;
  /** host:port */
  readonly peer: string;
  /** Of answers, and of requests that the server makes. */
  readonly invokeID?: number;
  /** false: the server was asked to leave confirmations out (CTI_SERVICE_IGNORE_CONF), so this one was not received. */
  readonly confirmed?: false;
}

/** A message as a session hands it on. It is shared by all who asked for it: do not change it. */
export type SessionMessage = AnyMessage & { readonly cti: SessionCti };

/** What was missed: told once the session is open again. */
export interface Gap {
  /** When the session was lost, and when it was open again; ISO, UTC. */
  readonly from: string;
  readonly to: string;
  readonly seconds: number;
  /** The side that was lost, and the one that has the session now. */
  readonly side: SideName;
  readonly newSide: SideName;
  /** Why the session was lost. */
  readonly code: string;
  readonly reason: string;
  /** Of the last frame before, and the epoch it belongs to. */
  readonly lastSequence: number;
  readonly lastEpoch: number;
  readonly epoch: number;
}

/** The active server asks whether it may go into maintenance. */
export interface MaintenanceRequest {
  readonly side: SideName;
  /** Until then an answer counts; afterwards yes has been said. ISO, UTC. */
  readonly until: string;
  /** The first answer counts. @returns false when it came too late */
  answer(accepted: boolean): boolean;
}
