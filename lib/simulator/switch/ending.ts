/** How calls end. */
import { type Call, type Connection, type EventCause, isListening, isPort } from './call';
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
  settle(world, leaving, others);
  for (const connection of [leaving, ...others.filter((one) => one.state !== 'LCS_ALERTING')]) {
    connection.clear();
    world.happened('connectionCleared', connection, connection === leaving ? cause : null);
  }
  for (const connection of call.live) connection.clear();
  const contacts = contactsOf(world.contacts, call);
  clearCall(world, call, null);
  for (const contact of contacts) dismiss(world, contact);
}

/** The names are those of the guide's table DispositionCode; when which is set it does not say. */
function settle(world: Switch, { call, party, state }: Connection, others: readonly Connection[]): void {
  // What made it fail has been told.
  if (state === 'LCS_FAIL') return;
  const reached = others.filter((one) => one.state !== 'LCS_ALERTING');
  if (reached.length === 0) world.setOutcome(call, party.device ? 'DISCONNECT_DROP_NO_ANSWER' : 'ABANDONED_RING');
  else if (reached.every((one) => isPort(one.party))) world.setOutcome(call, 'ABANDONED_IN_LOCAL_QUEUE');
  else world.setOutcome(call, call.key ? 'DISCONNECT_DROP_HANDLED_PRIMARY_ROUTE' : 'DISCONNECT_DROP_HANDLED_OTHER');
}

/** The caller is gone from the queue, too. */
export function dismiss(world: Switch, contact: Contact): void {
  const waited = contact.queued;
  world.contacts.delete(contact);
  leaveQueue(world, contact);
  if (!contact.agentCall) world.setOutcome(contact.queueCall, 'ABANDONED_IN_LOCAL_QUEUE');
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
