/** What a party does with a call. Each checks first and returns what makes it so, so that the confirmation can go ahead. */
import { type ControlFailureCode, Refusal } from '../refusal';
import type { Connection, ConnectionState } from './call';
import { contactsOf } from './contact';
import { freeDestination, reach } from './destination';
import { divert } from './diversion';
import { release } from './ending';
import { isReservation } from './outbound';
import { route } from './routing';
import type { Switch } from './switch';

/** @throws Refusal */
export function answer(world: Switch, connection: Connection): () => void {
  check(connection, ['LCS_ALERTING'], 'CF_INVALID_OBJECT_STATE', 'answered');
  checkCustomer(connection);
  checkFree(connection, 'answered');
  return () => {
    const { call } = connection;
    world.connect(connection);
    world.happened('established', connection);
    connection.party.device?.agent?.answerCall(connection);
    world.follow(call);
    for (const { port } of contactsOf(world.contacts, call).filter((one) => one.agentCall)) {
      if (port.state === 'LCS_NULL') continue;
      world.setOutcome(port.call, 'REDIRECTED');
      // The caller has left the VRU's port but not the queueing peripheral's call.
      port.clear();
      world.happened('connectionCleared', port, 'CEC_REDIRECTED');
    }
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
  return () => takeBack(world, connection);
}

/** @throws Refusal */
export function clear(world: Switch, connection: Connection): () => void {
  const states = ['LCS_CONNECT', 'LCS_HOLD', 'LCS_INITIATE', 'LCS_FAIL'] as const;
  check(connection, states, 'CF_INVALID_OBJECT_STATE', 'cleared');
  return () => {
    release(world, connection);
    route(world);
  };
}

/** Who talks in one call and has another on hold changes over. @throws Refusal */
export function alternate(world: Switch, active: Connection, held: Connection): () => void {
  check(active, ['LCS_CONNECT'], 'CF_NO_ACTIVE_CALL', 'put on hold');
  check(held, ['LCS_HOLD'], 'CF_NO_HELD_CALL', 'retrieved');
  return () => {
    active.state = 'LCS_HOLD';
    // Already now: whoever looks at the agent between the two events sees no pause.
    held.state = 'LCS_CONNECT';
    world.happened('held', active);
    world.follow(active.call);
    world.happened('retrieved', held);
    world.follow(held.call);
  };
}

/** The second call ends and the first goes on. @throws Refusal */
export function reconnect(world: Switch, active: Connection, held: Connection): () => void {
  check(active, ['LCS_CONNECT', 'LCS_INITIATE', 'LCS_FAIL'], 'CF_NO_ACTIVE_CALL', 'ended');
  check(held, ['LCS_HOLD'], 'CF_NO_HELD_CALL', 'retrieved');
  return () => {
    held.state = 'LCS_CONNECT';
    release(world, active);
    takeBack(world, held);
    route(world);
  };
}

/** A phone that rings sends the call on. @throws Refusal */
export function deflect(world: Switch, connection: Connection, number: string): () => void {
  check(connection, ['LCS_ALERTING'], 'CF_INVALID_OBJECT_STATE', 'deflected');
  checkCustomer(connection);
  const destination = freeDestination(world, number);
  return () => {
    const { call, party } = connection;
    world.setOutcome(call, 'REDIRECTED');
    divert(world, connection, destination.party);
    world.leave(connection);
    call.called = destination.party;
    call.lastRedirect = party;
    call.outcome = undefined;
    reach(world, call, destination, 'CEC_REDIRECTED', call.calling);
    route(world);
  };
}

/** Tones have no events. @throws Refusal */
export function sendTones(connection: Connection): void {
  check(connection, ['LCS_CONNECT'], 'CF_INVALID_OBJECT_STATE', 'sent tones into');
}

function takeBack(world: Switch, connection: Connection): void {
  connection.state = 'LCS_CONNECT';
  world.happened('retrieved', connection);
  world.follow(connection.call);
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

/** The dialer waits for a response; there is nobody to talk to yet. */
function checkCustomer({ call }: Connection): void {
  if (!isReservation(call)) return;
  const message = `call ${call.callID} reserves the agent; set the ECC variable BAResponse to Accept, Reject or Skip`;
  throw new Refusal('CF_INVALID_OBJECT_STATE', message);
}

/** One call at the ear at a time. */
function checkFree(connection: Connection, what: string): void {
  if (!connection.party.device?.busyBeside(connection)) return;
  const message = `${connection.deviceID} has another call that is not on hold; this one cannot be ${what}`;
  throw new Refusal('CF_INVALID_OBJECT_STATE', message);
}
