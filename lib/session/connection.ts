import { connect, type Socket } from 'node:net';
import { CtiError } from '../codec';
import { peerName } from './peer';
import type { Address, Transport, TransportHandlers } from './transport';

/** Bytes that may wait for the peer to read. A CTI Server that lets more pile up is not working. */
const MAX_QUEUED = 1_048_576;
/** Milliseconds until TCP itself asks whether the peer is there: the last resort of a session without heartbeats. */
const KEEP_ALIVE_DELAY = 30_000;

const ADVICE: { readonly [code: string]: string } = {
  ECONNREFUSED: 'nothing listens on that port; check the port and that the CTI Server runs',
  ENOTFOUND: 'the host name is not known; check its spelling and the name service',
  EAI_AGAIN: 'the name service does not answer',
  ETIMEDOUT: 'the host does not answer; check the address, routes and firewalls',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  ECONNRESET: 'the peer reset the connection',
  EPIPE: 'the peer no longer reads',
};

/** A plain TCP connection to a CTI Server. */
export class TcpConnection implements Transport {
  readonly #address: Address;
  readonly #handlers: TransportHandlers;
  readonly #maxQueued: number;
  #socket: Socket | undefined;
  #connected = false;
  #over = false;
  #error: Error | undefined;

  /** @param maxQueued bytes that may wait to be sent */
  constructor(address: Address, handlers: TransportHandlers, maxQueued = MAX_QUEUED) {
    this.#address = address;
    this.#handlers = handlers;
    this.#maxQueued = maxQueued;
  }

  connect(): void {
    // TCP_NODELAY by advice of the guide: requests are small and each waits for its answer.
    const socket = connect({
      ...this.#address,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_DELAY,
    });
    this.#socket = socket;
    socket.on('error', (error) => {
      this.#error = error;
    });
    socket.on('connect', () => {
      this.#connected = true;
      if (!this.#over) this.#handlers.connected();
    });
    socket.on('data', (chunk) => {
      if (!this.#over) this.#handlers.data(chunk);
    });
    socket.on('close', () => {
      if (this.#over) return;
      this.#over = true;
      this.#handlers.closed(this.#failure());
    });
  }

  write(frame: Buffer, written?: () => void): void {
    const socket = this.#socket;
    if (socket === undefined || this.#over) {
      throw new CtiError('CTI_NOT_CONNECTED', `Not sent: there is no connection to ${peerName(this.#address)}`);
    }
    if (socket.writableLength + frame.length > this.#maxQueued) {
      throw new CtiError(
        'CTI_SEND_QUEUE_FULL',
        `Not sent: ${socket.writableLength} bytes already wait for ${peerName(this.#address)} to read them, at most ${this.#maxQueued} may`,
      );
    }
    socket.write(frame, (error) => {
      if (!error) written?.();
    });
  }

  reset(): void {
    this.#over = true;
    const socket = this.#socket;
    if (socket === undefined || socket.destroyed) return;
    // resetAndDestroy would wait for a connection that is still being made.
    if (socket.connecting) socket.destroy();
    else socket.resetAndDestroy();
  }

  #failure(): CtiError {
    const peer = peerName(this.#address);
    const details = this.#error === undefined ? {} : { cause: this.#error };
    if (!this.#connected) {
      return new CtiError('CTI_CONNECT_FAILED', `Cannot connect to ${peer}: ${describe(this.#error)}`, details);
    }
    const what = this.#error === undefined ? 'the peer closed it' : describe(this.#error);
    return new CtiError('CTI_CONNECTION_LOST', `Connection to ${peer} lost: ${what}`, details);
  }
}

function describe(error: (Error & { readonly code?: unknown }) | undefined): string {
  if (error === undefined) return 'unknown reason';
  // A name with several addresses fails with one error per address and no message of its own.
  const code = String(error.code ?? '');
  const text = error.message || code || error.name;
  const advice = ADVICE[code];
  return advice === undefined ? text : `${advice} (${text})`;
}
