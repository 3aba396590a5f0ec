/** The events that lead to a call as it stands, for a client that may not have seen how it came to be. */

import type { Call, Connection, ConnectionState } from '../switch/call';
import type { CallEvent, ConnectionEvent, QueueEvent } from '../switch/events';
import { waitingFor } from '../switch/queue';
import type { Switch } from '../switch/switch';

/** Tells that they are no news. Source: PG and CTI Server Graceful Shutdown. */
const cause = 'CEC_CALL_PARTY_UPDATE_IND';

/** Of every connection that is left, the caller's first: how it came into the call, then what has become of it. */
export function* retold(call: Call, world: Switch): Generator<CallEvent> {
  const [called, calling] = [call.live.filter((one) => !isCaller(one)), call.live.filter(isCaller)];
  for (const connection of calling) yield* calls(connection);
  for (const connection of called) {
    yield* isCalled(connection);
    yield* standing(connection, world);
  }
  // Whoever answers connects the caller, too. Here nobody who has answered is left.
  const alone = !called.some(isEstablished);
  for (const connection of calling) {
    if (alone && isEstablished(connection)) yield again('established', connection, 'LCS_CONNECT');
    yield* standing(connection, world);
  }
}

function isCaller({ call, party }: Connection): boolean {
  return call.calling === party;
}

/** A phone dials; of a caller from outside the trunk is seized. */
function* calls(connection: Connection): Generator<CallEvent> {
  if (connection.party.device) {
    yield again('serviceInitiated', connection, 'LCS_INITIATE');
    yield again('originated', connection, 'LCS_INITIATE');
  } else yield again('delivered', connection, 'LCS_INITIATE');
}

function* isCalled(connection: Connection): Generator<CallEvent> {
  // A phone by which a supervisor listens does not ring.
  if (!connection.call.listensTo) yield again('delivered', connection, 'LCS_ALERTING');
  if (isEstablished(connection)) yield again('established', connection, 'LCS_CONNECT');
}

/** What there is besides. */
function* standing(connection: Connection, world: Switch): Generator<CallEvent> {
  if (connection.state === 'LCS_HOLD') yield again('held', connection, 'LCS_HOLD');
  if (connection.state === 'LCS_FAIL') yield again('failed', connection, 'LCS_FAIL');
  if (connection.state === 'LCS_QUEUED') yield* queued(connection, world);
}

function* queued(connection: Connection, world: Switch): Generator<QueueEvent> {
  const contact = [...world.contacts].find(({ callerInQueue }) => callerInQueue === connection);
  if (!contact) return;
  const { group } = contact;
  yield { kind: 'queued', call: connection.call, connection, group, waiting: waitingFor(world, group), cause };
}

function isEstablished({ state }: Connection): boolean {
  return state === 'LCS_CONNECT' || state === 'LCS_HOLD' || state === 'LCS_QUEUED';
}

function again(kind: ConnectionEvent['kind'], connection: Connection, state: ConnectionState): ConnectionEvent {
  return { kind, call: connection.call, connection, cause, state };
}
