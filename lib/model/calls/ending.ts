/** How parties leave and calls end. */
import type { CallChange } from '../changes';
import { isSentOn, mayBeOver } from './abandoned';
import type { Call } from './call';
import type { CallWorld } from './call-world';
import type { Connection } from './connection';
import type { News } from './news';

/** The party is out of the call. */
export function leave(call: Call, connection: Connection, news: News, cause?: CallChange['cause']): void {
  if (connection.deviceID !== undefined) call.contact.announcements.delete(connection.deviceID);
  const isNews = connection.leave(news.at);
  if (isSentOn(cause) || connection.has('diverted')) connection.pass('sentOn');
  if (!isNews) return;
  call.settle(news.at);
  news.tell(call, 'call.partyLeft', { connection, cause });
}

/**
 * The call is over for everybody. Whoever is still in it leaves, and it waits no more, whether or not events of their
 * own say so: these may also come behind.
 */
export function clear(world: CallWorld, call: Call, news: News, cause?: CallChange['cause']): void {
  if (isSentOn(cause)) for (const connection of call.connections) connection.pass('sentOn');
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
  mayBeOver(world, call, news.at);
  news.tell(call, 'call.ended', { cause });
}

/** The silence of the server ends the call: it may be heard of again. */
export function presumeEnded(world: CallWorld, call: Call, news: News): void {
  if (call.ended) return;
  call.presumed = true;
  end(world, call, news);
}
