/** Two calls become one, and parties go from one call to another. */
import type { Payload } from '../../protocol';
import { takeData } from './beginning';
import type { Call } from './call';
import type { CallWorld } from './call-world';
import type { Connection, IDType } from './connection';
import type { EccRule } from './context';
import { leave } from './ending';
import { identify } from './identify';
import type { News } from './news';

/** How long what joins two calls may come behind the end of one of them, in ms. */
const LATE = 1000;

type Joined = Payload<'CALL_TRANSFERRED_EVENT'> | Payload<'CALL_CONFERENCED_EVENT'>;

/**
 * The parties that the event lists are in the call that goes on, under whatever id that is: that of the first call, of
 * the second, or one of its own.
 */
export function joined(
  world: CallWorld,
  payload: Joined,
  topic: 'call.transferred' | 'call.conferenced',
  news: News,
): void {
  const { peripheralID, parties = [] } = payload;
  const primary = find(world, payload, payload.primaryCallID, payload.primaryDeviceIDType, payload.primaryDeviceID);
  const secondary = find(
    world,
    payload,
    payload.secondaryCallID,
    payload.secondaryDeviceIDType,
    payload.secondaryDeviceID,
  );
  const callID = parties.find((party) => typeof party.connectedPartyCallID === 'number')?.connectedPartyCallID;
  const call = goingOn(world, { peripheralID, callID: callID ?? payload.primaryCallID, primary, secondary }, news);
  if (!call || call.ended) return;
  call.confirmed = true;
  // Who joins calls has talked in them.
  call.contact.answered = true;
  const others = [primary, secondary].filter((one): one is Call => one !== undefined && one !== call);
  for (const other of others) world.contacts.join(call.contact, other.contact);
  for (const { connectedPartyDeviceIDType: type = null, connectedPartyDeviceID: id } of parties) {
    if (id !== undefined) bring(world, call, others, type, id, topic, news);
  }
  // Who is not listed and cannot be the one who joined the calls.
  if (parties.length === 0) for (const other of others) takeOver(world, call, other, payload);
  const { primaryDeviceIDType: type, primaryDeviceID: id = '' } = payload;
  const own = call.find(type, id) ?? call.connections.find((one) => one.deviceID === deviceOf(payload));
  if (topic === 'call.conferenced' && own && !own.left) own.enter('LCS_CONNECT', news.at);
  const isNews = call.joinedBy !== joinOf(payload);
  call.joinedBy = joinOf(payload);
  call.settle(news.at);
  const cause = payload.eventCause ?? undefined;
  call.setCause(cause, topic, news.at);
  if (isNews) news.tell(call, topic, { ...(own && { connection: own }), cause });
  if (topic === 'call.transferred' && own) leave(call, own, news, cause);
  for (const other of others) {
    other.gone = true;
    other.goneTo = { call, at: news.at };
    other.confirmed = true;
    if (!other.ended) world.vanished.set(other, news.at);
    for (const connection of other.present) leave(other, connection, news, cause);
  }
}

function find(
  world: CallWorld,
  { peripheralID }: Joined,
  connectionCallID: number | null,
  connectionDeviceIDType: IDType,
  connectionDeviceID: string | undefined,
): Call | undefined {
  return identify(world.table, { peripheralID, connectionCallID, connectionDeviceIDType, connectionDeviceID });
}

/** The call that goes on. One of the two if it has the id; else the first takes it, or it is a call never heard of. */
function goingOn(
  world: CallWorld,
  about: {
    readonly peripheralID: number | null;
    readonly callID: number | null;
    readonly primary: Call | undefined;
    readonly secondary: Call | undefined;
  },
  news: News,
): Call | undefined {
  const { peripheralID, callID, primary, secondary } = about;
  if (typeof callID !== 'number') return primary ?? secondary;
  if (primary?.callID === callID) return primary;
  if (secondary?.callID === callID) return secondary;
  const name = { peripheralID, connectionCallID: callID, connectionDeviceIDType: null, connectionDeviceID: undefined };
  const known = identify(world.table, name);
  if (known && !known.ended) return known;
  const renamed = [primary, secondary].find((call) => call && !call.ended);
  if (!renamed) return world.create(name, {}, news);
  world.table.rename(renamed, callID);
  return renamed;
}

/** The party is in the call: since ever, from another call, or one that no event has named yet. */
function bring(
  world: CallWorld,
  call: Call,
  others: readonly Call[],
  type: IDType,
  id: string,
  topic: 'call.transferred' | 'call.conferenced',
  news: News,
): void {
  if (call.find(type, id)?.left === false) return;
  for (const other of others) {
    const connection = other.find(type, id);
    if (!connection || (connection.left && news.at - connection.since > LATE)) continue;
    world.table.move(connection, other, call);
    // The end of that call has come first.
    if (connection.left) connection.stay(news.at);
    if (topic === 'call.conferenced') connection.advance('LCS_CONNECT', news.at);
    return;
  }
  const connection = call.connection(type, id, news.at);
  if (connection.left) connection.comeBack(news.at);
  // Who is in a conference talks; whom a call is transferred to may not have answered yet.
  if (topic === 'call.conferenced') connection.advance('LCS_CONNECT', news.at);
}

function takeOver(world: CallWorld, call: Call, from: Call, payload: Joined): void {
  const device = deviceOf(payload);
  for (const connection of from.present) {
    const own = connection.id === payload.primaryDeviceID || (device !== undefined && connection.deviceID === device);
    if (!own) world.table.move(connection, from, call);
  }
}

function deviceOf(payload: Joined): string | undefined {
  return 'controllerDeviceID' in payload
    ? payload.controllerDeviceID
    : (payload as Payload<'CALL_TRANSFERRED_EVENT'>).transferringDeviceID;
}

/** The same once more, or for another monitor, has the same calls and as many parties. */
function joinOf({ primaryCallID, secondaryCallID, primaryDeviceID, secondaryDeviceID, numParties }: Joined): string {
  return `${primaryCallID} ${secondaryCallID} ${primaryDeviceID} ${secondaryDeviceID} ${numParties}`;
}

/** CALL_DATA_UPDATE_EVENT: new data, and maybe another id under which the party's call goes on. */
export function dataUpdate(
  world: CallWorld,
  payload: Payload<'CALL_DATA_UPDATE_EVENT'>,
  rule: EccRule,
  news: News,
): void {
  const from = identify(world.table, payload);
  const call = payload.newConnectionCallID === null ? from : renamed(world, from, payload, news);
  const known = call ?? world.create(payload, payload, news);
  known.confirmed = true;
  world.contacts.learn(known, payload);
  const changed = takeData(known, payload, rule);
  known.settle(news.at);
  if (changed.length > 0) news.tell(known, 'call.data', { changed });
}

function renamed(
  world: CallWorld,
  from: Call | undefined,
  payload: Payload<'CALL_DATA_UPDATE_EVENT'>,
  news: News,
): Call | undefined {
  const { peripheralID, newConnectionCallID, newConnectionDeviceIDType: type, newConnectionDeviceID: id } = payload;
  if (newConnectionCallID === from?.callID) {
    rename(from?.find(payload.connectionDeviceIDType, payload.connectionDeviceID ?? ''), type, id);
    return from;
  }
  const to = identify(world.table, {
    peripheralID,
    connectionCallID: newConnectionCallID,
    connectionDeviceIDType: type,
    connectionDeviceID: id,
  });
  if (!from || to === from) return to;
  const connection = from.find(payload.connectionDeviceIDType, payload.connectionDeviceID ?? '');
  if (!to || to.ended) {
    if (from.ended) return from;
    world.table.rename(from, newConnectionCallID as number);
    rename(connection, type, id);
    return from;
  }
  world.contacts.join(from.contact, to.contact);
  if (connection && !connection.left && to.find(type, id ?? connection.id)?.left !== false) {
    world.table.move(connection, from, to);
    rename(connection, type, id);
    from.gone ||= from.present.length === 0;
    from.settle(news.at);
  }
  return to;
}

function rename(connection: Connection | undefined, type: IDType, id: string | undefined): void {
  if (!connection || id === undefined) return;
  connection.type = type;
  connection.id = id;
}
