/** Which scenario `cti simulate` plays, and with whom. */
import { readScenario, SCENARIOS, type Scenario, type SimulatorConfiguration } from '../simulator';
import { invalidOption } from './arguments';
import { nearest } from './nearest';

const DEFAULT_SCENARIO = 'quiet';

/**
 * @param given a name, or a JSON or YAML file
 * @throws CtiError CTI_INVALID_OPTION, CTI_CANNOT_READ_SCENARIO, CTI_INVALID_SCENARIO
 */
export async function scenarioGiven(given: string = DEFAULT_SCENARIO): Promise<Scenario> {
  const scenario = SCENARIOS.find(({ name }) => name === given);
  if (scenario) return scenario;
  // No name has a dot or a slash.
  if (/[./\\]/.test(given)) return readScenario(given);
  const [near] = nearest(
    given,
    SCENARIOS.map(({ name }) => name),
  );
  const advice =
    near === undefined ? '--list shows them all; a file is given with its ending' : `did you mean ${near}?`;
  throw invalidOption('scenario', `there is no scenario ${JSON.stringify(given)}; ${advice}`);
}

/** @param given A=1003,B=1004 @throws CtiError CTI_INVALID_OPTION */
export function castGiven(given: string | undefined): Record<string, string> {
  const pairs = given === undefined ? [] : given.split(',').map((pair) => pair.split('='));
  for (const [role, value, more] of pairs) {
    if (role && value && more === undefined) continue;
    throw invalidOption('cast', `--cast is ${JSON.stringify(given)}; give roles and agents like A=1003,B=1004`);
  }
  return Object.fromEntries(pairs);
}

/** It has no end of its own. */
export function isEndless({ steps }: Scenario): boolean {
  return steps.some((step) => 'repeat' in step && (step.repeat as { readonly times?: number }).times === undefined);
}

/** @throws CtiError CTI_INVALID_OPTION: callers of the scenario would have nothing to dial */
export function checkDialable({ name, steps }: Scenario, { dialedNumbers }: SimulatorConfiguration): void {
  const all = steps.flatMap((step) => ('repeat' in step ? (step.steps as readonly object[]) : [step]));
  const calls = all.some((step) => 'do' in step && step.do === 'call' && !('dialedNumber' in step));
  if (!calls || dialedNumbers.length > 0) return;
  const message = `scenario ${name} needs a number to dial; the contact centre has no dialedNumbers`;
  throw invalidOption('scenario', message);
}
