/**
 * Bytes to messages: one walk over the frame into an array of values, then one object literal. The
 * walk knows tables, no names; there is no other decoder.
 */
import { u16 } from './bytes';
import { CtiError } from './errors';
import { IN_LIST, type Layout, type ListLayout, type Slot } from './layout';
import { HEADER } from './limits';
import { ListReader } from './list-reader';
import { Kind, readFixedPart, readNumber } from './numbers';
import { type Charset, readString } from './text';

/** A floating field kept as bytes, because the definition does not know it or it repeats. */
interface Unknown {
  readonly tag: number;
  readonly data: Buffer;
}

/** Of an enumeration of another file the compiler makes a look-up; the hot loop has constants. */
const STRING = Kind.STRING;
const UNSPEC = Kind.UNSPEC;

export class Decoder {
  readonly #charset: Charset;
  /** Reused by every message: decoding is synchronous. */
  readonly #values: unknown[] = [];

  constructor(charset: Charset) {
    this.#charset = charset;
  }

  /** The payload of a whole frame. @throws CtiError CTI_BAD_FRAME */
  decode(layout: Layout, b: Buffer, start: number, end: number): object {
    const body = start + HEADER;
    if (end - body < layout.fixedSize) throw tooShort(layout, end - body, end - start);
    const values = this.#values;
    const charset = this.#charset;
    const { kinds, slotByTag, width } = layout;
    const count = kinds.length;
    readFixedPart(values, layout, b, body);
    for (let i = layout.fixedCount; i < count; i++) values[i] = undefined;
    let unknown: Unknown[] | undefined;
    let lists: ListReader[] | undefined;
    for (let p = body + layout.fixedSize; p < end; ) {
      if (p + 2 * width > end) throw cutShort(layout, p - start, end - p);
      const tag = width === 2 ? u16(b, p) : (b[p] as number);
      const length = width === 2 ? u16(b, p + 2) : (b[p + 1] as number);
      p += 2 * width;
      if (p + length > end) throw overrun(layout, tag, length, end - p, p - start);
      const slot = tag < slotByTag.length ? (slotByTag[tag] as number) : -1;
      let known = false;
      if (slot >= 0) {
        if (kinds[slot] !== STRING) known = readField(layout.slots[slot] as Slot, values, b, p, length, charset);
        else if (values[slot] === undefined) {
          values[slot] = readString(b, p, length, charset);
          known = true;
        }
      } else if (slot === IN_LIST) {
        lists ??= [];
        known = readMember(lists, layout.byTag[tag] as Slot, b, p, length, charset);
      }
      if (!known) {
        unknown ??= [];
        unknown.push({ tag, data: copyOf(b, p, length) });
      }
      p += length;
    }
    if (lists !== undefined) for (const list of lists) values[list.slot] = list.finish();
    values[count] = unknown;
    return layout.build(values);
  }
}

/** A field outside lists. Returns false if it has to be kept as bytes. */
function readField(slot: Slot, values: unknown[], b: Buffer, p: number, length: number, charset: Charset): boolean {
  const { kind, index } = slot;
  if (kind === Kind.NAMEDVAR || kind === Kind.NAMEDARRAY) {
    const named = values[index] ?? {};
    const read = kind === Kind.NAMEDVAR ? readNamedVariable : readNamedElement;
    if (!read(named as never, b, p, length, charset)) return false;
    values[index] = named;
    return true;
  }
  if (values[index] !== undefined) return false;
  const value = readValue(slot, b, p, length, charset);
  values[index] = value;
  return value !== undefined;
}

/** A field of an item of a list. Returns false if it has to be kept as bytes. */
function readMember(lists: ListReader[], slot: Slot, b: Buffer, p: number, length: number, charset: Charset): boolean {
  const list = slot.owner as ListLayout;
  const many = slot.size > 0 && length > slot.size && length % slot.size === 0 && list.startTag < 0;
  const value = many ? undefined : readValue(slot, b, p, length, charset);
  if (value === undefined && !many) return false;
  const top = list.parent ?? list;
  let reader = lists.find((candidate) => candidate.layout === top);
  if (reader === undefined) {
    reader = new ListReader(top);
    lists.push(reader);
  }
  if (many) {
    const elements: unknown[] = [];
    for (let at = 0; at < length; at += slot.size) elements.push(readNumber(slot.kind, slot.table, b, p + at));
    reader.addArray(slot, list, elements);
  } else reader.add(slot, list, value);
  return true;
}

/** undefined where the length does not fit the type. */
function readValue(slot: Slot, b: Buffer, p: number, length: number, charset: Charset): unknown {
  if (slot.kind === STRING) return readString(b, p, length, charset);
  if (slot.kind === UNSPEC) return copyOf(b, p, length);
  return length === slot.size ? readNumber(slot.kind, slot.table, b, p) : undefined;
}

/** What a message keeps is copied: the frame's buffer is used again. */
function copyOf(b: Buffer, p: number, length: number): Buffer {
  const copy = Buffer.allocUnsafe(length);
  b.copy(copy, 0, p, p + length);
  return copy;
}

/** Name, NUL, value, NUL, and nothing else. */
function readNamedVariable(
  to: Record<string, string>,
  b: Buffer,
  p: number,
  length: number,
  charset: Charset,
): boolean {
  const middle = splitNamed(b, p, p + length);
  if (middle < 0) return false;
  const name = readString(b, p, middle - p, charset);
  if (name === '__proto__' || (to[name] !== undefined && Object.hasOwn(to, name))) return false;
  to[name] = readString(b, middle + 1, p + length - middle - 1, charset);
  return true;
}

/** Index, name, NUL, value, NUL. */
function readNamedElement(
  to: Record<string, (string | null)[]>,
  b: Buffer,
  p: number,
  length: number,
  charset: Charset,
): boolean {
  const middle = length === 0 ? -1 : splitNamed(b, p + 1, p + length);
  if (middle < 0) return false;
  const index = b[p] as number;
  const name = readString(b, p + 1, middle - p - 1, charset);
  if (name === '__proto__') return false;
  if (to[name] === undefined || !Object.hasOwn(to, name)) to[name] = [];
  const elements = to[name] as (string | null)[];
  if (elements[index] !== undefined && elements[index] !== null) return false;
  while (elements.length < index) elements.push(null);
  elements[index] = readString(b, middle + 1, p + length - middle - 1, charset);
  return true;
}

/** Where the name's NUL stands, or -1 if the data are not two strings with their NULs. */
function splitNamed(b: Buffer, start: number, end: number): number {
  let middle = -1;
  for (let i = start; i < end; i++) {
    if (b[i] !== 0) continue;
    if (middle >= 0) return i === end - 1 && middle > start ? middle : -1;
    middle = i;
  }
  return -1;
}

function tooShort(layout: Layout, length: number, offset: number): CtiError {
  return bad(layout, offset, `its body has ${length} bytes, the fixed part alone has ${layout.fixedSize}`);
}

function cutShort(layout: Layout, offset: number, left: number): CtiError {
  return bad(
    layout,
    offset,
    `${left} bytes are left where tag and length of a floating field need ${2 * layout.width}`,
  );
}

function overrun(layout: Layout, tag: number, length: number, left: number, offset: number): CtiError {
  return bad(layout, offset, `floating field ${tag} says it has ${length} bytes, ${left} are left`);
}

function bad(layout: Layout, offset: number, what: string): CtiError {
  return new CtiError('CTI_BAD_FRAME', `${layout.topic} (protocol ${layout.version}), byte ${offset}: ${what}`, {
    offset,
    topic: layout.topic,
  });
}
