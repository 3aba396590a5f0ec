/**
 * From a definition and a protocol version to flat tables. One layout per message, form and
 * version: two versions differ in tables, not in code.
 */
import {
  type DocumentedMessage,
  type Field,
  type FloatingField,
  type Form,
  fieldKey,
  inVersion,
  type ListField,
  TAGS,
  WIDE_TAGS_SINCE,
} from '../protocol';
import { Kind, type Value } from './numbers';
import { enumTable, maskTable } from './tables';

/** One field: where its value stands and how it is written. */
export interface Slot extends Value {
  readonly guideName: string;
  /** Position in the array of values. */
  readonly index: number;
  /** Bytes of a value of fixed size; 0: any. */
  readonly size: number;
  /** Largest number that needs no closer look: unsigned numbers, masks and constants; -1 for other kinds. */
  readonly high: number;
  /** Fixed part: bytes after the header. */
  readonly offset: number;
  /** Floating part; -1 for fixed fields and lists. */
  readonly tag: number;
  /** Maximum bytes of the data. */
  readonly max: number;
  readonly required: boolean;
  readonly fallback: Field['default'];
  /** Key of the list, or of the ECC field, whose length this field holds. */
  readonly countOf: string | undefined;
  /** The list that this field is a member of. */
  readonly owner: ListLayout | undefined;
  /** LIST: its layout. */
  readonly list: ListLayout | undefined;
}

/** The values of an object: a message's payload or an item of a list. */
export interface Shape {
  readonly slots: readonly Slot[];
  readonly byKey: ReadonlyMap<string, Slot>;
  /** Every key in the order of the values; a payload's last key is unknownFields. */
  readonly keys: readonly string[];
}

export interface ListLayout extends Shape {
  readonly slot: number;
  readonly maxItems: number | undefined;
  readonly packed: boolean;
  readonly startTag: number;
  readonly parent: ListLayout | undefined;
}

export interface Layout extends Shape {
  readonly topic: string;
  readonly number: number;
  readonly version: number;
  /** Bytes of tag and of length. */
  readonly width: 1 | 2;
  readonly fixedSize: number;
  readonly fixedCount: number;
  readonly byTag: readonly (Slot | undefined)[];
}

const HIGHEST: Partial<Record<string, number>> = { UINT: 0xffffffff, USHORT: 0xffff, UCHAR: 0xff };
const SIZES = { UINT: 4, INT: 4, TIME: 4, USHORT: 2, BOOL: 2, UCHAR: 1 } as const;

/** @param form the form of the fixed part, where the message has two */
export function makeLayout(
  topic: string,
  number: number,
  definition: DocumentedMessage,
  version: number,
  form?: Form,
): Layout {
  const width = version < WIDE_TAGS_SINCE ? 1 : 2;
  const slots: Slot[] = [];
  const byTag: (Slot | undefined)[] = [];
  const counts = countedKeys(definition.floating ?? {});
  let offset = 0;
  for (const [guideName, field] of Object.entries(definition.fixed)) {
    if (!inVersion(field, version) || form?.without.includes(guideName)) continue;
    const slot = makeSlot(guideName, field, slots.length, version, { offset, countOf: counts.get(guideName) });
    slots.push(slot);
    offset += slot.size;
  }
  const fixedCount = slots.length;
  addFloating(definition.floating ?? {}, slots, byTag, version, undefined, counts);
  return {
    topic,
    number,
    version,
    width,
    fixedSize: offset,
    fixedCount,
    byTag,
    slots,
    byKey: new Map(slots.map((slot) => [slot.key, slot])),
    keys: [...slots.map((slot) => slot.key), 'unknownFields'],
  };
}

function addFloating(
  fields: { readonly [name: string]: FloatingField | ListField },
  slots: Slot[],
  byTag: (Slot | undefined)[],
  version: number,
  owner: ListLayout | undefined,
  counts: ReadonlyMap<string, string>,
): void {
  for (const [guideName, field] of Object.entries(fields)) {
    if (field.type === 'LIST') {
      const list = makeList(field, slots.length, byTag, version, owner);
      if (list.slots.length > 0) slots.push(listSlot(guideName, list));
      continue;
    }
    const wide = version >= WIDE_TAGS_SINCE;
    if (!inVersion(field, version) || (field.tag !== null && field.tag > 255 && !wide)) continue;
    const slot = makeSlot(guideName, field, slots.length, version, { owner, countOf: counts.get(guideName) });
    slots.push(slot);
    if (field.tag === null) continue;
    byTag[field.tag] = slot;
    if (field.alsoTag) byTag[TAGS[field.alsoTag].tag] = slot;
  }
}

function makeList(
  field: ListField,
  slot: number,
  byTag: (Slot | undefined)[],
  version: number,
  parent: ListLayout | undefined,
): ListLayout {
  const slots: Slot[] = [];
  const byKey = new Map<string, Slot>();
  const keys: string[] = [];
  const start = field.startsWith === undefined ? undefined : field.fields[field.startsWith];
  const startTag = start !== undefined && 'tag' in start ? (start.tag ?? -1) : -1;
  const { max: maxItems, packed = false } = field;
  const list: ListLayout = { slot, slots, byKey, keys, maxItems, packed, startTag, parent };
  addFloating(field.fields, slots, byTag, version, list, countedKeys(field.fields));
  for (const member of slots) {
    byKey.set(member.key, member);
    keys.push(member.key);
  }
  return list;
}

/** Which key each count field counts. */
function countedKeys(fields: { readonly [name: string]: FloatingField | ListField }): ReadonlyMap<string, string> {
  const counts = new Map<string, string>();
  for (const [name, field] of Object.entries(fields)) {
    if (field.type === 'LIST') counts.set(field.count, name);
    else if (field.type === 'NAMEDVAR') counts.set('NumNamedVariables', name);
    else if (field.type === 'NAMEDARRAY') counts.set('NumNamedArrays', name);
  }
  return counts;
}

function listSlot(key: string, list: ListLayout): Slot {
  return {
    key,
    guideName: key,
    kind: Kind.LIST,
    index: list.slot,
    size: 0,
    high: -1,
    table: undefined,
    offset: -1,
    tag: -1,
    max: 0,
    required: false,
    fallback: undefined,
    countOf: undefined,
    owner: list.parent,
    list,
  };
}

function makeSlot(
  guideName: string,
  field: Field & Partial<FloatingField>,
  index: number,
  version: number,
  place: { readonly offset?: number; readonly owner?: ListLayout | undefined; readonly countOf?: string | undefined },
): Slot {
  const size = field.type in SIZES ? SIZES[field.type as keyof typeof SIZES] : 0;
  return {
    key: fieldKey(guideName),
    guideName,
    kind: kindOf(field, size),
    index,
    size,
    high: HIGHEST[field.type] ?? -1,
    table: field.enum ? enumTable(field.enum, version) : field.mask ? maskTable(field.mask) : undefined,
    offset: place.offset ?? -1,
    tag: field.tag ?? -1,
    max: maximum(field, version),
    required: field.required === true,
    fallback: field.default,
    countOf: place.countOf,
    owner: place.owner,
    list: undefined,
  };
}

function maximum(field: Partial<FloatingField>, version: number): number {
  const wire = version < WIDE_TAGS_SINCE ? 255 : 0xffff;
  const max = field.formerly && version <= field.formerly.until ? field.formerly.max : field.max;
  return Math.min(max ?? wire, wire);
}

function kindOf(field: Field, size: number): Kind {
  if (field.enum) return size === 4 ? Kind.ENUM4 : size === 2 ? Kind.ENUM2 : Kind.ENUM1;
  if (field.mask) return size === 4 ? Kind.MASK4 : Kind.MASK2;
  switch (field.type) {
    case 'UINT':
      return field.none ? Kind.UINT_OR_NONE : Kind.UINT;
    case 'INT':
      return field.none ? Kind.INT_OR_NONE : Kind.INT;
    case 'USHORT':
      return Kind.USHORT;
    case 'UCHAR':
      return Kind.UCHAR;
    case 'BOOL':
      return Kind.BOOL;
    case 'TIME':
      return Kind.TIME;
    case 'STRING':
      return Kind.STRING;
    case 'NAMEDVAR':
      return Kind.NAMEDVAR;
    case 'NAMEDARRAY':
      return Kind.NAMEDARRAY;
    case 'UNSPEC':
    case 'RAW':
      return Kind.UNSPEC;
  }
}
