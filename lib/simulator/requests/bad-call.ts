/** An agent or a supervisor marks a call with a bad line, for those who service it. */
import { isBridge, supervises } from '../events/entitlement';
import { Refusal } from '../refusal';
import { confirm, type Handler } from './handler';
import { checkControl, locatePeripheral } from './locate';

export const badCall: Handler<'BAD_CALL_REQ'> = (request, context) => {
  const { client, office, world } = context;
  const { peripheralID } = locatePeripheral(request.peripheralID, world);
  const { connectionCallID: callID, connectionDeviceID: deviceID, agentID } = request;
  const device = world.devices.get(deviceID ?? '');
  const call = callID === null ? undefined : world.find(peripheralID, callID);
  if (!device || !call?.connectionAt(device)) {
    const message = `${deviceID} has no part in call ${callID}`;
    throw new Refusal('CF_INVALID_CSTA_CONNECTION_IDENTIFIER', message, { field: 'connectionCallID' });
  }
  const { agent } = device;
  if (!agent || agent.agentID !== agentID) {
    const message = `agentID: ${agentID} is not the agent who is signed in at ${deviceID}`;
    throw new Refusal('CF_INVALID_AGENT_ID_SPECIFIED', message, { field: 'agentID' });
  }
  if (!isBridge(client) && !supervises(client, world, agent)) checkControl(device, context);
  office.trace(() => `BAD CALL LINE in call ${callID} of agent ${agentID} at ${deviceID}`);
  return confirm('BAD_CALL_CONF', {});
};
