/** Everything that can be made to happen in a running simulator. */
import { CtiError } from '../../codec';
import type { JsonSchema } from '../../protocol';
import { oneOf, optional as optionalShape, type Row, row, type Shape } from '../configuration/shapes';
import { AGENT_CALL_ACTIONS } from './agent-call-control';
import { AGENT_STATE_ACTIONS } from './agent-states';
import { CALLER_ACTIONS } from './callers';
import type { ActionGroup, Definition } from './definition';
import { DISORDER_ACTIONS } from './disorder-action';
import type { Fields, FieldType } from './fields';
import { OUTAGE_ACTIONS } from './outages';
import { REQUEST_ACTIONS } from './requests';
import { SESSION_ACTIONS } from './session-faults';
import { SIDE_ACTIONS } from './side-actions';

const DEFINITIONS = [
  ...CALLER_ACTIONS,
  ...AGENT_STATE_ACTIONS,
  ...AGENT_CALL_ACTIONS,
  ...REQUEST_ACTIONS,
  ...OUTAGE_ACTIONS,
  ...SIDE_ACTIONS,
  ...SESSION_ACTIONS,
  ...DISORDER_ACTIONS,
] as const;

export type ActionName = (typeof DEFINITIONS)[number]['name'];

/** Something that is to happen: the name of an action and its fields. */
export interface Action {
  readonly action: ActionName;
  readonly [field: string]: unknown;
}

/** For help, dialogs and documents. */
export interface ActionDescription {
  readonly name: ActionName;
  readonly group: ActionGroup;
  /** One English line. */
  readonly about: string;
  readonly fields: readonly ActionField[];
}

export interface ActionField {
  readonly name: string;
  readonly type: FieldType;
  /** Of a choice. */
  readonly values?: readonly (string | number)[];
  readonly required: boolean;
  readonly about: string;
}

export const ACTIONS: readonly ActionDescription[] = DEFINITIONS.map(({ name, group, about, fields }) => ({
  name,
  group,
  about,
  fields: Object.entries(fields).map(([key, { kind, required, about: aboutField }]) => ({
    name: key,
    type: kind.type,
    ...(kind.values && { values: kind.values }),
    required,
    about: aboutField,
  })),
}));

/** What each action takes. */
export const ACTION_FIELDS: ReadonlyMap<string, Fields> = new Map(
  DEFINITIONS.map(({ name, fields }) => [name, fields]),
);

const SHAPES: ReadonlyMap<string, Shape> = new Map(DEFINITIONS.map((one) => [one.name, shapeOf(one)]));
const BY_NAME: ReadonlyMap<string, Definition> = new Map(DEFINITIONS.map((one) => [one.name, one]));

function shapeOf({ name, fields }: Definition): Shape {
  const shapes = Object.entries(fields).map(([key, { kind, required, about }]) => {
    const shape = { ...kind.shape, schema: { ...kind.shape.schema, description: about } };
    return [key, required ? shape : optionalShape(shape)] as const;
  });
  return row({ action: oneOf([name]), ...Object.fromEntries(shapes) } as Row<Action>);
}

/** JSON Schema (draft-07) of an action. */
export const ACTION_SCHEMA: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Something that is to happen in the CTI Server simulator',
  anyOf: DEFINITIONS.map(({ name, about }) => ({ title: name, description: about, ...SHAPES.get(name)?.schema })),
};

/**
 * @param action may come from anywhere
 * @throws CtiError CTI_UNKNOWN_ACTION, CTI_INVALID_ACTION
 */
export function definitionOf(action: unknown): Definition {
  const { action: name } = (action ?? {}) as { readonly action?: unknown };
  const definition = typeof name === 'string' ? BY_NAME.get(name) : undefined;
  if (!definition) {
    const names = [...BY_NAME.keys()].join(', ');
    const message = `action: ${JSON.stringify(name) ?? 'nothing'} is none of ${names}`;
    throw new CtiError('CTI_UNKNOWN_ACTION', message, { field: 'action' });
  }
  try {
    SHAPES.get(definition.name)?.check(action, '');
  } catch (error) {
    if (!(error instanceof CtiError)) throw error;
    const { field = '' } = error;
    throw new CtiError('CTI_INVALID_ACTION', `${definition.name}: ${error.message}`, { field, cause: error });
  }
  return definition;
}
