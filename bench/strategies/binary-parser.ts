/**
 * The npm package binary-parser on the same layouts: a Parser per message, the floating part as an
 * array with a choice by tag. It gives the list of tags and values that such a parser gives, numbers
 * instead of constants and no object by field name: less than the others do, in its favour. Its latin1 is
 * windows-1252, the default of a session.
 */
import { Parser } from 'binary-parser';
import { isList, type List, PREPARED, type Prepared, type Scalar } from '../definitions';

interface Raw {
  readonly fields: readonly { readonly tag: number; readonly length: number; readonly value: unknown }[];
  readonly [fixed: string]: unknown;
}

interface Message {
  readonly prepared: Prepared;
  readonly parser: Parser;
}

const byNumber = new Map<number, Message>(
  PREPARED.map((prepared) => [prepared.number, { prepared, parser: parserOf(prepared) }]),
);

export function parse(frame: Buffer): Raw {
  const message = byNumber.get(frame.readUInt32BE(4)) as Message;
  return message.parser.parse(frame) as Raw;
}

function parserOf(prepared: Prepared): Parser {
  const parser = new Parser().endianness('big').uint32('messageLength').uint32('messageType');
  for (const field of prepared.fixed) number(parser, field.key, field);
  const choices: Record<number, Parser> = {};
  for (const { scalar, packed } of scalarsOf(prepared.floating)) choices[scalar.tag] = valueParser(scalar, packed);
  const defaultChoice = new Parser().buffer('value', { length: 'length' });
  const field = new Parser()
    .endianness('big')
    .uint16('tag')
    .uint16('length')
    .choice({ tag: 'tag', choices, defaultChoice });
  return parser.array('fields', { type: field, readUntil: 'eof' });
}

function scalarsOf(entries: readonly (Scalar | List)[], packed = false): { scalar: Scalar; packed: boolean }[] {
  return entries.flatMap((entry) =>
    isList(entry) ? scalarsOf(entry.members, entry.list.packed === true) : [{ scalar: entry, packed }],
  );
}

function valueParser(scalar: Scalar, packed: boolean): Parser {
  const value = new Parser().endianness('big');
  if (packed)
    return value.array('value', { type: scalar.size === 4 ? 'uint32be' : 'uint16be', lengthInBytes: 'length' });
  const text = { zeroTerminated: true } as const;
  const named = new Parser().string('name', text).string('text', text);
  switch (scalar.field.type) {
    case 'STRING':
      return value.string('value', { length: 'length', stripNull: true, encoding: 'latin1' });
    case 'NAMEDVAR':
      return value.nest('value', { type: named });
    case 'NAMEDARRAY':
      return value.nest('value', { type: new Parser().uint8('index').string('name', text).string('text', text) });
    case 'UNSPEC':
    case 'RAW':
      return value.buffer('value', { length: 'length' });
    default:
      return number(value, 'value', scalar);
  }
}

function number(parser: Parser, name: string, { field, size }: Scalar): Parser {
  if (field.type === 'INT') return parser.int32(name);
  if (size === 4) return parser.uint32(name);
  return size === 2 ? parser.uint16(name) : parser.uint8(name);
}

/** The frame that a result stands for: equal bytes mean that everything was read right. */
export function bytesOf(raw: Raw): Buffer {
  const { prepared } = byNumber.get(raw.messageType as number) as Message;
  const parts = [integer(raw.messageLength, 4), integer(raw.messageType, 4)];
  for (const { key, size } of prepared.fixed) parts.push(integer(raw[key], size));
  const scalars = new Map(scalarsOf(prepared.floating).map(({ scalar }) => [scalar.tag, scalar]));
  for (const { tag, length, value } of raw.fields) {
    parts.push(integer(tag, 2), integer(length, 2), dataOf(scalars.get(tag), value));
  }
  return Buffer.concat(parts);
}

function dataOf(scalar: Scalar | undefined, value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (typeof value === 'string') return Buffer.from(`${value}\0`);
  if (typeof value === 'number') return integer(value, scalar?.size ?? 0);
  if (Array.isArray(value)) return Buffer.concat(value.map((one) => integer(one, scalar?.size ?? 0)));
  const { index, name, text } = value as { readonly index?: number; readonly name: string; readonly text: string };
  const strings = Buffer.from(`${name}\0${text}\0`);
  return index === undefined ? strings : Buffer.concat([Buffer.of(index), strings]);
}

function integer(value: unknown, size: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE((value as number) >>> 0);
  return bytes.subarray(4 - size);
}
