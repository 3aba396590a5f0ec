import type { Output } from './output';

/** Writes what happens, in order, from callbacks that cannot wait. */
export class Reporter {
  /** Settles when nobody reads any more; rejects when writing fails. */
  readonly unread: Promise<void>;
  readonly #output: Output;
  #writing: Promise<boolean> = Promise.resolve(true);
  #settle: () => void = () => undefined;
  #fail: (error: unknown) => void = () => undefined;

  constructor(output: Output) {
    this.#output = output;
    this.unread = new Promise((resolve, reject) => {
      this.#settle = resolve;
      this.#fail = reject;
    });
  }

  report(text: string): void {
    this.#writing = this.#writing.then((reading) => reading && this.#write(text));
  }

  /** Everything reported so far is written. */
  async written(): Promise<void> {
    await this.#writing;
  }

  async #write(text: string): Promise<boolean> {
    try {
      const reading = await this.#output.write(text);
      if (!reading) this.#settle();
      return reading;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }
}
