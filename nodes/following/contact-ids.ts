/** By which ids a contact may be told: one call of it is told, and with it all. */
import type { CallChange, CallView, ContactCentreModel } from '../../lib/model';

/** All its names, and the ids of its calls; of a call for advice also those of what it is about. */
export function contactIDs({ contact, call }: CallChange, calls: ContactCentreModel['calls']): string[] {
  const ids = new Set([...contact.names, call.id, ...contact.legs]);
  const about = call.direction === 'consult' ? askedAbout(call, calls) : undefined;
  if (about) for (const id of [about.contactID, about.id]) ids.add(id);
  return [...ids];
}

/**
 * Until the calls are joined no message has to say which call an agent asks a colleague about: COCConnectionCallID is
 * optional (guide: CALL_SERVICE_INITIATED_EVENT). It is the one that the same phone has put on hold for it; CALL_HELD_EVENT
 * may be still to come (guide: Message Order).
 */
function askedAbout({ id, peripheralID, callingDeviceID }: CallView, calls: ContactCentreModel['calls']) {
  if (callingDeviceID === undefined) return undefined;
  let about: { readonly call: CallView; readonly held: boolean; readonly since: number } | undefined;
  for (const call of calls.byDevice(callingDeviceID, peripheralID)) {
    if (call.id === id || call.state === 'ended' || call.direction === 'consult') continue;
    const connection = call.connections.find(({ deviceID }) => deviceID === callingDeviceID);
    const held = connection?.localConnectionState === 'LCS_HOLD';
    const since = connection?.since ?? 0;
    if (!about || (held && !about.held) || (held === about.held && since > about.since)) about = { call, held, since };
  }
  return about?.call;
}
