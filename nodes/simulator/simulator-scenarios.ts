/** The scenarios that a cti-simulator node plays: one at the start, perhaps again and again, and others by messages. */
import { CtiError } from '../../lib/session';
import { SCENARIOS, type Scenario, type ScenarioResult, type Simulator, type StepReport } from '../../lib/simulator';
import type { Cast } from './simulator-input';

/** For the list of the dialog, which has the titles in the language of the editor. */
export function scenarioList(): readonly Pick<Scenario, 'name'>[] {
  return SCENARIOS.map(({ name }) => ({ name }));
}

/** A step of a scenario has begun or is over. Plain data. */
export interface ScenarioStep extends StepReport {
  readonly scenario: string;
}

/** Milliseconds between two rounds: a scenario may be over in no time. */
const REST = 1000;

export class ScenarioStage {
  readonly #simulator: Simulator;
  readonly #tell: (step: ScenarioStep) => void;
  #ending = new AbortController();
  /** Those that messages ask for come one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(simulator: Simulator, tell: (step: ScenarioStep) => void) {
    this.#simulator = simulator;
    this.#tell = tell;
  }

  /**
   * @param scenario a name, or a scenario, which is checked
   * @throws CtiError CTI_UNKNOWN_SCENARIO, and what Simulator.play says
   */
  play(scenario: unknown, cast: Cast | undefined): Promise<ScenarioResult> {
    const { signal } = this.#ending;
    const result = this.#last.then(() => this.#play(scenario, cast, signal));
    this.#last = result.catch(() => undefined);
    return result;
  }

  /**
   * @param again until it is stopped
   * @param over called after each round
   * @throws CtiError as play does
   */
  async playAtStart(scenario: string, again: boolean, over: (result: ScenarioResult) => void): Promise<void> {
    const { signal } = this.#ending;
    do {
      const result = await this.#play(scenario, undefined, signal);
      if (signal.aborted) return;
      over(result);
      if (again) await rest(signal);
    } while (again && !signal.aborted);
  }

  /** Ends whatever plays. */
  stop(): void {
    this.#ending.abort();
    this.#ending = new AbortController();
  }

  #play(scenario: unknown, cast: Cast | undefined, signal: AbortSignal): Promise<ScenarioResult> {
    const found = typeof scenario === 'string' ? named(scenario) : (scenario as Scenario);
    return this.#simulator.play(found, {
      ...(cast && { cast }),
      signal,
      progress: (step) => this.#tell({ scenario: found.name, ...step }),
    });
  }
}

function named(name: string): Scenario {
  const found = SCENARIOS.find((one) => one.name === name);
  if (found) return found;
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const alike = SCENARIOS.filter((one) => one.name.split('-').some((word) => words.includes(word))).map(
    (one) => one.name,
  );
  const right = alike.length > 0 ? `one of ${alike.join(', ')}` : 'a name that the dialog lists';
  throw new CtiError('CTI_UNKNOWN_SCENARIO', `scenario: ${JSON.stringify(name)}; right is ${right}`, {
    field: 'scenario',
  });
}

function rest(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, REST);
    signal.addEventListener('abort', end);
  });
}
