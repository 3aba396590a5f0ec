/** Ids for calls that have none but their number, which comes again. */

/** More than the calls whose keys a node remembers. */
const MOST = 100_000;

/**
 * The number and the day (UTC); from the second call of the day with that number on also which one it is. Ids stay
 * given when their calls are forgotten: whoever got the changes of the first call must not take those of the second
 * for repetitions.
 */
export class CallIDs {
  /** How many calls of the day have had the number; the latest last. */
  readonly #given = new Map<string, number>();
  #day = '';

  /** @param most how many numbers are remembered: the latest */
  constructor(readonly most = MOST) {}

  get size(): number {
    return this.#given.size;
  }

  /**
   * @param at when it is given, ms since 1970
   * @param isTaken whether a call has the id now
   * @param began any moment of the day that is to be in it
   */
  next(peripheralID: number | null, callID: number, at: number, isTaken: (id: string) => boolean, began = at): string {
    this.#begin(dayOf(at));
    const base = callIDOfDay(peripheralID, callID, began);
    const idOf = (count: number) => (count === 1 ? base : `${base}-${count}`);
    let count = (this.#given.get(base) ?? 0) + 1;
    while (isTaken(idOf(count))) count++;
    this.#remember(base, count);
    return idOf(count);
  }

  /** No id of another day can come again. */
  #begin(day: string): void {
    if (day !== this.#day) this.#given.clear();
    this.#day = day;
  }

  #remember(base: string, count: number): void {
    this.#given.delete(base);
    this.#given.set(base, count);
    for (const oldest of this.#given.keys()) {
      if (this.#given.size <= this.most) break;
      this.#given.delete(oldest);
    }
  }
}

export function callIDOfDay(peripheralID: number | null, callID: number, at: number): string {
  return `${peripheralID}-${callID}-${dayOf(at)}`;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
}
