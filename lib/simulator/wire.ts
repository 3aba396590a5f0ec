import type { Socket } from 'node:net';
import { Framer } from '../codec';

/** Bytes that may wait for a client that reads slowly: a second of the largest burst a CTI Server has. */
const MAX_WAITING = 8 * 1024 * 1024;

export interface WireListener {
  /** One whole frame; the buffer is valid during the call only. */
  frame(buffer: Buffer, start: number, end: number): void;
  /** Once, and nothing after it. */
  closed(reason: string): void;
}

/** One client's socket: frames in, bytes out. Whatever the client does ends here. */
export class Wire {
  readonly peer: string;
  readonly #socket: Socket;
  readonly #listener: WireListener;
  #closed = false;

  constructor(socket: Socket, listener: WireListener) {
    this.#socket = socket;
    this.#listener = listener;
    this.peer = `${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`;
    const framer = new Framer((buffer, start, end) => {
      if (!this.#closed) listener.frame(buffer, start, end);
    });
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(framer, chunk));
    socket.on('error', (error) => this.close(error.message));
    socket.on('close', () => this.close('closed by the client'));
  }

  send(frame: Buffer): void {
    if (this.#closed) return;
    this.#socket.write(frame);
    if (this.#socket.writableLength > MAX_WAITING) this.close('the client reads too slowly');
  }

  close(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket.destroy();
    this.#listener.closed(reason);
  }

  #take(framer: Framer, chunk: Buffer): void {
    if (this.#closed) return;
    try {
      framer.push(chunk);
    } catch (error) {
      // A stream that has lost its step cannot be trusted again.
      this.close(error instanceof Error ? error.message : String(error));
    }
  }
}
