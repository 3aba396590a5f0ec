/**
 * The fields of a request as a person fills them in: read from the message's definition, without
 * what the encoder and the session write themselves.
 */
import {
  type DocumentedMessage,
  type EnumName,
  FIELD_WORDS,
  type FixedField,
  type FloatingField,
  fieldKey,
  type ListField,
  type MaskName,
  MESSAGES,
  type MessageDefinition,
  RARE_FIELDS,
} from '../../lib/protocol';

/** One row of the form; plain data, it travels to the editor as JSON. */
export interface RequestField {
  /** The key of the payload. */
  readonly key: string;
  readonly type: FixedField['type'] | FloatingField['type'] | 'LIST';
  readonly required: boolean;
  readonly enum?: EnumName;
  readonly mask?: MaskName;
  /** null is allowed: "no value". */
  readonly none?: true;
  /** Bytes on the wire; a STRING's include its NUL. */
  readonly max?: number;
  readonly since?: number;
  readonly until?: number;
  /** Shown above the fold although it may stay empty. */
  readonly first?: true;
  /** The request has no such field: it says what goes into another one. */
  readonly instead?: string;
  /** A sentence, in English; what is shown comes from the catalog. */
  readonly about: string;
  /** Hardly anybody fills it in: a form folds it. */
  readonly rare?: true;
  /** Keys of the objects in a LIST. */
  readonly items?: readonly RequestField[];
}

/** undefined for a name that is no message. */
export function definitionOf(topic: string): MessageDefinition | undefined {
  return Object.hasOwn(MESSAGES, topic) ? MESSAGES[topic as keyof typeof MESSAGES] : undefined;
}

/** The session sends these by itself. */
const OWN = new Set(['OPEN_REQ', 'HEARTBEAT_REQ', 'CLOSE_REQ']);

/** Whether a flow may send it. */
export function isSendable(name: string, { direction }: MessageDefinition): boolean {
  return direction !== 'server-to-client' && !OWN.has(name);
}

export function requestFields(definition: DocumentedMessage): RequestField[] {
  const written = writtenByUs(definition);
  const asked = new Set(definition.requireOneOf?.flatMap((group) => group.fields));
  const fields: RequestField[] = [];
  for (const [name, field] of Object.entries(definition.fixed)) {
    if (written.has(name)) continue;
    const required = field.default === undefined && !missingInAForm(definition, name);
    fields.push(describe(name, field, required, asked.has(name)));
  }
  for (const [name, field] of Object.entries(definition.floating ?? {})) {
    if (written.has(name) || (field.type !== 'LIST' && field.tag === null)) continue;
    fields.push(describe(name, field, field.type !== 'LIST' && field.required === true, asked.has(name)));
  }
  return fields;
}

/** What a payload may have for a form: InvokeID comes with events and answers of before, and is the session's to give. */
export function keysOf(fields: readonly RequestField[]): string[] {
  return fields.map(({ key }) => key);
}

/** Counts (the encoder), InvokeID of requests (the session) and reserved fields. */
function writtenByUs(definition: DocumentedMessage): Set<string> {
  const names = ['NumNamedVariables', 'NumNamedArrays'];
  if (definition.kind === 'request') names.push('InvokeID');
  for (const field of Object.values(definition.floating ?? {})) if (field.type === 'LIST') names.push(field.count);
  names.push(...Object.keys(definition.fixed).filter((name) => /^Reserved\d*$/.test(name)));
  return new Set(names);
}

function missingInAForm(definition: DocumentedMessage, name: string): boolean {
  return definition.forms?.some((form) => form.without.includes(name)) ?? false;
}

/** @param asked whether it is one of a group of which one is needed */
function describe(
  name: string,
  field: FixedField | FloatingField | ListField,
  required: boolean,
  asked: boolean,
): RequestField {
  const key = fieldKey(name);
  const about = ('about' in field && field.about) || (FIELD_WORDS[key] ?? '');
  const rare = !required && !asked && RARE_FIELDS.includes(key) && ({ rare: true } as const);
  if (field.type === 'LIST') {
    const items = Object.entries(field.fields).map(([itemName, item]) => describe(itemName, item, false, true));
    return { key, type: 'LIST', required, about, ...rare, items, ...(field.max !== undefined && { max: field.max }) };
  }
  const { type, enum: values, mask, none, since, until } = field;
  return {
    key,
    type,
    required,
    about,
    ...rare,
    ...(values && { enum: values }),
    ...(mask && { mask }),
    ...(none && { none }),
    ...('max' in field && typeof field.max === 'number' && { max: field.max }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}
