/** Names that were given out, and how often: whoever had one may be forgotten, and the name must not come again. */

/** As many as the calls and contacts whose keys a node remembers. */
const MOST = 100_000;

/**
 * Remembers at least the latest 100,000 names, and at most twice as many: it forgets by halves, since a map that is
 * emptied from its front is searched from there. That is hours of the largest site, and takes 25 MB at the most.
 */
export class GivenNames {
  #latest = new Map<string, number>();
  #earlier: ReadonlyMap<string, number> = new Map();

  /** @param most how many names make a half */
  constructor(readonly most = MOST) {}

  get size(): number {
    return this.#latest.size + this.#earlier.size;
  }

  /** How often the name was given. */
  count(name: string): number {
    return this.#latest.get(name) ?? this.#earlier.get(name) ?? 0;
  }

  /** @param count how often it was given, this time included */
  remember(name: string, count: number): void {
    this.#latest.set(name, count);
    if (this.#latest.size < this.most) return;
    this.#earlier = this.#latest;
    this.#latest = new Map();
  }

  /** @returns the key as it is given out this time: from the second time on with a number */
  next(name: string): string {
    const count = this.count(name) + 1;
    this.remember(name, count);
    return numbered(name, count);
  }

  /** The key that `next` would give. */
  preview(name: string): string {
    return numbered(name, this.count(name) + 1);
  }

  /** A key that others have given out counts as given here. @returns false: that, or a later one, has been given here */
  take(key: string): boolean {
    const [name = '', number = '1'] = key.split('#');
    const count = Number(number);
    if (this.count(name) >= count) return false;
    this.remember(name, count);
    return true;
  }
}

function numbered(name: string, count: number): string {
  return count === 1 ? name : `${name}#${count}`;
}
