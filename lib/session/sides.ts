/**
 * Which side is tried next, and when.
 * Source: CTI Server Message Reference Guide, Application Level Guidelines, "Side AB Selection
 * TCPIP Connections": the last side that worked, the other one, a random pause, both again, then
 * pauses of 15, 30, 60 and 120 s for ever, with both sides after each.
 */
import { oneOf, type ValueOf } from '../shapes';

export const SIDE = oneOf('A', 'B');
export type SideName = ValueOf<typeof SIDE>;

/** The search for a side that grants a session. */
export interface Search {
  /** The sides of every round. */
  readonly order: readonly SideName[];
  /** Tries made. */
  readonly tries: number;
}

export interface Next {
  readonly side: SideName;
  /** Seconds until then. */
  readonly pause: number;
}

export interface SideRules {
  /** A tenth of it is the longest random pause in seconds. */
  readonly expectedClients: number;
  /** Seconds, at least one; the last repeats. */
  readonly reconnectPauses: readonly number[];
}

/** Who or what puts a failure right: time (or the other side), or a person. */
export type Cure = 'time' | 'person';

/** Seconds between tries when only a person can put it right. */
export const REFUSED_PAUSE = 120;

/**
 * @param sides those there are
 * @param lastGood where a session was open last
 * @param leave a side that asked to be left, or fell silent: it comes second
 */
export function newSearch(sides: readonly SideName[], lastGood?: SideName, leave?: SideName): Search {
  const weight = (side: SideName) => (side === leave ? 2 : side === lastGood ? 0 : 1);
  return { order: [...sides].sort((one, other) => weight(one) - weight(other)), tries: 0 };
}

/**
 * @param cure of the failure before; undefined: there was none in this search
 * @param random from 0 to below 1
 */
export function nextTry({ order, tries }: Search, cure: Cure | undefined, rules: SideRules, random: number): Next {
  const side = order[tries % order.length] as SideName;
  if (cure === 'person') return { side, pause: REFUSED_PAUSE };
  const round = Math.floor(tries / order.length);
  const first = tries % order.length === 0;
  if (round === 0 || !first) return { side, pause: 0 };
  if (round === 1) return { side, pause: (random * rules.expectedClients) / 10 };
  const { reconnectPauses: pauses } = rules;
  return { side, pause: pauses[Math.min(round - 2, pauses.length - 1)] as number };
}

export function tried(search: Search): Search {
  return { ...search, tries: search.tries + 1 };
}
