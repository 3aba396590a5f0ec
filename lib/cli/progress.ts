import type { Terminal } from './terminal';

const SHOW_AFTER = 1_000;
const SHOW_EVERY = 200;

/**
 * How far a long run has got, on one line of standard error: only when that is a screen, the output
 * goes elsewhere, and the work takes longer than a second.
 */
export class Progress {
  readonly #terminal: Terminal;
  readonly #total: number | undefined;
  readonly #wanted: boolean;
  #next: number;
  #shown = false;
  #bytes = 0;

  /** @param total bytes to come, where known */
  constructor(terminal: Terminal, total: number | undefined) {
    this.#terminal = terminal;
    this.#total = total;
    this.#wanted = terminal.stderr.isTTY === true && terminal.stdout.isTTY !== true;
    this.#next = terminal.now() + SHOW_AFTER;
  }

  /** @param bytes read since the last call */
  advance(bytes: number, messages: number): void {
    this.#bytes += bytes;
    if (!this.#wanted || this.#terminal.now() < this.#next) return;
    this.#next = this.#terminal.now() + SHOW_EVERY;
    this.#shown = true;
    const share = this.#total ? `${Math.floor((100 * this.#bytes) / this.#total)} %, ` : '';
    const megabytes = (this.#bytes / 1e6).toFixed(1);
    this.#terminal.stderr.write(`\r${share}${megabytes} MB, ${messages.toLocaleString('en')} messages\x1b[K`);
  }

  /** Wipes the line. */
  end(): void {
    if (this.#shown) this.#terminal.stderr.write('\r\x1b[K');
  }
}
