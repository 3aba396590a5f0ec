/** The first and the last message about a call. */
import type { Payload } from '../../protocol';
import type { Call } from './call';
import type { CallWorld } from './call-world';
import { digest } from './connection';
import { type Family, referenceOf, routerCallKeyOf } from './contact-names';
import { updateContext } from './context';
import { directionOf } from './direction';
import { end, presumeEnded } from './ending';
import { identify } from './identify';
import type { News } from './news';

/** What shows which call a message is about, besides its id. */
type Shown = Family & Pick<Payload<'BEGIN_CALL_EVENT'>, 'callType'> & { readonly ani?: string | undefined };

/** How long the same beginning once more may come behind the end, in ms. */
const LATE = 1000;

export function begin(world: CallWorld, payload: Payload<'BEGIN_CALL_EVENT'>, news: News): void {
  const beginning = digest(payload.connectionDeviceID, payload.callType, payload.ani, payload.dnis, familyOf(payload));
  const known = identify(world.table, payload);
  if (known && isOver(known) && known.beginning === beginning && news.at - (known.watch.ended ?? 0) <= LATE) return;
  const call = known && isSame(known, payload) ? known : world.create(payload, payload, news);
  if (known && isOfAnotherCaller(known, payload)) presumeEnded(world, known, news);
  if (call === known) world.contacts.learn(call, payload);
  call.beginning = beginning;
  call.confirmed = true;
  call.seenBy(payload.monitorID);
  call.connection(payload.connectionDeviceIDType, payload.connectionDeviceID ?? '', news.at);
  const changed = takeData(call, payload, 'merge');
  call.settle(news.at);
  if (call.ended) resume(world, call, news);
  else if (!call.begun) {
    call.begun = true;
    news.tell(call, 'call.started');
  } else if (changed.length > 0) news.tell(call, 'call.data', { changed });
}

/** What BEGIN_CALL_EVENT, CALL_DATA_UPDATE_EVENT and SNAPSHOT_CALL_CONF have in common. @returns what is new */
export function takeData(
  call: Call,
  payload: Pick<Payload<'BEGIN_CALL_EVENT'>, 'callType' | 'calledPartyDisposition' | 'ctiClients'>,
  rule: 'merge' | 'replace',
): string[] {
  const { context, changed } = updateContext(call.context, payload, rule);
  const names: string[] = [...changed];
  call.context = context;
  if (call.setType(payload.callType)) names.push('callType');
  const { calledPartyDisposition } = payload;
  // 0: none.
  if (calledPartyDisposition && calledPartyDisposition !== call.calledPartyDisposition) {
    call.calledPartyDisposition = calledPartyDisposition;
    names.push('calledPartyDisposition');
  }
  if (payload.ctiClients && payload.ctiClients.length > 0) call.ctiClients = payload.ctiClients;
  return names;
}

export function endAssociation(world: CallWorld, payload: Payload<'END_CALL_EVENT'>, news: News): void {
  const call = identify(world.table, payload);
  // The end of an id under which the call does not go on any more is no end of the call.
  if (!call || call.callID !== payload.connectionCallID) return;
  if (!call.unseenBy(payload.monitorID)) return;
  // A peripheral that goes off line ends what clients hear of a call, and people may talk on: CTI Operations During
  // Failures. Who is in the call will be asked when it is back.
  const hidden = world.outages.isSilent(call.peripheralID) && (call.queue !== undefined || call.present.length > 0);
  if (!hidden || call.gone) end(world, call, news);
}

/** It was presumed dead, or only its association with the client had ended. */
export function resume(world: CallWorld, call: Call, news: News): void {
  call.presumed = false;
  call.begun = true;
  call.resume(news.at);
  world.table.resumed(call);
  news.tell(call, 'call.started');
}

function familyOf(payload: Payload<'BEGIN_CALL_EVENT'>): string {
  return `${routerCallKeyOf(payload)} ${referenceOf(payload)}`;
}

/** Whether the beginning is that of the known call: for another monitor, once more, or after an outage. */
function isSame(call: Call, payload: Payload<'BEGIN_CALL_EVENT'>): boolean {
  if (call.ended) return isHeardOfAgain(call, payload);
  if (isAnother(call, payload)) return false;
  // A call for advice may have the id of the call that it is about, and even its connection.
  if (directionOf(payload.callType) === 'consult' && !call.advice) return false;
  // A client is told of the beginning of a call once.
  const known = call.find(payload.connectionDeviceIDType, payload.connectionDeviceID ?? '');
  return known !== undefined || !call.isSeenBy(payload.monitorID);
}

/** It has ended for everybody, not only for this client. */
export function isOver(call: Call): boolean {
  return call.ended && (call.cleared || call.gone);
}

/**
 * Only its silence, or the end of its association, had ended the call. A server that began anew may have given its id to
 * another call, which the caller shows where the call has no other name.
 */
export function isHeardOfAgain(call: Call, payload: Family & { readonly ani?: string | undefined }): boolean {
  if (isOver(call) || contradicts(call, payload)) return false;
  // Empty: not known.
  return !differ(call.context.ani || undefined, payload.ani || undefined);
}

/**
 * The message speaks of another call than this one, which goes on. One that has been routed once more may have got
 * another router call key; its caller is the same.
 */
export function isAnother(call: Call, payload: Shown): boolean {
  const { context, contact } = call;
  if (isOfAnotherCaller(call, payload)) return true;
  if (differ(referenceOf(context), referenceOf(payload))) return true;
  const key = routerCallKeyOf(payload);
  // A copy of what was told before the call was routed once more.
  if (key !== undefined && contact.names.includes(key)) return false;
  const sameCaller = Boolean(context.ani) && context.ani === payload.ani;
  return !sameCaller && differ(routerCallKeyOf(context), key);
}

/**
 * Nobody knows whether the call still goes on, and somebody else calls under its id. Only of calls that come in: others
 * show another number once they have been transferred.
 */
function isOfAnotherCaller(call: Call, payload: Shown): boolean {
  const { context, contact, unsure, ended } = call;
  if (!unsure || ended || directionOf(call.callType) !== 'in' || directionOf(payload.callType) !== 'in') return false;
  const names = [referenceOf(payload), routerCallKeyOf(payload)];
  if (names.some((name) => name !== undefined && contact.names.includes(name))) return false;
  return differ(context.ani || undefined, payload.ani || undefined);
}

/** The message speaks of another call that has the same id. */
export function contradicts({ context }: Call, family: Family): boolean {
  return differ(referenceOf(context), referenceOf(family)) || differ(routerCallKeyOf(context), routerCallKeyOf(family));
}

function differ(known: string | undefined, told: string | undefined): boolean {
  return known !== undefined && told !== undefined && known !== told;
}
