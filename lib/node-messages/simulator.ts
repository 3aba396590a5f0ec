/** What cti-simulator tells. */
import { MESSAGES, type MessageDefinition, type MessageName } from '../protocol';
import { about, anyOf, type Fields, named, oneOf, openRow, row, type Shape, text, type ValueOf } from '../shapes';
import {
  ACTION_SCHEMA,
  ACTIONS,
  type ActionName,
  OUTCOME_FIELDS,
  RESULT_SHAPE,
  SESSION_NOTICE,
  STEP_FIELDS,
} from '../simulator';
import { payloadShape } from './answers';

const NOTICE_MESSAGE = row({ topic: oneOf('session'), payload: SESSION_NOTICE });
const TRACE_MESSAGE = row({ topic: oneOf('trace'), payload: about('a line about a message, for people', text) });
const STEP_MESSAGE = row({ topic: oneOf('scenarioStep'), payload: row({ scenario: text, ...STEP_FIELDS }) });
/** On the message that asked, where one has. */
const SCENARIO_MESSAGE = openRow({
  topic: oneOf('scenario'),
  payload: anyOf(RESULT_SHAPE, about('all that played has been stopped', row({ stopped: oneOf(true) }))),
});

export type SimulatorNoticeMessage = ValueOf<typeof NOTICE_MESSAGE>;
export type SimulatorTraceMessage = ValueOf<typeof TRACE_MESSAGE>;
export type ScenarioStepMessage = ValueOf<typeof STEP_MESSAGE>;
export type ScenarioMessage = ValueOf<typeof SCENARIO_MESSAGE>;

/** Topics of before, and what they are called now. */
export const FORMER_ACTIONS: Readonly<Record<string, ActionName>> = { switch: 'switchSides' };

/** What it tells of clients and scenarios. */
export const SIMULATOR_NEWS = [NOTICE_MESSAGE, STEP_MESSAGE, SCENARIO_MESSAGE];

export function simulatorMessages(): Shape[] {
  const messages = Object.entries<MessageDefinition>(MESSAGES);
  const events = messages.filter(([, { kind, fixed }]) => kind === 'event' && fixed).map(([name]) => name);
  return [
    ...SIMULATOR_NEWS,
    TRACE_MESSAGE,
    ...ACTIONS.map(({ name }) =>
      openRow({ topic: oneOf(...namesOf(name)), payload: named(name, row({ ...fieldsOf(name), ...OUTCOME_FIELDS })) }),
    ),
    ...(events as MessageName[]).map((name) => row({ topic: oneOf(name), payload: payloadShape(name) })),
  ];
}

function namesOf(name: ActionName): string[] {
  return [name, ...Object.keys(FORMER_ACTIONS).filter((former) => FORMER_ACTIONS[former] === name)];
}

/** The fields of an action that go out again with what became of it. */
function fieldsOf(name: ActionName): Fields {
  const { anyOf: actions } = ACTION_SCHEMA as { readonly anyOf: readonly ActionSchema[] };
  const { action: _, ...fields } = actions.find(({ title }) => title === name)?.properties ?? {};
  return Object.fromEntries(Object.entries(fields).map(([key, schema]) => [key, { schema, optional: true }]));
}

interface ActionSchema {
  readonly title: string;
  readonly properties: Readonly<Record<string, Shape['schema']>>;
}
