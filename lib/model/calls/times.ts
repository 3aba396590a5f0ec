/** How long a call was in which state. */
import type { CallState, CallTimes } from './call-view';

const COUNTED = { queued: 'queuedFor', ringing: 'ringingFor', talking: 'talkingFor', held: 'heldFor' } as const;
type Counted = keyof typeof COUNTED;

export class Stopwatch {
  queued: number | undefined;
  ringing: number | undefined;
  answered: number | undefined;
  held: number | undefined;
  ended: number | undefined;
  readonly #spent = { queuedFor: 0, ringingFor: 0, talkingFor: 0, heldFor: 0 };
  #state: CallState = 'initiated';
  #since: number;

  constructor(readonly started: number) {
    this.#since = started;
  }

  get state(): CallState {
    return this.#state;
  }

  enter(state: CallState, at: number): void {
    if (state === this.#state) return;
    this.#count(this.#spent, at);
    this.#state = state;
    this.#since = at;
  }

  view(at: number): CallTimes {
    const spent = { ...this.#spent };
    this.#count(spent, at);
    const { started, queued, ringing, answered, held, ended } = this;
    return { started, queued, ringing, answered, held, ended, ...spent };
  }

  #count(spent: { [K in (typeof COUNTED)[Counted]]: number }, at: number): void {
    const name = COUNTED[this.#state as Counted];
    // The clock of who calls may have been put back.
    if (name) spent[name] += Math.max(0, at - this.#since);
  }
}
