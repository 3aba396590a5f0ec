/** The events about one party, and what each means for it. */
import type { CallTopic } from '../changes';
import { resume } from './beginning';
import type { Call } from './call';
import type { CallWorld } from './call-world';
import { type Connection, type DeviceType, digest, type IDType, type Passage, type Route } from './connection';
import type { Family } from './contact-names';
import { updateContext } from './context';
import { leave } from './ending';
import { type ConnectionName, identify } from './identify';
import type { News } from './news';

/** What such an event may carry; each of them has some of it. */
export interface ConnectionPayload extends ConnectionName, Family, Route {
  readonly localConnectionState?: string | number | null;
  readonly eventCause?: Call['eventCause'] | null;
  readonly callingDeviceType?: DeviceType;
  readonly callingDeviceID?: string | undefined;
  readonly cocConnectionCallID?: number | null | undefined;
  readonly cocCallConnectionDeviceIDType?: IDType | undefined;
  readonly cocCallConnectionDeviceID?: string | undefined;
}

/** Whose number the party's device has. */
type Role = 'calling' | 'alerting' | 'answering' | 'holding' | 'retrieving' | 'diverting';

interface Meaning {
  /** A topic that is told once for each time that the party is in the call. */
  readonly passage?: Passage;
  readonly topic: CallTopic;
  readonly role?: Role;
}

/** How long an event of a call may come behind its joining with another one, in ms. */
const LATE = 1000;

export const CONNECTION_EVENTS: { readonly [topic: string]: Meaning } = {
  CALL_SERVICE_INITIATED_EVENT: { passage: 'initiated', topic: 'call.initiated', role: 'calling' },
  CALL_ORIGINATED_EVENT: { passage: 'originated', topic: 'call.originated', role: 'calling' },
  CALL_REACHED_NETWORK_EVENT: { passage: 'reachedNetwork', topic: 'call.reachedNetwork' },
  CALL_DELIVERED_EVENT: { passage: 'ringing', topic: 'call.ringing', role: 'alerting' },
  CALL_ESTABLISHED_EVENT: { passage: 'answered', topic: 'call.answered', role: 'answering' },
  CALL_HELD_EVENT: { topic: 'call.held', role: 'holding' },
  CALL_RETRIEVED_EVENT: { topic: 'call.retrieved', role: 'retrieving' },
  CALL_FAILED_EVENT: { passage: 'failed', topic: 'call.failed' },
  CALL_DIVERTED_EVENT: { passage: 'diverted', topic: 'call.diverted', role: 'diverting' },
  CALL_CONNECTION_CLEARED_EVENT: { topic: 'call.partyLeft' },
};

export function connectionEvent(world: CallWorld, topic: string, payload: ConnectionPayload, news: News): void {
  const { topic: told, passage, role } = CONNECTION_EVENTS[topic] as Meaning;
  const leaving = told === 'call.partyLeft';
  const named = identify(world.table, payload) ?? (leaving ? undefined : world.create(payload, payload, news));
  if (!named) return;
  const call = callNow(named, payload, told, news.at);
  if (call.ended && !leaving && !call.presumed) return;
  call.confirmed = true;
  if (call.ended && !leaving) {
    resume(world, call, news);
  }
  const { at } = news;
  const cause = payload.eventCause ?? undefined;
  const connection = call.connection(payload.connectionDeviceIDType, payload.connectionDeviceID ?? '', at);
  call.setCause(cause, `${topic} ${connection.id}`, at);
  learnFamily(world, call, payload);
  const changed = topic === 'CALL_DELIVERED_EVENT' ? takeContext(call, payload) : NOTHING;
  if (leaving) {
    world.seeAgent(call, connection);
    leave(call, connection, news, cause);
    return;
  }
  const seized = told === 'call.ringing' && payload.localConnectionState === 'LCS_INITIATE';
  if (passage) connection.arrive(seized ? 'initiated' : passage, digestOf(topic, payload), at);
  learnDevices(world, call, connection, seized ? 'calling' : role, payload);
  if (news.rebuilds) call.unsure = false;
  const known = news.rebuilds && connection.repeated();
  const caller = news.rebuilds && told === 'call.answered' && isCaller(connection, payload);
  if (caller) connection.advance('LCS_CONNECT', at);
  const happened = seized ? startsOut(call, connection, at) : !caller && happen(call, connection, told, passage, at);
  const isNews = happened && !known;
  call.settle(at);
  if (connection.deviceID !== undefined) world.contacts.claim(call, connection.deviceID);
  world.claimAnnounced(call.contact);
  if (isNews && !seized) news.tell(call, told, { connection, cause, changed, named });
  else if (changed.length > 0) news.tell(call, 'call.data', { changed });
  if (told === 'call.diverted') leave(call, connection, news, cause);
}

/** Where the party is now: the call that the message names has just been joined with another one. */
function callNow(call: Call, name: ConnectionName, told: CallTopic, at: number): Call {
  const { goneTo } = call;
  const isArrival = told === 'call.ringing' || told === 'call.answered';
  if (!goneTo || !isArrival || at - goneTo.at > LATE) return call;
  const { connectionDeviceIDType: type, connectionDeviceID: id = '' } = name;
  return !call.find(type, id) && goneTo.call.find(type, id)?.left === false ? goneTo.call : call;
}

/** @returns whether it is news */
function happen(
  call: Call,
  connection: Connection,
  topic: CallTopic,
  passage: Passage | undefined,
  at: number,
): boolean {
  if (topic === 'call.held' || topic === 'call.retrieved') {
    const state = topic === 'call.held' ? 'LCS_HOLD' : 'LCS_CONNECT';
    // Nobody holds a caller who has not been answered, whether or not that was told.
    call.contact.answered = true;
    if (connection.left || connection.state === state) return false;
    connection.enter(state, at);
    if (state === 'LCS_HOLD') call.watch.held ??= at;
    return true;
  }
  if (topic === 'call.failed') connection.advance('LCS_FAIL', at);
  if (topic === 'call.initiated' || topic === 'call.originated') startsOut(call, connection, at);
  if (topic === 'call.ringing') ring(call, connection, at);
  if (topic === 'call.answered') answer(call, connection, at);
  return passage !== undefined && connection.pass(passage);
}

export function ring(call: Call, connection: Connection, at: number): void {
  connection.advance('LCS_ALERTING', at);
  call.watch.ringing ??= at;
}

/** Whoever has called is connected with it, though no event says so. */
export function answer(call: Call, connection: Connection, at: number): void {
  connection.advance('LCS_CONNECT', at);
  for (const other of call.connections) if (other.state === 'LCS_INITIATE') other.advance('LCS_CONNECT', at);
  call.answer(connection, at);
}

/** The party calls, and is connected if somebody has answered already. Nothing that a topic would tell. */
function startsOut(call: Call, connection: Connection, at: number): false {
  const answered = call.connections.some((other) => other !== connection && other.has('answered'));
  connection.advance(answered ? 'LCS_CONNECT' : 'LCS_INITIATE', at);
  return false;
}

/** Repeated for a caller whom nobody who is still there has answered: whoever calls answers nothing. */
function isCaller({ deviceID }: Connection, { callingDeviceID }: ConnectionPayload): boolean {
  return deviceID !== undefined && deviceID === callingDeviceID;
}

/** A call for advice belongs to the call that it was made from. */
function learnFamily(world: CallWorld, call: Call, payload: ConnectionPayload): void {
  if (payload.callReferenceID) world.contacts.learn(call, payload);
  world.learnAdvice(call, payload);
}

const NOTHING: readonly string[] = [];

/** The only event about a party that carries data of the call; what it does not carry stays. */
function takeContext(call: Call, payload: ConnectionPayload): readonly string[] {
  const { context, changed } = updateContext(call.context, payload, 'merge');
  call.context = context;
  return changed;
}

function learnDevices(
  world: CallWorld,
  call: Call,
  connection: Connection,
  role: Role | undefined,
  payload: ConnectionPayload,
): void {
  const devices = payload as unknown as { readonly [field: string]: never };
  if (role) world.seeDevice(call, connection, devices[`${role}DeviceType`], devices[`${role}DeviceID`]);
  call.callingDeviceID ??= payload.callingDeviceID || undefined;
  const { calledDeviceID, lastRedirectDeviceID, skillGroupNumber, skillGroupID, serviceNumber } = payload;
  if (calledDeviceID === undefined && skillGroupNumber === undefined) return;
  connection.route = {
    calledDeviceID: calledDeviceID ?? connection.route.calledDeviceID,
    lastRedirectDeviceID: lastRedirectDeviceID ?? connection.route.lastRedirectDeviceID,
    skillGroupNumber: skillGroupNumber ?? connection.route.skillGroupNumber,
    skillGroupID: skillGroupID ?? connection.route.skillGroupID,
    serviceNumber: serviceNumber ?? connection.route.serviceNumber,
  };
  if (skillGroupNumber !== undefined && skillGroupNumber !== null) world.table.seeSkillGroup(call, skillGroupNumber);
}

/** Without MonitorID: each monitor's copy is the same event. */
function digestOf(topic: string, payload: ConnectionPayload): number {
  const { eventCause, callingDeviceID, calledDeviceID, lastRedirectDeviceID } = payload;
  return digest(topic, eventCause, callingDeviceID, calledDeviceID, lastRedirectDeviceID);
}
