import type { AnyMessage } from '../codec';

/** Where a message came from and how. */
export interface SessionCti {
  readonly number: number;
  /** Protocol version it was read by. */
  readonly protocol: number;
  /** Bytes, header included. */
  readonly length: number;
  /** Position among all frames the session has received, read or not; 1 is the first. */
  readonly sequence: number;
  /** ISO, UTC. */
  readonly received: string;
  /** host:port */
  readonly peer: string;
  /** Of answers, and of requests that the server makes. */
  readonly invokeID?: number;
}

/** A message as a session hands it on. It is shared by all who asked for it: do not change it. */
export type SessionMessage = AnyMessage & { readonly cti: SessionCti };
