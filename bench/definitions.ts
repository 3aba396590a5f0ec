/** The definitions at the version that is measured, prepared for strategies that read them themselves. */
import {
  type DocumentedMessage,
  ENUMS,
  type EnumName,
  type Field,
  type FloatingField,
  fieldKey,
  type ListField,
  MASKS,
  type MaskName,
  MESSAGES,
  type MessageDefinition,
} from '../lib/protocol';

export const VERSION = 25;

export interface Scalar {
  readonly key: string;
  readonly field: Field & Partial<FloatingField>;
  /** Bytes of a value of fixed size, else 0. */
  readonly size: number;
  /** -1 in the fixed part. */
  readonly tag: number;
  readonly required: boolean;
  readonly constants: Constants | undefined;
  /** Of its mask. */
  readonly bits: Bits | undefined;
}

export interface Constants {
  readonly byNumber: readonly (string | undefined)[];
  /** The number that stands for null, or -1. */
  readonly none: number;
}

/** In ascending order. */
export type Bits = readonly (readonly [constant: string, bit: number])[];

export interface List {
  readonly key: string;
  readonly list: ListField;
  readonly members: readonly (Scalar | List)[];
}

export interface Prepared {
  readonly topic: string;
  readonly number: number;
  readonly fixed: readonly Scalar[];
  readonly fixedSize: number;
  readonly floating: readonly (Scalar | List)[];
}

const SIZES: Partial<Record<string, number>> = { UINT: 4, INT: 4, TIME: 4, USHORT: 2, BOOL: 2, UCHAR: 1 };

/** Every message with a public layout. */
export const PREPARED: readonly Prepared[] = Object.entries<MessageDefinition>(MESSAGES).flatMap(
  ([topic, definition]) => (definition.fixed !== undefined && now(definition) ? [prepare(topic, definition)] : []),
);

export function isList(entry: Scalar | List): entry is List {
  return 'list' in entry;
}

function prepare(topic: string, definition: DocumentedMessage): Prepared {
  const form = definition.forms?.find(now);
  const fixed = Object.entries<Field>(definition.fixed)
    .filter(([name, field]) => now(field) && !form?.without.includes(name))
    .map(([name, field]) => scalar(name, field));
  const fixedSize = fixed.reduce((sum, { size }) => sum + size, 0);
  return { topic, number: definition.number, fixed, fixedSize, floating: members(definition.floating ?? {}) };
}

function members(fields: { readonly [name: string]: FloatingField | ListField }): (Scalar | List)[] {
  return Object.entries(fields).flatMap(([name, field]): (Scalar | List)[] => {
    if (field.type === 'LIST') return [{ key: name, list: field, members: members(field.fields) }];
    return now(field) && field.tag !== null ? [scalar(name, field)] : [];
  });
}

function scalar(name: string, field: Field & Partial<FloatingField>): Scalar {
  const { tag, required } = field;
  return {
    key: fieldKey(name),
    field,
    size: SIZES[field.type] ?? 0,
    tag: tag ?? -1,
    required: required === true,
    constants: field.enum && constantsOf(field.enum),
    bits: field.mask && bitsOf(field.mask),
  };
}

function now({ since = 0, until = VERSION }: { readonly since?: number; readonly until?: number }): boolean {
  return since <= VERSION && VERSION <= until;
}

/** The constants of this version. */
export function constantsOf(name: EnumName): Constants {
  const { values, none = -1, since, until }: EnumRow = ENUMS[name];
  const byNumber: string[] = [];
  for (const [constant, value] of Object.entries(values)) {
    if (value === none) continue;
    const current = now({ since: since?.[constant] ?? 0, until: until?.[constant] ?? VERSION });
    if (current || byNumber[value] === undefined) byNumber[value] = constant;
  }
  return { byNumber, none };
}

export function bitsOf(name: MaskName): Bits {
  return Object.entries(MASKS[name].values).sort(([, a], [, b]) => a - b);
}

interface EnumRow {
  readonly values: { readonly [constant: string]: number };
  readonly none?: number;
  readonly since?: { readonly [constant: string]: number };
  readonly until?: { readonly [constant: string]: number };
}
