/** The scenarios that are asked for by a line typed into `cti simulate`. They play beside each other. */
import type { Simulator } from '../simulator';
import { scenarioGiven } from './scenario-options';
import type { News } from './simulate-news';

export class TypedScenarios {
  readonly #simulator: Simulator;
  readonly #tell: (news: News) => void;
  readonly #failed: (error: unknown) => void;
  #ending = new AbortController();

  /** @param failed told when one cannot be played */
  constructor(simulator: Simulator, tell: (news: News) => void, failed: (error: unknown) => void) {
    this.#simulator = simulator;
    this.#tell = tell;
    this.#failed = failed;
  }

  /**
   * Begins.
   * @param given a name, or a JSON or YAML file
   * @param cast by role, who plays whom
   * @throws CtiError as scenarioGiven does
   */
  async play(given: string, cast: Readonly<Record<string, string>>): Promise<void> {
    const { signal } = this.#ending;
    const scenario = await scenarioGiven(given);
    this.#simulator
      .play(scenario, { cast, signal, progress: (step) => this.#tell({ kind: 'step', step }) })
      .then((result) => this.#tell({ kind: 'result', result }), this.#failed);
  }

  /** Ends all that play. */
  stop(): void {
    this.#ending.abort();
    this.#ending = new AbortController();
  }
}
