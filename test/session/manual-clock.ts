import type { Clock } from '../../lib/session/clock';

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** A clock that stands until it is moved. */
export class ManualClock implements Clock {
  #now = 1_000_000;
  readonly #timers = new Set<Timer>();

  /** Timers that wait. */
  get waiting(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  date(): Date {
    return new Date(Date.UTC(2026, 0, 31) + this.#now);
  }

  after(seconds: number, callback: () => void): () => void {
    const timer = { due: this.#now + seconds * 1000, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets time pass; every timer fires when it is due. */
  advance(seconds: number): void {
    const end = this.#now + seconds * 1000;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.due);
      this.#timers.delete(next);
      next.callback();
    }
    this.#now = end;
  }

  /** Time passes while the process is busy or asleep: what was due fires only now. */
  oversleep(seconds: number): void {
    this.#now += seconds * 1000;
    this.advance(0);
  }

  #next(end: number): Timer | undefined {
    const due = [...this.#timers].filter((timer) => timer.due <= end);
    return due.sort((a, b) => a.due - b.due)[0];
  }
}
