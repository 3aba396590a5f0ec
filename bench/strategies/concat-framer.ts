/** Framing as it is written first: everything that came is concatenated, whole frames are cut off. */
export class ConcatFramer {
  #rest: Buffer = Buffer.alloc(0);
  readonly #onFrame: (frame: Buffer) => void;

  constructor(onFrame: (frame: Buffer) => void) {
    this.#onFrame = onFrame;
  }

  push(chunk: Buffer): void {
    let all = Buffer.concat([this.#rest, chunk]);
    while (all.length >= 8) {
      const size = 8 + all.readUInt32BE(0);
      if (all.length < size) break;
      this.#onFrame(all.subarray(0, size));
      all = all.subarray(size);
    }
    this.#rest = all;
  }
}
