/** An event that could not be read is one that was missed: what it may have told is asked for. */

/** Milliseconds from one asking to the next at least; each makes it twice as long, up to the longest. */
const SHORTEST = 60_000;
const LONGEST = 3_600_000;

export interface Waiting {
  /** Calls back once. Returns what cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

export class UnreadableFrames {
  readonly #after: Waiting['after'];
  readonly #ask: () => void;
  #cancel: (() => void) | undefined;
  #pause = SHORTEST;
  #more = false;

  constructor(after: Waiting['after'], ask: () => void) {
    this.#after = after;
    this.#ask = ask;
  }

  /** One has come. A server may send them all the time, in answers, too: asking must not become all there is. */
  seen(): void {
    if (this.#cancel) this.#more = true;
    else this.#act();
  }

  /** The session is over: what has been missed is asked for when the next one begins. */
  stop(): void {
    this.#pause = SHORTEST;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #act(): void {
    this.#more = false;
    this.#cancel = this.#after(this.#pause, () => {
      this.#cancel = undefined;
      if (this.#more) this.#act();
    });
    this.#pause = Math.min(2 * this.#pause, LONGEST);
    this.#ask();
  }
}
