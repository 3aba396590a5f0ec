/** Keys of a payload that no request takes: most often a name that was mistyped. */
import { fieldKey, MESSAGES } from '../../lib/protocol';
import { CtiError } from '../../lib/session';
import { isPlainObject, ourKeys } from './our-payloads';

/** By the name of a message, the keys that it may have. */
const KEYS = new Map<unknown, ReadonlySet<string>>(
  Object.entries(MESSAGES).map(([topic, { fixed, ...rest }]) => {
    const names = Object.keys({ ...fixed, ...('floating' in rest && rest.floating) });
    return [topic, new Set([...names.map((name) => fieldKey(name)), 'unknownFields'])];
  }),
);

/**
 * What came with a message of our own nodes is no mistake: the keys of the message that `topic` names pass, and those of
 * what cti-call, cti-agent, cti-session and cti-simulator tell, where the payload is still theirs.
 *
 * @param known keys that the node understands
 * @throws CtiError CTI_UNKNOWN_FIELD naming all that are too much
 */
export function checkKeys(known: readonly string[], payload: unknown, topic: unknown): void {
  if (!isPlainObject(payload)) return;
  const ours = ourKeys(payload, topic);
  const isKnown = (key: string) => known.includes(key) || Object.hasOwn(ours, key) || KEYS.get(topic)?.has(key);
  const unknown = Object.keys(payload).filter((key) => !isKnown(key));
  if (unknown.length === 0) return;
  const message = `payload: nothing here takes ${unknown.join(', ')}; known are ${known.join(', ')}`;
  throw new CtiError('CTI_UNKNOWN_FIELD', message, { field: unknown.join(', ') });
}
