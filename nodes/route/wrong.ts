/** What is wrong with a rule. Values are not repeated: they may be somebody's number. */
import { CtiError } from '../../lib/session';

/** @param part of the condition, as the dialog names it */
export function wrong(part: string, why: string, cause?: unknown): CtiError {
  return new CtiError('CTI_INVALID_OPTION', `${part}: ${why}`, { field: part, ...(cause !== undefined && { cause }) });
}
