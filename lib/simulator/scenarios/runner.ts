/** Plays a scenario: one step after the other, until one fails. */
import { CtiError } from '../../codec';
import type { Action, ActionOutcome } from '../actions';
import { type Casting, casting } from './casting';
import { listOf } from './matcher';
import { differences } from './pattern';
import { Pauses, Stopped } from './pauses';
import { type Kept, resolve } from './references';
import type { Failure, ScenarioResult, StepReport, StepState } from './report';
import {
  ALL_EVENTS,
  type Cast,
  type DoStep,
  type Expected,
  type RepeatStep,
  type Scenario,
  type Step,
  type ViewName,
} from './scenario';
import { checkScenario } from './scenario-shape';
import type { Stage } from './stage';
import { missingMessage, stepText, unwantedMessage } from './texts';
import { tidyUp } from './tidy-up';
import { viewsFromStart } from './views';
import { WatchedView } from './watched-view';

export interface PlayOptions {
  /** Other agents and numbers in the place of the scenario's; roles that are left out stay. */
  readonly cast?: Cast;
  /** Ends the scenario before its end. */
  readonly signal?: AbortSignal;
  /** Told when a step begins and when it is over; what it returns is waited for. */
  readonly progress?: (step: StepReport) => unknown;
}

/** Seconds for waitFor without within. */
const PATIENCE = 30;

class StepFailed extends Error {
  constructor(readonly failure: Failure) {
    super(failure.text);
  }
}

/**
 * @returns when the scenario is over; a step that fails does not reject
 * @throws CtiError CTI_INVALID_SCENARIO, CTI_INVALID_CAST, CTI_SCENARIO_NEEDS (the contact centre is not as the scenario
 * needs it)
 */
export async function play(scenario: Scenario, stage: Stage, options: PlayOptions = {}): Promise<ScenarioResult> {
  checkScenario(scenario);
  return new Run(scenario, stage, options, casting(scenario, options.cast ?? {}, stage)).result();
}

class Run {
  readonly #scenario: Scenario;
  readonly #stage: Stage;
  readonly #casting: Casting;
  readonly #progress: (step: StepReport) => unknown;
  readonly #pauses: Pauses;
  readonly #views = new Map<ViewName, WatchedView>();
  readonly #reports: StepReport[];
  /** An expectation has come since the last action. */
  #asked = false;
  /** Calls that actions made. */
  readonly #calls = new Set<number>();

  constructor(scenario: Scenario, stage: Stage, { signal, progress }: PlayOptions, casting: Casting) {
    this.#scenario = scenario;
    this.#stage = stage;
    this.#casting = casting;
    this.#progress = progress ?? (() => undefined);
    this.#pauses = new Pauses(stage.clock, signal);
    this.#reports = scenario.steps.map((step, index) => ({ index, text: stepText(step), state: 'waiting' }));
  }

  async result(): Promise<ScenarioResult> {
    const { name, steps } = this.#scenario;
    const began = this.#stage.clock.now();
    const kept = new Map<string, unknown>(this.#casting.kept);
    let end: StepState = 'passed';
    try {
      if (steps.length > 0) this.#pauses.check();
      await this.#beginning();
      end = await this.#steps(steps, kept);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      end = 'stopped';
    } finally {
      for (const view of this.#views.values()) view.close();
      await tidyUp(this.#stage, this.#scenario.finally ?? [], end === 'passed' ? new Set() : this.#calls, kept);
    }
    const endless = steps.some((step) => 'repeat' in step && (step as RepeatStep).repeat.times === undefined);
    return {
      name,
      passed: end === 'passed' || (end === 'stopped' && endless),
      stopped: end === 'stopped',
      ...(this.#stage.seed !== undefined && { seed: this.#stage.seed }),
      seconds: (this.#stage.clock.now() - began) / 1000,
      steps: this.#reports,
    };
  }

  /** The agents come into the states in which they begin; then the clients come. */
  async #beginning(): Promise<void> {
    for (const action of this.#casting.preparations(this.#stage.agents)) await this.#stage.perform(action);
    for (const view of viewsFromStart(this.#scenario.steps)) await this.#watch(view);
  }

  async #watch(name: ViewName): Promise<void> {
    this.#views.set(name, new WatchedView(await this.#stage.watch(this.#casting.target(name))));
  }

  async #steps(steps: readonly Step[], kept: Map<string, unknown>): Promise<StepState> {
    for (const [index, step] of steps.entries()) {
      const report = (state: StepState, failure?: Failure) => {
        const now = { index, text: stepText(step), state, ...(failure && { failure }) };
        this.#reports[index] = now;
        return this.#progress(now);
      };
      if ((await this.#reported(step, index, kept, report)) === 'failed') return 'failed';
    }
    return 'passed';
  }

  async #reported(
    step: Step,
    index: number,
    kept: Map<string, unknown>,
    report: (state: StepState, failure?: Failure) => unknown,
  ): Promise<'passed' | 'failed'> {
    await report('running');
    try {
      await this.#step(step, index, kept);
    } catch (error) {
      if (error instanceof Stopped) await report('stopped');
      const failure = failureOf(error, step.note as string | undefined);
      if (!failure) throw error;
      await report('failed', failure);
      return 'failed';
    }
    await report('passed');
    return 'passed';
  }

  async #step(step: Step, index: number, kept: Map<string, unknown>): Promise<void> {
    const { expect, waitFor, never, pause, watch } = step as Readonly<Record<string, unknown>>;
    const {
      in: view = ALL_EVENTS,
      within = PATIENCE,
      note,
    } = step as { in?: ViewName; within?: number; note?: string };
    this.#pauses.check();
    if (expect !== undefined) await this.#expect(expect as Expected, view, note, kept);
    else if (waitFor !== undefined) await this.#waitFor(waitFor as Expected, view, within, note, kept);
    else if (never !== undefined) await this.#never(never as Expected, view, note, kept);
    else if (pause !== undefined) await this.#pause(pause as number);
    else if (watch !== undefined) await this.#watch(watch as ViewName);
    else if ('repeat' in step) await this.#repeat(step as RepeatStep, index, kept);
    else await this.#act(step as DoStep, kept);
  }

  async #act(step: DoStep, kept: Map<string, unknown>): Promise<void> {
    const { do: name, as, gives, refused, mayFail, note, ...fields } = step;
    this.#turnPage();
    const action = { action: name, ...(resolve(fields, kept) as object) } as Action;
    let outcome: ActionOutcome;
    try {
      outcome = await this.#stage.perform(action);
    } catch (error) {
      if (!(error instanceof CtiError)) throw error;
      if (error.code === refused || mayFail) return;
      const wanted = refused === undefined ? '' : `, not with ${refused}`;
      throw new StepFailed({
        text: `${name} is refused with ${error.code}${wanted}: ${error.message}${aside(note)}`,
        code: error.code,
        ...(note !== undefined && { note }),
      });
    }
    if (refused !== undefined)
      throw new StepFailed({
        text: `${name} was not refused, but should be with ${refused}${aside(note)}`,
        code: refused,
      });
    if (typeof outcome.callID === 'number') this.#calls.add(outcome.callID);
    if (as !== undefined) kept.set(as, outcome);
    this.#compare(name, resolve(gives ?? {}, kept), outcome, note);
  }

  #compare(name: string, gives: unknown, outcome: ActionOutcome, note: string | undefined): void {
    const wrong = differences(gives, outcome);
    if (wrong.length === 0) return;
    const places = wrong.map(
      (one) => `${one.path} is ${JSON.stringify(one.came)}, not ${JSON.stringify(one.expected)}`,
    );
    throw new StepFailed({
      text: `${name} answers something else: ${places.join('; ')}${aside(note)}`,
      nearest: { topic: name, differences: wrong },
      ...(note !== undefined && { note }),
    });
  }

  async #expect(
    expected: Expected,
    name: ViewName,
    note: string | undefined,
    kept: Map<string, unknown>,
  ): Promise<void> {
    const view = await this.#settled(name);
    const outcome = view.expect(expected, kept);
    if (!outcome.found) throw new StepFailed(missingMessage(outcome, view.left, name, note));
    keep(outcome.kept, kept);
  }

  async #waitFor(
    expected: Expected,
    name: ViewName,
    within: number,
    note: string | undefined,
    kept: Map<string, unknown>,
  ): Promise<void> {
    const view = await this.#settled(name);
    let outcome = view.expect(expected, kept);
    if (!outcome.found) {
      await this.#pauses.until(within, (check) => {
        view.onMessage = () => {
          if (!outcome.found) outcome = view.expect(expected, kept);
          if (outcome.found) check();
        };
      });
      view.onMessage = undefined;
    }
    if (!outcome.found) throw new StepFailed(missingMessage(outcome, view.left, name, note));
    keep(outcome.kept, kept);
  }

  async #never(never: Expected, name: ViewName, note: string | undefined, kept: Kept): Promise<void> {
    const view = await this.#settled(name);
    const found = view.unwanted(listOf(never), kept);
    if (found) throw new StepFailed(unwantedMessage(found, name, note));
  }

  /** Something is going to happen: what expectations have looked through is not looked at again. */
  #turnPage(): void {
    if (!this.#asked) return;
    this.#asked = false;
    for (const view of this.#views.values()) view.passBy();
  }

  async #settled(name: ViewName): Promise<WatchedView> {
    const view = this.#views.get(name);
    if (!view) throw new StepFailed({ text: `no client of ${name} is there yet; watch it in a step before` });
    await view.settled();
    this.#asked = true;
    return view;
  }

  async #pause(seconds: number): Promise<void> {
    this.#turnPage();
    await this.#pauses.until(seconds);
  }

  /** Rounds begin on time, whatever became of the rounds before. */
  async #repeat(
    { repeat: { every, times = Number.POSITIVE_INFINITY }, steps }: RepeatStep,
    index: number,
    kept: Kept,
  ): Promise<void> {
    const rounds: Promise<void>[] = [];
    let failed: unknown;
    let end: (() => void) | undefined;
    for (let round = 1; round <= times && failed === undefined; round++) {
      if (round > 1) {
        await this.#pauses.until(every, (over) => {
          end = over;
        });
      }
      if (failed !== undefined) break;
      const done = this.#round(steps, index, round, new Map(kept)).catch((error: unknown) => {
        failed = error;
        end?.();
      });
      if (times !== Number.POSITIVE_INFINITY) rounds.push(done);
    }
    await Promise.all(rounds);
    if (failed !== undefined) throw failed;
  }

  async #round(steps: readonly Step[], index: number, round: number, kept: Map<string, unknown>): Promise<void> {
    for (const step of steps) {
      let found: Failure | undefined;
      await this.#reported(step, index, kept, (state, failure) => {
        found = failure;
        return this.#progress({ index, text: stepText(step), state, round, ...(failure && { failure }) });
      });
      if (found) throw new StepFailed(found);
    }
  }
}

function keep(found: Kept, kept: Map<string, unknown>): void {
  for (const [name, value] of found) kept.set(name, value);
}

function aside(note: string | undefined): string {
  return note === undefined ? '' : `\n(${note})`;
}

/** Undefined for what is no failure of a step. */
function failureOf(error: unknown, note: string | undefined): Failure | undefined {
  if (error instanceof StepFailed) return error.failure;
  if (!(error instanceof CtiError)) return undefined;
  return { text: `${error.message} (${error.code})${aside(note)}`, code: error.code };
}
