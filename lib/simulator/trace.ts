/** A message as a line of the trace, in the manner of Cisco's ctisvr log. */
import { fieldKey, MESSAGES, type MessageDefinition } from '../protocol';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/**
 * @param who a session, or who else is told or asks
 * @param arrow `<-` from the client, `->` to the client
 */
export function traceLine(who: string, arrow: '<-' | '->', topic: string, payload: object): string {
  const names = namesOf(topic);
  const fields = Object.entries(payload)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${names.get(key) ?? key}:${show(key, value)}`);
  return `${who}: ${arrow} MsgType:${topic} (${fields.join(' ')})`;
}

export const sessionName = (sessionID: number) => `SESSION ${sessionID}`;

/** The line that Cisco's dumplog begins a day with. */
export function dayLine(now: Date): string {
  return `Events from ${MONTHS[now.getMonth()]} ${two(now.getDate())}, ${now.getFullYear()}:`;
}

/** A line of the trace as Cisco's dumplog shows it. */
export function loggedLine(line: string, now: Date): string {
  const milliseconds = String(now.getMilliseconds()).padStart(3, '0');
  const time = `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}:${milliseconds}`;
  return `${time} ctisvr Trace: ${line}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
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
