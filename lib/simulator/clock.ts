/** Time as the simulator sees it: injected, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs something once after a time in milliseconds. Returns what cancels it. */
  after(milliseconds: number, run: () => void): () => void;
}

/** Node's timers take no longer delay; a longer one would fire at once. */
const LONGEST_DELAY = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: Date.now,
  after(milliseconds, run) {
    const timer = setTimeout(run, Math.min(milliseconds, LONGEST_DELAY));
    return () => clearTimeout(timer);
  },
};

/** A clock of its own for one owner, who can cancel everything at once. */
export class Timers implements Clock {
  readonly #clock: Clock;
  readonly #speed: number;
  readonly #pending = new Set<() => void>();

  /** @param speed delays are divided by it; the time of day is not changed */
  constructor(clock: Clock, speed = 1) {
    this.#clock = clock;
    this.#speed = speed;
  }

  now(): number {
    return this.#clock.now();
  }

  after(milliseconds: number, run: () => void): () => void {
    const cancel = this.#clock.after(milliseconds / this.#speed, () => {
      this.#pending.delete(cancel);
      run();
    });
    this.#pending.add(cancel);
    return () => {
      this.#pending.delete(cancel);
      cancel();
    };
  }

  cancelAll(): void {
    for (const cancel of this.#pending) cancel();
    this.#pending.clear();
  }
}
