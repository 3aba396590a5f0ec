/** Which messages a scenario can expect, and with which fields. */
import {
  type JsonSchema,
  type Kind,
  MESSAGES,
  type MessageDefinition,
  type MessageName,
  payloadSchema,
} from '../../protocol';
import { list, optional, type Shape, wrong } from '../configuration/shapes';
import { checkReferencesIn, KEPT_AS, NOTE } from './value-shapes';

interface Properties {
  readonly [key: string]: JsonSchema;
}

const EVENT_KINDS: ReadonlySet<Kind> = new Set<Kind>(['event', 'indication', 'request']);

/** What a server sends without having been asked. */
const EVENTS: ReadonlyMap<string, Properties> = new Map(
  Object.entries<MessageDefinition>(MESSAGES)
    .filter(([, { kind, direction, fixed }]) => EVENT_KINDS.has(kind) && direction !== 'client-to-server' && fixed)
    .map(([name]) => [name, payloadSchema(name as MessageName).properties as Properties]),
);

const AS = optional(KEPT_AS);

const ANY_ORDER_KEYS = ['anyOrder', 'note'];

export const EXPECTATION: Shape = {
  schema: {
    anyOf: [
      { enum: [...EVENTS.keys()] },
      {
        type: 'object',
        properties: { as: AS.schema, note: NOTE.schema, ...Object.fromEntries([...EVENTS].map(fieldNames)) },
        minProperties: 1,
        additionalProperties: false,
      },
      {
        type: 'object',
        required: ['anyOrder'],
        properties: {
          anyOrder: { type: 'array', items: { anyOf: [ref(), { type: 'array', items: ref() }] } },
          note: NOTE.schema,
        },
        additionalProperties: false,
      },
    ],
  },
  check: (value, path) => {
    if (typeof value === 'string') checkTopic(value, path);
    else if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw wrong(path, value, "a message's name, an object with it as its key, or { anyOrder: [...] }");
    } else if (Object.hasOwn(value, 'anyOrder')) checkAnyOrder(value, path);
    else checkMessage(value, path);
  },
};

const EXPECTATIONS = list({ schema: ref(), check: EXPECTATION.check });

/** One, or several in this order. */
export const EXPECTED: Shape = {
  schema: { anyOf: [ref(), { ...EXPECTATIONS.schema, minItems: 1 }] },
  check: (value, path) => {
    if (Array.isArray(value) && value.length === 0) throw wrong(path, value, 'a list with at least one message');
    (Array.isArray(value) ? EXPECTATIONS : EXPECTATION).check(value, path);
  },
};

function ref(): JsonSchema {
  return { $ref: '#/definitions/expectation' };
}

/** Names only: the constants of all messages would make a schema that no editor likes. */
function fieldNames([topic, properties]: [string, Properties]): [string, JsonSchema] {
  const keys = Object.fromEntries(Object.keys(properties).map((key) => [key, {}]));
  return [topic, { type: 'object', properties: keys, additionalProperties: false }];
}

function checkAnyOrder(value: object, path: string): void {
  const { anyOrder } = value as { readonly anyOrder: unknown };
  if (!Array.isArray(anyOrder) || anyOrder.length === 0)
    throw wrong(`${path}.anyOrder`, anyOrder, 'a list of messages');
  anyOrder.forEach((one, i) => {
    EXPECTED.check(one, `${path}.anyOrder[${i}]`);
  });
  const unknown = Object.keys(value).find((key) => !ANY_ORDER_KEYS.includes(key));
  if (unknown !== undefined) throw wrong(`${path}.${unknown}`, unknown, 'a key that is known here: anyOrder, note');
}

function checkMessage(value: object, path: string): void {
  const { as, note, ...message } = value as { readonly as?: unknown; readonly note?: unknown };
  if (as !== undefined) AS.check(as, `${path}.as`);
  if (note !== undefined) NOTE.check(note, `${path}.note`);
  const [entry, second] = Object.entries<unknown>(message);
  if (!entry) throw wrong(path, value, "an object with a message's name as its key");
  const [topic, fields] = entry;
  checkTopic(topic, `${path}.${topic}`);
  if (second) throw wrong(`${path}.${second[0]}`, second[0], 'a key that is known here: one message, as, note');
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw wrong(`${path}.${topic}`, fields, 'an object of fields; {} for any');
  }
  checkFields(fields, EVENTS.get(topic) as Properties, `${path}.${topic}`);
}

function checkTopic(topic: string, path: string): void {
  if (!EVENTS.has(topic)) throw wrong(path, topic, 'an event of the guide, such as CALL_DELIVERED_EVENT');
}

function checkFields(fields: object, properties: Properties, path: string): void {
  for (const [key, pattern] of Object.entries(fields)) {
    const schema = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (!schema)
      throw wrong(`${path}.${key}`, key, `a field of the message; these are ${Object.keys(properties).join(', ')}`);
    checkReferencesIn(pattern, `${path}.${key}`);
    checkPattern(pattern, schema, `${path}.${key}`);
  }
}

function checkPattern(pattern: unknown, schema: JsonSchema, path: string): void {
  if (pattern === null || (typeof pattern === 'string' && pattern.startsWith('$'))) return;
  if (typeof pattern === 'object' && !Array.isArray(pattern)) {
    const { oneOf, not } = pattern as { readonly oneOf?: unknown; readonly not?: unknown };
    for (const one of Array.isArray(oneOf) ? oneOf : []) checkPattern(one, schema, `${path}.oneOf`);
    if (not !== undefined) checkPattern(not, schema, `${path}.not`);
    return;
  }
  const { items } = schema as { readonly items?: { readonly properties?: Properties } };
  if (items) checkList(pattern, items, path);
  else checkScalar(pattern, schema, path);
}

function checkList(pattern: unknown, { properties }: { readonly properties?: Properties }, path: string): void {
  if (!Array.isArray(pattern)) throw wrong(path, pattern, 'a list, as the field is one');
  pattern.forEach((one: unknown, i) => {
    if (properties && typeof one === 'object' && one !== null) checkFields(one, properties, `${path}[${i}]`);
  });
}

/** A constant has to be one of the field's, and a text does not stand where a number does. */
function checkScalar(pattern: unknown, schema: JsonSchema, path: string): void {
  const kinds = (schema.anyOf ?? [schema]) as readonly { readonly enum?: readonly unknown[]; readonly type?: string }[];
  const constants = kinds.flatMap((one) => one.enum ?? []);
  const types = kinds.map((one) => one.type);
  if (typeof pattern === 'string' && !types.includes('string') && !constants.includes(pattern)) {
    throw wrong(
      path,
      pattern,
      constants.length > 0 ? `one of ${constants.join(', ')}` : 'a number, as the field is one',
    );
  }
  if (typeof pattern === 'number' && !types.includes('integer')) throw wrong(path, pattern, 'a text; put it in quotes');
  if (typeof pattern === 'boolean' && !types.includes('boolean')) throw wrong(path, pattern, 'what the field holds');
}
