/** Which of an agent's calls an action means. */
import { CtiError } from '../../codec';
import { CONNECTION_TYPE } from '../messages/about';
import type { Connection, ConnectionState } from '../switch/call';
import type { Desktop } from './desktop';

/** How a request names a connection of the agent's phone. */
export interface ConnectionNamed {
  readonly callID: number | null;
  readonly deviceID: string;
}

/** Calls in hand, at the ear or ringing; and calls on hold. */
export const RINGING: readonly ConnectionState[] = ['LCS_ALERTING'];
export const CONNECTED: readonly ConnectionState[] = ['LCS_CONNECT'];
export const ON_HOLD: readonly ConnectionState[] = ['LCS_HOLD'];
export const IN_HAND: readonly ConnectionState[] = ['LCS_CONNECT', 'LCS_INITIATE', 'LCS_ALERTING', 'LCS_FAIL'];

/**
 * The call that is named; or the only one in one of the states; or the only one. If there is none, a connection that
 * does not exist: whoever gets the request refuses it in the guide's words.
 * @throws CtiError CTI_INVALID_ACTION: several fit
 */
export function connectionFor(
  desktop: Desktop,
  call: number | undefined,
  states: readonly ConnectionState[],
): ConnectionNamed {
  const deviceID = desktop.phone;
  if (call !== undefined) return { callID: call, deviceID };
  const all = connectionsOf(desktop);
  const fitting = all.filter(({ state }) => states.includes(state));
  const [first, second] = fitting.length > 0 ? fitting : all;
  if (first && second) throw several(desktop, fitting.length > 0 ? fitting : all);
  return { callID: first?.call.callID ?? NO_CALL, deviceID };
}

/** No call has this id. */
const NO_CALL = 0;

/** The held call that belongs to the one in hand: the one that the agent consults about, or the only one. */
export function heldBeside(desktop: Desktop, active: ConnectionNamed): ConnectionNamed {
  const all = connectionsOf(desktop);
  const consultOf = all.find(({ call }) => call.callID === active.callID)?.call.consultOf?.latest;
  if (consultOf && all.includes(consultOf)) return { callID: consultOf.call.callID, deviceID: desktop.phone };
  const others = all.filter(({ call }) => call.callID !== active.callID);
  const held = others.filter(({ state }) => state === 'LCS_HOLD');
  if (held.length > 1) throw several(desktop, held);
  return { callID: (held[0] ?? others[0])?.call.callID ?? NO_CALL, deviceID: desktop.phone };
}

export function named({ callID, deviceID }: ConnectionNamed) {
  return {
    connectionCallID: callID,
    connectionDeviceIDType: CONNECTION_TYPE,
    connectionDeviceID: deviceID,
  } as const;
}

export function activeNamed({ callID, deviceID }: ConnectionNamed) {
  return {
    activeConnectionCallID: callID,
    activeConnectionDeviceIDType: CONNECTION_TYPE,
    activeConnectionDeviceID: deviceID,
  } as const;
}

export function heldNamed({ callID, deviceID }: ConnectionNamed) {
  return {
    heldConnectionCallID: callID,
    heldConnectionDeviceIDType: CONNECTION_TYPE,
    heldConnectionDeviceID: deviceID,
  } as const;
}

function connectionsOf({ agent }: Desktop): readonly Connection[] {
  return [...(agent.device?.connections ?? [])];
}

function several({ agent }: Desktop, connections: readonly Connection[]): CtiError {
  const calls = connections.map(({ call, state }) => `${call.callID} (${state})`).join(', ');
  const message = `call: agent ${agent.agentID} has several calls; say which: ${calls}`;
  return new CtiError('CTI_INVALID_ACTION', message, { field: 'call' });
}
