/**
 * Messages to bytes. Input has many shapes (people write it), so this is a plain table walk: the
 * keys of the payload are sorted into slots, then every slot is checked and written into one
 * scratch block, and the frame is copied out.
 */
import { put16, put32 } from './bytes';
import { CtiError } from './errors';
import { FieldWriter } from './field-writer';
import type { Layout, ListLayout, Shape, Slot } from './layout';
import { HEADER, LARGEST_MESSAGE, LARGEST_NAMED_DATA } from './limits';
import { Kind } from './numbers';
import type { Charset } from './text';

type Given = { readonly [key: string]: unknown };

/** A message of the largest size and one more field of the largest size: room need not be checked in between. */
const SCRATCH_SIZE = LARGEST_MESSAGE + 2 * 0x10000;

export class Encoder {
  readonly #block = Buffer.allocUnsafe(SCRATCH_SIZE);
  readonly #writer: FieldWriter;
  readonly #values: unknown[] = [];
  #at = 0;
  #namedData = 0;

  constructor(charset: Charset) {
    this.#writer = new FieldWriter(charset, this.#block);
  }

  /** @throws CtiError that names the field, what came and what would be right */
  encode(layout: Layout, payload: Given): Buffer {
    const values = this.#values;
    const count = layout.slots.length;
    for (let i = 0; i <= count; i++) values[i] = undefined;
    sortInto(values, layout, payload, layout.topic, '');
    this.#namedData = 0;
    this.#writer.begin(layout);
    for (let i = 0; i < layout.fixedCount; i++) this.#fixed(layout, layout.slots[i] as Slot, values);
    this.#at = HEADER + layout.fixedSize;
    this.#all(layout, layout, values, layout.fixedCount, '');
    if (values[count] !== undefined) this.#unknown(layout, values[count]);
    if (this.#at > LARGEST_MESSAGE) throw tooLong(layout);
    put32(this.#block, 0, this.#at - HEADER);
    put32(this.#block, 4, layout.number);
    const frame = Buffer.allocUnsafe(this.#at);
    this.#block.copy(frame, 0, 0, this.#at);
    return frame;
  }

  #fixed(layout: Layout, slot: Slot, values: readonly unknown[]): void {
    let value = values[slot.index];
    if (value === undefined) value = slot.fallback !== undefined ? slot.fallback : countFor(layout, slot, values);
    if (value === undefined) throw missing(layout, slot, '');
    this.#writer.number(slot, value, HEADER + slot.offset, '');
  }

  /** The floating fields of the message, or of one item of a list. */
  #all(layout: Layout, shape: Shape, values: readonly unknown[], from: number, path: string): void {
    const { slots, needed } = shape;
    for (let i = from; i < slots.length; i++) {
      let value = values[i];
      if (value === undefined && needed[i] === 0) continue;
      const slot = slots[i] as Slot;
      if (value === undefined) {
        if (slot.required) throw missing(layout, slot, path);
        if (slot.countOf === undefined) continue;
        value = countFor(shape, slot, values);
        if (value === undefined) continue;
      }
      if (this.#at > LARGEST_MESSAGE) throw tooLong(layout);
      if (slot.kind === Kind.LIST) this.#list(layout, slot.list as ListLayout, value, path + slot.key);
      else if (slot.kind === Kind.NAMEDVAR || slot.kind === Kind.NAMEDARRAY) this.#named(layout, slot, value);
      else this.#field(layout, slot, value, path);
    }
  }

  #field(layout: Layout, slot: Slot, value: unknown, path: string): void {
    if (slot.tag < 0) {
      throw new CtiError(
        'CTI_UNKNOWN_TAG',
        `${layout.topic}.${path}${slot.key}: no edition of the guide prints the tag of ${slot.guideName}, so it cannot be sent; leave it out`,
        { field: path + slot.key },
      );
    }
    const data = this.#at + 2 * layout.width;
    const length = this.#writer.data(slot, value, data, path);
    this.#header(layout, slot.tag, length);
    this.#at = data + length;
  }

  #header(layout: Layout, tag: number, length: number): void {
    if (layout.width === 2) {
      put16(this.#block, this.#at, tag);
      put16(this.#block, this.#at + 2, length);
    } else {
      this.#block[this.#at] = tag;
      this.#block[this.#at + 1] = length;
    }
  }

  #list(layout: Layout, list: ListLayout, value: unknown, path: string): void {
    if (!Array.isArray(value)) throw invalid(layout, path, value, 'an array of objects');
    if (list.maxItems !== undefined && value.length > list.maxItems) {
      throw new CtiError(
        'CTI_OUT_OF_RANGE',
        `${layout.topic}.${path}: ${value.length} items, one message holds at most ${list.maxItems}`,
        { field: path },
      );
    }
    const items = value.map((item, i) => itemValues(layout, list, item, `${path}[${i}]`));
    if (list.packed) this.#packed(layout, list, items, path);
    else {
      items.forEach((values, i) => {
        this.#all(layout, list, values, 0, `${path}[${i}].`);
      });
    }
  }

  /** One field with the values of all items. */
  #packed(layout: Layout, list: ListLayout, items: readonly (readonly unknown[])[], path: string): void {
    for (const slot of list.slots) {
      if (items.length === 0) continue;
      const data = this.#at + 2 * layout.width;
      const length = items.length * slot.size;
      if (length > (layout.width === 2 ? 0xffff : 255)) throw tooLong(layout);
      items.forEach((values, i) => {
        const value = values[slot.index];
        if (value === undefined) throw missing(layout, slot, `${path}[${i}].`);
        this.#writer.number(slot, value, data + i * slot.size, `${path}[${i}].`);
      });
      this.#header(layout, slot.tag, length);
      this.#at = data + length;
    }
  }

  #named(layout: Layout, slot: Slot, value: unknown): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw invalid(layout, slot.key, value, 'an object with the variables by name');
    }
    const named = value as Given;
    for (const name of Object.keys(named)) {
      const content = named[name];
      if (content === undefined) continue;
      if (slot.kind === Kind.NAMEDVAR) this.#namedField(layout, slot, name, content, -1);
      else if (Array.isArray(content)) {
        for (let index = 0; index < content.length; index++) {
          const element: unknown = content[index];
          if (element !== null && element !== undefined) this.#namedField(layout, slot, name, element, index);
        }
      } else {
        const path = `${slot.key}[${JSON.stringify(name)}]`;
        throw invalid(layout, path, content, 'an array of strings, null where none is sent');
      }
    }
  }

  #namedField(layout: Layout, slot: Slot, name: string, value: unknown, index: number): void {
    if (this.#at > LARGEST_MESSAGE) throw tooLong(layout);
    const data = this.#at + 2 * layout.width;
    const length = this.#writer.named(slot, name, value, index, data);
    this.#header(layout, slot.tag, length);
    this.#at = data + length;
    this.#namedData += length;
    if (this.#namedData > LARGEST_NAMED_DATA) {
      throw new CtiError(
        'CTI_TOO_MUCH_DATA',
        `${layout.topic}.${slot.key}: the ECC data reach ${this.#namedData} bytes with ${JSON.stringify(name)}, one message holds at most ${LARGEST_NAMED_DATA}; send fewer or shorter variables`,
        { field: slot.key },
      );
    }
  }

  #unknown(layout: Layout, value: unknown): void {
    if (!Array.isArray(value)) throw invalid(layout, 'unknownFields', value, 'an array of { tag, data }');
    value.forEach((field: unknown, i) => {
      if (this.#at > LARGEST_MESSAGE) throw tooLong(layout);
      const path = `unknownFields[${i}]`;
      const { tag, data } = (field ?? {}) as { tag?: unknown; data?: unknown };
      const largest = layout.width === 2 ? 0xffff : 255;
      if (typeof tag !== 'number' || !Number.isInteger(tag) || tag < 0 || tag > largest) {
        throw invalid(layout, `${path}.tag`, tag, `a tag number from 0 to ${largest}`);
      }
      const at = this.#at + 2 * layout.width;
      const length = this.#writer.bytes(data, at, largest, `${path}.data`);
      this.#header(layout, tag, length);
      this.#at = at + length;
    });
  }
}

/** The number of items, for a count field that was left out. */
function countFor(shape: Shape, slot: Slot, values: readonly unknown[]): number | undefined {
  if (slot.countOf === undefined) return undefined;
  const counted = shape.byKey.get(slot.countOf);
  const value = counted === undefined ? undefined : values[counted.index];
  const count = itemCount(counted, value);
  return count === 0 && slot.tag >= 0 ? undefined : count;
}

function itemCount(slot: Slot | undefined, value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (slot === undefined || typeof value !== 'object' || value === null) return 0;
  if (slot.kind === Kind.NAMEDVAR) return Object.values(value).filter((one) => one !== undefined).length;
  return Object.values(value)
    .flat()
    .filter((one) => one !== null && one !== undefined).length;
}

function itemValues(layout: Layout, list: ListLayout, item: unknown, path: string): unknown[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) throw invalid(layout, path, item, 'an object');
  const values: unknown[] = [];
  sortInto(values, list, item as Given, layout.topic, `${path}.`);
  return values;
}

/**
 * Puts the values of an object where its slots are. Keys mostly come in the order of the
 * definition; where one does not, the table is asked.
 */
function sortInto(values: unknown[], shape: Shape, object: Given, topic: string, path: string): void {
  const { keys, byKey } = shape;
  let next = 0;
  for (const key in object) {
    const value = object[key];
    if (key !== keys[next]) {
      const slot = byKey.get(key);
      if (slot !== undefined) next = slot.index;
      else if (value === undefined) continue;
      else if (key === 'unknownFields' && path === '') next = keys.length - 1;
      else throw unknownKey(topic, path, key, shape);
    }
    values[next++] = value;
  }
}

function missing(layout: Layout, slot: Slot, path: string): CtiError {
  const field = path + slot.key;
  return new CtiError(
    'CTI_MISSING_FIELD',
    `${layout.topic}.${field} is missing: ${slot.guideName} is required in protocol version ${layout.version}`,
    { field },
  );
}

function invalid(layout: Layout, field: string, value: unknown, right: string): CtiError {
  return new CtiError('CTI_INVALID_FIELD', `${layout.topic}.${field}: ${typeName(value)} is not ${right}`, { field });
}

function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;
}

function unknownKey(topic: string, path: string, key: string, shape: Shape): CtiError {
  const near = shape.keys.find((known) => known.toLowerCase() === key.toLowerCase());
  const known = near ? `write ${near}` : `it has ${shape.keys.join(', ')}`;
  return new CtiError('CTI_UNKNOWN_FIELD', `${topic} has no field ${path}${key} in this protocol version; ${known}`, {
    field: path + key,
  });
}

function tooLong(layout: Layout): CtiError {
  return new CtiError(
    'CTI_MESSAGE_TOO_LONG',
    `${layout.topic} would be longer than ${LARGEST_MESSAGE} bytes, the largest message a CTI Server takes`,
  );
}
