/** How calls end. */
import { type Call, type Connection, type EventCause, isListening } from './call';
import { type Contact, contactsOf } from './contact';
import { leaveQueue } from './queue';
import type { Switch } from './switch';

/**
 * A party hangs up. The call goes on as long as there are two others, one of whom listens.
 * @param cause why it leaves
 */
export function release(world: Switch, leaving: Connection, cause: EventCause | null = null): void {
  const { call } = leaving;
  const others = call.live.filter((connection) => connection !== leaving);
  if (others.length < 2 || !others.some(isListening)) {
    endCall(world, call, leaving, cause);
    return;
  }
  leaving.clear();
  world.happened('connectionCleared', leaving, cause);
  world.leave(leaving);
  // A caller who has found an agent and leaves the others to themselves is done with the queue, too.
  if (call.live.some(({ state }) => state === 'LCS_ALERTING')) return;
  for (const contact of contactsOf(world.contacts, call)) {
    if (contact.agentCall && contact.caller.number === leaving.party.number) dismiss(world, contact);
  }
}

/** A party leaves, and with that the call is over. */
function endCall(world: Switch, call: Call, leaving: Connection, cause: EventCause | null): void {
  // A phone that only rang has nothing to release: the call is cleared and no more is said of it.
  const others = call.live.filter((connection) => connection !== leaving);
  for (const connection of [leaving, ...others.filter((one) => one.state !== 'LCS_ALERTING')]) {
    connection.clear();
    world.happened('connectionCleared', connection, connection === leaving ? cause : null);
  }
  for (const connection of call.live) connection.clear();
  const contacts = contactsOf(world.contacts, call);
  clearCall(world, call, null);
  for (const contact of contacts) dismiss(world, contact);
}

/** The caller is gone from the queue, too. */
export function dismiss(world: Switch, contact: Contact): void {
  const waited = contact.queued;
  world.contacts.delete(contact);
  leaveQueue(world, contact);
  contact.callerInQueue.clear();
  world.happened('connectionCleared', contact.callerInQueue);
  contact.port.clear();
  clearCall(world, contact.queueCall, waited ? 'CEC_CALL_CANCELLED' : null);
  contact.approach?.abort(false);
}

/** The call is over: for everybody, and last for its phones. Its data may still be completed. */
export function clearCall(world: Switch, call: Call, cause: EventCause | null): void {
  world.tell({ kind: 'cleared', call, cause });
  world.follow(call);
  world.calls.delete(call);
  world.keepData(call);
  world.tell({ kind: 'ended', call });
}
