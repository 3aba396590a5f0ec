/** How an action is declared: its name, its fields, and what it does. */
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

/** Plain data: what became of an action, {} where there is nothing to say. */
export type ActionOutcome = Readonly<Record<string, unknown>>;

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
