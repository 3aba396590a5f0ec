/** Fields that an older session does not know are left out: the simulator itself always speaks the newest version. */
import {
  type DocumentedMessage,
  type DocumentedMessageName,
  type FloatingField,
  fieldKey,
  MESSAGES,
  WIDE_TAGS_SINCE,
} from '../protocol';
import type { Outgoing } from './message';

interface Keys {
  readonly own: ReadonlySet<string>;
  /** Keys of the items, by the key of the list. */
  readonly lists: ReadonlyMap<string, ReadonlySet<string>>;
}

const cache = new Map<string, Keys>();

/** The payload without what `version` lacks. */
export function payloadFor(outgoing: Outgoing, version: number): { [key: string]: unknown } {
  const { own, lists } = keysOf(outgoing.topic, version);
  const payload: { [key: string]: unknown } = {};
  for (const [key, value] of Object.entries(outgoing.payload)) {
    const items = lists.get(key);
    if (items && Array.isArray(value)) {
      if (items.size > 0) payload[key] = value.map((item: object) => only(item, items));
    } else if (own.has(key)) payload[key] = value;
  }
  return payload;
}

function only(item: object, keys: ReadonlySet<string>): object {
  return Object.fromEntries(Object.entries(item).filter(([key]) => keys.has(key)));
}

function keysOf(topic: DocumentedMessageName, version: number): Keys {
  const id = `${topic} ${version}`;
  const cached = cache.get(id);
  if (cached) return cached;
  const definition: DocumentedMessage = MESSAGES[topic];
  const form = definition.forms?.find((one) => inVersion(one, version));
  const own = new Set<string>();
  for (const [name, field] of Object.entries(definition.fixed)) {
    if (inVersion(field, version) && !form?.without.includes(name)) own.add(fieldKey(name));
  }
  const lists = new Map<string, ReadonlySet<string>>();
  for (const [name, field] of Object.entries(definition.floating ?? {})) {
    if (field.type === 'LIST') lists.set(name, keysOfItems(field.fields, version));
    else if (sendable(field, version)) own.add(fieldKey(name));
  }
  const keys = { own, lists };
  cache.set(id, keys);
  return keys;
}

function keysOfItems(fields: object, version: number): ReadonlySet<string> {
  const known = Object.entries(fields).filter(([, field]: [string, FloatingField]) => sendable(field, version));
  return new Set(known.map(([name]) => fieldKey(name)));
}

function sendable(field: FloatingField, version: number): boolean {
  return inVersion(field, version) && field.tag !== null && (field.tag <= 255 || version >= WIDE_TAGS_SINCE);
}

function inVersion(range: { readonly since?: number; readonly until?: number }, version: number): boolean {
  return version >= (range.since ?? 0) && version <= (range.until ?? Number.POSITIVE_INFINITY);
}
