/**
 * Who gave up shortly before a node was closed. It is told late, when no one may be there any more to tell it: then the
 * next model does, if it is of the same server.
 */
import type { CallChange, ContactCentreModel, GaveUp } from '../../lib/model';
import { ownCopy } from '../own-copy';

/** Plain data. */
export interface LeftCallers {
  /** What has to be the same, as `SharedModel.source`. */
  readonly source: string;
  readonly callers: readonly GaveUp[];
}

interface Model {
  readonly source: string;
  readonly model: Pick<ContactCentreModel, 'callersWhoGaveUp' | 'recallCallers'>;
}

/** @param wanted only these are kept @param at ms since 1970 @returns undefined: nobody */
export function leftCallers(
  { source, model }: Model,
  wanted: (change: CallChange) => boolean,
  at: number,
): LeftCallers | undefined {
  const callers = model
    .callersWhoGaveUp(at)
    .filter((caller) => wanted({ kind: 'call', topic: 'call.abandoned', at, complete: true, ...caller }));
  return callers.length > 0 ? { source, callers: ownCopy(callers) } : undefined;
}

/** Nothing where they are of another server, or of one that keeps other fields back. */
export function recall({ source, model }: Model, left: LeftCallers | undefined): void {
  if (left?.source === source) model.recallCallers(left.callers.map(revived));
}

/** A store on disk keeps JSON, where bytes have another form. */
function revived(caller: GaveUp): GaveUp {
  return JSON.parse(
    JSON.stringify(caller),
    (_, value: { readonly type?: string; readonly data?: readonly number[] }) =>
      value?.type === 'Buffer' && Array.isArray(value.data) ? Buffer.from(value.data) : value,
  );
}
