import type { MachineState } from './machine';

/** waiting: a pause before the next try. A session that is being closed counts as closed already. */
export type SessionState = 'closed' | 'connecting' | 'opening' | 'open' | 'waiting';

export interface SessionStatus {
  readonly state: SessionState;
  /** The state before this one. */
  readonly previous: SessionState;
  /** host:port */
  readonly peer: string;
  /** Waiting: why the session is not open. */
  readonly reason?: string;
  /** Waiting: the code of that reason. */
  readonly code?: string;
  /** Waiting: seconds from now until the next try; not there while the old session is being closed. */
  readonly nextTry?: number;
  /** Connections tried since the session was last open, the present one included; 0 while open or closed. */
  readonly attempt: number;
}

/** What a state looks like from outside. */
export function statusOf(state: MachineState, before: SessionStatus): SessionStatus {
  const seen = seenFromOutside(state);
  const previous = seen.state === before.state ? before.previous : before.state;
  return { peer: before.peer, previous, ...seen };
}

function seenFromOutside(state: MachineState): Omit<SessionStatus, 'peer' | 'previous'> {
  switch (state.name) {
    case 'closed':
    case 'open':
      return { state: state.name, attempt: 0 };
    case 'connecting':
    case 'opening':
      return { state: state.name, attempt: state.tries.attempt };
    case 'waiting': {
      const { error, limit, tries } = state;
      return { state: 'waiting', reason: error.message, code: error.code, nextTry: limit, attempt: tries.attempt };
    }
    case 'closing':
      if (state.next.name !== 'waiting') return { state: 'closed', attempt: 0 };
      return { state: 'waiting', reason: state.next.error.message, code: state.next.error.code, attempt: 0 };
  }
}
