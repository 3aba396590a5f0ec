/** What the server says now, compared with what is known: the differences are changes that no event told. */
import type { Payload } from '../../protocol';
import { resume, takeData } from './beginning';
import type { Call } from './call';
import type { ConnectionState } from './call-view';
import type { CallWorld } from './call-world';
import { type Connection, type DeviceType, type IDType, isPort } from './connection';
import { answer, ring } from './connection-events';
import { clear, leave } from './ending';
import { identify } from './identify';
import type { News } from './news';

type State = Payload<'SNAPSHOT_CALL_CONF'>['callDevices'] extends (infer D extends object)[] | undefined
  ? D extends { callDeviceConnectionState: infer S }
    ? S
    : never
  : never;

/** A party as a snapshot shows it. */
interface Shown {
  readonly type: IDType;
  readonly id: string;
  readonly deviceType?: DeviceType | undefined;
  readonly deviceID?: string | undefined;
  readonly state: ConnectionState;
}

export type CallAsked = Pick<
  Payload<'SNAPSHOT_CALL_REQ'>,
  'peripheralID' | 'connectionCallID' | 'connectionDeviceIDType' | 'connectionDeviceID'
>;
export type DeviceAsked = Pick<Payload<'SNAPSHOT_DEVICE_REQ'>, 'peripheralID' | 'agentInstrument'>;

/** All of a call: its parties are those that are shown and nobody else. */
export function callSnapshot(
  world: CallWorld,
  payload: Payload<'SNAPSHOT_CALL_CONF'>,
  asked: CallAsked,
  news: News,
): void {
  if (asked.connectionCallID === null || asked.connectionCallID === undefined) return;
  const known = identify(world.table, asked);
  const call = known && !(known.ended && (known.cleared || known.gone)) ? known : undefined;
  const shown = (payload.callDevices ?? []).map(
    (device): Shown => ({
      type: device.callConnectionDeviceIDType ?? null,
      id: device.callConnectionDeviceID ?? '',
      deviceType: device.callDeviceType,
      deviceID: device.callDeviceID,
      state: stateOf(device.callDeviceConnectionState),
    }),
  );
  // Answered before the call ended, come after it.
  if (known && !call) return;
  const found = call ?? world.create(asked, payload, news);
  found.confirmed = true;
  if (found.ended) resume(world, found, news);
  news.joined(world.contacts.learn(found, payload));
  learnConsult(world, found, payload, asked, news);
  const changed = takeData(found, payload, 'replace');
  const talking = shown.filter(({ state, deviceType }) => isTalking(state) && !isPort(deviceType ?? null)).length;
  if (!found.begun) {
    found.begun = true;
    news.tell(found, 'call.started');
  } else if (changed.length > 0) news.tell(found, 'call.data', { changed });
  for (const party of shown) show(world, found, party, talking > 1, news);
  for (const connection of found.present) {
    const there = shown.some(({ type, id }) => type === connection.type && id === connection.id);
    if (!there) leave(found, connection, news);
  }
  found.settle(news.at);
  if (shown.length === 0) clear(world, found, news);
}

function learnConsult(
  world: CallWorld,
  call: Call,
  payload: Payload<'SNAPSHOT_CALL_CONF'>,
  { peripheralID }: CallAsked,
  news: News,
): void {
  if (typeof payload.cocConnectionCallID !== 'number') return;
  const from = identify(world.table, {
    peripheralID,
    connectionCallID: payload.cocConnectionCallID,
    connectionDeviceIDType: payload.cocCallConnectionDeviceIDType ?? null,
    connectionDeviceID: payload.cocCallConnectionDeviceID,
  });
  if (from) news.joined(world.contacts.join(call.contact, from.contact));
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
    if (!call || (call.ended && !call.presumed)) continue;
    call.confirmed = true;
    if (call.ended) resume(world, call, news);
    const party: Shown = {
      type: name.connectionDeviceIDType,
      id: name.connectionDeviceID,
      deviceID: agentInstrument,
      state: stateOf(name.state),
    };
    show(world, call, party, call.answered, news);
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

function stateOf(state: State | undefined): ConnectionState {
  return typeof state === 'string' ? state : null;
}

/** @param conversation whether somebody is talking to somebody */
function show(world: CallWorld, call: Call, party: Shown, conversation: boolean, news: News): void {
  const { at } = news;
  const connection = call.connection(party.type, party.id, at);
  if (party.state === 'LCS_NULL') {
    leave(call, connection, news);
    return;
  }
  if (connection.left) connection.comeBack(at);
  world.seeDevice(call, connection, party.deviceType, party.deviceID);
  const before = connection.state;
  if (before === party.state) return;
  const calls = isCaller(call, connection);
  connection.enter(party.state, at);
  const rang = party.state === 'LCS_ALERTING' && connection.pass('ringing');
  const answered = isTalking(party.state) && !calls && conversation && connection.pass('answered');
  if (rang) ring(call, connection, at);
  if (answered) answer(call, connection, at);
  call.settle(at);
  if (rang) news.tell(call, 'call.ringing', { connection });
  if (answered) news.tell(call, 'call.answered', { connection });
  if (party.state === 'LCS_FAIL' && connection.pass('failed')) news.tell(call, 'call.failed', { connection });
  if (party.state === 'LCS_HOLD') {
    call.watch.held ??= at;
    news.tell(call, 'call.held', { connection });
  }
  if (before === 'LCS_HOLD' && party.state === 'LCS_CONNECT') news.tell(call, 'call.retrieved', { connection });
}

function isTalking(state: ConnectionState): boolean {
  return state === 'LCS_CONNECT' || state === 'LCS_HOLD';
}

/** Who has called is not answered: no event would have said so. */
function isCaller(call: Call, connection: Connection): boolean {
  if (connection.has('initiated') || connection.has('originated') || connection.state === 'LCS_INITIATE') return true;
  if (connection.deviceID !== undefined && connection.deviceID === call.callingDeviceID) return true;
  const outside = connection.deviceType === 'DEVID_EXTERNAL';
  if (call.direction === 'in') return outside;
  if (call.direction === 'out') return !outside;
  // Of two agents the one who is named first.
  return call.callingDeviceID === undefined && call.connections[0] === connection;
}
