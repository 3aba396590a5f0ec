/** Timing without fooling oneself: warm-up, many rounds, the order rotated, no forced collections. */
import type { Strategy } from './strategy';

/** Milliseconds. */
const WARM_UP = 1_000;
const ROUND = 40;
const ROUNDS = 15;

/**
 * Nanoseconds per message of every strategy, round by round. The strategies of one call share the
 * process and take turns.
 */
export function measure(strategies: readonly Strategy[]): number[][] {
  for (const { check } of strategies) check();
  const passes = strategies.map(warmUp);
  const times: number[][] = strategies.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (let turn = 0; turn < strategies.length; turn++) {
      const i = (round + turn) % strategies.length;
      times[i]?.push(time(strategies[i] as Strategy, passes[i] as number));
    }
  }
  return times;
}

/** @returns passes that fill a round */
function warmUp(strategy: Strategy): number {
  const start = performance.now();
  let passes = 0;
  while (performance.now() - start < WARM_UP || passes < 3) {
    strategy.pass();
    passes++;
  }
  const each = time(strategy, 1) * strategy.messages;
  return Math.max(1, Math.round((ROUND * 1e6) / each));
}

function time({ pass, messages }: Strategy, passes: number): number {
  const start = performance.now();
  for (let i = 0; i < passes; i++) pass();
  return ((performance.now() - start) * 1e6) / (passes * messages);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * share)] as number;
}
