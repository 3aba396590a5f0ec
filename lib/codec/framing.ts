import { u32 } from './bytes';
import { CtiError } from './errors';
import { HEADER, LARGEST_MESSAGE } from './limits';

/** Called with one whole frame, header included. The buffer is valid during the call only. */
export type FrameListener = (buffer: Buffer, start: number, end: number) => void;

/**
 * Cuts a byte stream into frames. Whole frames are handed on in place; only a frame that straddles
 * chunks is copied, once.
 */
export class Framer {
  readonly #onFrame: FrameListener;
  readonly #maxMessageSize: number;
  /** The straddling frame: its first `#have` bytes are there. */
  #carry: Buffer;
  #have = 0;
  /** Bytes of the whole stream before the current chunk. */
  #position = 0;
  #lost: CtiError | undefined;

  /** @param options.maxMessageSize bytes, header included; default 12,500 (the guide's limit) */
  constructor(onFrame: FrameListener, options: { readonly maxMessageSize?: number } = {}) {
    this.#onFrame = onFrame;
    this.#maxMessageSize = options.maxMessageSize ?? LARGEST_MESSAGE;
    this.#carry = Buffer.allocUnsafe(512);
  }

  /** Bytes of an unfinished frame. */
  get pending(): number {
    return this.#have;
  }

  /**
   * Hands on every frame that the chunk completes.
   * @throws CtiError CTI_FRAME_TOO_LONG with `offset` (bytes into the stream) and `length` (the
   * MessageLength found). The stream has lost its step then; every later call throws the same.
   */
  push(chunk: Buffer): void {
    if (this.#lost) throw this.#lost;
    let at = this.#have > 0 ? this.#complete(chunk) : 0;
    const end = chunk.length;
    while (end - at >= HEADER) {
      const size = this.#size(chunk, at, this.#position + at);
      if (end - at < size) break;
      const start = at;
      at += size;
      this.#onFrame(chunk, start, at);
    }
    if (at < end) this.#keep(chunk, at, end);
    this.#position += end;
  }

  /** Finishes the straddling frame if the chunk holds its rest. Returns where the next frame starts. */
  #complete(chunk: Buffer): number {
    let at = 0;
    if (this.#have < HEADER) {
      at = Math.min(HEADER - this.#have, chunk.length);
      this.#keep(chunk, 0, at);
      if (this.#have < HEADER) return at;
    }
    const size = this.#size(this.#carry, 0, this.#position + at - this.#have);
    const rest = Math.min(size - this.#have, chunk.length - at);
    this.#room(size);
    this.#keep(chunk, at, at + rest);
    if (this.#have === size) {
      this.#have = 0;
      this.#onFrame(this.#carry, 0, size);
    }
    return at + rest;
  }

  #keep(chunk: Buffer, start: number, end: number): void {
    this.#room(this.#have + end - start);
    chunk.copy(this.#carry, this.#have, start, end);
    this.#have += end - start;
  }

  #room(size: number): void {
    if (size <= this.#carry.length) return;
    const larger = Buffer.allocUnsafe(Math.max(size, 2 * this.#carry.length));
    this.#carry.copy(larger, 0, 0, this.#have);
    this.#carry = larger;
  }

  #size(buffer: Buffer, at: number, offset: number): number {
    const length = u32(buffer, at);
    if (length <= this.#maxMessageSize - HEADER) return HEADER + length;
    this.#lost = new CtiError(
      'CTI_FRAME_TOO_LONG',
      `MessageLength at byte ${offset} of the stream is ${length}; with its header a message has at most ${this.#maxMessageSize} bytes. The stream has lost its step: close the connection and open a new one`,
      { offset, length },
    );
    throw this.#lost;
  }
}
