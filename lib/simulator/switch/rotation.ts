/** One after the other, then from the first again: ports of a VRU, numbers of a translation route. */
export class Rotation {
  #taken = 0;

  /** @returns which one of `count` it is this time, from 0 on */
  next(count: number): number {
    return this.#taken++ % count;
  }
}
