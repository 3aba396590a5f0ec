/** A client's OPEN_REQ at one side: may it come in, and as what? */
import { MAX_VERSION, MIN_VERSION } from '../../protocol';
import { Refusal } from '../refusal';
import type { Side } from '../sides/side';
import { checkOpening } from '../sides/side-rules';
import type { Client } from './client';
import type { Office } from './office';
import { grant, type OpenRequest, sameDevice } from './open';

/** @throws Refusal for a version that this server does not speak */
export function checkVersion(version: number): void {
  if (version >= MIN_VERSION && version <= MAX_VERSION) return;
  const message = `versionNumber: ${version} is not from ${MIN_VERSION} to ${MAX_VERSION}`;
  throw new Refusal('E_CTI_INVALID_VERSION', message, { field: 'versionNumber' });
}

export interface Comer {
  readonly sessionID: number;
  readonly clientAddress: string;
  readonly clientPort: number;
}

/** @throws Refusal */
export function admit(request: OpenRequest, version: number, comer: Comer, office: Office, side: Side): Client {
  checkOpening(request, version, side);
  const allEventsSessions = [...side.sessions].filter((one) =>
    one.client?.services.has('CTI_SERVICE_ALL_EVENTS'),
  ).length;
  const visitor = { ...comer, monitorID: office.newMonitorID(), allEventsSessions };
  const client = grant(request, version, visitor, office);
  if (side.role !== 'standby') claimDevice(client, office, side);
  return client;
}

/** A device has one Client Events session; a client's new session takes the place of its old one. */
function claimDevice(client: Client, { world }: Office, side: Side): void {
  for (const other of [...side.sessions]) {
    if (!other.client || !sameDevice(client, other.client, world)) continue;
    if (other.client.clientID !== client.clientID) {
      throw new Refusal('E_CTI_DEVICE_IN_USE', `session ${other.sessionID} of another client is for this device`);
    }
    other.end('E_CTI_NEW_SESSION_OPENED');
  }
}
