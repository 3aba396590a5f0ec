/** Waiting for an agent. */
import type { Payload } from '../../protocol';
import { resume } from './beginning';
import type { Call } from './call';
import type { CallQueue } from './call-view';
import type { CallWorld } from './call-world';
import { type ConnectionName, identify } from './identify';
import type { News } from './news';

type QueueTopic = 'CALL_QUEUED_EVENT' | 'CALL_DEQUEUED_EVENT';

export function queued(world: CallWorld, payload: Payload<'CALL_QUEUED_EVENT'>, news: News): void {
  const call = callOf(world, payload, news);
  if (!call) return;
  const skillGroups = groupsOf(payload);
  const known = new Set(call.queue?.skillGroups.map(({ skillGroupNumber }) => skillGroupNumber));
  // A snapshot shows that a call waits, not for which skill groups.
  const repeated = news.rebuilds && call.queue !== undefined;
  const isNews = !call.queue || skillGroups.some(({ skillGroupNumber }) => !known.has(skillGroupNumber));
  if (!isNews) return;
  call.queue = { serviceNumber: payload.serviceNumber, skillGroups };
  for (const { skillGroupNumber } of skillGroups) {
    if (typeof skillGroupNumber === 'number') world.table.seeSkillGroup(call, skillGroupNumber);
  }
  const connection = call.connection(payload.connectionDeviceIDType, payload.connectionDeviceID ?? '', news.at);
  if (!connection.left) connection.enter('LCS_QUEUED', news.at);
  call.callingDeviceID ??= payload.callingDeviceID || undefined;
  call.watch.queued ??= news.at;
  call.settle(news.at);
  if (!repeated) news.tell(call, 'call.queued', { cause: payload.eventCause ?? undefined });
}

/** A list of no skill groups means all of them. */
export function dequeued(world: CallWorld, payload: Payload<'CALL_DEQUEUED_EVENT'>, news: News): void {
  const call = callOf(world, payload, news);
  const waiting = call?.connections.filter(({ state }) => state === 'LCS_QUEUED') ?? [];
  // A snapshot shows that a call waits, not for which skill groups.
  if (!call || (!call.queue && waiting.length === 0)) return;
  const out = new Set(groupsOf(payload).map(({ skillGroupNumber }) => skillGroupNumber));
  const skillGroups = call.queue?.skillGroups.filter(
    ({ skillGroupNumber }) => out.size > 0 && !out.has(skillGroupNumber),
  );
  call.queue = call.queue && skillGroups && skillGroups.length > 0 ? { ...call.queue, skillGroups } : undefined;
  if (!call.queue) for (const one of waiting) one.enter('LCS_CONNECT', news.at);
  call.settle(news.at);
  news.tell(call, 'call.dequeued', { cause: payload.eventCause ?? undefined });
}

function callOf(world: CallWorld, name: ConnectionName, news: News): Call | undefined {
  const call = identify(world.table, name) ?? world.create(name, {}, news);
  if (call.ended) {
    if (!call.presumed) return undefined;
    resume(world, call, news);
  }
  call.confirmed = true;
  return call;
}

function groupsOf({ skillGroups }: Payload<QueueTopic>): CallQueue['skillGroups'] {
  return (skillGroups ?? []).map(({ skillGroupNumber, skillGroupID }) => ({ skillGroupNumber, skillGroupID }));
}
