import type { Socket } from 'node:net';
import { Framer } from '../../codec';

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
  readonly address: string;
  readonly port: number;
  readonly #socket: Socket;
  /** Beneath TLS; the same one where there is none. */
  readonly #connection: Socket;
  readonly #listener: WireListener;
  #closed = false;
  #gathering = false;

  constructor(socket: Socket, listener: WireListener, connection = socket) {
    this.#socket = socket;
    this.#connection = connection;
    this.#listener = listener;
    this.address = socket.remoteAddress ?? 'unknown';
    this.port = socket.remotePort ?? 0;
    const framer = new Framer((buffer, start, end) => {
      if (!this.#closed) listener.frame(buffer, start, end);
    });
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(framer, chunk));
    socket.on('error', (error) => this.close(error.message));
    socket.on('close', () => this.close('closed by the client'));
  }

  /** What is sent in one turn goes to the network at once: a write of its own for each frame costs more than the frame. */
  send(frame: Buffer): void {
    if (this.#closed) return;
    if (!this.#gathering) {
      this.#gathering = true;
      this.#socket.cork();
      setImmediate(() => this.#flush());
    }
    this.#socket.write(frame);
    if (this.#socket.writableLength > MAX_WAITING) this.close('the client reads too slowly');
  }

  /** Whether more bytes wait than the client takes at once; if so, `run` comes when they are gone. */
  waits(run: () => void): boolean {
    if (this.#closed || !this.#socket.writableNeedDrain) return false;
    this.#socket.once('drain', run);
    return true;
  }

  /** Reads no more. */
  pause(): void {
    this.#socket.pause();
  }

  /** The client sees a reset in the place of an orderly end. */
  reset(reason: string): void {
    if (!this.#closed) this.#connection.resetAndDestroy();
    this.close(reason);
  }

  close(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#flush();
    this.#socket.destroy();
    this.#listener.closed(reason);
  }

  #flush(): void {
    if (!this.#gathering) return;
    this.#gathering = false;
    this.#socket.uncork();
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
