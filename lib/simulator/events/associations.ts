/** Which clients have to do with a call: the Client Events sessions that have been told of its beginning. */

import type { Client } from '../sessions/client';
import type { Call } from '../switch/call';
import type { CallClient } from '../switch/call-clients';
import type { SwitchEvent } from '../switch/events';
import type { Subscriber } from './subscriber';

/** When everybody has been told of an event, so that its messages list the same clients for all of them. */
export function associate(event: SwitchEvent, subscribers: Iterable<Subscriber>, now: number): void {
  if ('call' in event) {
    for (const subscriber of subscribers) if (hasCall(subscriber, event.call)) join(subscriber.client, event.call, now);
  } else if (event.kind === 'reporting') {
    for (const subscriber of subscribers) associateAll(subscriber, now);
  }
}

/** With the calls in progress that a session has been told of at its start. */
export function associateAll(subscriber: Subscriber, now: number): void {
  for (const call of ownCalls(subscriber)) join(subscriber.client, call, now);
}

/** The clients that have to do with the call at this moment. */
export function clientsNow(call: Call, subscribers: Iterable<Subscriber>): CallClient[] {
  const names = new Set<string>();
  for (const subscriber of subscribers) {
    if (subscriber.client && hasCall(subscriber, call)) names.add(nameOf(subscriber.client));
  }
  return call.clients.all.filter(({ name }) => names.has(name));
}

function hasCall(subscriber: Subscriber, call: Call): boolean {
  return ownCalls(subscriber).has(call);
}

const NONE: ReadonlySet<Call> = new Set();

function ownCalls({ client, monitors }: Subscriber): ReadonlySet<Call> {
  const first = client?.own && monitors.get(client.monitorID);
  return first?.scope.kind === 'own' ? first.calls : NONE;
}

function join(client: Client | undefined, call: Call, since: number): void {
  if (client) call.clients.add({ name: nameOf(client), signature: client.signature, since });
}

/** A client that opens another session is the same. */
function nameOf({ clientID, signature, own }: Client): string {
  return JSON.stringify([clientID, signature, own?.extension, own?.agentID]);
}
