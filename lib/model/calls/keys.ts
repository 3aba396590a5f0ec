/** Idempotency keys: what happens again gets a number, the first has none. */
export class Keys {
  // Few of a call, and kept for every one: two arrays need a third of the room of a map.
  #names: string[] | undefined;
  #counts: number[] | undefined;

  /** @returns the key as it is given out this time */
  next(name: string): string {
    const count = this.#count(name) + 1;
    this.#set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  }

  #count(name: string): number {
    return this.#counts?.[this.#names?.indexOf(name) ?? -1] ?? 0;
  }

  #set(name: string, count: number): void {
    this.#names ??= [];
    this.#counts ??= [];
    const place = this.#names.indexOf(name);
    if (place < 0) this.#names.push(name);
    this.#counts[place < 0 ? this.#names.length - 1 : place] = count;
  }
}
