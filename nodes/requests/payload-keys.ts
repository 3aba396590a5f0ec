/** Keys of a payload that no request takes: most often a name that was mistyped. */
import { fieldKey, MESSAGES } from '../../lib/protocol';
import { CtiError } from '../../lib/session';
import { CHANGES } from '../change-topics';

/** What cti-session and cti-simulator tell. */
const NEWS = ['session', 'gap', 'ledger', 'maintenance', 'counters', 'trace', 'scenario', 'scenarioStep'];
const OF_OUR_NODES = new Set<unknown>([...CHANGES.call, ...CHANGES.agent, ...NEWS]);
/** By the name of a message, the keys that it may have. */
const KEYS = new Map<unknown, ReadonlySet<string>>(
  Object.entries(MESSAGES).map(([topic, { fixed, ...rest }]) => {
    const names = Object.keys({ ...fixed, ...('floating' in rest && rest.floating) });
    return [topic, new Set([...names.map((name) => fieldKey(name)), 'unknownFields'])];
  }),
);

/**
 * What came with a message of our own nodes is no mistake: the keys of the message that `topic` names pass, and whatever
 * cti-call, cti-agent, cti-session and cti-simulator tell.
 *
 * @param known keys that the node understands
 * @throws CtiError CTI_UNKNOWN_FIELD naming all that are too much
 */
export function checkKeys(known: readonly string[], payload: unknown, topic: unknown): void {
  if (!isPlainObject(payload) || OF_OUR_NODES.has(topic)) return;
  const unknown = Object.keys(payload).filter((key) => !known.includes(key) && !KEYS.get(topic)?.has(key));
  if (unknown.length === 0) return;
  const message = `payload: nothing here takes ${unknown.join(', ')}; known are ${known.join(', ')}`;
  throw new CtiError('CTI_UNKNOWN_FIELD', message, { field: unknown.join(', ') });
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
