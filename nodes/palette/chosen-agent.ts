/** The device of an agent, and the agent at a device, where the request wants what was not named. */
import type { Agents } from '../../lib/model';
import { CtiError } from '../../lib/session';

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

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
