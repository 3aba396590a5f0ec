/** What a flow gets in a dry run in the place of a confirmation. */
import type { SessionMessage } from '../../lib/session';

/** Names of fields that nobody may read. */
const SECRET = /password$/i;

/** @returns the request itself, marked; passwords are starred */
export function rehearsed(topic: string, payload: object): SessionMessage {
  const shown = Object.entries(payload).map(([key, value]) => [key, SECRET.test(key) && value !== '' ? '***' : value]);
  const cti = { confirmed: false, dryRun: true };
  return { topic, payload: Object.fromEntries(shown), cti } as unknown as SessionMessage;
}
