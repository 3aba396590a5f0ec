/** How calls end. */
import type { Call, Connection, EventCause } from './call';
import type { Switch } from './switch';

/** One of two parties leaves, and with that the call is over. */
export function endCall(world: Switch, call: Call, leaving: Connection): void {
  // A phone that only rang has nothing to release: the call is cleared and no more is said of it.
  const others = call.live.filter((connection) => connection !== leaving);
  for (const connection of [leaving, ...others.filter((one) => one.state !== 'LCS_ALERTING')]) {
    connection.clear();
    world.happened('connectionCleared', connection);
  }
  for (const connection of call.live) connection.clear();
  const contact = [...world.contacts].find((one) => one.agentCall === call);
  clearCall(world, call, null);
  if (!contact) return;
  world.contacts.delete(contact);
  contact.callerInQueue.clear();
  world.happened('connectionCleared', contact.callerInQueue);
  contact.port.clear();
  clearCall(world, contact.queueCall, null);
}

/** The call is over: for everybody, and last for its phones. */
export function clearCall(world: Switch, call: Call, cause: EventCause | null): void {
  world.tell({ kind: 'cleared', call, cause });
  world.follow(call);
  world.calls.delete(call);
  world.tell({ kind: 'ended', call });
}
