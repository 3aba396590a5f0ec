/** How an action is declared: its name, its fields, and what it does. */
import {
  about,
  allOptional,
  amount,
  flag,
  integer,
  maybe,
  number,
  object,
  oneOf,
  orNull,
  type RowOf,
  type Shape,
  text,
} from '../../shapes';
import { MAINTENANCE_RESULT } from '../sides/maintenance';
import type { Pair } from '../sides/pair';
import type { Simulator } from '../simulator';
import type { Switch } from '../switch/switch';
import type { Desktop } from './desktop';
import type { Fields, Values } from './fields';

/** What an action has to do with. */
export interface Stage {
  readonly simulator: Simulator;
  readonly world: Switch;
  /** @throws CtiError CTI_NOT_STARTED */
  pair(): Pair;
  /** The desktop of an agent. @throws CtiError CTI_UNKNOWN_AGENT, CTI_NOT_STARTED */
  desktop(agentID: string): Desktop;
}

export type ActionGroup = 'caller' | 'agent' | 'request' | 'outage' | 'side' | 'session' | 'disorder';

export const OUTCOME_FIELDS = allOptional({
  /** As the server's confirmation says it, whichever it is. */
  callID: about('the number of the call', orNull(integer) as Shape),
  sessions: about('how many sessions it was about', amount),
  active: about('the side that is the active one now', maybe(oneOf('A', 'B'))),
  seed: about('by which the same disorder comes again', number),
  duplicates: amount,
  slowConfirmations: amount,
  off: about('there is no disorder any more', flag),
  ...MAINTENANCE_RESULT,
  topic: about("of the server's answer to a request", text),
  payload: about("of the server's answer to a request", object),
});
/** Plain data: what became of an action, {} where there is nothing to say. */
export type ActionOutcome = RowOf<typeof OUTCOME_FIELDS>;

type Outcome = ActionOutcome | undefined;

export interface Definition<N extends string = string> {
  readonly name: N;
  readonly group: ActionGroup;
  /** One English line. */
  readonly about: string;
  readonly fields: Fields;
  /** The fields have been checked. */
  readonly run: (given: never, stage: Stage) => Outcome | Promise<Outcome>;
}

interface Declaration<F extends Fields> {
  readonly about: string;
  readonly fields: F;
  run(given: Values<F>, stage: Stage): Outcome | Promise<Outcome>;
}

export function action<N extends string, F extends Fields>(
  name: N,
  group: ActionGroup,
  declaration: Declaration<F>,
): Definition<N> {
  return { name, group, ...declaration } as Definition<N>;
}
