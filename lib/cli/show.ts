/** A simulator as `cti simulate` shows it: what happens, line by line, until the scenario or the user ends it. */
import type { Scenario, ScenarioResult, Simulator, SimulatorConfiguration, StepReport } from '../simulator';
import { CALL_EVENTS } from './call-events';
import { EXIT } from './command';
import type { Output } from './output';
import { Reporter } from './reporter';
import { isEndless } from './scenario-options';
import { type TypedInput, takeInput } from './simulate-input';
import { jsonNews, type News } from './simulate-news';
import type { Terminal } from './terminal';

export class Show {
  readonly #simulator: Simulator;
  readonly #configuration: SimulatorConfiguration;
  readonly #reporter: Reporter;
  readonly #interrupted: Promise<void>;
  readonly #tell: (news: News) => void;
  readonly #json: boolean;
  readonly #terminal: Terminal;

  constructor(
    simulator: Simulator,
    configuration: SimulatorConfiguration,
    textOf: (news: News) => string,
    terminal: Terminal,
    output: Output,
  ) {
    this.#simulator = simulator;
    this.#configuration = configuration;
    this.#reporter = new Reporter(output);
    this.#json = textOf === jsonNews;
    this.#terminal = terminal;
    this.#tell = (news) => this.#reporter.report(textOf(news));
    // Asked first: a signal during the start counts too.
    this.#interrupted = terminal.interrupted();
  }

  /** Shows a line per message, too. */
  traced(): void {
    this.#simulator.on('trace', (line) => this.#tell({ kind: 'trace', line }));
  }

  /**
   * Runs until the scenario is over, the user ends it, or nobody reads the output any more.
   * @param keep goes on after the scenario
   * @returns the exit code
   * @throws CtiError CTI_INVALID_CAST, CTI_SCENARIO_NEEDS
   */
  async run(scenario: Scenario, cast: Readonly<Record<string, string>>, keep: boolean): Promise<number> {
    const simulator = this.#simulator;
    const { host, port, sides } = await simulator.start();
    const { agents } = simulator;
    const { dialedNumbers } = this.#configuration;
    this.#tell({ kind: 'start', host, port, sides, agents, dialedNumbers, scenario });
    simulator.on('session', (session) => this.#tell({ kind: 'session', session }));
    simulator.on('event', ({ topic, payload }) => {
      if (CALL_EVENTS.includes(topic)) this.#tell({ kind: 'event', message: { topic, payload: payload() } });
    });
    const stop = new AbortController();
    const over = this.#play(scenario, cast, stop.signal);
    const input = this.#takeInput();
    let result: ScenarioResult | undefined;
    try {
      const ended = keep ? over.then(() => new Promise<void>(() => undefined)) : over;
      await Promise.race([this.#interrupted, this.#reporter.unread, input.quit, ended]);
    } finally {
      input.close();
      stop.abort();
      result = await over.catch(() => undefined);
      await simulator.stop();
    }
    this.#tell({ kind: 'end' });
    await this.#reporter.written();
    return !result || result.passed || isEndless(scenario) ? EXIT.ok : EXIT.badInput;
  }

  #takeInput(): TypedInput {
    return takeInput(this.#terminal.stdin, {
      simulator: this.#simulator,
      json: this.#json,
      write: (text) => this.#reporter.report(text),
      tell: this.#tell,
    });
  }

  async #play(
    scenario: Scenario,
    cast: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<ScenarioResult> {
    const progress = (step: StepReport) => this.#tell({ kind: 'step', step });
    const result = await this.#simulator.play(scenario, { cast, signal, progress });
    // Traffic without end says nothing when it is ended.
    if (!result.stopped || !isEndless(scenario)) this.#tell({ kind: 'result', result });
    return result;
  }
}
