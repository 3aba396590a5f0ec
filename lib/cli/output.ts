import { once } from 'node:events';
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
    stream.once('error', (error) => {
      this.#failure = error;
    });
  }

  /**
   * @returns false when nobody reads any more
   * @throws CtiError CTI_OUTPUT_FAILED
   */
  async write(text: string): Promise<boolean> {
    if (text !== '' && this.#open() && !this.#stream.write(text)) {
      await Promise.race([once(this.#stream, 'drain'), once(this.#stream, 'close')]).catch((error: Error) => {
        this.#failure = error;
      });
    }
    return this.#open();
  }

  #open(): boolean {
    const failure = this.#failure;
    if (failure !== undefined && !('code' in failure && failure.code === 'EPIPE')) {
      throw new CtiError('CTI_OUTPUT_FAILED', `the output cannot be written: ${failure.message}`, { cause: failure });
    }
    return failure === undefined && !this.#stream.destroyed;
  }
}
