/** What a session is told first, of things that are there already. */

import { systemMessage } from '../messages/session';
import { teamMessage } from '../messages/team';
import { agentOf } from '../sessions/client';
import type { Call } from '../switch/call';
import type { Switch } from '../switch/switch';
import { wantsEvent } from './masks';
import type { Monitor } from './monitor';
import { begin, publishCall } from './publish';
import { retold } from './retold';
import type { Subscriber } from './subscriber';

/** How the peripherals stand, for an All Events session whose events begin. */
export function announcePeripherals(subscriber: Subscriber, world: Switch): void {
  if (!subscriber.client?.services.has('CTI_SERVICE_ALL_EVENTS')) return;
  for (const { peripheralID } of world.configuration.peripherals) {
    subscriber.send(systemMessage(world.outages.standing(peripheralID), world));
  }
}

/** The teams of a supervisor, each as it is. */
export function announceTeams(subscriber: Subscriber, world: Switch): void {
  const { client } = subscriber;
  if (!client?.services.has('CTI_SERVICE_SUPERVISOR')) return;
  const supervisor = agentOf(client, world);
  for (const team of supervisor ? world.teams.supervisedBy(supervisor.agentID) : []) {
    for (const agentIDs of world.teams.pages(team)) {
      const event = { kind: 'team', operation: 'RESTORE_PERMANENT_CONFIGURATION', team, agentIDs } as const;
      const outgoing = teamMessage(event, world);
      if (wantsEvent(client, outgoing.topic)) subscriber.send(outgoing);
    }
  }
}

/** Calls in progress that a new monitor sees. One that sees everything is told of them when something happens. */
export function announceCalls(monitor: Monitor, subscriber: Subscriber, world: Switch): void {
  if (monitor.scope.kind === 'everything') return;
  for (const call of reportedCalls(world)) {
    const view = monitor.view(call, world);
    if (view) begin(call, view, monitor, subscriber);
  }
}

/**
 * The calls in progress for an All Events session whose side has just become the active one. It may know them
 * from the other side: the cause tells that they are no news.
 * @param heardOf the calls that the side knows of; undefined: all of them
 */
export function rebuildCalls(subscriber: Subscriber, world: Switch, heardOf?: ReadonlySet<Call>): void {
  const monitor = [...subscriber.monitors.values()].find((one) => one.scope.kind === 'everything');
  if (!monitor) return;
  for (const call of reportedCalls(world)) {
    if (heardOf && !heardOf.has(call)) continue;
    const view = monitor.view(call, world);
    if (!view) continue;
    begin(call, view, monitor, subscriber);
    for (const event of retold(call, world)) publishCall(event, subscriber, world);
  }
}

function reportedCalls({ calls, outages }: Switch): Call[] {
  return [...calls].filter(({ peripheral }) => peripheral && outages.online(peripheral.peripheralID));
}
