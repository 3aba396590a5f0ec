/** Plays scenarios at once: time goes on only while a scenario waits. */
import {
  contactCentreFor,
  type PlayOptions,
  type Scenario,
  type ScenarioResult,
  Simulator,
  type SimulatorOptions,
} from '../../lib/simulator';
import { ManualClock } from './manual-clock';

/** Milliseconds that pass at a time. */
const TICK = 500;

/** A simulator as the scenario needs it. */
export function simulatorFor(scenario: Scenario, options: SimulatorOptions = {}) {
  const clock = new ManualClock();
  const sides = scenario.needs?.secondSide ? { sideB: { port: 0 } } : {};
  const simulator = new Simulator({ port: 0, configuration: contactCentreFor(scenario), ...sides, ...options }, clock);
  return { simulator, clock };
}

/**
 * @param play begins to play and tells its progress
 * @param settled everything that was sent until now has arrived
 */
export async function inNoTime(
  clock: ManualClock,
  { steps }: Scenario,
  play: (options: PlayOptions) => Promise<ScenarioResult>,
  options: PlayOptions = {},
  settled: () => Promise<void> = () => Promise.resolve(),
): Promise<ScenarioResult> {
  let over = false;
  let waits = false;
  const progress: PlayOptions['progress'] = (report) => {
    const step = steps[report.index] ?? {};
    waits = report.state === 'running' && ('pause' in step || 'waitFor' in step || 'repeat' in step);
    options.progress?.(report);
  };
  const playing = play({ ...options, progress }).finally(() => {
    over = true;
  });
  playing.catch(() => undefined);
  while (!over) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!waits || over) continue;
    clock.advance(TICK);
    await settled();
  }
  return playing;
}

/** What went wrong, for an assertion's message. */
export function failures({ steps }: ScenarioResult): string[] {
  return steps.flatMap(({ index, text, state, failure }) =>
    failure ? [`step ${index} ${state}: ${text}\n${failure.text}`] : [],
  );
}
