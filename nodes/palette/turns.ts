/** Turns at a rate: the first at once, each of the others a fixed time after the one before. */
import { type CalmClock, realClock } from '../calm-status';

export class Turns {
  readonly #gap: number;
  readonly #clock: CalmClock;
  readonly #waiting = new Map<() => void, (isMine: boolean) => void>();
  #free = Number.NEGATIVE_INFINITY;
  #stopped = false;

  /** @param perSecond more than 0 */
  constructor(perSecond: number, clock: CalmClock = realClock) {
    this.#gap = 1000 / perSecond;
    this.#clock = clock;
  }

  /** Resolves when it is somebody's turn: false when stop() came first. */
  next(): Promise<boolean> {
    if (this.#stopped) return Promise.resolve(false);
    const now = this.#clock.now();
    const at = Math.max(now, this.#free);
    this.#free = at + this.#gap;
    if (at === now) return Promise.resolve(true);
    return new Promise((resolve) => {
      const cancel = this.#clock.after(at - now, () => {
        this.#waiting.delete(cancel);
        resolve(true);
      });
      this.#waiting.set(cancel, resolve);
    });
  }

  stop(): void {
    this.#stopped = true;
    for (const [cancel, resolve] of this.#waiting) {
      cancel();
      resolve(false);
    }
    this.#waiting.clear();
  }
}
