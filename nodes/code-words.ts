/** Plain words for the code of an error: where the catalogs have them. */
import { REFUSAL_WORDS } from '../lib/protocol';

const CATALOG = '@ged188/node-red-cti/cti-server:';

/** @returns the key, undefined for a code of which nobody knows more than its name */
export function wordsOfCode(code: string): string | undefined {
  if (code.startsWith('CTI_')) return `${CATALOG}cti-server.errorCode.${code}`;
  return Object.hasOwn(REFUSAL_WORDS, code) ? `${CATALOG}protocol.refusal.${code}` : undefined;
}

/** For a status, which the editor reads in its own language; what has no words is shown as it stands. */
export function shownCode(code: string): string {
  return wordsOfCode(code) ?? code;
}
