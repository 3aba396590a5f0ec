import type { Socket } from 'node:net';
import { CtiError, Framer } from '../../codec';
import { MAX_VERSION } from '../../protocol';
import { isOpenRequest, listed, versionIn } from './listing';
import { withoutPasswords } from './passwords';
import type { Origin, RecordedFrame, RecordedNote } from './recording';

/** What a connection tells its owner, who adds time and number. */
export interface ConnectionLog {
  frame(entry: Pick<RecordedFrame, 'from' | 'hex'>, line: (connection: number) => string): void;
  note(entry: Pick<RecordedNote, 'event' | 'from' | 'about'>): void;
}

/**
 * One client and the CTI Server, joined. Bytes pass as they come, ends and resets, too; reading along changes
 * nothing. A reader that is slow slows the sender down.
 */
export class RecordedConnection {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #log: ConnectionLog;
  #version = MAX_VERSION;
  #open = 2;
  #reason: string | undefined;
  /** Both sockets are closed, and it is noted. */
  readonly closed: Promise<void>;
  #settle: () => void = () => undefined;

  constructor(client: Socket, server: Socket, log: ConnectionLog) {
    this.#client = client;
    this.#server = server;
    this.#log = log;
    this.closed = new Promise((resolve) => {
      this.#settle = resolve;
    });
    log.note({ event: 'opened', about: `${client.remoteAddress ?? 'unknown'}:${client.remotePort ?? 0}` });
    this.#join('client', client, server);
    this.#join('server', server, client);
  }

  async cut(): Promise<void> {
    this.#client.destroy();
    this.#server.destroy();
    await this.closed;
  }

  #join(from: Origin, source: Socket, sink: Socket): void {
    const framer = new Framer((buffer, start, end) => this.#take(from, buffer.subarray(start, end)));
    let lost = false;
    source.on('data', (chunk) => {
      if (lost) return;
      try {
        framer.push(chunk);
      } catch (error) {
        if (!(error instanceof CtiError)) throw error;
        lost = true;
        // The bytes stay out of the file: nobody knows where a password stands in them.
        this.#log.note({ event: 'lost', from, about: error.message });
      }
    });
    source.pipe(sink);
    source.on('error', (error) => {
      this.#reason ??= `${from}: ${error.message}`;
      // While its end is on the way, Node.js fails to reset a socket, and never lets go of it.
      if (sink.connecting || sink.destroyed || sink.writableEnded) sink.destroy();
      else sink.resetAndDestroy();
    });
    source.on('close', () => {
      // Gone without an end: what is written to the other one leads nowhere.
      if (!source.readableEnded) sink.destroy();
      this.#open -= 1;
      if (this.#open > 0) return;
      this.#log.note({ event: 'closed', ...(this.#reason !== undefined && { about: this.#reason }) });
      this.#settle();
    });
  }

  #take(from: Origin, frame: Buffer): void {
    if (from === 'client' && isOpenRequest(frame)) this.#version = versionIn(frame);
    const version = this.#version;
    const shown = from === 'client' ? withoutPasswords(frame, version) : frame;
    this.#log.frame({ from, hex: shown.toString('hex') }, (connection) => listed(connection, from, shown, version));
  }
}
