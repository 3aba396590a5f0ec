/** What one client of a scenario has received, and which part of it the next expectation is about. */
import { firstOf, listOf, match, type Outcome, type Received } from './matcher';
import type { Kept } from './references';
import type { Expectation, Expected } from './scenario';
import type { View } from './stage';

export class WatchedView {
  readonly #view: View;
  /** Messages that count no more: expected ones, and all before the action that the expectations are about. */
  readonly #taken = new Set<number>();

  constructor(view: View) {
    this.#view = view;
  }

  /** All that has come until now belongs to the past. */
  passBy(): void {
    for (let index = 0; index < this.#view.received.length; index++) this.#taken.add(index);
  }

  async settled(): Promise<void> {
    await this.#view.settled();
  }

  /** To be told of each message. */
  set onMessage(run: (() => void) | undefined) {
    this.#view.onMessage = run;
  }

  expect(expected: Expected, kept: Kept): Outcome {
    const outcome = match(expected, this.#view.received, this.#taken, kept);
    if (outcome.found) for (const index of outcome.used) this.#taken.add(index);
    return outcome;
  }

  /** A message that must not have come. */
  unwanted(never: Expectation | readonly Expectation[], kept: Kept): Received | undefined {
    for (const one of listOf(never)) {
      const found = firstOf(one, this.#view.received, this.#taken, kept);
      if (found) return found;
    }
    return undefined;
  }

  /** Messages that count still. */
  get left(): readonly Received[] {
    return this.#view.received.filter((_, index) => !this.#taken.has(index));
  }

  close(): void {
    this.#view.close();
  }
}
