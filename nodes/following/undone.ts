/** What takes back what was told of a party or a call: told after that it is news, though it was told before. */

const ARRIVALS: readonly string[] = ['initiated', 'originated', 'reachedNetwork', 'ringing', 'answered', 'failed'];

/** By what keys say has happened. */
const UNDONE_BY: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(ARRIVALS.map((arrival) => [arrival, ['partyLeft']])),
  partyLeft: ARRIVALS,
  held: ['retrieved', 'partyLeft'],
  retrieved: ['held', 'partyLeft'],
  queued: ['dequeued'],
  dequeued: ['queued'],
};

/**
 * Whether a later one has taken it back. Never of a call that was told as over: if another one has its id now, nothing
 * here says which of the two is meant.
 * @param told the ends of the keys of one call, as they were told one after the other
 * @param end one of them
 */
export function isUndone(told: readonly string[], end: string): boolean {
  const [what, party] = parted(end);
  const by = UNDONE_BY[what] ?? [];
  let undone = false;
  let over = false;
  for (const [its, whose] of told.map(parted)) {
    if (its === 'ended') over = true;
    else if (its === 'started') over = false;
    if (whose !== party) continue;
    if (its === what) undone = false;
    else if (by.includes(its)) undone = true;
  }
  return undone && !over;
}

/** Whether it would take back anything that was told. @param end of another key */
export function undoesAny(told: readonly string[], end: string): boolean {
  const [what] = parted(end);
  if (UNDONE_BY[what] === undefined) return false;
  const after = [...told, end];
  const undone = (one: string) => isUndone(after, one) && !isUndone(told, one);
  return told.some((one) => UNDONE_BY[parted(one)[0]]?.includes(what) === true && undone(one));
}

/** What has happened, and to which connection; which time it is does not matter. */
function parted(end: string): readonly [what: string, party: string] {
  const base = end.replace(/#\d+$/, '');
  const place = base.indexOf('/');
  return place < 0 ? [base, ''] : [base.slice(0, place), base.slice(place + 1)];
}
