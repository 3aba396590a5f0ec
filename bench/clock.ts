/** Timing without fooling oneself: warm-up, many rounds, the order rotated, no forced collections. */
import type { Strategy } from './strategy';

/**
 * Until nothing gets faster any more: with 163 message types, code that exists once per type takes
 * some fifty passes of 10,000 messages. Times in milliseconds.
 */
const WARM_UP = { least: 1_000, passes: 60, most: 20_000 };
const ROUND = 100;
const ROUNDS = 11;

/**
 * Nanoseconds per message of every strategy, round by round. The strategies of one call share the
 * process and take turns.
 */
export function measure(strategies: readonly Strategy[]): number[][] {
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
  const passed = () => performance.now() - start;
  for (let passes = 0; passed() < WARM_UP.least || passes < WARM_UP.passes; passes++) {
    if (passed() > WARM_UP.most) break;
    strategy.pass();
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
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}

/** Median and quartiles; of few values the quartiles are the least and the most. */
export function spread(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const last = sorted.length - 1;
  const low = sorted[Math.floor(last / 4)] as number;
  return { ratio: median(values), low, high: sorted[Math.ceil((3 * last) / 4)] as number };
}
