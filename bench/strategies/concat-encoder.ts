/**
 * Encoding as it is written first: a Buffer per field, all of them concatenated. No checks. It also
 * makes the frames of the mixes, so that no strategy under test does.
 */
import { ENUMS, MASKS } from '../../lib/protocol';
import { isList, type List, PREPARED, type Prepared, type Scalar } from '../definitions';
import type { Payload } from '../messages';

const byTopic = new Map<string, Prepared>(PREPARED.map((message) => [message.topic, message]));

export function concatEncode(topic: string, payload: Payload): Buffer {
  const message = byTopic.get(topic) as Prepared;
  const parts = message.fixed.map((field) => data(field, payload[field.key]));
  floating(message.floating, payload, parts);
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(body.length, 0);
  header.writeUInt32BE(message.number, 4);
  return Buffer.concat([header, body]);
}

function floating(entries: readonly (Scalar | List)[], holder: Payload, parts: Buffer[]): void {
  for (const entry of entries) {
    const value = holder[entry.key];
    if (value === undefined) continue;
    if (isList(entry)) list(entry, value as Payload[], parts);
    else if (entry.field.type === 'NAMEDVAR') named(entry.tag, value as Record<string, string>, parts);
    else if (entry.field.type === 'NAMEDARRAY') namedArrays(entry.tag, value as Record<string, string[]>, parts);
    else field(entry.tag, data(entry, value), parts);
  }
}

function list({ list: { packed }, members }: List, items: readonly Payload[], parts: Buffer[]): void {
  if (!packed) {
    for (const item of items) floating(members, item, parts);
    return;
  }
  for (const member of members) {
    if (isList(member)) continue;
    field(member.tag, Buffer.concat(items.map((item) => data(member, item[member.key]))), parts);
  }
}

function named(tag: number, variables: Record<string, string>, parts: Buffer[]): void {
  for (const [name, value] of Object.entries(variables))
    field(tag, Buffer.from(`${name}\0${value}\0`, 'latin1'), parts);
}

function namedArrays(tag: number, arrays: Record<string, (string | null)[]>, parts: Buffer[]): void {
  for (const [name, elements] of Object.entries(arrays)) {
    elements.forEach((value, index) => {
      if (value !== null) {
        field(tag, Buffer.concat([Buffer.from([index]), Buffer.from(`${name}\0${value}\0`, 'latin1')]), parts);
      }
    });
  }
}

function field(tag: number, bytes: Buffer, parts: Buffer[]): void {
  const header = Buffer.alloc(4);
  header.writeUInt16BE(tag, 0);
  header.writeUInt16BE(bytes.length, 2);
  parts.push(header, bytes);
}

function data(entry: Scalar, value: unknown): Buffer {
  switch (entry.field.type) {
    case 'STRING':
      return Buffer.from(`${value as string}\0`, 'latin1');
    case 'UNSPEC':
    case 'RAW':
      return value as Buffer;
  }
  const bytes = Buffer.alloc(entry.size);
  const number = numberOf(entry, value);
  if (entry.size === 4) bytes.writeUInt32BE(number >>> 0, 0);
  else if (entry.size === 2) bytes.writeUInt16BE(number, 0);
  else bytes.writeUInt8(number, 0);
  return bytes;
}

function numberOf({ field, size }: Scalar, value: unknown): number {
  if (value === null) return field.enum ? noneOf(field.enum) : size === 4 ? 0xffffffff : 0xffff;
  if (field.enum && typeof value === 'string') {
    return (ENUMS[field.enum].values as Record<string, number>)[value] as number;
  }
  if (field.mask) {
    const bits: Record<string, number> = MASKS[field.mask].values;
    return (value as string[]).reduce((sum, constant) => sum + (bits[constant] as number), 0);
  }
  if (field.type === 'TIME') return Date.parse(value as string) / 1000;
  return Number(value);
}

function noneOf(name: keyof typeof ENUMS): number {
  const table = ENUMS[name];
  return 'none' in table ? table.none : 0;
}
