import type { ActiveSide } from './active-side';
import type { Connector } from './connector';
import type { MachineState } from './machine';
import type { Settings } from './settings';
import type { SideName } from './sides';
import type { SessionState, SessionStatus, StandbyStatus } from './status';

type Seen = Omit<SessionStatus, 'previous' | 'since' | 'epoch'>;

/** What a session looks like from outside. @param now ISO */
export function statusOf(active: ActiveSide, settings: Settings, before: SessionStatus, now: string): SessionStatus {
  const seen = seenOf(active, settings);
  const same = seen.state === before.state && seen.side === before.side && active.epoch === before.epoch;
  return {
    ...seen,
    previous: seen.state === before.state ? before.previous : before.state,
    since: same ? before.since : now,
    epoch: active.epoch,
  };
}

function seenOf(active: ActiveSide, settings: Settings): Seen {
  const { link, condition, missing, connectors } = active;
  if (link === undefined) {
    const first = foremost(connectors);
    return first === undefined ? { state: 'closed', attempt: 0 } : tryingOf(first, settings);
  }
  const standby = connectors.find((connector) => connector.link !== link);
  return {
    state: 'open',
    ...whereOf(link.side, settings),
    attempt: 0,
    protocol: link.dialect.version,
    services: link.grant?.servicesGranted ?? [],
    missingServices: missing,
    degraded: condition.pgStatus,
    peripherals: condition.peripherals,
    ...(standby !== undefined && { standby: standbyOf(standby, settings) }),
  };
}

/** Of several connectors the one that has come farthest. */
function foremost(connectors: readonly Connector[]): Connector | undefined {
  const rank = ({ state }: Connector) => RANKS[state.name];
  const soonest = ({ retryAt }: Connector) => retryAt?.getTime() ?? 0;
  return [...connectors].sort((one, other) => rank(other) - rank(one) || soonest(one) - soonest(other))[0];
}

const RANKS: { readonly [name in MachineState['name']]: number } = {
  open: 4,
  opening: 3,
  connecting: 2,
  waiting: 1,
  closing: 1,
  closed: 0,
};

function tryingOf({ state, retryAt, sides }: Connector, settings: Settings): Seen {
  switch (state.name) {
    case 'closed':
      return { state: 'closed', attempt: 0 };
    case 'open':
      return { state: 'standby', ...whereOf(state.side, settings), attempt: 0 };
    case 'connecting':
    case 'opening':
      return {
        state: state.name,
        ...whereOf(state.side, settings),
        ...(state.error !== undefined && { code: state.error.code, reason: state.error.message }),
        attempt: state.search.tries,
      };
    case 'waiting':
      return {
        state: 'waiting',
        ...whereOf(state.side, settings),
        code: state.error.code,
        reason: state.error.message,
        attempt: state.search.tries,
        ...(retryAt !== undefined && { retryAt: retryAt.toISOString() }),
      };
    case 'closing': {
      if (state.next.name !== 'search') return { state: 'closed', attempt: 0 };
      const { error } = state.next;
      const side = sides.find((one) => one !== state.side) ?? state.side;
      return { state: 'waiting', ...whereOf(side, settings), code: error.code, reason: error.message, attempt: 0 };
    }
  }
}

function standbyOf(connector: Connector, settings: Settings): StandbyStatus {
  const { state, side, code, reason } = tryingOf(connector, settings);
  return {
    side: side ?? (connector.sides[0] as SideName),
    state: state as SessionState,
    ...(code !== undefined && { code }),
    ...(reason !== undefined && { reason }),
  };
}

function whereOf(side: SideName, { endpoints }: Settings): Pick<SessionStatus, 'side' | 'host' | 'port'> {
  const endpoint = endpoints[side];
  return endpoint === undefined ? { side } : { side, host: endpoint.host, port: endpoint.port };
}
