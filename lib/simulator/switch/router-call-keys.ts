/** The router names each call by the day and a number: the same key stands in everything that becomes of the call. */
import type { Clock } from '../clock';
import type { RouterCallKey } from './call';

/** Days from 1601, from where the router counts, to 1970. */
const ROUTER_EPOCH = 134_774;
const DAY = 86_400_000;

/**
 * The number is the millisecond of the day, or the next one where that is taken: a simulator that is started again does
 * not give the keys of before, as no router does.
 */
export class RouterCallKeys {
  readonly #clock: Pick<Clock, 'now'>;
  #day = 0;
  /** Of this day; none has 0, which stands for no key. */
  #last = 0;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  next(): RouterCallKey {
    const now = this.#clock.now();
    const day = Math.floor(now / DAY) + ROUTER_EPOCH;
    if (day !== this.#day) this.#last = 0;
    this.#day = day;
    this.#last = Math.max(this.#last + 1, Math.floor(now % DAY));
    return { day, callID: this.#last, sequenceNumber: 0 };
  }
}
