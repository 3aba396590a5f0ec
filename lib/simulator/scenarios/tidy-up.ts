/** After a scenario: others are to be played on the same simulator. */
import { CtiError } from '../../codec';
import type { Action } from '../actions';
import { type Kept, resolve } from './references';
import type { DoStep } from './scenario';
import type { Stage } from './stage';

/** @param calls those that go on though the scenario broke off: they are ended */
export async function tidyUp(
  stage: Stage,
  last: readonly DoStep[],
  calls: ReadonlySet<number>,
  kept: Kept,
): Promise<void> {
  for (const { do: action, as: _, gives: __, refused: ___, mayFail: ____, note: _____, ...fields } of last) {
    await tried(() => stage.perform({ action, ...(resolve(fields, kept) as object) } as Action));
  }
  for (const callID of calls) await end(callID, stage);
}

async function end(callID: number, stage: Stage): Promise<void> {
  const there = () => stage.calls.find((one) => one.callID === callID);
  if (there()) await tried(() => stage.perform({ action: 'hangUp', callID }));
  for (const { number } of there()?.parties ?? []) {
    const agent = stage.agents.find(({ extension }) => extension === number);
    if (agent && there()) await tried(() => stage.perform({ action: 'clear', agent: agent.agentID, call: callID }));
  }
}

/** What cannot be done need not be done. */
async function tried(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof CtiError)) throw error;
  }
}
