/** Payloads for property tests, generated from the definitions in the form that decoding gives. */
import fc from 'fast-check';
import {
  type DocumentedMessage,
  ENUMS,
  type EnumName,
  type Field,
  type FloatingField,
  fieldKey,
  inVersion,
  type ListField,
  MASKS,
  type MaskName,
  MESSAGES,
  type MessageDefinition,
  type MessageName,
} from '../../lib/protocol';

export type AnyPayload = Record<string, unknown>;
type Fields = { readonly [name: string]: FloatingField | ListField };

const SIZE: Record<string, number> = { UINT: 4, INT: 4, TIME: 4, USHORT: 2, BOOL: 2, UCHAR: 1 };

/** Every message with a public layout in a version. */
export function documentedIn(version: number): MessageName[] {
  return (Object.keys(MESSAGES) as MessageName[]).filter((name) => {
    const definition: MessageDefinition = MESSAGES[name];
    return definition.fixed !== undefined && inVersion(definition, version);
  });
}

export function payloadOf(name: MessageName, version: number): fc.Arbitrary<AnyPayload> {
  const definition: MessageDefinition = MESSAGES[name];
  if (definition.fixed === undefined) throw new Error(`${name} has no public layout`);
  const form = definition.forms?.find((one) => inVersion(one, version));
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [guideName, field] of Object.entries(definition.fixed)) {
    if (inVersion(field, version) && !form?.without.includes(guideName))
      members[fieldKey(guideName)] = arbitraryOf(field, version);
  }
  Object.assign(members, floatingMembers(definition.floating ?? {}, version));
  return fc.record(members).map(withoutAbsent).map(withCounts(definition));
}

function floatingMembers(fields: Fields, version: number): Record<string, fc.Arbitrary<unknown>> {
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (field.type === 'LIST') {
      members[name] = sometimes(listOf(field, version));
      continue;
    }
    const wide = version >= 20;
    if (!inVersion(field, version) || field.tag === null || (field.tag > 255 && !wide)) continue;
    const value = arbitraryOf(field, version);
    members[fieldKey(name)] = field.required ? value : sometimes(value);
  }
  return members;
}

/** In a list every member is there: which item a lone member belongs to is not on the wire. */
function listOf(list: ListField, version: number): fc.Arbitrary<unknown> {
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, field] of Object.entries(list.fields)) {
    if (field.type === 'LIST') members[name] = sometimes(listOf(field, version));
    else if (inVersion(field, version) && field.tag !== null && (field.tag <= 255 || version >= 20)) {
      const value = arbitraryOf(field, version);
      members[fieldKey(name)] = list.startsWith !== undefined && name !== list.startsWith ? sometimes(value) : value;
    }
  }
  if (Object.keys(members).length === 0) return fc.constant(undefined);
  return fc
    .array(fc.record(members).map(withoutAbsent), { minLength: 1, maxLength: Math.min(list.max ?? 4, 4) })
    .map((items) => (list.startsWith ? items.map((item) => withListCounts(list.fields, item)) : items));
}

function sometimes(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.option(value, { nil: undefined });
}

function withoutAbsent(object: AnyPayload): AnyPayload {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

/** Counts as decoding shows them: the number of items. */
function withCounts(definition: DocumentedMessage): (payload: AnyPayload) => AnyPayload {
  return (payload) => {
    const counted = withListCounts(definition.floating ?? {}, payload);
    for (const [count, key] of [
      ['numNamedVariables', 'namedVariables'],
      ['numNamedArrays', 'namedArrays'],
    ] as const) {
      if (count in counted) counted[count] = elements(counted[key]);
    }
    return counted;
  };
}

function withListCounts(fields: Fields, payload: AnyPayload): AnyPayload {
  const counted = { ...payload };
  for (const [name, field] of Object.entries(fields)) {
    if (field.type !== 'LIST') continue;
    const key = fieldKey(field.count);
    const fixed = !(field.count in fields);
    const items = (payload[name] as unknown[] | undefined)?.length ?? 0;
    if (fixed ? key in counted : items > 0) counted[key] = items;
    else delete counted[key];
  }
  return counted;
}

function elements(named: unknown): number {
  return Object.values((named ?? {}) as Record<string, unknown>)
    .flat()
    .filter((one) => one !== null).length;
}

function arbitraryOf(field: Field & Partial<FloatingField>, version: number): fc.Arbitrary<unknown> {
  const max = field.formerly && version <= field.formerly.until ? field.formerly.max : (field.max ?? 40);
  if (field.enum) return constantOf(field.enum, field.type, version);
  if (field.mask) return maskOf(field.mask);
  switch (field.type) {
    case 'BOOL':
      return fc.boolean();
    case 'TIME':
      return fc.nat(0x7fffffff).map((seconds) => new Date(seconds * 1000).toISOString());
    case 'STRING':
      return text(Math.min(max, 60) - 1);
    case 'UNSPEC':
    case 'RAW':
      return fc.uint8Array({ maxLength: Math.min(max, 40) }).map((bytes) => Buffer.from(bytes));
    case 'NAMEDVAR':
      return fc.dictionary(variableName, text(40), { minKeys: 1, maxKeys: 3, noNullPrototype: true });
    case 'NAMEDARRAY':
      return fc.dictionary(variableName, arrayElements, { minKeys: 1, maxKeys: 2, noNullPrototype: true });
    case 'INT':
      return fc.integer({ min: field.none ? 0 : -0x80000000, max: 0x7fffffff });
    default: {
      const bits = 8 * (SIZE[field.type] as number);
      const number = fc.nat(2 ** bits - 2);
      return field.none ? fc.option(number, { freq: 4 }) : number;
    }
  }
}

const variableName = fc.stringMatching(/^user\.[a-z]{1,8}$/);
const text = (maxLength: number) => fc.string({ unit: fc.constantFrom(...'abcXYZ019 .-_äöüß€é'), maxLength });
const arrayElements = fc
  .array(fc.option(text(20)), { maxLength: 3 })
  .chain((head) => text(20).map((last) => [...head, last]));

/** Constants that a version names, and a number without a name. */
function constantOf(name: EnumName, type: string, version: number): fc.Arbitrary<unknown> {
  const table: {
    values: Record<string, number>;
    none?: number;
    since?: Record<string, number>;
    until?: Record<string, number>;
  } = ENUMS[name];
  const largest = 2 ** (8 * (SIZE[type] as number)) - 1;
  const named = Object.entries(table.values).filter(
    ([constant, value]) =>
      value !== table.none &&
      value <= largest &&
      inVersion({ since: table.since?.[constant] ?? 0, until: table.until?.[constant] ?? 99 }, version),
  );
  const unnamed = 251;
  const values: unknown[] = named.map(([constant]) => constant);
  if (!Object.values(table.values).includes(unnamed)) values.push(unnamed);
  if (table.none !== undefined && table.none <= largest) values.push(null);
  return fc.constantFrom(...values);
}

function maskOf(name: MaskName): fc.Arbitrary<unknown> {
  const bits = Object.entries(MASKS[name].values).sort((a, b) => (a[1] as number) - (b[1] as number));
  return fc.subarray(bits.map(([constant]) => constant));
}
