/** How much longer than its setting a pause may be, as a part of it. */
const SPREAD = 0.2;

/**
 * Seconds to wait before the next try. Each pause is stretched by a random part, so that the
 * clients of a restarted server do not come back all at once; it is never shorter than set.
 * @param taken pauses since the session was last open, or since open() was called
 * @param pauses seconds, at least one; the last repeats
 * @param random from 0 to below 1
 */
export function pauseAfter(taken: number, pauses: readonly number[], random: number): number {
  const pause = pauses[Math.min(taken, pauses.length - 1)] as number;
  return pause * (1 + SPREAD * random);
}
