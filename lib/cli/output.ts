import { CtiError } from '../codec';
import type { Screen } from './terminal';

/**
 * Writes at the reader's pace. When the reader has gone (`cti decode ... | head`) writing ends
 * without noise; any other failure is thrown.
 */
export class Output {
  readonly #stream: Screen;
  #failure: Error | undefined;

  constructor(stream: Screen) {
    this.#stream = stream;
    stream.on('error', (error) => {
      this.#failure = error;
    });
  }

  /**
   * @returns false when nobody reads any more
   * @throws CtiError CTI_OUTPUT_FAILED
   */
  async write(text: string): Promise<boolean> {
    if (text !== '' && this.#open() && !this.#stream.write(text)) await this.#drained();
    return this.#open();
  }

  /** The reader has caught up, or has gone. */
  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const events = ['drain', 'close', 'error'];
      const done = () => {
        for (const event of events) this.#stream.off(event, done);
        resolve();
      };
      for (const event of events) this.#stream.once(event, done);
    });
  }

  #open(): boolean {
    const failure = this.#failure;
    if (failure !== undefined && !('code' in failure && failure.code === 'EPIPE')) {
      throw new CtiError('CTI_OUTPUT_FAILED', `the output cannot be written: ${failure.message}`, { cause: failure });
    }
    return failure === undefined && !this.#stream.destroyed;
  }
}
