/** Waiting that can be broken off. */
import type { Clock } from '../clock';

/** The scenario was stopped. */
export class Stopped extends Error {}

export class Pauses {
  readonly #clock: Clock;
  readonly #signal: AbortSignal | undefined;

  constructor(clock: Clock, signal: AbortSignal | undefined) {
    this.#clock = clock;
    this.#signal = signal;
  }

  /** @throws Stopped */
  check(): void {
    if (this.#signal?.aborted) throw new Stopped();
  }

  /**
   * @param begin gets what ends the waiting before its time
   * @throws Stopped
   */
  async until(seconds: number, begin?: (over: () => void) => void): Promise<void> {
    this.check();
    let cancel: () => void = () => undefined;
    let stop: () => void = () => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        cancel = this.#clock.after(seconds * 1000, resolve);
        stop = () => reject(new Stopped());
        this.#signal?.addEventListener('abort', stop);
        begin?.(resolve);
      });
    } finally {
      cancel();
      this.#signal?.removeEventListener('abort', stop);
    }
  }
}
