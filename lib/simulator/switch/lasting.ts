/** What goes on at one party's connection and ends with it at the latest: a recording, a greeting, a silent monitor. */
import type { Connection } from './call';
import type { SwitchEvent } from './events';

export interface Lasting {
  readonly connection: Connection;
}

/** Told while the clients that know the call still have it: END_CALL_EVENT comes behind them. */
const ENDINGS: ReadonlySet<SwitchEvent['kind']> = new Set([
  'connectionCleared',
  'transferred',
  'conferenced',
  'cleared',
] as const);

/** Those whose party is out of the call with this event; they are taken out of the set. */
export function overWith<T extends Lasting>(event: SwitchEvent, lasting: Set<T>): T[] {
  if (lasting.size === 0 || !ENDINGS.has(event.kind)) return [];
  const over = [...lasting].filter(({ connection }) => connection.latest.state === 'LCS_NULL');
  for (const one of over) lasting.delete(one);
  return over;
}

/** What goes on at the connection, whatever its call's id has been before. */
export function at<T extends Lasting>(connection: Connection, lasting: Iterable<T>): T | undefined {
  for (const one of lasting) if (one.connection.latest === connection) return one;
  return undefined;
}
