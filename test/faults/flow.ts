import type { Socket } from 'node:net';
import { Framer, messageNumber } from '../../lib/codec';
import type { Clock } from '../../lib/session/clock';

export type Direction = 'toServer' | 'toClient';

/** How a network treats the bytes of one direction. */
export interface Way {
  /** Bytes vanish, and so do the ends of connections. */
  readonly swallow: boolean;
  /** Nothing is read from the sender: its bytes pile up with it. */
  readonly hold: boolean;
  /** Seconds. */
  readonly delay: number;
  /** As long as there are few: then they pile up, as they do with any receiver. */
  readonly bytewise: boolean;
  /** Seconds by which the end of a connection is passed on late. */
  readonly lateEnd: number;
}

export const CLEAR: Way = { swallow: false, hold: false, delay: 0, bytewise: false, lateEnd: 0 };

/** What becomes of one frame, in pieces. */
export type Change = (frame: Buffer) => readonly (Buffer | 'silence')[];

/** Bytes sent one at a time: each takes a turn of the event loop. */
const BYTEWISE = 2000;

export interface FlowOwner {
  way(): Way;
  /**
   * A whole frame has come.
   * @param pass passes on the frame up to here, before what happens now
   */
  seen(number: number, frame: Buffer, pass: (end: number) => void): void;
  /** Nothing goes through any more, in both directions. */
  die(): void;
}

type Item = Buffer | 'end' | 'reset';

/** While its end is on the way, Node.js fails to reset a socket, and never lets go of it. */
export function reset(socket: Socket): void {
  if (socket.connecting || (socket.writableEnded && !socket.writableFinished)) socket.destroy();
  else if (!socket.destroyed) socket.resetAndDestroy();
}

/** One direction of one connection: from a socket to a socket, frame by frame. */
export class Flow {
  readonly #owner: FlowOwner;
  readonly #source: Socket;
  readonly #sink: Socket | undefined;
  readonly #clock: Clock;
  readonly #framer: Framer;
  readonly #changes: Change[] = [];
  readonly #delayed = new Set<() => void>();
  readonly #queue: Item[] = [];
  #due = 0;
  #writing = false;
  #single = BYTEWISE;
  /** Bytes have vanished: those behind them are never acknowledged. */
  #dead = false;
  #inStep = true;

  /** @param sink undefined: there is nobody at the other end */
  constructor(owner: FlowOwner, source: Socket, sink: Socket | undefined, clock: Clock) {
    this.#owner = owner;
    this.#source = source;
    this.#sink = sink;
    this.#clock = clock;
    this.#framer = new Framer((buffer, start, end) => this.#frame(Buffer.from(buffer.subarray(start, end))));
    source.on('data', (chunk) => this.#take(chunk));
    source.on('end', () => this.#ended('end'));
    source.on('error', () => this.#ended('reset'));
    source.on('close', (failed) => failed && this.#ended('reset'));
  }

  /** Looks again at how bytes are to be treated. */
  apply(): void {
    if (this.#owner.way().hold) this.#source.pause();
    else this.#source.resume();
  }

  /** The next frame, or what is left of the present one, goes on like this. */
  change(change: Change): void {
    this.#changes.push(change);
  }

  /** Frames go on as they are. */
  forgetChanges(): void {
    this.#changes.length = 0;
  }

  /** Puts bytes into the stream. */
  inject(bytes: Buffer): void {
    this.#pass(bytes);
  }

  /** Nothing goes through any more. */
  die(): void {
    this.#dead = true;
  }

  /** Drops what waits. */
  stop(): void {
    for (const cancel of this.#delayed) cancel();
    this.#delayed.clear();
    this.#queue.length = 0;
  }

  #take(chunk: Buffer): void {
    if (!this.#inStep) {
      this.#pass(Buffer.from(chunk));
      return;
    }
    try {
      this.#framer.push(chunk);
    } catch {
      this.#inStep = false;
      this.#pass(Buffer.from(chunk));
    }
  }

  #frame(frame: Buffer): void {
    let passed = 0;
    this.#owner.seen(messageNumber(frame, 0), frame, (end) => {
      this.#pass(frame.subarray(0, end));
      passed = end;
    });
    const rest = frame.subarray(passed);
    for (const piece of this.#changes.shift()?.(rest) ?? [rest]) {
      if (piece === 'silence') this.#owner.die();
      else this.#pass(piece);
    }
  }

  #ended(how: 'end' | 'reset'): void {
    if (!this.#dead && !this.#owner.way().swallow) this.#later(how, this.#owner.way().lateEnd);
  }

  #pass(piece: Buffer): void {
    if (this.#owner.way().swallow) this.#dead = true;
    if (!this.#dead) this.#later(piece, this.#owner.way().delay);
  }

  /** In order, also when delays change. */
  #later(item: Item, delay: number): void {
    this.#due = Math.max(this.#due, this.#clock.now() + delay * 1000);
    const wait = this.#due - this.#clock.now();
    if (wait <= 0 && this.#delayed.size === 0) {
      this.#put(item);
      return;
    }
    const cancel = this.#clock.after(wait / 1000, () => {
      this.#delayed.delete(cancel);
      this.#put(item);
    });
    this.#delayed.add(cancel);
  }

  #put(item: Item): void {
    this.#queue.push(item);
    if (!this.#writing) this.#write();
  }

  #write(): void {
    this.#writing = false;
    for (let item = this.#queue.shift(); item !== undefined; item = this.#queue.shift()) {
      if (this.#sink === undefined || this.#sink.destroyed) return;
      if (item === 'end') this.#sink.end();
      else if (item === 'reset') reset(this.#sink);
      else if (!this.#owner.way().bytewise || item.length === 1 || this.#single === 0) this.#sink.write(item);
      else {
        this.#writing = true;
        this.#single -= 1;
        this.#queue.unshift(item.subarray(1));
        // In a later turn, so that the receiver reads this one alone.
        this.#sink.write(item.subarray(0, 1), () => setImmediate(() => this.#write()));
        return;
      }
    }
  }
}
