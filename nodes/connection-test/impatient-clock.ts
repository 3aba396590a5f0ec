/**
 * Time for a probe that may be broken off: every time limit is over at once then, and whatever it
 * waits for ends as it would end by itself, only sooner.
 */
type Surroundings = NonNullable<Parameters<typeof import('../../lib/session')['probe']>[2]>;
type Clock = NonNullable<Surroundings['clock']>;

/** Seconds. What begins after the breaking off is the polite end: CLOSE_REQ and its answer. */
const PARTING = 1.5;

export class ImpatientClock implements Clock {
  readonly #waiting = new Set<() => void>();
  #patient = true;

  now(): number {
    return performance.now();
  }

  date(): Date {
    return new Date();
  }

  after(seconds: number, callback: () => void): () => void {
    const timer = setTimeout(() => over(), 1000 * (this.#patient ? seconds : Math.min(seconds, PARTING)));
    const cancel = () => {
      clearTimeout(timer);
      this.#waiting.delete(over);
    };
    const over = () => {
      cancel();
      callback();
    };
    this.#waiting.add(over);
    return cancel;
  }

  /** What is waited for now is waited for no more. */
  breakOff(): void {
    this.#patient = false;
    for (const over of [...this.#waiting]) if (this.#waiting.has(over)) over();
  }
}
