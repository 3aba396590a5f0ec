/** One party as a snapshot shows it, against what is known of it. */
import type { Call } from './call';
import type { ConnectionState } from './call-view';
import type { CallWorld } from './call-world';
import { type Connection, type DeviceType, type IDType, isPort } from './connection';
import { answer, ring } from './connection-events';
import { leave } from './ending';
import type { News } from './news';

/** A party as a snapshot shows it. */
export interface Shown {
  readonly type: IDType;
  readonly id: string;
  readonly deviceType?: DeviceType | undefined;
  readonly deviceID?: string | undefined;
  readonly state: ConnectionState;
}

/** What else the snapshot says that matters for each party. */
export interface Setting {
  /** Somebody is talking to somebody. */
  readonly conversation: boolean;
  /** The call has become a conference, or got one party more. */
  readonly conferenced: boolean;
}

export function stateOf(state: ConnectionState | number | undefined): ConnectionState {
  return typeof state === 'string' ? state : null;
}

export function isTalkingParty({ state, deviceType = null }: Shown): boolean {
  return isTalking(state) && !isPort(deviceType);
}

/** The party is in the call; what the snapshot says of its state comes after that. */
export function meet(world: CallWorld, call: Call, party: Shown, at: number): Connection {
  const connection = call.connection(party.type, party.id, at);
  if (party.state === 'LCS_NULL') return connection;
  if (connection.left) connection.comeBack(at);
  world.seeDevice(call, connection, party.deviceType, party.deviceID);
  return connection;
}

export function show(world: CallWorld, call: Call, party: Shown, setting: Setting, news: News): void {
  const { at } = news;
  const { state } = party;
  const connection = meet(world, call, party, at);
  if (state === 'LCS_NULL') {
    leave(call, connection, news);
    return;
  }
  const before = connection.state;
  if (before === state || state === null) return;
  const called = !isCaller(call, connection);
  connection.enter(state, at);
  const rang = state === 'LCS_ALERTING' && connection.pass('ringing');
  const answered = isTalking(state) && called && setting.conversation && connection.pass('answered');
  if (rang) ring(call, connection, at);
  if (answered) answer(call, connection, at);
  if (state === 'LCS_HOLD') call.watch.held ??= at;
  followQueue(call, before, state, at);
  call.settle(at);
  if (rang) news.tell(call, 'call.ringing', { connection });
  if (answered) news.tell(call, 'call.answered', { connection });
  if (state === 'LCS_FAIL' && connection.pass('failed')) news.tell(call, 'call.failed', { connection });
  if (state === 'LCS_HOLD') news.tell(call, 'call.held', { connection });
  if (state === 'LCS_QUEUED') news.tell(call, 'call.queued');
  if (before === 'LCS_QUEUED') news.tell(call, 'call.dequeued');
  if (before === 'LCS_HOLD' && state === 'LCS_CONNECT') {
    news.tell(call, setting.conferenced ? 'call.conferenced' : 'call.retrieved', { connection });
  }
}

/** For which skill groups the call waits is not shown. */
function followQueue(call: Call, before: ConnectionState, state: ConnectionState, at: number): void {
  if (state === 'LCS_QUEUED') {
    call.queue ??= { serviceNumber: undefined, skillGroups: [] };
    call.watch.queued ??= at;
  } else if (before === 'LCS_QUEUED') call.queue = undefined;
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
  if (call.direction === 'out') return !outside && isFirstOut(call, connection);
  // Of a conference, as of a transferred call, nothing says which way it came: in doubt who is outside has called.
  if (call.direction === undefined && outside) return true;
  // Of two agents the one who is named first.
  return call.callingDeviceID === undefined && call.connections[0] === connection;
}

/** A call that goes out is one agent's, though others may be in it: the queue that was called gave it to them. */
function isFirstOut(call: Call, connection: Connection): boolean {
  const { connections, callingDeviceID, context } = call;
  const numbers = [callingDeviceID, context.ani];
  // A number that is shown to somebody outside may be nobody's here.
  const caller = connections.find(({ deviceID }) => deviceID !== undefined && numbers.includes(deviceID));
  return (caller ?? connections.find(isInside)) === connection;
}

function isInside({ deviceType }: Connection): boolean {
  return deviceType !== 'DEVID_EXTERNAL' && !isPort(deviceType);
}
