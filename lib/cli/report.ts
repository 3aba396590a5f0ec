import { CtiError } from '../codec';

/**
 * What stands on the output where a message would be, so that a line of the input keeps its line.
 *
 * @param where the place in the input, for people: "line 7", "frame 3"
 * @param offset bytes; default: the error's own
 */
export function errorLine(error: unknown, where: string, offset?: number): string {
  if (!(error instanceof CtiError)) throw error;
  const { code, message, field } = error;
  return `${JSON.stringify({ error: { code, message: `${where}: ${message}`, field, offset: offset ?? error.offset } })}\n`;
}

/** For the user, on standard error. */
export function plural(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}
