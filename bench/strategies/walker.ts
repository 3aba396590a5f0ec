/**
 * Decoding as it is written first: an interpreter that walks over the definition, a switch per
 * type, Node's own readers, keys stored by name as they come. Fields are found by tag in a prepared
 * Map; nothing else is clever.
 */
import { isList, type List, PREPARED, type Prepared, type Scalar, VERSION } from '../definitions';
import type { Payload } from '../messages';

/** Node has it; its types do not. */
interface NativeText {
  latin1Slice(start: number, end: number): string;
}

function latin1(b: Buffer, start: number, end: number): string {
  return (b as unknown as NativeText).latin1Slice(start, end);
}

interface Place {
  readonly field: Scalar;
  /** From the outermost list to the one that holds the field. */
  readonly lists: readonly { readonly list: List; readonly position: number }[];
}

interface Message {
  readonly prepared: Prepared;
  readonly places: ReadonlyMap<number, Place>;
}

const byNumber = new Map<number, Message>(
  PREPARED.map((prepared) => [prepared.number, { prepared, places: placesOf(prepared) }]),
);

export function walk(b: Buffer, start: number, end: number): object {
  const length = b.readUInt32BE(start);
  const number = b.readUInt32BE(start + 4);
  const message = byNumber.get(number);
  if (message === undefined || start + 8 + length !== end) throw new RangeError('no such message');
  const payload: Payload = {};
  let p = start + 8;
  for (const field of message.prepared.fixed) {
    payload[field.key] = read(field, b, p, field.size);
    p += field.size;
  }
  /** The last member seen of each list that is being filled. */
  let progress: Map<unknown, number> | undefined;
  while (p < end) {
    if (p + 4 > end) throw new RangeError('field header cut short');
    const tag = b.readUInt16BE(p);
    const size = b.readUInt16BE(p + 2);
    p += 4;
    if (p + size > end) throw new RangeError('field longer than its message');
    const place = message.places.get(tag);
    if (place === undefined) keepUnknown(payload, tag, b, p, size);
    else if (place.lists.length === 0) put(payload, place.field, b, p, size);
    else {
      progress ??= new Map();
      putInList(payload, place, progress, b, p, size);
    }
    p += size;
  }
  return { topic: message.prepared.topic, payload, cti: { number, protocol: VERSION, length } };
}

function put(holder: Payload, field: Scalar, b: Buffer, p: number, size: number): void {
  const { key } = field;
  switch (field.field.type) {
    case 'NAMEDVAR': {
      const middle = b.indexOf(0, p);
      holder[key] ??= {};
      (holder[key] as Payload)[latin1(b, p, middle)] = latin1(b, middle + 1, p + size - 1);
      break;
    }
    case 'NAMEDARRAY': {
      const middle = b.indexOf(0, p + 1);
      const name = latin1(b, p + 1, middle);
      holder[key] ??= {};
      const arrays = holder[key] as Record<string, (string | null)[]>;
      arrays[name] ??= [];
      const elements = arrays[name];
      const index = b.readUInt8(p);
      while (elements.length < index) elements.push(null);
      elements[index] = latin1(b, middle + 1, p + size - 1);
      break;
    }
    default:
      holder[key] = read(field, b, p, size);
  }
}

function putInList(
  root: Payload,
  place: Place,
  progress: Map<unknown, number>,
  b: Buffer,
  p: number,
  size: number,
): void {
  const { field, lists } = place;
  let holder = root;
  for (const [depth, { list, position }] of lists.entries()) {
    holder[list.key] ??= [];
    const items = holder[list.key] as Payload[];
    const innermost = depth === lists.length - 1;
    if (innermost && field.size > 0 && size > field.size) {
      spread(items, field, b, p, size);
      return;
    }
    const last = progress.get(items) ?? -1;
    const { startsWith } = list.list;
    const begins = startsWith === undefined ? position <= last : innermost && position === 0;
    if (items.length === 0 || (begins && last >= 0)) items.push({});
    progress.set(items, position);
    holder = items.at(-1) as Payload;
  }
  put(holder, field, b, p, size);
}

/** One field with the values of all items. */
function spread(items: Payload[], field: Scalar, b: Buffer, p: number, size: number): void {
  for (let i = 0; i * field.size < size; i++) {
    items[i] ??= {};
    (items[i] as Payload)[field.key] = read(field, b, p + i * field.size, field.size);
  }
}

function keepUnknown(payload: Payload, tag: number, b: Buffer, p: number, size: number): void {
  payload.unknownFields ??= [];
  (payload.unknownFields as object[]).push({ tag, data: Buffer.from(b.subarray(p, p + size)) });
}

function read(scalar: Scalar, b: Buffer, p: number, size: number): unknown {
  switch (scalar.field.type) {
    case 'UINT':
      return named(scalar, b.readUInt32BE(p), 0xffffffff);
    case 'INT':
      return named(scalar, b.readInt32BE(p), -1);
    case 'USHORT':
      return named(scalar, b.readUInt16BE(p), 0xffff);
    case 'UCHAR':
      return named(scalar, b.readUInt8(p), 0xff);
    case 'BOOL':
      return b.readUInt16BE(p) !== 0;
    case 'TIME':
      return new Date(b.readUInt32BE(p) * 1000).toISOString();
    case 'STRING':
      return latin1(b, p, size > 0 && b[p + size - 1] === 0 ? p + size - 1 : p + size);
    default:
      return Buffer.from(b.subarray(p, p + size));
  }
}

function named({ field, constants, bits }: Scalar, value: number, none: number): unknown {
  if (constants !== undefined) {
    const constant = constants.byNumber[value];
    if (constant !== undefined) return constant;
    return value === constants.none ? null : value;
  }
  if (bits !== undefined) return maskOf(bits, value);
  return field.none && value === none ? null : value;
}

function maskOf(bits: readonly (readonly [constant: string, bit: number])[], value: number): (string | number)[] {
  const set: (string | number)[] = [];
  let rest = value;
  for (const [constant, bit] of bits) {
    if ((value & bit) === 0) continue;
    set.push(constant);
    rest &= ~bit;
  }
  if (rest !== 0) set.push(rest >>> 0);
  return set;
}

function placesOf(prepared: Prepared): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>();
  const add = (entries: readonly (Scalar | List)[], lists: Place['lists'], outer?: List) => {
    entries.forEach((entry, position) => {
      const here = outer === undefined ? lists : [...lists, { list: outer, position }];
      if (isList(entry)) add(entry.members, here, entry);
      else places.set(entry.tag, { field: entry, lists: here });
    });
  };
  add(prepared.floating, []);
  return places;
}
