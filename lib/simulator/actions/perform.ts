import type { ActionOutcome, Stage } from './definition';
import { type Action, definitionOf } from './table';

/**
 * Makes something happen. What can happen at once has happened when it returns; the promise is for the outcome.
 * @throws CtiError CTI_UNKNOWN_ACTION, CTI_INVALID_ACTION, and what the action is refused with
 */
export async function perform(action: Action, stage: Stage): Promise<ActionOutcome> {
  const { run } = definitionOf(action);
  const { action: _, ...given } = action;
  return (await run(given as never, stage)) ?? {};
}
