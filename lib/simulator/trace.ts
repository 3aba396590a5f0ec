/** A message as a line of the trace, in the manner of Cisco's ctisvr log. */
import { fieldKey, MESSAGES, type MessageDefinition } from '../protocol';

/** @param arrow `<-` from the client, `->` to the client */
export function traceLine(sessionID: number, arrow: '<-' | '->', topic: string, payload: object): string {
  const names = namesOf(topic);
  const fields = Object.entries(payload)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${names.get(key) ?? key}:${show(key, value)}`);
  return `SESSION ${sessionID}: ${arrow} MsgType:${topic} (${fields.join(' ')})`;
}

const namesByTopic = new Map<string, ReadonlyMap<string, string>>();

/** The guide's field names by key. */
function namesOf(topic: string): ReadonlyMap<string, string> {
  const known = namesByTopic.get(topic);
  if (known) return known;
  const definition = (MESSAGES as { readonly [topic: string]: MessageDefinition })[topic];
  const names = definition?.fixed ? [...Object.keys(definition.fixed), ...Object.keys(definition.floating ?? {})] : [];
  const made = new Map(names.map((name) => [fieldKey(name), name]));
  namesByTopic.set(topic, made);
  return made;
}

function show(key: string, value: unknown): string {
  if (/password/i.test(key)) return '***';
  if (key === 'invokeID' && typeof value === 'number') return `0x${value.toString(16)}`;
  return Buffer.isBuffer(value) ? value.toString('hex') : JSON.stringify(value);
}
