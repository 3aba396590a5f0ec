/** Shows a status at once, then at most one per second: of several in between only the last. */
export interface CalmClock {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** @returns what cancels it */
  after(milliseconds: number, callback: () => void): () => void;
}

/** Milliseconds. Whatever changes sooner is flicker to the eye. */
const REST = 1000;

export const realClock: CalmClock = {
  now: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

export class CalmStatus<S extends object> {
  readonly #show: (status: S) => void;
  readonly #clock: CalmClock;
  #shown: S | undefined;
  #shownAt = Number.NEGATIVE_INFINITY;
  #next: S | (() => S) | undefined;
  #cancel: (() => void) | undefined;

  constructor(show: (status: S) => void, clock: CalmClock = realClock) {
    this.#show = show;
    this.#clock = clock;
  }

  /** @param status or what makes it, which is asked only when it is shown */
  set(status: S | (() => S)): void {
    this.#next = status;
    if (this.#cancel !== undefined) return;
    const rest = this.#shownAt + REST - this.#clock.now();
    if (rest <= 0) this.#showNext();
    else this.#cancel = this.#clock.after(rest, () => this.#showNext());
  }

  /** What waits to be shown is not shown any more. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #showNext(): void {
    this.#cancel = undefined;
    const status = typeof this.#next === 'function' ? this.#next() : this.#next;
    if (status === undefined || JSON.stringify(status) === JSON.stringify(this.#shown)) return;
    this.#shown = status;
    this.#shownAt = this.#clock.now();
    this.#show(status);
  }
}
