/** Scenarios, their steps and what became of them, as text. */
import { type Scenario, type ScenarioResult, SOURCES, type StepReport } from '../simulator';
import { table } from './description/table';

export function scenarioList(scenarios: readonly Scenario[], width: number): string {
  const rows = scenarios.map(({ name, title, follows }) => [name, title, follows.join('; ')]);
  const sources = Object.entries(SOURCES).map(([short, document]) => `  ${short.padEnd(5)}${document}`);
  return `${table(['Scenario', 'What happens', 'Follows'], rows, width)}\n${sources.join('\n')}\n`;
}

/** Undefined for what people need not read: that a step is over, and the rounds of traffic. */
export function stepText({ index, text, state, failure, round }: StepReport): string | undefined {
  if (failure) return `step ${index + 1} FAILED: ${text}\n${indented(failure.text)}`;
  return state === 'running' && round === undefined ? `step ${index + 1}: ${text}` : undefined;
}

export function resultText({ name, passed, stopped, seconds, seed, steps }: ScenarioResult): string {
  if (stopped) return `The scenario ${name} was ended after ${seconds} seconds.`;
  const done = steps.filter(({ state }) => state === 'passed').length;
  if (passed) return `PASSED: ${name}, ${done} steps in ${seconds} seconds`;
  const repeat = seed === undefined ? '' : `; its clients were in disorder, --disorder ${seed} repeats it`;
  return `FAILED: ${name}, after ${done} of ${steps.length} steps${repeat}`;
}

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}
