/** Counts and times of a period that is running: it begins anew by itself. */

/** When the period that a moment belongs to began, in milliseconds since 1970. */
export type Period = (moment: number) => number;

const MINUTE = 60_000;

export const FIVE_MINUTES: Period = (moment) => moment - (moment % (5 * MINUTE));
/** By local time: there are zones that are a quarter of an hour off the full and half hours of UTC. */
export const HALF_HOUR: Period = (moment) => {
  const local = moment - new Date(moment).getTimezoneOffset() * MINUTE;
  return moment - (local % (30 * MINUTE));
};
/** Since midnight, local time. */
export const DAY: Period = (moment) => new Date(moment).setHours(0, 0, 0, 0);
/** Until it is cleared. */
export const OPEN_END: Period = () => 0;

export class Tally {
  readonly #period: Period;
  readonly #values = new Map<string, number>();
  #began = 0;

  constructor(period: Period) {
    this.#period = period;
  }

  add(name: string, amount: number, now: number): void {
    this.#turn(now);
    this.#values.set(name, (this.#values.get(name) ?? 0) + amount);
  }

  /** Time spent, as far as it lies in the period of its end. */
  addTime(name: string, from: number, to: number): void {
    this.#turn(to);
    this.add(name, Math.max(0, to - Math.max(from, this.#began)), to);
  }

  raise(name: string, least: number, now: number): void {
    this.#turn(now);
    this.#values.set(name, Math.max(this.#values.get(name) ?? 0, least));
  }

  get(name: string, now: number): number {
    this.#turn(now);
    return this.#values.get(name) ?? 0;
  }

  clear(): void {
    this.#values.clear();
  }

  #turn(now: number): void {
    const began = this.#period(now);
    if (began === this.#began) return;
    this.#began = began;
    this.#values.clear();
  }
}
