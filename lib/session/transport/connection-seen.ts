import type { Endpoint, Transport } from './transport';

/** What was seen of a connection that is over. */
export interface Seen {
  readonly endpoint: Endpoint;
  readonly stage: Transport['stage'];
  /** undefined: the peer has closed it. */
  readonly error: NodeJS.ErrnoException | undefined;
  /** Bytes that came over TCP. */
  readonly received: number;
  /** Whether a frame was sent. */
  readonly sent: boolean;
  /** Whether the server has shown that it has let this side in. */
  readonly admitted: boolean;
}

/** Whether it was the peer that ended the connection, politely or not. */
export function brokenOff(error: Seen['error']): boolean {
  return error === undefined || error.code === 'ECONNRESET' || error.code === 'EPIPE';
}
