/** How long a call was in which state. */
import type { CallState, CallTimes } from './call-view';

export class Stopwatch {
  queued: number | undefined;
  ringing: number | undefined;
  answered: number | undefined;
  held: number | undefined;
  ended: number | undefined;
  #queuedFor = 0;
  #ringingFor = 0;
  #talkingFor = 0;
  #heldFor = 0;
  #wrapUp: number | undefined;
  #wrapUpFor = 0;
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
    this.#queuedFor += this.#spent('queued', at);
    this.#ringingFor += this.#spent('ringing', at);
    this.#talkingFor += this.#spent('talking', at);
    this.#heldFor += this.#spent('held', at);
    this.#state = state;
    this.#since = at;
  }

  /** An agent has finished the work after the call. */
  addWrapUp(since: number, milliseconds: number): void {
    this.#wrapUp = Math.min(this.#wrapUp ?? since, since);
    this.#wrapUpFor += milliseconds;
  }

  view(at: number): CallTimes {
    return {
      started: this.started,
      queued: this.queued,
      ringing: this.ringing,
      answered: this.answered,
      held: this.held,
      ended: this.ended,
      wrapUp: this.#wrapUp,
      queuedFor: this.#queuedFor + this.#spent('queued', at),
      ringingFor: this.#ringingFor + this.#spent('ringing', at),
      talkingFor: this.#talkingFor + this.#spent('talking', at),
      heldFor: this.#heldFor + this.#spent('held', at),
      wrapUpFor: this.#wrapUpFor,
    };
  }

  /** In the state since it was entered. The clock of who calls may have been put back. */
  #spent(state: CallState, at: number): number {
    return state === this.#state ? Math.max(0, at - this.#since) : 0;
  }
}
