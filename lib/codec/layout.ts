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
import { type FixedPart, Kind, type Table } from './numbers';
import type { Build, MakeBuild } from './shape';
import { enumTable, maskTable } from './tables';

/** One field: where its value stands and how it is written. */
export interface Slot {
  readonly key: string;
  readonly kind: Kind;
  /** Constants of an enumeration or mask. */
  readonly table: Table;
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
  /** 1 for slots that the encoder has to look at even when no value is given. */
  readonly needed: Uint8Array;
  readonly byKey: ReadonlyMap<string, Slot>;
  /** Every key in the order of the values; a payload's last key is unknownFields. */
  readonly keys: readonly string[];
  /** Makes the object of an array of values. */
  readonly build: Build;
}

export interface ListLayout extends Shape {
  readonly slot: number;
  readonly maxItems: number | undefined;
  readonly packed: boolean;
  readonly startTag: number;
  readonly parent: ListLayout | undefined;
}

export interface Layout extends Shape, FixedPart {
  readonly topic: string;
  readonly number: number;
  readonly version: number;
  /** Bytes of tag and of length. */
  readonly width: 1 | 2;
  readonly fixedSize: number;
  /** Slot by tag; NOT_HERE, or for members of lists IN_LIST. */
  readonly slotByTag: Int16Array;
  readonly byTag: readonly (Slot | undefined)[];
}

export const NOT_HERE = -1;
export const IN_LIST = -2;

const HIGHEST: Partial<Record<string, number>> = { UINT: 0xffffffff, USHORT: 0xffff, UCHAR: 0xff };
const SIZES = { UINT: 4, INT: 4, TIME: 4, USHORT: 2, BOOL: 2, UCHAR: 1 } as const;

/** @param form the form of the fixed part, where the message has two */
export function makeLayout(
  topic: string,
  number: number,
  definition: DocumentedMessage,
  version: number,
  makeBuild: MakeBuild,
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
  addFloating(definition.floating ?? {}, slots, byTag, { version, makeBuild }, undefined, counts);
  const keys = [...slots.map((slot) => slot.key), 'unknownFields'];
  return {
    topic,
    number,
    version,
    width,
    fixedSize: offset,
    fixedCount,
    kinds: Uint8Array.from(slots, (slot) => slot.kind),
    offsets: Uint16Array.from(slots.slice(0, fixedCount), (slot) => slot.offset),
    tables: slots.map((slot) => slot.table),
    slotByTag: Int16Array.from({ length: byTag.length }, (_, tag) => slotNumber(byTag[tag])),
    byTag,
    slots,
    needed: neededOf(slots),
    byKey: new Map(slots.map((slot) => [slot.key, slot])),
    keys,
    build: makeBuild(keys),
  };
}

function slotNumber(slot: Slot | undefined): number {
  if (slot === undefined) return NOT_HERE;
  return slot.owner === undefined ? slot.index : IN_LIST;
}

function neededOf(slots: readonly Slot[]): Uint8Array {
  return Uint8Array.from(slots, (slot) => Number(slot.required || slot.countOf !== undefined));
}

/** What every layout of a codec shares. */
interface Setting {
  readonly version: number;
  readonly makeBuild: MakeBuild;
}

function addFloating(
  fields: { readonly [name: string]: FloatingField | ListField },
  slots: Slot[],
  byTag: (Slot | undefined)[],
  setting: Setting,
  owner: ListLayout | undefined,
  counts: ReadonlyMap<string, string>,
): void {
  const { version } = setting;
  for (const [guideName, field] of Object.entries(fields)) {
    if (field.type === 'LIST') {
      const list = makeList(field, slots.length, byTag, setting, owner);
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

/** The members need their list, and the list's tables its members: they are filled in at the end. */
function makeList(
  field: ListField,
  slot: number,
  byTag: (Slot | undefined)[],
  setting: Setting,
  parent: ListLayout | undefined,
): ListLayout {
  const start = field.startsWith === undefined ? undefined : field.fields[field.startsWith];
  const list: { -readonly [K in keyof ListLayout]: ListLayout[K] } = {
    slot,
    slots: [],
    needed: new Uint8Array(),
    byKey: new Map(),
    keys: [],
    build: setting.makeBuild([]),
    maxItems: field.max,
    packed: field.packed ?? false,
    startTag: start !== undefined && 'tag' in start ? (start.tag ?? -1) : -1,
    parent,
  };
  const slots: Slot[] = [];
  addFloating(field.fields, slots, byTag, setting, list, countedKeys(field.fields));
  list.slots = slots;
  list.needed = neededOf(slots);
  list.byKey = new Map(slots.map((member) => [member.key, member]));
  list.keys = slots.map((member) => member.key);
  list.build = setting.makeBuild(list.keys);
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
