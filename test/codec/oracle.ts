/**
 * A second decoder of the same definitions: interpreted, slow and obvious. It shares no code with
 * lib/codec, so that a mistake in one cannot hide in the other. It knows no tables, no layouts and no
 * generated code: each field is looked up in the definition when it comes. Decoding only; absent
 * fields are left out of the payload.
 */
import {
  ENUMS,
  type EnumName,
  type Field,
  type FixedField,
  type FloatingField,
  fieldKey,
  HEADER_SIZE,
  type ListField,
  MASKS,
  type MaskName,
  MESSAGES,
  type MessageDefinition,
  TAGS,
  WIDE_TAGS_SINCE,
} from '../../lib/protocol';

export interface OracleOptions {
  readonly version?: number;
  readonly charset?: string;
  readonly networkRecording?: 'messageTable' | 'fieldTables';
}

export interface OracleMessage {
  readonly topic: string;
  readonly payload: Record<string, unknown>;
  readonly cti: { readonly number: number; readonly protocol: number; readonly length: number };
}

/** The frame cannot be read. `offset` in bytes from the start of the frame. */
export class OracleError extends Error {
  readonly code = 'CTI_BAD_FRAME';
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** One whole frame with its header. */
export function oracle(frame: Uint8Array, options: OracleOptions = {}): OracleMessage {
  return new Walk(frame, options).message();
}

type Fields = { readonly [name: string]: FloatingField | ListField };
type Item = Record<string, unknown>;
/** Where a list has got to. */
interface Progress {
  /** Position in the definition of the last member seen; beyond every member after an array. */
  last: number;
  /** Index of the first item that a run of arrays fills; -1 after a single value. */
  spreadFrom: number;
}

class Walk {
  readonly bytes: Buffer;
  readonly version: number;
  readonly charset: string;
  readonly networkRecording: 'messageTable' | 'fieldTables';
  readonly payload: Record<string, unknown> = {};
  readonly progress = new Map<Item[], Progress>();

  constructor(frame: Uint8Array, { version = 25, charset = 'windows-1252', networkRecording }: OracleOptions) {
    this.bytes = Buffer.from(frame);
    this.version = version;
    this.charset = charset;
    this.networkRecording = networkRecording ?? 'messageTable';
  }

  message(): OracleMessage {
    if (this.bytes.length < HEADER_SIZE) throw new OracleError('no whole header', 0);
    const length = this.bytes.readUInt32BE(0);
    const number = this.bytes.readUInt32BE(4);
    if (length !== this.bytes.length - HEADER_SIZE) throw new OracleError('MessageLength is wrong', 0);
    const cti = { number, protocol: this.version, length };
    const found = Object.entries<MessageDefinition>(MESSAGES).find(
      ([, d]) => this.#numberOf(d) === number && within(d, this.version),
    );
    if (found === undefined) return { topic: `MESSAGE_TYPE_${number}`, payload: this.#body(), cti };
    const [topic, definition] = found;
    if (definition.fixed === undefined) return { topic, payload: this.#body(), cti };
    const floatingFrom = this.#fixedPart(definition);
    this.#floatingPart(definition.floating ?? {}, floatingFrom);
    return { topic, payload: this.payload, cti };
  }

  #numberOf(definition: MessageDefinition): number {
    if (this.networkRecording === 'fieldTables' && 'fieldTableNumber' in definition) {
      return definition.fieldTableNumber ?? definition.number;
    }
    return definition.number;
  }

  #body() {
    return { body: Buffer.from(this.bytes.subarray(HEADER_SIZE)) };
  }

  #fixedPart(definition: MessageDefinition & { fixed: object }): number {
    const without = this.#absentInForm(definition);
    let at = HEADER_SIZE;
    for (const [name, field] of Object.entries<FixedField>(definition.fixed)) {
      const decidedByForm = definition.forms?.some((form) => form.without.includes(name));
      if (decidedByForm ? without.includes(name) : !within(field, this.version)) continue;
      const size = sizeOf(field);
      if (at + size > this.bytes.length) throw new OracleError(`${name} is cut off`, this.bytes.length);
      this.payload[fieldKey(name)] = this.#number(field, this.bytes.subarray(at, at + size));
      at += size;
    }
    return at;
  }

  /** Fixed fields that this frame lacks, where the editions print two forms of the message. */
  #absentInForm(definition: MessageDefinition & { fixed: object }): readonly string[] {
    const forms = definition.forms;
    if (forms === undefined) return [];
    const length = this.bytes.length - HEADER_SIZE;
    const byLength = forms.find((form) => form.lengths?.includes(length));
    if (byLength !== undefined) return byLength.without;
    const marked = forms.find((form) => form.marker !== undefined);
    if (marked?.marker !== undefined && this.version >= marked.marker.since && !within(marked, this.version)) {
      const { field: wanted, below } = marked.marker;
      let at = HEADER_SIZE;
      for (const [name, field] of Object.entries<FixedField>(definition.fixed)) {
        if (name === wanted) break;
        if (within(field, this.version)) at += sizeOf(field);
      }
      if (at + 2 <= this.bytes.length && this.bytes.readUInt16BE(at) < below) return marked.without;
    }
    return forms.find((form) => within(form, this.version))?.without ?? [];
  }

  #floatingPart(fields: Fields, from: number): void {
    const width = this.version >= WIDE_TAGS_SINCE ? 2 : 1;
    let at = from;
    while (at < this.bytes.length) {
      if (at + 2 * width > this.bytes.length) throw new OracleError('tag and length are cut off', at);
      const tag = this.bytes.readUIntBE(at, width);
      const length = this.bytes.readUIntBE(at + width, width);
      const start = at + 2 * width;
      if (start + length > this.bytes.length) throw new OracleError(`tag ${tag} is longer than its message`, start);
      const data = this.bytes.subarray(start, start + length);
      if (!this.#take(fields, this.payload, tag, data)) this.#unknown(tag, data);
      at = start + length;
    }
  }

  #unknown(tag: number, data: Buffer): void {
    this.payload.unknownFields ??= [];
    (this.payload.unknownFields as object[]).push({ tag, data: Buffer.from(data) });
  }

  /** Puts a field where it belongs in `holder`: false when it belongs nowhere. */
  #take(fields: Fields, holder: Item, tag: number, data: Buffer): boolean {
    for (const [name, field] of Object.entries(fields)) {
      if (field.type === 'LIST') {
        if (this.#knows(field.fields, tag)) return this.#takeInList(fieldKey(name), field, holder, tag, data);
      } else if (this.#is(field, tag)) {
        return this.#takeScalar(fieldKey(name), field, holder, data);
      }
    }
    return false;
  }

  #is(field: FloatingField, tag: number): boolean {
    if (!within(field, this.version)) return false;
    return field.tag === tag || (field.alsoTag !== undefined && TAGS[field.alsoTag].tag === tag);
  }

  #knows(fields: Fields, tag: number): boolean {
    return Object.values(fields).some((f) => (f.type === 'LIST' ? this.#knows(f.fields, tag) : this.#is(f, tag)));
  }

  #takeScalar(key: string, field: FloatingField, holder: Item, data: Buffer): boolean {
    if (field.type === 'NAMEDVAR') return this.#namedVariable(key, holder, data);
    if (field.type === 'NAMEDARRAY') return this.#namedArray(key, holder, data);
    if (key in holder || !fits(field, data)) return false;
    holder[key] = this.#value(field, data);
    return true;
  }

  #takeInList(key: string, list: ListField, holder: Item, tag: number, data: Buffer): boolean {
    const items = (holder[key] ?? []) as Item[];
    const before = this.progress.get(items) ?? { last: -1, spreadFrom: -1 };
    const members = Object.entries(list.fields);
    const position = members.findIndex(([, f]) => (f.type === 'LIST' ? this.#knows(f.fields, tag) : this.#is(f, tag)));
    const [name, member] = members[position] as [string, FloatingField | ListField];
    const enter = (progress: Progress) => {
      holder[key] = items;
      this.progress.set(items, progress);
    };

    if (list.startsWith !== undefined) {
      const current = items.at(-1);
      if (member.type !== 'LIST') {
        if (!fits(member, data)) return false;
        const begins = current === undefined || name === list.startsWith || fieldKey(name) in current;
        if (begins) items.push({});
        enter({ last: position, spreadFrom: -1 });
        return this.#takeScalar(fieldKey(name), member, items.at(-1) as Item, data);
      }
      const record = current ?? {};
      if (!this.#takeInList(fieldKey(name), member, record, tag, data)) return false;
      if (current === undefined) items.push(record);
      enter({ last: position, spreadFrom: -1 });
      return true;
    }

    if (member.type === 'LIST') return false;
    const size = fixedSizeOf(member);
    if (size !== undefined && data.length > size && data.length % size === 0) {
      const fills = before.spreadFrom >= 0 && !(fieldKey(name) in (items[before.spreadFrom] as Item));
      const first = fills ? before.spreadFrom : items.length;
      for (let i = 0; i * size < data.length; i++) {
        if (first + i === items.length) items.push({});
        const item = items[first + i] as Item;
        item[fieldKey(name)] = this.#value(member, data.subarray(i * size, (i + 1) * size));
      }
      enter({ last: members.length, spreadFrom: first });
      return true;
    }
    if (!fits(member, data)) return false;
    if (items.length === 0 || position <= before.last) items.push({});
    enter({ last: position, spreadFrom: -1 });
    return this.#takeScalar(fieldKey(name), member, items.at(-1) as Item, data);
  }

  #namedVariable(key: string, holder: Item, data: Buffer): boolean {
    const parts = nameAndValue(data);
    if (parts === undefined) return false;
    const name = this.#text(parts.name);
    const all = (holder[key] ?? {}) as Record<string, string>;
    if (name === '__proto__' || Object.hasOwn(all, name)) return false;
    all[name] = this.#text(parts.value);
    holder[key] = all;
    return true;
  }

  #namedArray(key: string, holder: Item, data: Buffer): boolean {
    const index = data[0];
    const parts = nameAndValue(data.subarray(1));
    if (index === undefined || parts === undefined) return false;
    const name = this.#text(parts.name);
    const all = (holder[key] ?? {}) as Record<string, (string | null)[]>;
    if (name === '__proto__') return false;
    const elements = Object.hasOwn(all, name) ? (all[name] as (string | null)[]) : [];
    if (elements[index] !== undefined && elements[index] !== null) return false;
    while (elements.length < index) elements.push(null);
    elements[index] = this.#text(parts.value);
    all[name] = elements;
    holder[key] = all;
    return true;
  }

  #value(field: Field, data: Buffer): unknown {
    switch (field.type) {
      case 'STRING': {
        const nul = data.indexOf(0);
        return this.#text(nul < 0 ? data : data.subarray(0, nul));
      }
      case 'UNSPEC':
      case 'RAW':
        return Buffer.from(data);
      default:
        return this.#number(field, data);
    }
  }

  #number(field: Field, data: Buffer): unknown {
    const value = field.type === 'INT' ? data.readInt32BE(0) : data.readUIntBE(0, data.length);
    if (field.enum !== undefined) return this.#constant(field.enum, field, value);
    if (field.mask !== undefined) return bits(field.mask, value);
    if (field.type === 'BOOL') return value !== 0;
    if (field.type === 'TIME') return new Date(value * 1000).toISOString();
    if (field.none && value === (field.type === 'INT' ? -1 : 2 ** (8 * data.length) - 1)) return null;
    return value;
  }

  #constant(name: EnumName, field: Field, value: number): string | number | null {
    const table: EnumTable = ENUMS[name];
    if (value === table.none) return null;
    if (field.none && value === 0xffffffff) return null;
    const candidates = Object.keys(table.values).filter((constant) => this.#numberNow(table, constant) === value);
    if (candidates.length < 2) return candidates[0] ?? value;
    const known = (constant: string) =>
      within({ since: table.since?.[constant] ?? 0, until: table.until?.[constant] ?? 99 }, this.version);
    return candidates.find(known) ?? value;
  }

  /** What a constant is in this version: some had another number once. */
  #numberNow(table: EnumTable, constant: string): number | undefined {
    const earlier = table.earlier?.[constant];
    return earlier !== undefined && this.version <= earlier.until ? earlier.value : table.values[constant];
  }

  #text(data: Buffer): string {
    if (this.charset !== 'windows-1252') return new TextDecoder(this.charset).decode(data);
    // Some Node versions decode windows-1252 as Latin-1.
    return Array.from(data, (byte) => WINDOWS_1252[byte] ?? String.fromCharCode(byte)).join('');
  }
}

interface EnumTable {
  readonly values: { readonly [constant: string]: number };
  readonly none?: number;
  readonly earlier?: { readonly [constant: string]: { readonly value: number; readonly until: number } };
  readonly since?: { readonly [constant: string]: number };
  readonly until?: { readonly [constant: string]: number };
}

function within({ since = 0, until = Number.POSITIVE_INFINITY }: { since?: number; until?: number }, version: number) {
  return since <= version && version <= until;
}

function fixedSizeOf(field: Field): number | undefined {
  switch (field.type) {
    case 'UCHAR':
      return 1;
    case 'USHORT':
    case 'BOOL':
      return 2;
    case 'UINT':
    case 'INT':
    case 'TIME':
      return 4;
    default:
      return undefined;
  }
}

function sizeOf(field: FixedField): number {
  return fixedSizeOf(field) as number;
}

function fits(field: FloatingField, data: Buffer): boolean {
  const size = fixedSizeOf(field);
  return size === undefined || data.length === size;
}

/** Constants in ascending order of their bits, then the bits without a name as one number. */
function bits(name: MaskName, value: number): (string | number)[] {
  const known: [string, number][] = Object.entries(MASKS[name].values);
  const set = known.filter(([, bit]) => Math.floor(value / bit) % 2 === 1).sort(([, a], [, b]) => a - b);
  const unnamed = value - set.reduce((sum, [, bit]) => sum + bit, 0);
  const constants = set.map(([constant]) => constant);
  return unnamed === 0 ? constants : [...constants, unnamed];
}

/** A name of at least one byte, NUL, value, NUL, and nothing behind. */
function nameAndValue(data: Buffer): { name: Buffer; value: Buffer } | undefined {
  const first = data.indexOf(0);
  const second = data.indexOf(0, first + 1);
  if (first < 1 || second < 0 || second !== data.length - 1) return undefined;
  return { name: data.subarray(0, first), value: data.subarray(first + 1, second) };
}

/** Characters of 0x80 to 0x9F, as WHATWG has them. */
const WINDOWS_1252: { readonly [byte: number]: string } = {
  128: '\u20ac',
  130: '\u201a',
  131: '\u0192',
  132: '\u201e',
  133: '\u2026',
  134: '\u2020',
  135: '\u2021',
  136: '\u02c6',
  137: '\u2030',
  138: '\u0160',
  139: '\u2039',
  140: '\u0152',
  142: '\u017d',
  145: '\u2018',
  146: '\u2019',
  147: '\u201c',
  148: '\u201d',
  149: '\u2022',
  150: '\u2013',
  151: '\u2014',
  152: '\u02dc',
  153: '\u2122',
  154: '\u0161',
  155: '\u203a',
  156: '\u0153',
  158: '\u017e',
  159: '\u0178',
};
