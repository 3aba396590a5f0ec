/** What became of a scenario. Plain data, for people and machines. */
import {
  about,
  amount,
  anything,
  flag,
  integer,
  list,
  maybe,
  object,
  oneOf,
  optional,
  type RowOf,
  row,
  type Shape,
  text,
  type ValueOf,
} from '../../shapes';
import type { Difference } from './pattern';

const STATE = oneOf('waiting', 'running', 'passed', 'failed', 'stopped');
export type StepState = ValueOf<typeof STATE>;

const DIFFERENCE: Shape<Difference> = row({
  path: about('keys and indexes from the payload on', text),
  expected: maybe(anything),
  came: maybe(anything),
});

const FAILURE = row({
  text: about('all of it, in one text for people', text),
  code: about('of an action that was refused, or that should have been', optional(text)),
  expected: about('the message that has not come', optional(row({ topic: text, fields: object }))),
  nearest: about(
    'what is most like it, and where it differs',
    optional(row({ topic: text, differences: list(DIFFERENCE) })),
  ),
  came: about('the messages that came and were not expected: their names', optional(list(text))),
  note: about('why it is expected: documented or inferred, and the heading', optional(text)),
});
export type Failure = ValueOf<typeof FAILURE>;

/** Of a step of the scenario itself. */
const OWN_STEP = {
  index: about("in the list of steps, from 0; of a step within a repetition the repetition's", integer),
  text: about('in words', text),
  state: about('waiting: it was not its turn', STATE),
  failure: optional(FAILURE),
};
export const STEP_FIELDS = {
  ...OWN_STEP,
  round: about('of a step within a repetition: which round, from 1', optional(integer)),
};
export type StepReport = RowOf<typeof STEP_FIELDS>;

export const RESULT_SHAPE = row({
  name: text,
  passed: about('every step has passed; of a scenario without end: none has failed', flag),
  stopped: about('it was stopped before its end', flag),
  seed: about('of the disorder in which clients got their messages; absent: there is none', optional(integer)),
  seconds: about("seconds of the contact centre's time", amount),
  steps: list(row(OWN_STEP)),
});
export type ScenarioResult = ValueOf<typeof RESULT_SHAPE>;
