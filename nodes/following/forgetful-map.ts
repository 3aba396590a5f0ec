/** Remembers what goes on, and of the rest what came last: for a time, and no more than so many. */

/** Milliseconds between two looks for what is too old. */
const BETWEEN = 3600 * 1000;
/** Entries that are looked at with each new one when there are too many: they go faster than they come. */
const LOOKS = 4;

export interface Memory<T> {
  /** Entries; what goes on comes on top, where it is more. */
  readonly most: number;
  /** Milliseconds. */
  readonly age: number;
  /** When the entry was last of use, ms since 1970. */
  momentOf(value: T): number;
  /** What goes on is not forgotten. */
  goesOn(name: string): boolean;
}

export class ForgetfulMap<T> extends Map<string, T> {
  readonly #memory: Memory<T>;
  /** Where the last look ended: to begin at the front each time would pass all that has been deleted there. */
  #hand = this.entries();
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(memory: Memory<T>) {
    super();
    this.#memory = memory;
  }

  /** After each addition. @param at ms since 1970 */
  forget(at: number): void {
    const { most, age, momentOf, goesOn } = this.#memory;
    for (let looks = 0; looks < LOOKS && this.size > most; looks++) {
      const { value: entry } = this.#hand.next();
      if (entry === undefined) this.#hand = this.entries();
      else if (!goesOn(entry[0])) this.delete(entry[0]);
    }
    if (at - this.#lookedAt < BETWEEN) return;
    this.#lookedAt = at;
    for (const [name, value] of this) if (at - momentOf(value) > age && !goesOn(name)) this.delete(name);
  }
}
