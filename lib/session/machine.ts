/**
 * The states of one connector as a pure function: state and input give the next state and what is
 * to be done. Sockets, timers and heartbeats live elsewhere.
 *
 *             open()               connected             OPEN_CONF
 *   closed ───────────> connecting ──────────> opening ───────────> open
 *     ^                  ^  ^ │                   │                 │  │
 *     │   pause over,    │  │ │ failed,           │ refused, failed,│  │ failed: reset, link over
 *     │   no pause       │  │ │ too late          │ too late        │  │
 *     │                  │  │ v                   v                 │  │
 *     │               waiting <───────────────────┴─────────────────┼──┘
 *     │                     ^                                       │ server off line, switch side,
 *     │   unless closed     │                                       │ close(): CLOSE_REQ
 *     ├─────────────────────┴─────────────────── closing <──────────┘
 *     │ after close()         CLOSE_CONF, failed, too late: reset, link over
 *     │
 *     └── close() leads from connecting, opening and waiting straight here: reset
 *
 * Which side is tried next and after which pause is for sides.ts to say; without a pause waiting is
 * passed over. open() during a closing that close() began makes it go on to connecting.
 */
import type { CtiError } from '../codec';
import { type Cure, newSearch, nextTry, type Search, type SideName, type SideRules, tried } from './sides';

export type MachineState =
  | { readonly name: 'closed' }
  | ({ readonly name: 'connecting' | 'opening'; readonly limit: number } & Try)
  | { readonly name: 'open'; readonly side: SideName; readonly flaps: number }
  | { readonly name: 'closing'; readonly side: SideName; readonly next: After; readonly limit: number }
  | ({ readonly name: 'waiting'; readonly limit: number; readonly error: CtiError } & Try);

export interface Try {
  readonly side: SideName;
  /** Counts the present try, or the next one while waiting. */
  readonly search: Search;
  /** Sessions in a row that did not last. */
  readonly flaps: number;
  /** Why the try before failed or the session before ended. */
  readonly error?: CtiError;
}

/** Where closing leads to. */
export type After =
  | { readonly name: 'closed' }
  | { readonly name: 'connecting' }
  | ({ readonly name: 'search' } & Loss);

/** How a try or a session ended. */
interface Loss {
  readonly error: CtiError;
  readonly cure: Cure;
  /** The other side comes first now. */
  readonly leave: boolean;
  /** Seconds that the session was open. */
  readonly lasted: number;
}

export type MachineInput =
  | { readonly type: 'open' | 'close' | 'connected' | 'granted' | 'close confirmed' }
  /** Ends a pause and begins the search anew. */
  | { readonly type: 'hurry' }
  /** OPEN_REQ again at once, on a new connection to the same side: with a lower version. */
  | { readonly type: 'again' }
  /** The time of the present state is over. */
  | { readonly type: 'too late'; readonly error: CtiError }
  /** Connection not made or lost, server dead, OPEN_REQ refused, stream unreadable. */
  | ({ readonly type: 'failed' } & Loss)
  /** The server asks to close the session, or the user wants the other side. */
  | { readonly type: 'leave'; readonly error: CtiError; readonly lasted: number };

export type Effect =
  | { readonly type: 'connect' | 'send OPEN_REQ' | 'send CLOSE_REQ' | 'reset' }
  /** The session is open no more; without an error: closed on purpose. Answers may still come. */
  | { readonly type: 'left'; readonly error?: CtiError }
  /** Nothing comes over this link any more. */
  | { readonly type: 'over'; readonly error?: CtiError };

export interface Step {
  /** `limit` in a state is the seconds until the input 'too late'. */
  readonly state: MachineState;
  readonly effects: readonly Effect[];
}

export interface Rules extends SideRules {
  /** Those that are set. */
  readonly sides: readonly SideName[];
  /** Where a session was open last. */
  readonly lastGood: SideName | undefined;
  /** Seconds. */
  readonly connectTimeout: number;
  readonly openTimeout: number;
  readonly closeTimeout: number;
  /** From 0 to below 1. */
  random(): number;
}

/** Seconds. A session that ends sooner has not lasted. */
const LASTING = 10;
/** Sessions that may end soon after they began, one after the other, before pauses are made. */
const FREE_FLAPS = 3;

export function transition(state: MachineState, input: MachineInput, rules: Rules): Step {
  switch (state.name) {
    case 'closed':
      return input.type === 'open' ? begin(rules) : stay(state);
    case 'connecting':
    case 'opening':
      return fromTrying(state, input, rules);
    case 'open':
      return fromOpen(state, input, rules);
    case 'closing':
      return fromClosing(state, input, rules);
    case 'waiting':
      return fromWaiting(state, input, rules);
  }
}

function fromTrying(state: MachineState & { name: 'connecting' | 'opening' }, input: MachineInput, rules: Rules): Step {
  const reset: Effect = { type: 'reset' };
  switch (input.type) {
    case 'connected':
      if (state.name === 'opening') return stay(state);
      return { state: { ...state, name: 'opening', limit: rules.openTimeout }, effects: [{ type: 'send OPEN_REQ' }] };
    case 'granted':
      if (state.name === 'connecting') return stay(state);
      return { state: { name: 'open', side: state.side, flaps: state.flaps }, effects: [] };
    case 'again':
      return connecting(state, rules, [reset]);
    case 'failed':
      return goOn(state, state.search, input.error, input.cure, rules, [reset]);
    case 'too late':
      return goOn(state, state.search, input.error, 'time', rules, [reset]);
    case 'leave':
      return goOn(state, newSearch(rules.sides, rules.lastGood, state.side), input.error, 'time', rules, [reset]);
    case 'close':
      return closed([reset]);
    default:
      return stay(state);
  }
}

function fromOpen(state: MachineState & { name: 'open' }, input: MachineInput, rules: Rules): Step {
  switch (input.type) {
    case 'failed':
      return lost(state, input, rules, [
        { type: 'reset' },
        { type: 'left', error: input.error },
        { type: 'over', error: input.error },
      ]);
    case 'leave': {
      const { error, lasted } = input;
      // Requests may still be answered before CLOSE_CONF.
      const next: After = { name: 'search', error, cure: 'time', leave: true, lasted };
      return closing(state, next, rules, [{ type: 'left', error }, { type: 'send CLOSE_REQ' }]);
    }
    case 'close':
      return closing(state, { name: 'closed' }, rules, [{ type: 'left' }, { type: 'send CLOSE_REQ' }]);
    default:
      return stay(state);
  }
}

function fromClosing(state: MachineState & { name: 'closing' }, input: MachineInput, rules: Rules): Step {
  switch (input.type) {
    case 'open':
      return state.next.name === 'closed' ? stay({ ...state, next: { name: 'connecting' } }) : stay(state);
    case 'close':
      return stay({ ...state, next: { name: 'closed' } });
    case 'close confirmed':
    case 'failed':
    case 'too late':
      return afterClosing(state, rules);
    default:
      return stay(state);
  }
}

function afterClosing({ side, next }: MachineState & { name: 'closing' }, rules: Rules): Step {
  const reset: Effect = { type: 'reset' };
  switch (next.name) {
    case 'closed':
      return closed([reset, { type: 'over' }]);
    case 'connecting': {
      const { state, effects } = begin(rules);
      return { state, effects: [reset, { type: 'over' }, ...effects] };
    }
    case 'search':
      return lost({ side, flaps: 0 }, next, rules, [reset, { type: 'over', error: next.error }]);
  }
}

function fromWaiting(state: MachineState & { name: 'waiting' }, input: MachineInput, rules: Rules): Step {
  switch (input.type) {
    case 'too late':
      return connecting({ ...state, search: tried(state.search) }, rules, []);
    case 'hurry': {
      // From the beginning: what has changed may take a moment, and the pauses of before are long.
      const search = newSearch(rules.sides, rules.lastGood);
      const { side } = nextTry(search, undefined, rules, 0);
      return connecting({ ...state, side, search: tried(search) }, rules, []);
    }
    case 'leave':
      return goOn(state, newSearch(rules.sides, rules.lastGood, state.side), input.error, 'time', rules, []);
    case 'close':
      return closed([]);
    default:
      return stay(state);
  }
}

function begin(rules: Rules): Step {
  const search = newSearch(rules.sides, rules.lastGood);
  const { side } = nextTry(search, undefined, rules, 0);
  return connecting({ side, search: tried(search), flaps: 0 }, rules, []);
}

/** A session that was open has ended. One that did not last counts like a failed round, after some that are free. */
function lost(
  open: { readonly side: SideName; readonly flaps: number },
  { error, cure, leave, lasted }: Loss,
  rules: Rules,
  effects: readonly Effect[],
): Step {
  const flaps = lasted < LASTING ? open.flaps + 1 : 0;
  const search = newSearch(rules.sides, open.side, leave ? open.side : undefined);
  const tries = Math.max(0, flaps - FREE_FLAPS) * search.order.length;
  return goOn({ flaps }, { ...search, tries }, error, cure, rules, effects);
}

/** To the next side, at once or after a pause. */
function goOn(
  { flaps }: { readonly flaps: number },
  search: Search,
  error: CtiError,
  cure: Cure,
  rules: Rules,
  effects: readonly Effect[],
): Step {
  const { side, pause } = nextTry(search, cure, rules, rules.random());
  if (pause === 0) return connecting({ side, search: tried(search), flaps, error }, rules, effects);
  return { state: { name: 'waiting', side, search, flaps, error, limit: pause }, effects };
}

function connecting({ side, search, flaps, error }: Try, rules: Rules, effects: readonly Effect[]): Step {
  const limit = rules.connectTimeout;
  const why = error === undefined ? {} : { error };
  return {
    state: { name: 'connecting', side, search, flaps, limit, ...why },
    effects: [...effects, { type: 'connect' }],
  };
}

function closing({ side }: { readonly side: SideName }, next: After, rules: Rules, effects: readonly Effect[]): Step {
  return { state: { name: 'closing', side, next, limit: rules.closeTimeout }, effects };
}

function closed(effects: readonly Effect[]): Step {
  return { state: { name: 'closed' }, effects };
}

function stay(state: MachineState): Step {
  return { state, effects: [] };
}
