/** Some events are for one party of a call only. */

import type { Call, Connection } from '../switch/call';
import type { CallEvent } from '../switch/events';
import type { Switch } from '../switch/switch';
import type { View } from './entitlement';
import type { Monitor } from './monitor';
import type { Scope } from './scopes';
import type { Subscriber } from './subscriber';

export function concerns(
  event: CallEvent,
  { scope }: Monitor,
  { connection }: View,
  subscriber: Subscriber,
  world: Switch,
): boolean {
  const personal = scope.kind === 'own' || scope.kind === 'device';
  if (personal && isListenedTo(connection)) return ofListening(event, subscriber, world);
  switch (event.kind) {
    case 'moved':
    case 'left':
      return personal && connection === event.connection;
    case 'mediaStarted':
    case 'mediaStopped':
    case 'greeting':
    case 'recordingStarted':
    case 'recordingEnded':
    case 'recordingFailed':
      return !personal || isOwn(connection, event.connection, scope);
    case 'recordingTarget':
      // For whoever asked for the recording.
      if (event.sessionID !== undefined) return event.sessionID === subscriber.client?.sessionID;
      return !personal || isOwn(connection, event.connection, scope);
    case 'ended':
      return !awaitsData(event.call, subscriber, world);
    case 'final':
      return event.sessionID === undefined || event.sessionID === subscriber.client?.sessionID;
    case 'dataUpdated':
      return !personal || connection.party !== event.conferring?.controller;
    default:
      return true;
  }
}

/** The connection by which the call is known, or one on another line of the session's phone. */
function isOwn(known: Connection, other: Connection, { kind }: Scope): boolean {
  const line = known.party.device;
  const otherLine = other.party.device;
  const samePhone = line && (line.acdLine ?? line) === (otherLine?.acdLine ?? otherLine);
  return known === other || (kind === 'own' && samePhone === true);
}

/** The phone by which a supervisor listens to its own agent. */
function isListenedTo({ call, party }: Connection): boolean {
  return call.listensTo?.party.number === party.number;
}

/** That a supervisor listens shows in the beginning and the end of his call; the rest is the supervisor's alone. */
function ofListening(event: CallEvent, subscriber: Subscriber, world: Switch): boolean {
  if (event.kind === 'ended') return !awaitsData(event.call, subscriber, world);
  if (event.kind === 'final') return event.sessionID === undefined || event.sessionID === subscriber.client?.sessionID;
  return event.kind === 'begun';
}

/** The session has not said yet that it is done with the data of a call that is over. */
function awaitsData(call: Call, { client }: Subscriber, world: Switch): boolean {
  if (!client?.services.has('CTI_SERVICE_CALL_DATA_UPDATE')) return false;
  return world.awaitsData(call) && !call.releasedBy.has(client.sessionID);
}
