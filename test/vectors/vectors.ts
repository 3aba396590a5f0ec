/** Vectors: frames that others wrote, and what their fields mean in the words of our payloads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DocumentedMessage,
  ENUMS,
  type Field,
  type FloatingField,
  fieldKey,
  type ListField,
  MASKS,
  MESSAGES,
  type MessageDefinition,
} from '../../lib/protocol';

export interface VectorField {
  readonly tag: number;
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
}

export interface Vector {
  readonly id: string;
  readonly name: string;
  readonly number: number;
  readonly version: number;
  readonly hex: string;
  readonly direction?: string;
  readonly fields: { readonly [name: string]: unknown; readonly floating: readonly VectorField[] };
}

export function readVectors<T>(file: string): T[] {
  const folder = process.env.CTI_VECTORS;
  if (folder === undefined) throw new Error('CTI_VECTORS names the folder with the vectors');
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as T[];
}

type Fields = { readonly [name: string]: FloatingField | ListField };

/** One thing that a vector says: this value stands at this key, in a list at this key of some item. */
export interface Fact {
  readonly key: string;
  readonly list: string | undefined;
  readonly value: unknown;
}

export function factsOf(vector: Vector): Fact[] {
  const definition = MESSAGES[vector.name as keyof typeof MESSAGES] as MessageDefinition as DocumentedMessage;
  const { floating, ...fixed } = vector.fields;
  const facts: Fact[] = Object.entries(fixed).map(([name, value]) => {
    const field = definition.fixed[name];
    if (field === undefined) throw new Error(`${vector.name} has no fixed field ${name}`);
    return { key: fieldKey(name), list: undefined, value: meaning(field, value) };
  });
  for (const { tag, value } of floating) {
    const found = fieldByTag(definition.floating ?? {}, tag, undefined);
    if (found === undefined) throw new Error(`${vector.name} has no field with tag ${tag}`);
    facts.push({ key: found.key, list: found.list, value: meaning(found.field, value) });
  }
  return facts;
}

function fieldByTag(
  fields: Fields,
  tag: number,
  list: string | undefined,
): { key: string; list: string | undefined; field: FloatingField } | undefined {
  for (const [name, field] of Object.entries(fields)) {
    if (field.type === 'LIST') {
      const found = fieldByTag(field.fields, tag, name);
      if (found) return found;
    } else if (field.tag === tag) return { key: fieldKey(name), list, field };
  }
  return undefined;
}

/** A number of the wire in the words of a payload. */
function meaning(field: Field, value: unknown): unknown {
  if (field.enum) {
    const table: { values: Record<string, number>; none?: number } = ENUMS[field.enum];
    if (value === table.none) return null;
    return Object.entries(table.values).find(([, number]) => number === value)?.[0] ?? value;
  }
  if (field.mask) {
    const bits = Object.entries(MASKS[field.mask].values).sort((a, b) => (a[1] as number) - (b[1] as number));
    const named = bits.filter(([, bit]) => ((value as number) & (bit as number)) !== 0);
    const rest = named.reduce((left, [, bit]) => left & ~(bit as number), value as number) >>> 0;
    return [...named.map(([name]) => name), ...(rest === 0 ? [] : [rest])];
  }
  switch (field.type) {
    case 'BOOL':
      return value !== 0;
    case 'TIME':
      return new Date((value as number) * 1000).toISOString();
    case 'UNSPEC':
      return Buffer.from(value as string, 'hex');
    case 'UINT':
      return field.none && value === 0xffffffff ? null : value;
    default:
      return value;
  }
}
