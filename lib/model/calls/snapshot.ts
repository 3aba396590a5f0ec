/** What the server says now, compared with what is known: the differences are changes that no event told. */
import type { Payload } from '../../protocol';
import { joinAdvice } from './advice';
import { contradicts, isAnother, isHeardOfAgain, isOver, resume, takeData } from './beginning';
import type { Call } from './call';
import type { CallView, ConnectionState } from './call-view';
import type { CallWorld } from './call-world';
import type { Connection } from './connection';
import { directionOf } from './direction';
import { clear, leave, presumeEnded } from './ending';
import { identify } from './identify';
import type { News } from './news';
import { isTalkingParty, meet, type Shown, show, stateOf } from './shown-party';

export type CallAsked = Pick<
  Payload<'SNAPSHOT_CALL_REQ'>,
  'peripheralID' | 'connectionCallID' | 'connectionDeviceIDType' | 'connectionDeviceID'
>;
export type DeviceAsked = Pick<Payload<'SNAPSHOT_DEVICE_REQ'>, 'peripheralID' | 'agentInstrument'>;

/** How long a snapshot may come behind the end of the call that it shows, in ms: confirmations may take 15 s. */
const LATE = 30_000;

/** All of a call: its parties are those that are shown and nobody else. */
export function callSnapshot(
  world: CallWorld,
  payload: Payload<'SNAPSHOT_CALL_CONF'>,
  asked: CallAsked,
  news: News,
): void {
  if (typeof asked.connectionCallID !== 'number') return;
  const known = identify(world.table, asked);
  if (known && isLate(known, news.at) && !contradicts(known, payload)) return;
  const call = known && isStill(known, payload) ? known : world.create(asked, payload, news);
  // The known one's end was lost, and its id is in use again.
  if (known && known !== call && !known.ended) presumeEnded(world, known, news);
  call.confirmed = true;
  call.unsure = false;
  if (call.ended) resume(world, call, news);
  world.contacts.learn(call, payload);
  world.learnAdvice(call, { ...payload, peripheralID: asked.peripheralID });
  const clients = call.ctiClients;
  const changed = takeData(call, payload, 'replace');
  if (call.ctiClients !== clients) call.ctiClients = allOf(clients, call.ctiClients);
  if (!call.begun) {
    call.begun = true;
    news.tell(call, 'call.started');
  } else if (changed.length > 0) news.tell(call, 'call.data', { changed });
  showParties(world, call, partiesOf(payload), changed.includes('callType'), news);
  joinAdvice(world, call);
}

/** A snapshot lists the clients that are there now, events all that ever were. */
function allOf(known: CallView['ctiClients'], shown: CallView['ctiClients']): CallView['ctiClients'] {
  const nameOf = (one: (typeof known)[number]) => `${one.ctiClientTimestamp} ${one.ctiClientSignature}`;
  const names = new Set(known.map(nameOf));
  return [...known, ...shown.filter((one) => !names.has(nameOf(one)))];
}

function partiesOf({ callDevices = [] }: Payload<'SNAPSHOT_CALL_CONF'>): Shown[] {
  return callDevices.map((device) => ({
    type: device.callConnectionDeviceIDType ?? null,
    id: device.callConnectionDeviceID ?? '',
    deviceType: device.callDeviceType,
    deviceID: device.callDeviceID,
    state: stateOf(device.callDeviceConnectionState as ConnectionState | number | undefined),
  }));
}

/** A change of the call's type tells how parties came and went. */
function showParties(world: CallWorld, call: Call, shown: readonly Shown[], isOtherType: boolean, news: News): void {
  const joined = call.callType === 'CALLTYPE_CONFERENCE' || call.callType === 'CALLTYPE_TRANSFER_IN';
  if (joined) for (const party of shown) fetch(world, call, party, news);
  const grown = isOtherType || shown.some(({ type, id }) => !call.find(type, id)?.isDestination);
  const setting = {
    conversation: shown.filter(isTalkingParty).length > 1,
    conferenced: grown && call.callType === 'CALLTYPE_CONFERENCE',
  };
  if (setting.conversation) call.contact.answered = true;
  // Who has called shows only when everybody is there.
  for (const party of shown) meet(world, call, party, news.at);
  for (const party of shown) show(world, call, party, setting, news);
  const gone = call.present.filter((one) => !shown.some(({ type, id }) => type === one.type && id === one.id));
  const [only, ...others] = gone;
  if (isOtherType && call.callType === 'CALLTYPE_TRANSFER_IN' && only && others.length === 0) {
    news.tell(call, 'call.transferred', { connection: only });
  }
  for (const connection of gone) leave(call, connection, news);
  for (const connection of call.connections) connection.showGone();
  call.settle(news.at);
  if (shown.length === 0) clear(world, call, news);
}

/** Who was asked for advice is in the call now, and has answered before. */
function fetch(world: CallWorld, call: Call, { type, id, deviceID }: Shown, news: News): void {
  if (deviceID === undefined || call.find(type, id)?.left === false) return;
  for (const other of world.table.byDevice(deviceID)) {
    if (other === call || other.ended || other.peripheralID !== call.peripheralID) continue;
    // What has been a conference itself was for advice once.
    if (directionOf(other.callType) !== 'consult' || (other.confirmed && !news.occasion.complete)) continue;
    const connection = other.find(type, id);
    if (!connection || connection.left) continue;
    world.contacts.join(call.contact, other.contact);
    world.table.move(connection, other, call);
    other.gone = true;
    return;
  }
}

function isLate(call: Call, at: number): boolean {
  return isOver(call) && at - (call.watch.ended ?? 0) <= LATE;
}

function isStill(call: Call, payload: Payload<'SNAPSHOT_CALL_CONF'>): boolean {
  return call.ended ? isHeardOfAgain(call, payload) : !isAnother(call, payload);
}

/** All calls at a device. Those that are not known want a call snapshot of their own: see `unknownCalls`. */
export function deviceSnapshot(
  world: CallWorld,
  payload: Payload<'SNAPSHOT_DEVICE_CONF'>,
  { peripheralID, agentInstrument }: DeviceAsked,
  news: News,
): void {
  if (!agentInstrument) return;
  const shown = new Set<Connection>();
  for (const name of namesOf(payload, peripheralID)) {
    const call = identify(world.table, name);
    if (!call || isOver(call)) continue;
    call.confirmed = true;
    if (call.ended) resume(world, call, news);
    const party: Shown = {
      type: name.connectionDeviceIDType,
      id: name.connectionDeviceID,
      deviceID: agentInstrument,
      state: stateOf(name.state as ConnectionState | number | undefined),
    };
    show(world, call, party, { conversation: call.answered, conferenced: false }, news);
    call.settle(news.at);
    const connection = call.find(party.type, party.id);
    if (connection) shown.add(connection);
  }
  for (const call of [...world.table.byDevice(agentInstrument)]) {
    if (call.ended || call.peripheralID !== peripheralID) continue;
    for (const connection of call.present) {
      if (connection.deviceID === agentInstrument && !shown.has(connection)) leave(call, connection, news);
    }
  }
}

/** The connections that a device snapshot names. */
export function namesOf(payload: Payload<'SNAPSHOT_DEVICE_CONF'>, peripheralID: number | null) {
  return (payload.calls ?? []).flatMap((one) =>
    typeof one.callConnectionCallID === 'number'
      ? [
          {
            peripheralID,
            connectionCallID: one.callConnectionCallID,
            connectionDeviceIDType: one.callConnectionDeviceIDType ?? null,
            connectionDeviceID: one.callConnectionDeviceID ?? '',
            state: one.callState,
          },
        ]
      : [],
  );
}
