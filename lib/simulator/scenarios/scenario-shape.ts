/** What a scenario looks like, part by part: one table for the check and the JSON Schema. */
import { CtiError } from '../../codec';
import { ENUMS, type JsonSchema } from '../../protocol';
import { flag, integer, list, oneOf, optional, type Row, row, type Shape, text, wrong } from '../configuration/shapes';
import { actionShape } from './action-shape';
import { checkReferences } from './check-references';
import { EXPECTATION, EXPECTED } from './expectation-shape';
import type {
  ExpectStep,
  NeededConfiguration,
  NeededDeskSettings,
  NeededOfNumbers,
  Needs,
  NeverStep,
  PauseStep,
  RepeatStep,
  Scenario,
  WaitForStep,
  WatchStep,
} from './scenario';
import { line, NAME, NOTE, recordOf, SECONDS, VIEW } from './value-shapes';

const LINE = line(200);
const NOTED = optional(NOTE);
const MODE = oneOf(['REQUIRED', 'OPTIONAL', 'NOT_ALLOWED']);

const KEBAB_CASE: Shape = {
  schema: { type: 'string', pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 64 },
  check: (value, path) => {
    if (typeof value === 'string' && value.length <= 64 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value)) return;
    throw wrong(path, value, 'a name in kebab-case, like caller-hangs-up');
  },
};

const CONFIGURATION: Row<NeededConfiguration> = {
  dispositionUpdates: optional(flag),
  preCallEvents: optional(oneOf(['before', 'after', 'none'])),
  routingTime: optional(integer(0, 60)),
  rtpEvents: optional(flag),
  survivingCall: optional(oneOf(['held', 'active'])),
  wrapupDataTime: optional(integer(0, 7200)),
};
const DESK_SETTINGS: Row<NeededDeskSettings> = {
  wrapupIncoming: optional(oneOf(Object.keys(ENUMS.WrapupDataMode.values))),
  wrapupOutgoing: optional(MODE),
  workModeTimer: optional(integer(0, 7200)),
  idleReasonRequired: optional(flag),
  logoutReasonRequired: optional(flag),
  ringNoAnswerTime: optional(integer(0, 120)),
};
const NUMBERS: Row<NeededOfNumbers> = {
  agentGreeting: optional(flag),
  requeryCallTypeID: optional(integer(0, 0xffff_ffff)),
  translationRoute: optional(list(text(31))),
};
const NEEDS: Row<Needs> = {
  secondSide: optional(flag),
  configuration: optional(row(CONFIGURATION)),
  deskSettings: optional(row(DESK_SETTINGS)),
  dialedNumbers: optional(row(NUMBERS)),
};

/** Steps may hold steps. */
const STEPS: Shape = {
  schema: { $ref: '#/definitions/steps' },
  check: (value, path) => list(STEP).check(value, path),
};
const EXPECT: Row<ExpectStep> = { expect: EXPECTED, in: optional(VIEW), note: NOTED };
const WAIT_FOR: Row<WaitForStep> = { waitFor: EXPECTED, in: optional(VIEW), within: optional(SECONDS), note: NOTED };
const NEVER: Row<NeverStep> = { never: listOrOne(EXPECTATION), in: optional(VIEW), note: NOTED };
const PAUSE: Row<PauseStep> = { pause: SECONDS, note: NOTED };
const WATCH: Row<WatchStep> = { watch: VIEW, note: NOTED };
const REPEAT: Row<RepeatStep> = {
  repeat: row<RepeatStep['repeat']>({ every: SECONDS, times: optional(integer(1, 1_000_000)) }),
  steps: STEPS,
  note: NOTED,
};

/** Which kind a step is of, by the key that every step of the kind has. */
const KINDS: Readonly<Record<string, Shape>> = {
  do: actionShape(NOTED),
  expect: row(EXPECT),
  waitFor: row(WAIT_FOR),
  never: row(NEVER),
  pause: row(PAUSE),
  watch: row(WATCH),
  repeat: row(REPEAT),
};

const STEP: Shape = {
  schema: { anyOf: Object.values(KINDS).map((one) => one.schema) },
  check: (value, path) => {
    const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    const kinds = Object.keys(KINDS).filter((key) => keys.includes(key));
    const [kind, second] = kinds;
    if (kind === undefined) throw wrong(path, value, `a step, with one of the keys ${Object.keys(KINDS).join(', ')}`);
    if (second !== undefined) throw wrong(`${path}.${second}`, second, `alone: ${kind} is another step`);
    KINDS[kind]?.check(value, path);
  },
};

/** A scenario without any would pass whatever the simulator does. */
const AT_LEAST_ONE: Shape = {
  schema: { allOf: [STEPS.schema], minItems: 1 },
  check: (value, path) => {
    STEPS.check(value, path);
    if ((value as readonly unknown[]).length === 0) throw wrong(path, value, 'at least one step');
  },
};

const SCENARIO: Row<Scenario> = {
  name: KEBAB_CASE,
  title: LINE,
  follows: list(LINE),
  cast: optional(recordOf(text(31), NAME)),
  given: optional(recordOf(oneOf(['AGENT_STATE_LOGOUT', 'AGENT_STATE_NOT_READY', 'AGENT_STATE_AVAILABLE']), NAME)),
  needs: optional(row(NEEDS)),
  steps: AT_LEAST_ONE,
  finally: optional(list(actionShape(NOTED))),
};
const SHAPE = row(SCENARIO);

/** JSON Schema (draft-07) of a scenario, for editors and other tools. */
export const SCENARIO_SCHEMA: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Scenario of the CTI Server simulator',
  ...SHAPE.schema,
  definitions: {
    steps: list(STEP).schema,
    expectation: EXPECTATION.schema,
  },
};

/**
 * @param scenario may come from anywhere
 * @throws CtiError CTI_INVALID_SCENARIO with `field`, the path of what is wrong
 */
export function checkScenario(scenario: unknown): asserts scenario is Scenario {
  try {
    SHAPE.check(scenario, '');
    checkReferences(scenario as Scenario);
  } catch (error) {
    if (!(error instanceof CtiError)) throw error;
    const { field = '' } = error;
    throw new CtiError('CTI_INVALID_SCENARIO', error.message.replace(/^configuration:/, 'scenario:'), {
      field,
      cause: error,
    });
  }
}

function listOrOne(shape: Shape): Shape {
  const many = list(shape);
  return {
    schema: { anyOf: [shape.schema, many.schema] },
    check: (value, path) => (Array.isArray(value) ? many : shape).check(value, path),
  };
}
