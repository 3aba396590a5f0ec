import type { Clock } from '../clock';
import { exponential, type Random } from './distributions';

/**
 * Calls that come by themselves, so many a second on the average: a Poisson process. When the clock is late, the
 * calls that should have come meanwhile come at once.
 */
export class Arrivals {
  readonly #clock: Clock;
  readonly #meanGap: number;
  readonly #random: Random;
  readonly #arrive: (late: number) => void;
  /** When the next call should come, in milliseconds since 1970. */
  #due: number;
  #cancel: (() => void) | undefined;
  #ended = false;

  /**
   * @param perSecond calls
   * @param arrive comes with each call: by how many milliseconds it is late
   */
  constructor(clock: Clock, perSecond: number, random: Random, arrive: (late: number) => void) {
    this.#clock = clock;
    this.#meanGap = 1000 / perSecond;
    this.#random = random;
    this.#arrive = arrive;
    this.#due = clock.now() + this.#gap();
    this.#wait();
  }

  end(): void {
    this.#ended = true;
    this.#cancel?.();
  }

  #gap(): number {
    return exponential(this.#meanGap, this.#random);
  }

  #wait(): void {
    this.#cancel = this.#clock.after(Math.max(0, this.#due - this.#clock.now()), () => this.#run());
  }

  #run(): void {
    const now = this.#clock.now();
    while (this.#due <= now && !this.#ended) {
      this.#arrive(now - this.#due);
      this.#due += this.#gap();
    }
    if (!this.#ended) this.#wait();
  }
}
