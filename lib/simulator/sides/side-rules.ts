/** What a side takes from a client, by its role. */
import { MASKS, type Payload } from '../../protocol';
import { Refusal } from '../refusal';
import type { Side } from './side';

const SERVED_BY_STANDBY: ReadonlySet<string> = new Set(['OPEN_REQ', 'HEARTBEAT_REQ', 'CLOSE_REQ']);

/** @throws Refusal for a session that this side does not open now */
export function checkOpening({ servicesRequested }: Payload<'OPEN_REQ'>, version: number, side: Side): void {
  if (side.handover) {
    const message = `side ${side.name} goes into maintenance`;
    throw new Refusal('E_CTI_SERVER_IN_MAINTENANCE_MODE', message);
  }
  if (side.role !== 'standby') return;
  if (version < MASKS.CTIService.since.CTI_SERVICE_ACTIVE_STANDBY) {
    throw new Refusal('E_CTI_CTI_SERVER_OFFLINE', `side ${side.name} is not the active one`);
  }
  if (servicesRequested.includes('CTI_SERVICE_ACTIVE_STANDBY')) return;
  const message = `side ${side.name} is the standby side, which wants CTI_SERVICE_ACTIVE_STANDBY`;
  throw new Refusal('E_CTI_INVALID_CLIENT_FOR_STANDBY', message, { field: 'servicesRequested' });
}

/** @throws Refusal for what only the active side serves */
export function checkServed(topic: string, side: Side): void {
  if (side.role !== 'standby' || SERVED_BY_STANDBY.has(topic)) return;
  throw new Refusal('E_CTI_SERVER_NOT_MASTER', `${topic}: side ${side.name} is the standby side`);
}
