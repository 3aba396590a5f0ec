/** The device of an agent, and the agent at a device, where the request wants what was not named. */
import type { Agents } from '../../lib/model';
import { CtiError } from '../../lib/session';
import type { AgentFor } from './actions';
import { isGiven } from './other-names';

/**
 * @param keys of the fields that the request has
 * @param payload gets agentInstrument and peripheralID of the agent that it names, agentID of the device
 * @throws CtiError CTI_UNKNOWN_AGENT where the device has to be known and is not
 */
export function completeAgent(
  agents: Agents,
  keys: ReadonlySet<string>,
  required: boolean,
  payload: Record<string, unknown>,
): void {
  const { agentID, agentInstrument, peripheralID } = payload;
  const peripheral = typeof peripheralID === 'number' ? peripheralID : undefined;
  if (isGiven(agentID) && !isGiven(agentInstrument) && keys.has('agentInstrument')) {
    const agent = agents.get(String(agentID), peripheral);
    const device = agent?.agentInstrument ?? agent?.agentExtension;
    if (device === undefined) {
      if (!required) return;
      const message = `agentID: no device is known of agent ${String(agentID)}: nobody with this id is signed in, as far as the session was told; name the device (agentInstrument)`;
      throw new CtiError('CTI_UNKNOWN_AGENT', message, { field: 'agentID' });
    }
    payload.agentInstrument = device;
    payload.peripheralID ??= agent?.peripheralID;
  } else if (isGiven(agentInstrument) && !isGiven(agentID) && keys.has('agentID')) {
    const [agent, another] = agents.byDevice(String(agentInstrument), peripheral);
    if (agent && !another) payload.agentID = agent.agentID;
  }
}

/**
 * Puts what is known of an agent into the field that the request has, where an agent is named and the field is empty.
 * @throws CtiError CTI_UNKNOWN_AGENT
 */
export function completeFor(agents: Agents, { key, field, is }: AgentFor, payload: Record<string, unknown>): void {
  const { [key]: agentID, peripheralID } = payload;
  if (!isGiven(agentID) || isGiven(payload[field])) return;
  const agent = agents.get(String(agentID), typeof peripheralID === 'number' ? peripheralID : undefined);
  const value = is === 'device' ? (agent?.agentInstrument ?? agent?.agentExtension) : agent?.icmAgentID;
  if (value === undefined) {
    const why =
      is === 'device'
        ? 'nobody with this id is signed in, as far as the session was told'
        : 'the configuration has not been told to the session (service CTI_SERVICE_CONFIG_EVENTS), or has no such agent';
    const message = `${key}: ${field} of agent ${String(agentID)} is not known: ${why}; fill in ${field}`;
    throw new CtiError('CTI_UNKNOWN_AGENT', message, { field: key });
  }
  payload[field] = value;
}

/** @throws CtiError CTI_MISSING_FIELD */
export function checkNeeds(needs: readonly string[], payload: Record<string, unknown>): void {
  const missing = needs.find((key) => !isGiven(payload[key]));
  if (missing === undefined) return;
  const message = `${missing}: is missing; the action needs ${needs.join(' and ')}`;
  throw new CtiError('CTI_MISSING_FIELD', message, { field: missing });
}

/**
 * @param keys of the data that the action sets
 * @throws CtiError CTI_MISSING_FIELD where none of them is there
 */
export function checkData(keys: readonly string[], payload: Record<string, unknown>): void {
  // An empty text clears what was there, an empty list does nothing.
  const isSet = (value: unknown) => value !== undefined && !(isObject(value) && Object.keys(value).length === 0);
  if (keys.some((key) => isSet(payload[key]))) return;
  const message = `payload: there is nothing to set; one is needed of ${keys.join(', ')}`;
  throw new CtiError('CTI_MISSING_FIELD', message, { field: keys[0] ?? 'payload' });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
