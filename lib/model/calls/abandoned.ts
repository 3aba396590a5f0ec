/** Callers who gave up. It shows only when nothing more is heard of them for a while. */
import type { CallChange } from '../changes';
import type { Call } from './call';
import type { CallView, ContactView } from './call-view';
import type { CallWorld } from './call-world';
import type { Connection } from './connection';
import type { Contact } from './contacts';
import { contactKey, type News } from './news';

/** A caller who gave up as far as is known, which is not told yet. Plain data, but for call references, which are bytes. */
export interface GaveUp {
  /** Of the change that would tell it. */
  readonly key: string;
  readonly call: CallView;
  readonly contact: ContactView;
  /** From when on nothing more was heard, ms since 1970. */
  readonly since: number;
}

/** Messages about one thing that happens come within that time, in ms; between two peripherals they have no order. */
const BREATH = 1000;
const TOPIC = 'call.abandoned';

/**
 * Whoever leaves with one of these is brought somewhere else. CEC_CALL_NOT_ANSWERED is none of them: who gives up while a
 * phone rings may leave it with that, too.
 */
const SENT_ON: ReadonlySet<CallChange['cause']> = new Set<CallChange['cause']>([
  'CEC_REDIRECTED',
  'CEC_CALL_FORWARD',
  'CEC_CALL_FORWARD_ALWAYS',
  'CEC_CALL_FORWARD_BUSY',
  'CEC_CALL_FORWARD_NO_ANSWER',
  'CEC_CALL_PICKUP',
  'CEC_NEW_CALL_INTERFLOW',
  'CEC_OVERFLOW',
  'CEC_ROUTER_REQUERY_BEFORE_ANSWER',
  'CEC_TRANSFER',
  'CECX_INTERFLOW',
  'CECX_INTRAFLOW',
  'CECX_REDIRECTED',
]);

export function isSentOn(cause: CallChange['cause']): boolean {
  return SENT_ON.has(cause);
}

/** A call has ended, or is announced no longer: if it was the last thing that was known of the contact, it may be over. */
export function mayBeOver({ over }: CallWorld, { contact }: Call, at: number): void {
  if (contact.answered || contact.abandoned || contact.legs.some(goesOn)) return;
  const last = lastOf(contact);
  if (!last) return;
  over.delete(last);
  over.set(last, at);
}

/** @param until of contacts of which nothing was heard since (ms since 1970) */
export function tellAbandoned({ over }: CallWorld, until: number, news: News): void {
  for (const [call, since] of over) {
    if (since > until) break;
    over.delete(call);
    const { contact } = call;
    if (lastOf(contact) !== call || !isGivenUp(contact, call)) continue;
    contact.abandoned = true;
    news.tellContact(contact, TOPIC, call.view(news.at));
  }
}

/** Those of whom nothing was heard long enough that all messages about their end must have come. */
export function* notTold({ over }: CallWorld, at: number): Generator<GaveUp> {
  for (const [call, since] of over) {
    const { contact } = call;
    if (since > at - BREATH || lastOf(contact) !== call || !isGivenUp(contact, call)) continue;
    const { id, names, legs } = contact;
    yield {
      key: contact.keys.preview(contactKey(contact, TOPIC)),
      call: call.view(at),
      contact: { id, names, legs: legs.map((leg) => leg.id) },
      since,
    };
  }
}

/**
 * Only who has called, and only if the server has said that it is over. A call of the contact that ended unseen may have
 * been answered: in doubt nobody gave up.
 */
function isGivenUp(contact: Contact, last: Call): boolean {
  if (contact.answered || contact.abandoned || contact.isPartlyUnseen || contact.direction !== 'in') return false;
  if (contact.legs.some(goesOn) || contact.isAwaited(BREATH)) return false;
  const end = (last.watch.ended ?? 0) - BREATH;
  const lastLegs = contact.legs.filter((leg) => !leg.gone && (leg.watch.ended ?? 0) >= end);
  if (lastLegs.some((leg) => !leg.cleared || leg.connections.some((connection) => connection.has('failed'))))
    return false;
  return !isSilentSinceSentOn(contact);
}

/** The contact was brought somewhere else, and nothing is heard of it there: it goes on, or may have been answered. */
function isSilentSinceSentOn({ legs }: Contact): boolean {
  const parties = legs.flatMap(({ connections }) => connections);
  const at = Math.max(...parties.filter(isAway).map(({ since }) => since));
  if (at < 0) return false;
  const hasCome = parties.some((one) => !isAway(one) && one.isDestination && (one.arrivedAt ?? 0) >= at - BREATH);
  // A caller may stay in the queue's call as long as an agent talks in the one that it has led to.
  const others = legs.filter(({ connections }) => !connections.some(isAway)).flatMap(({ connections }) => connections);
  return !hasCome && !others.some(({ since }) => since > at + BREATH);
}

function isAway(connection: Connection): boolean {
  return connection.has('sentOn');
}

/** In another call it does: then that one counts. */
function goesOn({ ended, gone }: Call): boolean {
  return !ended && !gone;
}

function lastOf({ legs }: Contact): Call | undefined {
  let last: Call | undefined;
  for (const leg of legs) if (!leg.gone && (leg.watch.ended ?? 0) >= (last?.watch.ended ?? 0)) last = leg;
  return last;
}
