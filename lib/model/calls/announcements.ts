/** Calls that are told of before they have an id: they have a router call key. */
import type { Payload } from '../../protocol';
import type { CallTopic } from '../changes';
import { mayBeOver } from './abandoned';
import type { CallView } from './call-view';
import type { CallWorld } from './call-world';
import { Connection } from './connection';
import { routerCallKeyOf } from './contact-names';
import type { Announcement, Contact } from './contacts';
import { NO_DATA, updateContext, viewOf } from './context';
import type { News } from './news';
import { Stopwatch } from './times';

type PreCall = Payload<'AGENT_PRE_CALL_EVENT'>;
type TranslationRoute = Payload<'CALL_TRANSLATION_ROUTE_EVENT'>;

export function preCall(world: CallWorld, payload: PreCall, news: News): void {
  const device = payload.agentInstrument ?? '';
  // Before version 20 the message names the phone only, and never the peripheral.
  const agentID =
    payload.agentID || world.agents.agentOf(payload.agentSkillTargetID) || world.agents.agentAt(null, device);
  announce(world, payload, device, agentID || undefined, news);
}

/** The data of a call on its way by translation route: for no agent yet. */
export function translationRoute(world: CallWorld, payload: TranslationRoute, news: News): void {
  announce(world, payload, '', undefined, news);
}

/** The same once more is no second call, until the first has been and gone at the device, or was aborted. */
function announce(
  world: CallWorld,
  payload: PreCall | TranslationRoute,
  device: string,
  agentID: string | undefined,
  news: News,
): void {
  const name = routerCallKeyOf(payload);
  if (name === undefined) return;
  const contact = world.contacts.announce(name, device, news.at);
  const known = contact.announcements.get(device);
  if (known && !known.aborted) return;
  const { skillGroupNumber, skillGroupID, serviceNumber } = payload as Partial<PreCall>;
  const { context } = updateContext(NO_DATA, payload, 'replace');
  const route = { skillGroupNumber, skillGroupID, serviceNumber };
  contact.announce({ device, agentID, context, route, aborted: false, at: news.at });
  // Exceptionally it comes behind the call.
  world.claimAnnounced(contact);
  tell(world.contacts.named(name) ?? contact, name, device, 'call.preCall', news);
}

/** It names phone and call only: what else there is to say was announced. */
export function preCallAborted(world: CallWorld, payload: Payload<'AGENT_PRE_CALL_ABORT_EVENT'>, news: News): void {
  const name = routerCallKeyOf(payload);
  if (name === undefined) return;
  const device = payload.agentInstrument ?? '';
  const contact = world.contacts.announce(name, device, news.at);
  const known = contact.announcements.get(device);
  if (known?.aborted) return;
  const { context } = updateContext(NO_DATA, payload, 'replace');
  const unknown = { device, agentID: world.agents.agentAt(null, device), context, route: {}, at: news.at };
  contact.announce({ ...(known ?? unknown), aborted: true });
  const [leg] = contact.legs;
  if (leg) mayBeOver(world, leg, news.at);
  tell(contact, name, device, 'call.preCallAborted', news);
}

/** @param name the router call key of the message */
function tell(contact: Contact, name: string, device: string, topic: CallTopic, news: News): void {
  const announcement = contact.announcements.get(device) as Announcement;
  const connection = device === '' ? undefined : expectedParty(announcement, news.at);
  news.tellExpected(contact, topic, expectedCall(contact.id, announcement, connection, news.at), name, connection);
}

/** The agent's part in the call that is still to come: it has no name yet, and no state. */
function expectedParty({ device, agentID }: Announcement, at: number): Connection {
  const connection = new Connection(null, '', at);
  connection.deviceType = 'DEVID_AGENT_DEVICE';
  connection.deviceID = device;
  connection.agentID = agentID;
  return connection;
}

function expectedCall(
  contactID: string,
  { context, route }: Announcement,
  connection: Connection | undefined,
  at: number,
): CallView {
  return viewOf(context, {
    id: contactID,
    contactID,
    peripheralID: null,
    connectionCallID: null,
    state: 'expected',
    callType: null,
    // Whatever the router sends comes to whom it is sent, whoever has called.
    direction: 'in',
    connections: connection ? [connection.view()] : [],
    callingDeviceID: undefined,
    calledDeviceID: undefined,
    lastRedirectDeviceID: undefined,
    queue: undefined,
    skillGroupNumber: route.skillGroupNumber,
    skillGroupID: route.skillGroupID,
    serviceNumber: route.serviceNumber,
    calledPartyDisposition: undefined,
    eventCause: undefined,
    times: new Stopwatch(at).view(at),
    ctiClients: [],
  });
}
