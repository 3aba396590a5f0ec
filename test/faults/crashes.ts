import assert from 'node:assert/strict';

/** What would have ended the process, had the tests not caught it. */
export class Crashes {
  readonly #seen: unknown[] = [];
  readonly #note = (error: unknown) => this.#seen.push(error);

  constructor() {
    process.on('unhandledRejection', this.#note);
    process.on('uncaughtExceptionMonitor', this.#note);
  }

  /** @throws AssertionError when there was any */
  stop(): void {
    process.off('unhandledRejection', this.#note);
    process.off('uncaughtExceptionMonitor', this.#note);
    assert.deepEqual(this.#seen, []);
  }
}
