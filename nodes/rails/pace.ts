/** How many requests that control leave in a second. Those beyond wait their turn, in order, but not for long. */
import { type Clock, CtiError } from '../../lib/session';

/** Seconds that a request may wait for its turn: what comes later than that is not wanted any more. */
const LONGEST_WAIT = 10;

interface Waiting {
  readonly topic: string;
  go(): void;
  fail(error: CtiError): void;
}

/** A bucket that holds as many as one second lets through, at least one. */
export class Pace {
  readonly #rate: number | undefined;
  readonly #clock: Clock;
  readonly #waiting: Waiting[] = [];
  #left: number;
  #filledAt: number;
  #cancel: (() => void) | undefined;

  /** @param rate requests per second; undefined: no limit */
  constructor(rate: number | undefined, clock: Clock) {
    this.#rate = rate;
    this.#clock = clock;
    this.#left = bucket(rate);
    this.#filledAt = clock.now();
  }

  /**
   * Sends at once or when it is its turn, and never beside the queue: nothing is overtaken.
   * @param send is told whether it had to wait
   * @throws CtiError CTI_RATE_LIMITED
   */
  pass<T>(topic: string, send: (waited: boolean) => Promise<T>): Promise<T> {
    if (this.#rate === undefined || this.#takes()) return send(false);
    if (this.#waiting.length >= mostWaiting(this.#rate)) throw limited(topic, this.#rate);
    return new Promise((resolve, fail) => {
      const go = () => {
        try {
          send(true).then(resolve, fail);
        } catch (error) {
          fail(error);
        }
      };
      this.#waiting.push({ topic, go, fail });
      this.#wait();
    });
  }

  /** For what cannot wait. @throws CtiError CTI_RATE_LIMITED */
  takeNow(topic: string): void {
    if (this.#rate !== undefined && !this.#takes()) throw limited(topic, this.#rate);
  }

  /** Those that wait are not sent any more: they end with CTI_NOT_SENT. */
  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    for (const { topic, fail } of this.#waiting.splice(0)) {
      fail(new CtiError('CTI_NOT_SENT', `${topic} was not sent: the session was closed before its turn`, { topic }));
    }
  }

  #takes(): boolean {
    this.#fill();
    if (this.#waiting.length > 0 || this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  #fill(): void {
    const now = this.#clock.now();
    const gained = ((this.#rate ?? 0) * (now - this.#filledAt)) / 1000;
    this.#left = Math.min(bucket(this.#rate), this.#left + gained);
    this.#filledAt = now;
  }

  #wait(): void {
    if (this.#cancel !== undefined || this.#rate === undefined) return;
    // A thousandth more: a timer may come a moment before its time.
    const seconds = Math.max(0, 1 - this.#left) / this.#rate + 0.001;
    this.#cancel = this.#clock.after(seconds, () => {
      this.#cancel = undefined;
      this.#fill();
      while (this.#waiting.length > 0 && this.#left >= 1) {
        this.#left -= 1;
        this.#waiting.shift()?.go();
      }
      if (this.#waiting.length > 0) this.#wait();
    });
  }
}

function bucket(rate: number | undefined): number {
  return Math.max(1, Math.floor(rate ?? 1));
}

function mostWaiting(rate: number): number {
  return Math.max(1, Math.floor(rate * LONGEST_WAIT));
}

function limited(topic: string, rate: number): CtiError {
  return new CtiError(
    'CTI_RATE_LIMITED',
    `${topic} is not sent: ${rate} requests per second may leave and as many as ${LONGEST_WAIT} s let through wait already; right is fewer, or another limit (cti-server, Safety)`,
    { topic },
  );
}
