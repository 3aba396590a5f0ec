/** Made-up messages with plausible values: what every strategy has to give. */
import { isList, type List, type Prepared, type Scalar } from './definitions';
import type { Random } from './random';

/** Absent fields are absent keys. */
export type Payload = Record<string, unknown>;

/** Share of the optional floating fields that a message has. */
const PRESENT = 0.75;
const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.'];

/** Which optional floating fields are there. */
export type Combination = ReadonlySet<string>;

export function combination(message: Prepared, random: Random): Combination {
  return new Set(message.floating.map(({ key }) => key).filter(() => random.chance(PRESENT)));
}

export function payloadOf(message: Prepared, present: Combination, random: Random): Payload {
  const floating: Payload = {};
  for (const entry of message.floating) {
    if (!present.has(entry.key) && !(!isList(entry) && entry.required)) continue;
    floating[entry.key] = isList(entry) ? items(entry, random) : value(entry, random);
  }
  setCounts(floating, message.floating);
  const fixed = Object.fromEntries(message.fixed.map((field) => [field.key, value(field, random)]));
  return { ...fixed, ...fixedCounts(message, fixed, floating), ...floating };
}

function items(list: List, random: Random): Payload[] {
  const most = Math.min(list.list.max ?? 3, 3);
  return Array.from({ length: random.integer(1, most) }, () => {
    const item: Payload = {};
    for (const member of list.members)
      item[member.key] = isList(member) ? items(member, random) : value(member, random);
    setCounts(item, list.members);
    return item;
  });
}

/** Count fields beside the lists they count; without its list a count would be a lie. */
function setCounts(holder: Payload, entries: readonly (Scalar | List)[]): void {
  for (const entry of entries) {
    if (!isList(entry)) continue;
    const count = entries.find((one) => !isList(one) && lower(one.key) === lower(entry.list.count));
    if (count === undefined) continue;
    delete holder[count.key];
    const list = holder[entry.key];
    if (Array.isArray(list)) holder[count.key] = list.length;
  }
}

function fixedCounts(message: Prepared, fixed: Payload, floating: Payload): Payload {
  const counts: Payload = {};
  for (const entry of message.floating) {
    if (!isList(entry)) continue;
    const count = message.fixed.find((one) => lower(one.key) === lower(entry.list.count));
    const list = floating[entry.key];
    if (count) counts[count.key] = Array.isArray(list) ? list.length : 0;
  }
  if ('numNamedVariables' in fixed) counts.numNamedVariables = Object.keys(floating.namedVariables ?? {}).length;
  if ('numNamedArrays' in fixed) counts.numNamedArrays = Object.values(floating.namedArrays ?? {}).flat().length;
  return counts;
}

function lower(name: string): string {
  return name.toLowerCase();
}

function value({ field, size, constants, bits }: Scalar, random: Random): unknown {
  if (constants !== undefined) {
    const known: (string | null)[] = constants.byNumber.filter((one) => one !== undefined);
    if (constants.none >= 0) known.push(null);
    return known.length > 0 ? random.pick(known) : random.integer(0, 9);
  }
  if (bits !== undefined) return bits.flatMap(([constant]) => (random.chance(0.3) ? [constant] : []));
  switch (field.type) {
    case 'BOOL':
      return random.chance(0.5);
    case 'TIME':
      return new Date(random.integer(1.6e9, 1.8e9) * 1000).toISOString();
    case 'STRING':
      return text(field.max ?? 64, random);
    case 'UNSPEC':
    case 'RAW':
      return Buffer.from(text(Math.min(field.max ?? 16, 16), random));
    case 'NAMEDVAR':
      return { 'user.account': text(24, random), 'user.segment': text(12, random) };
    case 'NAMEDARRAY':
      return { 'user.history': [text(16, random), null, text(16, random)] };
    default:
      if (field.none && random.chance(0.2)) return null;
      return random.integer(0, size === 1 ? 0xff : size === 2 ? 0xfffe : 0x7ffffffe);
  }
}

/** Six in seven are short, as in production. `max` in bytes, NUL included. */
function text(max: number, random: Random): string {
  const most = max - 1;
  const length = Math.min(most, random.chance(0.86) ? random.integer(3, 16) : random.integer(17, 40));
  return Array.from({ length }, () => random.pick(LETTERS)).join('');
}
