/** Sessions come and go: whoever runs the simulator is told, clients with Client Monitor service, and the log. */
import type { Payload } from '../../protocol';
import { sessionClosed, sessionOpened } from '../messages/client-monitor';
import type { Client } from '../sessions/client';
import type { Office, SessionNotice } from '../sessions/office';
import type { OpenSession, Side } from '../sides/side';

/** How a session ended, as other clients are told. */
export type EndStatus = Payload<'CLOSE_REQ'>['status'];

/** The sessions that are there already, as if they had just been opened; not its own. */
export function announceSessions(session: OpenSession, { world }: Office, side: Side): void {
  if (!session.client?.services.has('CTI_SERVICE_CLIENT_MONITOR')) return;
  for (const { client } of side.sessions) {
    if (client && client !== session.client) session.send(sessionOpened(client, world));
  }
}

export function tellOpened(client: Client, office: Office, side: Side): void {
  for (const other of watching(client, side)) other.send(sessionOpened(client, office.world));
  alarm(client, 'opened', office);
  office.notice(noticeOf('opened', client, office, side));
}

export function tellClosed(client: Client, status: EndStatus, reason: string, office: Office, side: Side): void {
  for (const other of watching(client, side)) other.send(sessionClosed(client, status, office.world));
  alarm(client, `closed: ${reason}`, office);
  office.notice({ ...noticeOf('closed', client, office, side), reason });
}

/** Only the active side sends events. */
function watching(client: Client, side: Side): OpenSession[] {
  if (side.role !== 'active') return [];
  return [...side.sessions].filter(
    (one) => one.client !== client && one.client?.services.has('CTI_SERVICE_CLIENT_MONITOR'),
  );
}

/** Source: Connection Monitor Service, which has no messages. */
function alarm({ services, clientID, signature, clientAddress }: Client, what: string, office: Office): void {
  if (!services.has('CTI_SERVICE_CONNECTION_MONITOR')) return;
  office.trace(() => `ALARM session of ${clientID} (${signature}) at ${clientAddress} ${what}`);
}

function noticeOf(event: SessionNotice['event'], client: Client, office: Office, side: Side): SessionNotice {
  return {
    event,
    side: side.name,
    sessionID: client.sessionID,
    clientID: client.clientID,
    peer: `${client.clientAddress}:${client.clientPort}`,
    version: client.version,
    services: [...client.services],
    open: office.sessions.size,
  };
}
