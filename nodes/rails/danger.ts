/** Requests that take somebody's work away: they want the arm switch. */
import type { ContactCentreModel } from '../../lib/model';
import { ENUMS, type EnumName } from '../../lib/protocol';
import { type ControlRequest, touchedBy } from './touched';

/** The agent or device that the session belongs to, from the settings of cti-server; empty: none. */
export interface OwnAgent {
  readonly agentID?: string;
  readonly agentExtension?: string;
  readonly agentInstrument?: string;
}

/**
 * In words for people: what is dangerous about the request; undefined: nothing.
 * - SET_AGENT_STATE_REQ with ForcedFlag TRUE: a login takes the phone from who is there, or the agent from another phone.
 * - CLEAR_CALL_REQ: ends the call for every party.
 * - CLEAR_CONNECTION_REQ, but for the connection of the session's own device: any client may hang up any phone.
 * - SUPERVISE_CALL_REQ with SUPERVISOR_BARGE_IN or SUPERVISOR_INTERCEPT, which comes only after it and hangs the agent up.
 */
export function dangerOf(
  request: ControlRequest,
  own: OwnAgent,
  model: ContactCentreModel | undefined,
): string | undefined {
  const payload = request.payload as Readonly<Record<string, unknown>>;
  switch (request.topic) {
    case 'SET_AGENT_STATE_REQ':
      return is('ForcedFlag', payload.forcedFlag, 'TRUE') ? forcedChange(payload.agentState) : undefined;
    case 'CLEAR_CALL_REQ':
      return 'ending a call for all its parties';
    case 'CLEAR_CONNECTION_REQ':
      return isOwn(request, own, model) ? undefined : 'hanging up a phone that is not of this session';
    case 'SUPERVISE_CALL_REQ':
      if (is('SupervisoryAction', payload.supervisoryAction, 'SUPERVISOR_BARGE_IN')) return 'barging in on a call';
      if (is('SupervisoryAction', payload.supervisoryAction, 'SUPERVISOR_INTERCEPT')) return 'taking over a call';
      return undefined;
    default:
      return undefined;
  }
}

function forcedChange(state: unknown): string {
  if (is('AgentState', state, 'AGENT_STATE_LOGOUT')) return 'a forced logout';
  if (is('AgentState', state, 'AGENT_STATE_LOGIN')) return 'a forced login, which logs others out,';
  return 'a forced agent state';
}

function isOwn(request: ControlRequest, own: OwnAgent, model: ContactCentreModel | undefined): boolean {
  const ownDevices = [own.agentExtension, own.agentInstrument].filter((device) => device);
  const connection = touchedBy(request, model).find(({ field }) => field === 'connectionDeviceID');
  if (connection === undefined) return false;
  const { devices, agents } = connection;
  return devices.some((device) => ownDevices.includes(device)) || (!!own.agentID && agents.includes(own.agentID));
}

/** As the encoder reads it: a constant, its number, or the number as text. */
function is(name: EnumName, value: unknown, constant: string): boolean {
  if (value === constant) return true;
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  return isNumber && Number(value) === (ENUMS[name].values as Readonly<Record<string, number>>)[constant];
}
