/** Times as they are in contact centres, each drawn from its own distribution. */

/** Numbers from 0 up to 1. */
export type Random = () => number;

/** Gaps between calls of people who know nothing of each other. @returns a number above 0 with this mean */
export function exponential(mean: number, random: Random): number {
  return -mean * Math.log(1 - random());
}

/**
 * Talk times: seldom very short, sometimes very long.
 * @param sigma of the logarithm: 0.5 makes one of twenty more than twice the mean
 * @returns a number above 0 with this mean
 */
export function logNormal(mean: number, sigma: number, random: Random): number {
  // Box and Muller: two even numbers make a normal one.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return mean * Math.exp(sigma * normal - sigma ** 2 / 2);
}
