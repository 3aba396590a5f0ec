/** What one comparison is about, and what it leaves to the next one. */
import type { Unknown } from './ledger';
import type { Question } from './questions';

export interface RunTask {
  readonly reason: string;
  /** From when on something may have been missed, ms since 1970. */
  readonly from: number;
  /** Undefined: everything. */
  readonly peripheralID: number | undefined;
  /** Not everything, but what an attempt before has left. */
  readonly again?: Left | undefined;
  /** Asks only about calls of which nothing has been heard, and whatever is left. */
  readonly isLook?: boolean;
}

export interface Left {
  /** What may have an answer another time. */
  readonly questions: readonly Question[];
  /** What stays unknown whatever the answers: for good or until something comes back. */
  readonly unknown: ReadonlyMap<Unknown, 'for good' | 'for now'>;
}
