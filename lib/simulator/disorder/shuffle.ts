/** A burst of messages in another order, one that the guide allows. */
import type { Outgoing } from '../message';
import { type Movable, movable, staysBefore } from './freedom';

/** AGENT_PRE_CALL_EVENT comes after BEGIN_CALL_EVENT exceptionally. */
const LATE_PRE_CALL = 0.25;

/**
 * @param burst movable messages, in the order in which they were made
 * @param random numbers from 0 up to 1
 */
export function shuffled<M extends Outgoing>(burst: readonly M[], random: () => number): M[] {
  if (burst.length < 2) return [...burst];
  const movables = linked(burst.map((one) => movable(one) as Movable));
  const announced = movables.map(() => random() >= LATE_PRE_CALL);
  /** How many messages that have to come before it are still waiting. */
  const before = movables.map((second, i) =>
    movables.slice(0, i).reduce((sum, first, k) => sum + Number(staysBefore(first, second, announced[k] === true)), 0),
  );
  const waiting = burst.map((_, i) => i);
  const result: M[] = [];
  while (waiting.length > 0) {
    const free = waiting.filter((i) => before[i] === 0);
    const next = free[Math.floor(random() * free.length)] as number;
    waiting.splice(waiting.indexOf(next), 1);
    result.push(burst[next] as M);
    for (const i of waiting) {
      const first = movables[next] as Movable;
      if (i > next && staysBefore(first, movables[i] as Movable, announced[next] === true))
        before[i] = (before[i] ?? 1) - 1;
    }
  }
  return result;
}

/** What announces a call is about the call that begins with the same router call key. */
function linked(movables: readonly Movable[]): readonly Movable[] {
  return movables.map((one) => {
    if (one.kind !== 'pre-call') return one;
    const { routerCallKey } = one;
    const begin = movables.find((other) => other.topic === 'BEGIN_CALL_EVENT' && other.routerCallKey === routerCallKey);
    return { ...one, about: begin?.about ?? [] };
  });
}
