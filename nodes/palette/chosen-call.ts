/** The connections of a request, from the call that a dialog or a message chooses. */
import type { Calls, CallView, ConnectionView } from '../../lib/model';
import { CtiError } from '../../lib/session';
import { isCall, isPlainObject } from '../requests/our-payloads';
import { connectionKeys } from './action-fields';
import type { Action } from './actions';

/** What names a call: one as cti-call gives it, an event, an id. */
export interface Choice {
  readonly call?: CallView;
  /** Of a message: it may be used even where the model does not know the call. */
  readonly connection?: Connection;
  /** AgentID or number of the device that does something. */
  readonly party?: string;
}

interface Connection {
  readonly peripheralID?: unknown;
  readonly connectionCallID: unknown;
  readonly connectionDeviceIDType: unknown;
  readonly connectionDeviceID: unknown;
}

interface Found {
  readonly call: CallView;
  readonly at: ConnectionView;
}

/** Where calls are looked for. */
export interface Centre {
  readonly calls: Calls;
  /** The server's default; null: none is set. */
  readonly peripheralID: number | null;
}

/** Of a payload, what names the party. */
export const PARTY_KEYS: readonly string[] = ['agentID', 'agentInstrument'];
/** What names the call and is no field of the request. */
export const CALL_KEYS: readonly string[] = [...connectionKeys(''), ...PARTY_KEYS];

/**
 * @param given a call, an event's payload, an object with agentID or agentInstrument, or an id
 * @param party empty: the one that the message is about
 * @param about the connection that a message of cti-call is about
 * @throws CtiError CTI_NO_CALL
 */
export function choiceOf(centre: Centre, given: unknown, party: string, about: unknown): Choice {
  const named = party === '' ? {} : { party };
  if (isCall(given)) {
    const of = isPlainObject(about) && typeof about.deviceID === 'string' ? { party: about.deviceID } : {};
    return { call: centre.calls.get(given.id) ?? given, ...of, ...named };
  }
  if (isPlainObject(given)) {
    const { connectionCallID, connectionDeviceIDType, connectionDeviceID } = given;
    const of = { ...partyIn(given), ...named };
    if (typeof connectionCallID !== 'number') {
      if (of.party !== undefined) return of;
      throw noCall(
        'the message names none: neither a call of cti-call, nor connectionCallID, agentID or agentInstrument',
      );
    }
    if (party === '' && typeof connectionDeviceID === 'string' && connectionDeviceIDType !== undefined) {
      return { connection: { ...given, connectionCallID, connectionDeviceIDType, connectionDeviceID } };
    }
    return { call: callOf(centre, connectionCallID), ...of };
  }
  if (typeof given === 'string' ? given !== '' : typeof given === 'number') {
    return { call: callOf(centre, given), ...named };
  }
  if (party !== '') return { party };
  throw noCall('none is named, and no agent or device');
}

/** The agent or device that a payload names. */
export function partyIn({ agentID, agentInstrument }: Record<string, unknown>): { readonly party?: string } {
  const party = agentID ?? agentInstrument;
  return typeof party === 'string' || typeof party === 'number' ? { party: String(party) } : {};
}

/** By the model's id, or the ConnectionCallID. */
function callOf({ calls, peripheralID }: Centre, id: unknown): CallView {
  const byId = calls.get(String(id));
  if (byId) return byId;
  // Where no peripheral is set every call is looked at: the number says nothing about it.
  const named = peripheralID === null ? [...calls.all()] : calls.byConnectionCallID(peripheralID, Number(id));
  const live = named.filter((call) => call.state !== 'ended' && String(call.connectionCallID) === String(id));
  const [call, another] = live;
  if (!call) throw noCall(`no call goes on with the id ${String(id)}`);
  if (another) throw ambiguous(`${live.length} calls have the id ${String(id)}`);
  return call;
}

/**
 * The fields of the connections that the action needs, peripheralID included.
 * @throws CtiError CTI_NO_CALL, CTI_AMBIGUOUS_CALL
 */
export function connectionFields({ calls }: Centre, action: Action, choice: Choice): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  let { party } = choice;
  for (const [prefix, states] of Object.entries(action.connections ?? {})) {
    const [callID, type, id] = connectionKeys(prefix);
    const isFirst = Object.keys(fields).length === 0;
    if (isFirst && choice.connection) {
      fields.peripheralID = choice.connection.peripheralID;
      fields[callID] = choice.connection.connectionCallID;
      fields[type] = choice.connection.connectionDeviceIDType;
      fields[id] = choice.connection.connectionDeviceID;
      const known = viewOf(calls, choice.connection);
      party = known?.deviceID;
      if (action.namesDevice) fields[action.namesDevice] = party;
      if (action.namesAgent) fields.agentID = known?.agentID;
      continue;
    }
    const { call, at } = find(calls, isFirst ? choice.call : undefined, party, states);
    party = at.deviceID ?? party;
    fields.peripheralID = call.peripheralID;
    fields[callID] = call.connectionCallID;
    fields[type] = at.connectionDeviceIDType;
    fields[id] = at.connectionDeviceID;
    if (isFirst && action.namesDevice) fields[action.namesDevice] = at.deviceID;
    if (isFirst && action.namesAgent) fields.agentID = at.agentID;
  }
  return fields;
}

/** Of an agent or device, the call in hand that one would do something with first. */
const IN_HAND: readonly unknown[] = [
  'LCS_ALERTING',
  'LCS_CONNECT',
  'LCS_INITIATE',
  'LCS_QUEUED',
  'LCS_HOLD',
  'LCS_FAIL',
  'LCS_NONE',
];

/**
 * The choice with the call itself, where the model knows it: what comes next is about this call, whatever the party has
 * beside it.
 * @throws CtiError CTI_NO_CALL, CTI_AMBIGUOUS_CALL
 */
export function withCall(centre: Centre, choice: Choice): Choice {
  if (choice.call) return choice;
  if (!choice.connection) return { ...choice, call: find(centre.calls, undefined, choice.party, IN_HAND).call };
  const call = callAt(centre.calls, choice.connection);
  return call ? { ...choice, call } : choice;
}

function callAt(calls: Calls, { connectionCallID, connectionDeviceID }: Connection): CallView | undefined {
  for (const call of calls.all()) {
    if (call.connectionCallID !== connectionCallID) continue;
    if (call.connections.some((one) => one.connectionDeviceID === connectionDeviceID)) return call;
  }
  return undefined;
}

/** As the model knows it; undefined: it does not. */
function viewOf(calls: Calls, connection: Connection): ConnectionView | undefined {
  return callAt(calls, connection)?.connections.find(
    ({ connectionDeviceID }) => connectionDeviceID === connection.connectionDeviceID,
  );
}

function find(calls: Calls, call: CallView | undefined, party: string | undefined, states: readonly unknown[]): Found {
  const among = call ? [call] : ofParty(calls, party);
  const all = among.flatMap((each) => each.connections.map((at) => ({ call: each, at })));
  const theirs = all.filter(({ at }) => party === undefined || at.agentID === party || at.deviceID === party);
  const who = party === undefined ? 'the call' : party;
  for (const state of states) {
    let fits = theirs.filter(({ at }) => at.localConnectionState === state);
    // Of two parties in the same state the agent is meant: the other one is the caller.
    if (fits.length > 1 && party === undefined) fits = fits.filter(({ at }) => at.agentID !== undefined);
    const [found, another] = fits;
    if (found && another) throw ambiguous(`${who} has ${fits.length} connections in ${String(state)}`);
    if (found) return found;
  }
  const are = theirs.map((one) => `${one.call.connectionCallID} ${one.at.localConnectionState}`).join(', ') || 'none';
  throw noCall(`${who} has no connection in ${states.join(' or ')}; there are: ${are}`);
}

/** Nobody has said which call, only whose, and there is none. */
export function isAgentOnly({ calls }: Centre, choice: Choice): choice is { readonly party: string } {
  return !choice.call && !choice.connection && choice.party !== undefined && ofParty(calls, choice.party).length === 0;
}

function ofParty(calls: Calls, party: string | undefined): readonly CallView[] {
  if (party === undefined) return [];
  const found = new Map([...calls.byAgent(party), ...calls.byDevice(party)].map((call) => [call.id, call]));
  return [...found.values()].filter(({ state }) => state !== 'ended');
}

function noCall(message: string): CtiError {
  return new CtiError('CTI_NO_CALL', `call: ${message}`, { field: 'call' });
}

function ambiguous(message: string): CtiError {
  return new CtiError('CTI_AMBIGUOUS_CALL', `call: ${message}; name the call by its id, or the agent or device`, {
    field: 'call',
  });
}
