/** Idempotency keys: what happens again gets a number, the first has none. */
export class Keys {
  // Few of a call, and kept for every one: two arrays need a third of the room of a map.
  #names: string[] | undefined;
  #counts: number[] | undefined;

  /** @returns the key as it is given out this time */
  next(name: string): string {
    this.#names ??= [];
    this.#counts ??= [];
    const place = this.#names.indexOf(name);
    if (place < 0) {
      this.#names.push(name);
      this.#counts.push(1);
      return name;
    }
    const count = (this.#counts[place] as number) + 1;
    this.#counts[place] = count;
    return `${name}#${count}`;
  }
}
