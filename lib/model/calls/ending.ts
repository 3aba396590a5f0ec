/** How parties leave and calls end. */
import type { CallChange } from '../changes';
import type { Call } from './call';
import type { CallWorld } from './call-world';
import type { Connection } from './connection';
import type { News } from './news';

/** The party is out of the call. */
export function leave(call: Call, connection: Connection, news: News, cause?: CallChange['cause']): void {
  if (connection.deviceID !== undefined) call.contact.announcements.delete(connection.deviceID);
  if (!connection.leave(news.at)) return;
  call.settle(news.at);
  news.tell(call, 'call.partyLeft', { connection, cause });
}

/**
 * The call is over for everybody. Whoever is still in it leaves, and it waits no more, whether or not events of their
 * own say so: these may also come behind.
 */
export function clear(world: CallWorld, call: Call, news: News, cause?: CallChange['cause']): void {
  if (call.ended) {
    call.cleared = true;
    return;
  }
  if (call.queue) {
    call.queue = undefined;
    call.settle(news.at);
    news.tell(call, 'call.dequeued', { cause });
  }
  for (const connection of call.present) leave(call, connection, news, cause);
  call.cleared = true;
  end(world, call, news, cause);
}

/** No more will be heard of the call. */
export function end(world: CallWorld, call: Call, news: News, cause?: CallChange['cause']): void {
  if (call.ended) return;
  call.end(news.at);
  world.table.ended(call);
  tellAbandoned(call, news);
  news.tell(call, 'call.ended', { cause });
}

/**
 * Whether a caller gave up shows when nothing is left of the contact, and only if the server said that it is over. A call
 * of it that ended unseen may have been answered: in doubt nobody gave up.
 */
function tellAbandoned(call: Call, news: News): void {
  const { contact } = call;
  if (!call.cleared || contact.answered || contact.abandoned || contact.isPartlyUnseen) return;
  if (contact.legs.some((leg) => !leg.ended || leg.connections.some((connection) => connection.has('failed')))) return;
  contact.abandoned = true;
  news.tellContact(contact, 'call.abandoned', call.view(news.at));
}

/** The silence of the server ends the call: it may be heard of again. */
export function presumeEnded(world: CallWorld, call: Call, news: News): void {
  if (call.ended) return;
  call.presumed = true;
  end(world, call, news);
}
