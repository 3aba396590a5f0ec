/** Makes the monitors of a session. */
import type { Client } from '../sessions/client';
import type { EventMasks } from './masks';
import { Monitor } from './monitor';
import { everything, ownOf, type Scope } from './scopes';

export function monitorOf(client: Client, monitorID: number, scope: Scope, masks: EventMasks): Monitor {
  const { services } = client;
  return new Monitor(monitorID, scope, masks, {
    acdLineOnly: services.has('CTI_SERVICE_ACD_LINE_ONLY'),
    ignoreDuplicates: services.has('CTI_SERVICE_IGNORE_DUPLICATE_AGENT_EVENTS'),
  });
}

/** What a session has from the start by its services. */
export function firstMonitor(client: Client): Monitor | undefined {
  const all = client.services.has('CTI_SERVICE_ALL_EVENTS');
  if (!all && !client.own) return undefined;
  return monitorOf(client, client.monitorID, all ? everything : ownOf(client), client);
}
