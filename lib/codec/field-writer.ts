/** Checks single values and writes them. */
import { put16, put32 } from './bytes';
import { CtiError } from './errors';
import type { Layout, Slot } from './layout';
import { LARGEST_NAME, LARGEST_VALUE } from './limits';
import { Kind } from './numbers';
import type { EnumTable, MaskTable } from './tables';
import { type Charset, writeString } from './text';

const RANGES = {
  [Kind.UINT]: [0, 0xffffffff],
  [Kind.UINT_OR_NONE]: [0, 0xffffffff],
  [Kind.INT]: [-0x80000000, 0x7fffffff],
  [Kind.INT_OR_NONE]: [-0x80000000, 0x7fffffff],
  [Kind.USHORT]: [0, 0xffff],
  [Kind.UCHAR]: [0, 0xff],
} as const;

export class FieldWriter {
  readonly #charset: Charset;
  readonly #block: Buffer;
  #topic = '';

  constructor(charset: Charset, block: Buffer) {
    this.#charset = charset;
    this.#block = block;
  }

  begin(layout: Layout): void {
    this.#topic = layout.topic;
  }

  /** The data of a floating field. Returns their length in bytes. */
  data(slot: Slot, value: unknown, at: number, path: string): number {
    if (slot.kind === Kind.STRING) return this.#string(value, at, slot.max, slot, path);
    if (slot.kind === Kind.UNSPEC) return this.bytes(value, at, slot.max, path + slot.key);
    this.number(slot, value, at, path);
    return slot.size;
  }

  number(slot: Slot, value: unknown, at: number, path: string): void {
    // The commonest case first: a number that fits its unsigned field.
    const fits = typeof value === 'number' && value >>> 0 === value && value <= slot.high;
    const number = fits ? value : this.#number(slot, value, path);
    if (slot.size === 4) put32(this.#block, at, number);
    else if (slot.size === 2) put16(this.#block, at, number);
    else this.#block[at] = number;
  }

  #number(slot: Slot, value: unknown, path: string): number {
    switch (slot.kind) {
      case Kind.BOOL:
        return this.#boolean(slot, value, path);
      case Kind.TIME:
        return this.#time(slot, value, path);
      case Kind.ENUM4:
      case Kind.ENUM2:
      case Kind.ENUM1:
        return this.#constant(slot, value, path);
      case Kind.MASK4:
      case Kind.MASK2:
        return this.#mask(slot, value, path);
      case Kind.UINT_OR_NONE:
      case Kind.INT_OR_NONE:
        if (value === null) return 0xffffffff;
        if (slot.kind === Kind.INT_OR_NONE && value === 0xffffffff) return value;
    }
    const [low, high] = RANGES[slot.kind as keyof typeof RANGES];
    return this.#integer(value, low, high, path + slot.key, slot.kind);
  }

  #integer(value: unknown, low: number, high: number, field: string, kind?: Kind): number {
    const number = typeof value === 'string' ? numeric(value) : value;
    const none = kind === Kind.UINT_OR_NONE || kind === Kind.INT_OR_NONE ? ', or null for none' : '';
    if (typeof number !== 'number' || !Number.isInteger(number)) {
      throw this.#error('CTI_INVALID_FIELD', field, value, `a whole number from ${low} to ${high}${none}`);
    }
    if (number < low || number > high) {
      throw this.#error('CTI_OUT_OF_RANGE', field, value, `a whole number from ${low} to ${high}${none}`);
    }
    return number;
  }

  #boolean(slot: Slot, value: unknown, path: string): number {
    if (value === true || value === 1 || value === 'true' || value === '1') return 1;
    if (value === false || value === 0 || value === 'false' || value === '0') return 0;
    throw this.#error('CTI_INVALID_FIELD', path + slot.key, value, 'true or false');
  }

  #time(slot: Slot, value: unknown, path: string): number {
    const right = 'an ISO date and time from 1970 to 2106, such as "2026-01-31T12:00:00Z", or seconds since 1970';
    let seconds: unknown = value;
    if (value instanceof Date) seconds = value.getTime() / 1000;
    else if (typeof value === 'string') seconds = numeric(value) ?? Date.parse(value) / 1000;
    if (typeof seconds !== 'number' || Number.isNaN(seconds)) {
      throw this.#error('CTI_INVALID_FIELD', path + slot.key, value, right);
    }
    if (seconds < 0 || seconds > 0xffffffff) throw this.#error('CTI_OUT_OF_RANGE', path + slot.key, value, right);
    return Math.floor(seconds);
  }

  #constant(slot: Slot, value: unknown, path: string): number {
    const table = slot.table as EnumTable;
    if (typeof value === 'string') {
      const known = table.numbers.get(value);
      if (known !== undefined) return known;
      if (numeric(value) === undefined) throw this.#unknownConstant(table, table.numbers, value, path + slot.key);
    }
    if (value === null && table.none >= 0) return table.none;
    const high = slot.size === 4 ? 0xffffffff : slot.size === 2 ? 0xffff : 0xff;
    if (typeof value === 'string' || typeof value === 'number') return this.#integer(value, 0, high, path + slot.key);
    const none = table.none >= 0 ? ', or null for none' : '';
    throw this.#error('CTI_INVALID_FIELD', path + slot.key, value, `a constant of ${table.name} or its number${none}`);
  }

  #mask(slot: Slot, value: unknown, path: string): number {
    const table = slot.table as MaskTable;
    const high = slot.size === 4 ? 0xffffffff : 0xffff;
    if (!Array.isArray(value)) {
      if (typeof value === 'number' || (typeof value === 'string' && numeric(value) !== undefined)) {
        return this.#integer(value, 0, high, path + slot.key);
      }
      throw this.#error(
        'CTI_INVALID_FIELD',
        path + slot.key,
        value,
        `an array of constants of ${table.name}, or a number`,
      );
    }
    let bits = 0;
    for (const item of value) {
      const bit = typeof item === 'string' ? table.numbers.get(item) : undefined;
      if (bit === undefined && typeof item === 'string' && numeric(item) === undefined) {
        throw this.#unknownConstant(table, table.numbers, item, path + slot.key);
      }
      bits |= bit ?? this.#integer(item, 0, high, path + slot.key);
    }
    return bits >>> 0;
  }

  /** `path` and the slot's key make the name for an error; they are joined only then. */
  #string(value: unknown, at: number, max: number, slot: Slot, path: string): number {
    if (typeof value !== 'string') throw this.#error('CTI_INVALID_FIELD', path + slot.key, value, 'a string');
    let length = value.length;
    if (length < max) {
      const written = writeString(this.#block, at, value, this.#charset);
      if (typeof written === 'string') throw this.#unmappable(path + slot.key, written);
      length = written;
    }
    if (length >= max) throw this.#tooLong(path + slot.key, length + 1, max);
    this.#block[at + length] = 0;
    return length + 1;
  }

  /** A NAMEDVAR, or with an index from 0 a NAMEDARRAY: name and value with their NULs. */
  named(slot: Slot, name: string, value: unknown, index: number, at: number): number {
    if (name === '') throw this.#error('CTI_INVALID_FIELD', slot.key, name, 'the name of an ECC variable');
    if (index > 255)
      throw this.#error('CTI_OUT_OF_RANGE', `${slot.key}[${JSON.stringify(name)}]`, index, 'an index up to 255');
    let end = at;
    if (index >= 0) this.#block[end++] = index;
    try {
      end += this.#string(name, end, LARGEST_NAME, slot, '');
      end += this.#string(value, end, LARGEST_VALUE, slot, '');
    } catch (error) {
      throw inVariable(error as CtiError, slot, name, index);
    }
    return end - at;
  }

  bytes(value: unknown, at: number, max: number, field: string): number {
    const bytes = this.#asBytes(value, field);
    if (bytes.length > max) throw this.#tooLong(field, bytes.length, max);
    this.#block.set(bytes, at);
    return bytes.length;
  }

  #asBytes(value: unknown, field: string): Uint8Array {
    if (value instanceof Uint8Array) return value;
    if (typeof value === 'string') {
      const bytes = this.#charset.encode(value);
      if (typeof bytes === 'string') throw this.#unmappable(field, bytes);
      return bytes;
    }
    const data = (value as { type?: unknown; data?: unknown } | null)?.data;
    if (Array.isArray(data) && data.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255)) {
      return Uint8Array.from(data);
    }
    throw this.#error('CTI_INVALID_FIELD', field, value, 'a Buffer or a string');
  }

  #tooLong(field: string, length: number, max: number): CtiError {
    return new CtiError(
      'CTI_FIELD_TOO_LONG',
      `${this.#topic}.${field}: at least ${length} bytes in ${this.#charset.name} with the terminating NUL, at most ${max} fit`,
      { field },
    );
  }

  #unmappable(field: string, character: string): CtiError {
    return new CtiError(
      'CTI_INVALID_FIELD',
      `${this.#topic}.${field}: the character ${JSON.stringify(character)} ${character === '\0' ? 'would end the string' : `does not exist in ${this.#charset.name}, the session's character set`}`,
      { field },
    );
  }

  #unknownConstant(
    table: { name: string },
    known: ReadonlyMap<string, number>,
    value: string,
    field: string,
  ): CtiError {
    const names = [...known.keys()];
    const list =
      names.length <= 16 ? names.join(', ') : `${names.slice(0, 12).join(', ')} ... (${names.length} in all)`;
    return new CtiError(
      'CTI_UNKNOWN_CONSTANT',
      `${this.#topic}.${field}: ${JSON.stringify(value)} is no constant of ${table.name}; these are: ${list}; a number is taken too`,
      { field },
    );
  }

  #error(code: string, field: string, value: unknown, right: string): CtiError {
    return new CtiError(code, `${this.#topic}.${field}: ${show(value, field)} is not ${right}`, { field });
  }
}

/** Says in which ECC variable. */
function inVariable(error: CtiError, slot: Slot, name: string, index: number): CtiError {
  const field = `${slot.key}[${JSON.stringify(name)}]${index < 0 ? '' : `[${index}]`}`;
  return new CtiError(error.code, error.message.replace(slot.key, field), { field });
}

function numeric(text: string): number | undefined {
  return /^\s*(-?\d+|0x[0-9a-f]+)\s*$/i.test(text) ? Number(text) : undefined;
}

/** A value for an error text: short, and never a secret. */
function show(value: unknown, field: string): string {
  if (/password/i.test(field)) return 'the value';
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;
}
