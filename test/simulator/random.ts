/** Random numbers that a seed repeats (mulberry32). */
export function random(seed: number) {
  let state = seed >>> 0;
  /** From 0 to below `below`. */
  const integer = (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
  const pick = <T>(values: readonly T[]): T => values[integer(values.length)] as T;
  return { integer, pick };
}

export const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
