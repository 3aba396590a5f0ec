import { ManualClock as SessionClock } from '../session/manual-clock';
import { ManualClock as SimulatorClock } from '../simulator/manual-clock';

/** Seconds that pass in one turn of the event loop. */
const STEP = 0.05;

/**
 * Time that passes with the turns of the event loop, some fifty times as fast as a real clock and never faster than
 * the sockets: in every turn they are read before time goes on. So a slow machine makes a test slow, not red.
 */
export class Pace {
  readonly session = new SessionClock();
  readonly network = new SessionClock();
  readonly simulator = new SimulatorClock();
  readonly #watches = new Set<() => void>();
  readonly #step: number;
  #timer: NodeJS.Timeout | undefined;
  #seconds = 0;
  #held = false;

  constructor(step = STEP) {
    this.#step = step;
    this.#timer = setInterval(() => this.#turn(), 1);
  }

  /** Since the beginning. */
  get seconds(): number {
    return this.#seconds;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** The session's clock stands, and only that one. */
  hold(): void {
    this.#held = true;
  }

  goOn(): void {
    this.#held = false;
  }

  /**
   * Resolves when it holds, looked at in every turn, with the seconds that it took.
   * @throws Error when it does not hold within so many seconds
   */
  until(what: string, seconds: number, holds: () => boolean): Promise<number> {
    if (holds()) return Promise.resolve(0);
    const begun = this.#seconds;
    return new Promise((resolve, reject) => {
      const look = () => {
        const passed = this.#seconds - begun;
        if (holds()) resolve(passed);
        else if (passed > seconds) reject(new Error(`not within ${seconds} s: ${what}`));
        else return;
        this.#watches.delete(look);
      };
      this.#watches.add(look);
    });
  }

  /** Resolves when so many seconds have passed. */
  async pass(seconds: number): Promise<void> {
    const end = this.#seconds + seconds;
    await this.until('time passes', seconds + 1, () => this.#seconds >= end);
  }

  /** Runs something again and again. Returns what ends it. */
  every(seconds: number, run: () => void): () => void {
    let next = this.#seconds + seconds;
    const look = () => {
      if (this.#seconds < next) return;
      next += seconds;
      run();
    };
    this.#watches.add(look);
    return () => this.#watches.delete(look);
  }

  #turn(): void {
    this.#seconds += this.#step;
    this.network.advance(this.#step);
    this.simulator.advance(this.#step * 1000);
    if (!this.#held) this.session.advance(this.#step);
    for (const look of [...this.#watches]) look();
  }
}
