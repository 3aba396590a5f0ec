/**
 * The states of a session as a pure function: state and input give the next state and what is to
 * be done. Sockets, timers and heartbeats live in session.ts.
 *
 *             open()               connected             OPEN_CONF
 *   closed ───────────> connecting ──────────> opening ───────────> open
 *     ^                  ^    │                   │                 │  │
 *     │       pause over │    │ failed,           │ refused, failed,│  │ failed: reset, requests end
 *     │                  │    │ too late          │ too late        │  │
 *     │                  │    v                   v                 │  │
 *     │                 waiting <─────────────────┴─────────────────┼──┘
 *     │                     ^                                       │ server off line, close():
 *     │   after "off line"  │                                       │ CLOSE_REQ
 *     ├─────────────────────┴─────────────────── closing <──────────┘
 *     │ after close()         CLOSE_CONF, failed, too late: reset
 *     │
 *     └── close() leads from connecting, opening and waiting straight here: reset
 *
 * open() during a closing that close() began makes it go on to connecting.
 */
import type { CtiError } from '../codec';
import { pauseAfter } from './backoff';
import { connectTooLate, openTooLate } from './failures';

export type MachineState =
  | { readonly name: 'closed' }
  | { readonly name: 'connecting'; readonly tries: Tries; readonly limit: number }
  | { readonly name: 'opening'; readonly tries: Tries; readonly limit: number }
  | { readonly name: 'open' }
  | { readonly name: 'closing'; readonly next: Next; readonly limit: number }
  | { readonly name: 'waiting'; readonly tries: Tries; readonly limit: number; readonly error: CtiError };

/** Where closing leads to. */
export type Next =
  | { readonly name: 'closed' }
  | { readonly name: 'connecting' }
  | { readonly name: 'waiting'; readonly error: CtiError };

export interface Tries {
  /** Connections tried since the session was last open; counts the present one. */
  readonly attempt: number;
  /** Pauses taken since then. */
  readonly pauses: number;
}

export type MachineInput =
  | { readonly type: 'open' | 'close' | 'connected' | 'granted' | 'close confirmed' | 'too late' }
  /** Connection not made or lost, server dead, OPEN_REQ refused, stream unreadable. */
  | { readonly type: 'failed'; readonly error: CtiError }
  /** The server asks to close the session. */
  | { readonly type: 'off line'; readonly error: CtiError };

export type Effect =
  | { readonly type: 'connect' | 'send OPEN_REQ' | 'send CLOSE_REQ' | 'reset' }
  /** Ends the requests that wait for an answer; without an error: closed on purpose. */
  | { readonly type: 'end requests'; readonly error?: CtiError };

export interface Step {
  /** `limit` in a state is the seconds until the input 'too late'. */
  readonly state: MachineState;
  readonly effects: readonly Effect[];
}

export interface Rules {
  readonly peer: string;
  /** Seconds. */
  readonly openTimeout: number;
  readonly closeTimeout: number;
  readonly reconnectPauses: readonly number[];
  /** From 0 to below 1. */
  random(): number;
}

const FRESH: Tries = { attempt: 0, pauses: 0 };

export function transition(state: MachineState, input: MachineInput, rules: Rules): Step {
  switch (state.name) {
    case 'closed':
      return input.type === 'open' ? connecting(FRESH, rules) : stay(state);
    case 'connecting':
      return fromConnecting(state, input, rules);
    case 'opening':
      return fromOpening(state, input, rules);
    case 'open':
      return fromOpen(state, input, rules);
    case 'closing':
      return fromClosing(state, input, rules);
    case 'waiting':
      if (input.type === 'too late') return connecting(state.tries, rules);
      return input.type === 'close' ? closed([]) : stay(state);
  }
}

function fromConnecting(state: MachineState & { name: 'connecting' }, input: MachineInput, rules: Rules): Step {
  switch (input.type) {
    case 'connected':
      return {
        state: { name: 'opening', tries: state.tries, limit: rules.openTimeout },
        effects: [{ type: 'send OPEN_REQ' }],
      };
    case 'failed':
      return waiting(state.tries, input.error, rules);
    case 'too late':
      return waiting(state.tries, connectTooLate(rules.peer, state.limit), rules);
    case 'close':
      return closed([{ type: 'reset' }]);
    default:
      return stay(state);
  }
}

function fromOpening(state: MachineState & { name: 'opening' }, input: MachineInput, rules: Rules): Step {
  switch (input.type) {
    case 'granted':
      return { state: { name: 'open' }, effects: [] };
    case 'failed':
    case 'off line':
      return waiting(state.tries, input.error, rules);
    case 'too late':
      return waiting(state.tries, openTooLate(rules.peer, state.limit), rules);
    case 'close':
      return closed([{ type: 'reset' }]);
    default:
      return stay(state);
  }
}

function fromOpen(state: MachineState, input: MachineInput, rules: Rules): Step {
  switch (input.type) {
    case 'failed':
      return waiting(FRESH, input.error, rules, [{ type: 'end requests', error: input.error }]);
    case 'off line':
      // Requests may still be answered before CLOSE_CONF.
      return closing({ name: 'waiting', error: input.error }, rules, [{ type: 'send CLOSE_REQ' }]);
    case 'close':
      return closing({ name: 'closed' }, rules, [{ type: 'end requests' }, { type: 'send CLOSE_REQ' }]);
    default:
      return stay(state);
  }
}

function fromClosing(state: MachineState & { name: 'closing' }, input: MachineInput, rules: Rules): Step {
  switch (input.type) {
    case 'open':
      return state.next.name === 'closed' ? stay({ ...state, next: { name: 'connecting' } }) : stay(state);
    case 'close':
      if (state.next.name === 'waiting') return closing({ name: 'closed' }, rules, [{ type: 'end requests' }]);
      return stay({ ...state, next: { name: 'closed' } });
    case 'close confirmed':
    case 'failed':
    case 'too late':
      return afterClosing(state.next, rules);
    default:
      return stay(state);
  }
}

function afterClosing(next: Next, rules: Rules): Step {
  switch (next.name) {
    case 'closed':
      return closed([{ type: 'reset' }]);
    case 'connecting': {
      const { state, effects } = connecting(FRESH, rules);
      return { state, effects: [{ type: 'reset' }, ...effects] };
    }
    case 'waiting':
      return waiting(FRESH, next.error, rules, [{ type: 'end requests', error: next.error }]);
  }
}

function connecting({ attempt, pauses }: Tries, rules: Rules): Step {
  return {
    state: { name: 'connecting', tries: { attempt: attempt + 1, pauses }, limit: rules.openTimeout },
    effects: [{ type: 'connect' }],
  };
}

function waiting(tries: Tries, error: CtiError, rules: Rules, more: readonly Effect[] = []): Step {
  const limit = pauseAfter(tries.pauses, rules.reconnectPauses, rules.random());
  return {
    state: { name: 'waiting', tries: { attempt: tries.attempt, pauses: tries.pauses + 1 }, limit, error },
    effects: [{ type: 'reset' }, ...more],
  };
}

function closing(next: Next, rules: Rules, effects: readonly Effect[]): Step {
  return { state: { name: 'closing', next, limit: rules.closeTimeout }, effects };
}

function closed(effects: readonly Effect[]): Step {
  return { state: { name: 'closed' }, effects };
}

function stay(state: MachineState): Step {
  return { state, effects: [] };
}
