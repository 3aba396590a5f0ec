import type { CtiError } from '../codec';

/**
 * One connection to one address, used once: a byte stream without knowledge of messages. The
 * session needs no more than this, so its tests need no socket, and TLS is another implementation.
 */
export interface Transport {
  connect(): void;
  /**
   * Sends one whole frame.
   * @param written called when the operating system has taken the last byte; never after a failure
   * @throws CtiError CTI_SEND_QUEUE_FULL when too many bytes wait already
   */
  write(frame: Buffer, written?: () => void): void;
  /** Ends the connection at once, in any state. No handler is called afterwards. */
  reset(): void;
}

export interface TransportHandlers {
  connected(): void;
  data(chunk: Buffer): void;
  /**
   * The connection could not be made or is over; called at most once and last.
   * @param error CTI_CONNECT_FAILED or CTI_CONNECTION_LOST
   */
  closed(error: CtiError): void;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

export type TransportFactory = (address: Address, handlers: TransportHandlers) => Transport;
