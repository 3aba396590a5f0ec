/** Sends one thing after the other, the urgent ones first: so many per second and so many under way at the most. */

export interface Pace {
  /** Milliseconds. */
  now(): number;
  /** Calls back once. Returns what cancels it. */
  after(milliseconds: number, run: () => void): () => void;
  /** Per second. */
  readonly rate: number;
  /** Under way at the same time. */
  readonly outstanding: number;
}

export interface PacedWork<T> {
  /** Undefined: there was nothing to do, which counts for nothing. Never rejects. */
  send(item: T): Promise<void> | undefined;
  /** Nothing waits, nothing is under way. */
  done(): void;
}

export class PacedQueue<T> {
  readonly #pace: Pace;
  readonly #work: PacedWork<T>;
  /** By urgency; what has been taken out stays in the array, before `from`. */
  readonly #waiting: { items: T[]; from: number }[] = [];
  #underWay = 0;
  #next = 0;
  #cancelTimer: (() => void) | undefined;
  #running = false;

  constructor(pace: Pace, work: PacedWork<T>) {
    this.#pace = pace;
    this.#work = work;
  }

  /** @param urgency 0 comes first */
  add(urgency: number, item: T): void {
    while (this.#waiting.length <= urgency) this.#waiting.push({ items: [], from: 0 });
    this.#waiting[urgency]?.items.push(item);
  }

  start(): void {
    this.#running = true;
    this.#pump();
  }

  stop(): void {
    this.#running = false;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #pump(): void {
    while (this.#running && this.#cancelTimer === undefined && this.#underWay < this.#pace.outstanding) {
      const now = this.#pace.now();
      if (now < this.#next && this.#isWaiting) {
        this.#cancelTimer = this.#pace.after(this.#next - now, () => {
          this.#cancelTimer = undefined;
          this.#pump();
        });
        return;
      }
      const item = this.#take();
      if (item === undefined) break;
      this.#send(item, now);
    }
    if (this.#running && this.#underWay === 0 && !this.#isWaiting) {
      this.stop();
      this.#work.done();
    }
  }

  #send(item: T, now: number): void {
    const sent = this.#work.send(item);
    if (!sent) return;
    this.#next = Math.max(this.#next, now) + 1000 / this.#pace.rate;
    this.#underWay++;
    void sent.then(() => {
      this.#underWay--;
      this.#pump();
    });
  }

  get #isWaiting(): boolean {
    return this.#waiting.some(({ items, from }) => from < items.length);
  }

  #take(): T | undefined {
    for (const lane of this.#waiting) {
      if (lane.from < lane.items.length) return lane.items[lane.from++];
    }
    return undefined;
  }
}
