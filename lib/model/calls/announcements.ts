/** Calls that are told of before they have an id: they have a router call key. */
import type { Payload } from '../../protocol';
import type { CallView } from './call-view';
import type { CallWorld } from './call-world';
import { routerCallKeyOf } from './contacts';
import { NO_DATA, updateContext, viewOf } from './context';
import type { News } from './news';

type PreCall = Payload<'AGENT_PRE_CALL_EVENT'>;

export function preCall(world: CallWorld, payload: PreCall, news: News): void {
  announce(world, payload, payload.agentInstrument ?? '', payload.agentID, news);
}

/** The data of a call on its way by translation route: for no agent yet. */
export function translationRoute(world: CallWorld, payload: Payload<'CALL_TRANSLATION_ROUTE_EVENT'>, news: News): void {
  announce(world, payload, '', undefined, news);
}

/** The same once more is no second call, until the first has been and gone at the device, or was aborted. */
function announce(
  world: CallWorld,
  payload: PreCall | Payload<'CALL_TRANSLATION_ROUTE_EVENT'>,
  device: string,
  agentID: string | undefined,
  news: News,
): void {
  const name = routerCallKeyOf(payload);
  if (name === undefined) return;
  const contact = world.contacts.announce(name, device, news.at);
  const known = contact.announcements.get(device);
  if (known && !known.aborted) return;
  contact.announce({ device, agentID, aborted: false });
  // Exceptionally it comes behind the call.
  for (const call of world.table.byDevice(device)) if (!call.ended) news.joined(world.contacts.claim(call, device));
  news.tellContact(contact, 'call.preCall', expected(contact.id, payload, news.at), device || undefined);
}

export function preCallAborted(world: CallWorld, payload: Payload<'AGENT_PRE_CALL_ABORT_EVENT'>, news: News): void {
  const name = routerCallKeyOf(payload);
  if (name === undefined) return;
  const device = payload.agentInstrument ?? '';
  const contact = world.contacts.announce(name, device, news.at);
  const known = contact.announcements.get(device);
  if (known?.aborted) return;
  contact.announce({ device, agentID: known?.agentID, aborted: true });
  news.tellContact(contact, 'call.preCallAborted', expected(contact.id, payload, news.at), device || undefined);
}

function expected(contactID: string, payload: object, at: number): CallView {
  const { skillGroupNumber, skillGroupID, serviceNumber } = payload as Partial<PreCall>;
  return viewOf(updateContext(NO_DATA, payload, 'replace').context, {
    id: contactID,
    contactID,
    peripheralID: null,
    connectionCallID: null,
    state: 'expected',
    callType: null,
    direction: undefined,
    connections: [],
    callingDeviceID: undefined,
    calledDeviceID: undefined,
    lastRedirectDeviceID: undefined,
    queue: undefined,
    skillGroupNumber,
    skillGroupID,
    serviceNumber,
    calledPartyDisposition: undefined,
    eventCause: undefined,
    times: {
      started: at,
      queued: undefined,
      ringing: undefined,
      answered: undefined,
      held: undefined,
      ended: undefined,
      queuedFor: 0,
      ringingFor: 0,
      talkingFor: 0,
      heldFor: 0,
    },
    ctiClients: [],
  });
}
