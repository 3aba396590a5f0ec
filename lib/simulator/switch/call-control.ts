/** What a party does with a call. Each checks first and returns what makes it so, so that the confirmation can go ahead. */
import { type ControlFailureCode, Refusal } from '../refusal';
import type { Connection, ConnectionState } from './call';
import { endCall } from './ending';
import { route } from './routing';
import type { Switch } from './switch';

/** @throws Refusal */
export function answer(world: Switch, connection: Connection): () => void {
  check(connection, ['LCS_ALERTING'], 'CF_INVALID_OBJECT_STATE', 'answered');
  checkFree(connection, 'answered');
  return () => {
    const { call } = connection;
    for (const one of call.live) one.state = 'LCS_CONNECT';
    world.happened('established', connection);
    connection.party.device?.agent?.answerCall();
    world.follow(call);
    const contact = [...world.contacts].find((one) => one.agentCall === call);
    if (!contact) return;
    // The caller has left the VRU's port but not the queueing peripheral's call.
    contact.port.clear();
    world.happened('connectionCleared', contact.port, 'CEC_REDIRECTED');
  };
}

/** @throws Refusal */
export function hold(world: Switch, connection: Connection): () => void {
  check(connection, ['LCS_CONNECT'], 'CF_INVALID_OBJECT_STATE', 'held');
  return () => {
    connection.state = 'LCS_HOLD';
    world.happened('held', connection);
    world.follow(connection.call);
  };
}

/** @throws Refusal */
export function retrieve(world: Switch, connection: Connection): () => void {
  check(connection, ['LCS_HOLD'], 'CF_NO_HELD_CALL', 'retrieved');
  checkFree(connection, 'retrieved');
  return () => {
    connection.state = 'LCS_CONNECT';
    world.happened('retrieved', connection);
    world.follow(connection.call);
  };
}

/** @throws Refusal */
export function clear(world: Switch, connection: Connection): () => void {
  const states = ['LCS_CONNECT', 'LCS_HOLD', 'LCS_INITIATE', 'LCS_FAIL'] as const;
  check(connection, states, 'CF_INVALID_OBJECT_STATE', 'cleared');
  return () => {
    endCall(world, connection.call, connection);
    route(world);
  };
}

function check(
  connection: Connection,
  states: readonly ConnectionState[],
  code: ControlFailureCode,
  what: string,
): void {
  if (states.includes(connection.state)) return;
  throw new Refusal(
    code,
    `the connection of ${connection.deviceID} is in ${connection.state}; it can be ${what} in ${states.join(' or ')}`,
  );
}

/** One call at the ear at a time. */
function checkFree(connection: Connection, what: string): void {
  if (!connection.party.device?.busyBeside(connection)) return;
  const message = `${connection.deviceID} has another call that is not on hold; this one cannot be ${what}`;
  throw new Refusal('CF_INVALID_OBJECT_STATE', message);
}
