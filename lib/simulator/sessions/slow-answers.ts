/** Sessions whose requests are taken late, as by a server that has too much to do. */
import type { Clock } from '../clock';

/** How late, for all clients and for some. */
export class SlowAnswers {
  #all = 0;
  readonly #byClient = new Map<string, number>();

  /** @param seconds 0 ends it @param clientID undefined: for every client */
  set(seconds: number, clientID: string | undefined): void {
    if (clientID !== undefined) {
      this.#byClient.set(clientID, seconds);
      return;
    }
    this.#all = seconds;
    this.#byClient.clear();
  }

  /** Seconds. */
  of(clientID: string | undefined): number {
    return this.#byClient.get(clientID ?? '') ?? this.#all;
  }
}

interface Late {
  readonly frame: Buffer;
  readonly due: number;
}

/** The frames of one session that are taken late, in their order. */
export class LateFrames {
  readonly #clock: Clock;
  readonly #take: (frame: Buffer) => void;
  readonly #waiting: Late[] = [];
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, take: (frame: Buffer) => void) {
    this.#clock = clock;
    this.#take = take;
  }

  get none(): boolean {
    return this.#waiting.length === 0;
  }

  put(frame: Buffer, seconds: number): void {
    const last = this.#waiting.at(-1)?.due ?? 0;
    this.#waiting.push({ frame, due: Math.max(last, this.#clock.now() + seconds * 1000) });
    if (this.#waiting.length === 1) this.#wait();
  }

  drop(): void {
    this.#waiting.length = 0;
    this.#cancel?.();
  }

  #wait(): void {
    const [first] = this.#waiting;
    if (!first) return;
    this.#cancel = this.#clock.after(Math.max(0, first.due - this.#clock.now()), () => {
      this.#waiting.shift();
      this.#take(first.frame);
      this.#wait();
    });
  }
}
