/** Of a time in milliseconds. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Values up to this are one: a thousandth of a millisecond. */
const FINEST = 0.001;
/** Each class of values is wider than the one before it by this factor. */
const GROWTH = Math.log(1.05);

/** Any number of times in a fixed amount of memory; percentiles are exact to 5 %, the maximum is exact. */
export class Percentiles {
  readonly #classes: number[] = [];
  #count = 0;
  #max = 0;

  /** @param milliseconds 0 or more */
  add(milliseconds: number): void {
    const index = milliseconds <= FINEST ? 0 : Math.ceil(Math.log(milliseconds / FINEST) / GROWTH);
    this.#classes[index] = (this.#classes[index] ?? 0) + 1;
    this.#count++;
    if (milliseconds > this.#max) this.#max = milliseconds;
  }

  /** Zeroes while there is nothing. */
  get spread(): Spread {
    return { p50: this.#at(0.5), p95: this.#at(0.95), p99: this.#at(0.99), max: this.#max };
  }

  #at(share: number): number {
    let rest = Math.ceil(this.#count * share);
    if (rest === 0) return 0;
    // The classes have gaps: findIndex sees them as undefined.
    const index = this.#classes.findIndex((count) => {
      rest -= count ?? 0;
      return rest <= 0;
    });
    return Math.min(FINEST * Math.exp(index * GROWTH), this.#max);
  }
}
