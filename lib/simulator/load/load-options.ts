import { CtiError } from '../../codec';

export interface LoadOptions {
  /** Calls a second on the average: above 0 and up to 1,000. */
  readonly callsPerSecond: number;
  /** Seconds during which calls come, once the agents have signed in: above 0 and up to 86,400. */
  readonly duration: number;
  /** The same seed gives the same calls and times. @default 1 */
  readonly seed?: number;
  /** Seconds an agent talks, on the average. Default: what keeps most of the agents busy, 2 to 180. */
  readonly talk?: number;
  /** Seconds of work after a call, on the average. Default: a quarter of the talk time, 30 at most. */
  readonly wrap?: number;
}

/** Means in seconds, chances from 0 to 1. */
export interface Behaviour {
  readonly ring: number;
  readonly talk: number;
  readonly wrap: number;
  readonly hold: number;
  readonly holdChance: number;
  /** Of a caller in the queue. */
  readonly patience: number;
}

const MOST_CALLS = 1_000;
const LONGEST = 86_400;
/** Share of the agents that is busy, where nobody says otherwise. */
const OCCUPANCY = 0.8;
const RING = 2;
const HOLD_CHANCE = 0.2;
const HOLD_SHARE = 0.25;
const WRAP_SHARE = 0.25;
const [SHORTEST_TALK, LONGEST_TALK, LONGEST_WRAP] = [2, 180, 30];
const PATIENCE = 60;

/** @throws CtiError CTI_INVALID_OPTION */
export function checkLoadOptions({ callsPerSecond, duration, seed = 1, talk = 1, wrap = 1 }: LoadOptions): void {
  const positive = { callsPerSecond, duration, talk, wrap };
  for (const [field, value] of Object.entries(positive)) {
    const most = field === 'callsPerSecond' ? MOST_CALLS : LONGEST;
    if (value > 0 && value <= most) continue;
    throw invalid(field, `${value} is not a number above 0 and up to ${most.toLocaleString('en')}`);
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) {
    throw invalid('seed', `${seed} is not a whole number from 0 to 4294967295`);
  }
}

/** @param agents who take calls */
export function behaviourOf(options: LoadOptions, agents: number): Behaviour {
  const each = (agents * OCCUPANCY) / options.callsPerSecond - RING;
  const fitting = each / (1 + HOLD_CHANCE * HOLD_SHARE + WRAP_SHARE);
  const talk = options.talk ?? Math.min(Math.max(fitting, SHORTEST_TALK), LONGEST_TALK);
  return {
    ring: RING,
    talk,
    wrap: options.wrap ?? Math.min(talk * WRAP_SHARE, LONGEST_WRAP),
    hold: talk * HOLD_SHARE,
    holdChance: HOLD_CHANCE,
    patience: PATIENCE,
  };
}

/** How many agents the calls keep busy on the average, were there enough of them. */
export function agentsNeeded({ ring, talk, wrap, hold, holdChance }: Behaviour, callsPerSecond: number): number {
  return callsPerSecond * (ring + talk + holdChance * hold + wrap);
}

function invalid(field: string, what: string): CtiError {
  return new CtiError('CTI_INVALID_OPTION', `${field}: ${what}`, { field });
}
