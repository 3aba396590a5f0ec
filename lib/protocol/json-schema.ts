/** JSON Schema (draft-07) of payloads, made from the definitions. */
import { ENUMS } from './enums';
import { MAX_VERSION, MIN_VERSION } from './limits';
import { MASKS } from './masks';
import { MESSAGES } from './messages';
import { fieldKey } from './names';
import type { MessageName } from './payload';
import type { Field, FloatingField, FloatingFields, MessageDefinition } from './schema';
import { inVersion } from './versions';

export type JsonSchema = { readonly [keyword: string]: unknown };

const BYTES: JsonSchema = {
  type: 'object',
  description: 'bytes: a Buffer, which JSON shows as { "type": "Buffer", "data": [...] }',
};
const UNKNOWN_FIELDS: JsonSchema = {
  type: 'array',
  description: 'floating fields that the definition does not know',
  items: {
    type: 'object',
    required: ['tag', 'data'],
    properties: { tag: { type: 'integer', minimum: 0, maximum: 65535 }, data: BYTES },
  },
};
const INTEGERS: { readonly [type: string]: readonly [number, number] } = {
  UINT: [0, 0xffffffff],
  INT: [-0x80000000, 0x7fffffff],
  USHORT: [0, 0xffff],
  UCHAR: [0, 0xff],
};

/**
 * The payload of a message as decoding gives it. Fixed fields are required; floating fields that
 * are absent in the frame are absent here.
 * @param version protocol version, or 'any': what one version has and another lacks is not required; default 25
 */
export function payloadSchema(name: MessageName, version: number | 'any' = MAX_VERSION): JsonSchema {
  const definition: MessageDefinition = MESSAGES[name];
  const head = { $schema: 'http://json-schema.org/draft-07/schema#', title: name };
  if (definition.fixed === undefined) {
    const description = 'the layout is not public: the bytes after the header';
    return {
      ...head,
      description,
      type: 'object',
      required: ['body'],
      properties: { body: BYTES },
      additionalProperties: false,
    };
  }
  const fixed = Object.entries(definition.fixed).filter(([, field]) => isIn(field, version));
  const doubtful = new Set(definition.forms?.flatMap((form) => form.without));
  const properties = {
    ...Object.fromEntries(fixed.map(([guideName, field]) => [fieldKey(guideName), fieldSchema(field)])),
    ...floatingSchemas(definition.floating ?? {}, version),
    unknownFields: UNKNOWN_FIELDS,
  };
  const required = fixed
    .filter(([guideName, field]) => !doubtful.has(guideName) && (version !== 'any' || isInAll(field)))
    .map(([guideName]) => guideName);
  return {
    ...head,
    description: definition.about,
    type: 'object',
    required: required.map(fieldKey),
    properties,
    additionalProperties: false,
  };
}

function isIn(field: Field, version: number | 'any'): boolean {
  return version === 'any' || inVersion(field, version);
}

function isInAll(field: Field): boolean {
  return inVersion(field, MIN_VERSION) && inVersion(field, MAX_VERSION);
}

function floatingSchemas(fields: FloatingFields, version: number | 'any'): { [key: string]: JsonSchema } {
  const schemas: { [key: string]: JsonSchema } = {};
  for (const [guideName, field] of Object.entries(fields)) {
    if (field.type === 'LIST') {
      const properties = floatingSchemas(field.fields, version);
      schemas[guideName] = { type: 'array', items: { type: 'object', properties, additionalProperties: false } };
    } else if (isIn(field, version)) schemas[fieldKey(guideName)] = fieldSchema(field);
  }
  return schemas;
}

function fieldSchema(field: Field & Partial<FloatingField>): JsonSchema {
  const schema = valueSchema(field);
  return field.about === undefined ? schema : { ...schema, description: field.about };
}

function valueSchema(field: Field & Partial<FloatingField>): JsonSchema {
  const range = INTEGERS[field.type] ?? [0, 0xffff];
  const integer = { type: 'integer', minimum: range[0], maximum: range[1] };
  if (field.mask) {
    return { type: 'array', items: { anyOf: [{ enum: Object.keys(MASKS[field.mask].values) }, integer] } };
  }
  if (field.enum) {
    const table: { readonly values: object; readonly none?: number } = ENUMS[field.enum];
    const none = table.none === undefined ? [] : [{ type: 'null' }];
    const constants = Object.keys(table.values);
    return { anyOf: [...(constants.length > 0 ? [{ enum: constants }] : []), integer, ...none] };
  }
  switch (field.type) {
    case 'BOOL':
      return { type: 'boolean' };
    case 'TIME':
      return { type: 'string', format: 'date-time' };
    case 'STRING':
      // A string of n bytes has at most n characters; the NUL takes one.
      return field.max ? { type: 'string', maxLength: field.max - 1 } : { type: 'string' };
    case 'UNSPEC':
    case 'RAW':
      return BYTES;
    case 'NAMEDVAR':
      return { type: 'object', additionalProperties: { type: 'string' } };
    case 'NAMEDARRAY':
      return { type: 'object', additionalProperties: { type: 'array', items: { type: ['string', 'null'] } } };
    default:
      return field.none ? { anyOf: [integer, { type: 'null' }] } : integer;
  }
}
