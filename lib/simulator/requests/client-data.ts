/** What a client says of the data that it works with: of variables, of dialer ports, of agent services. */
import type { Payload } from '../../protocol';
import { bits } from '../events/masks';
import { Refusal } from '../refusal';
import { RegisteredVariables } from '../sessions/registered-variables';
import { eccArray, eccVariable } from '../switch/call-data';
import { type Context, confirm, type Handler } from './handler';
import { knownPeripheral } from './locate';

export const registerVariables: Handler<'REGISTER_VARIABLES_REQ'> = (request, { client, session, world }) => {
  const { callVariableMask, namedVariables = {}, namedArrays = {} } = request;
  const code = 'E_CTI_INVALID_CALL_VARIABLE_MASK';
  const callVariables = bits('CallVariableMask', callVariableMask, client.version, code);
  for (const name of Object.keys(namedVariables)) eccVariable(world.configuration, name);
  for (const name of Object.keys(namedArrays)) eccArray(world.configuration, name);
  const named = new Set([...Object.keys(namedVariables), ...Object.keys(namedArrays)]);
  return confirm('REGISTER_VARIABLES_CONF', {}, () => {
    session.variables = new RegisteredVariables(callVariables, named);
  });
};

/**
 * Attributes that calls from a port of the dialer begin with. Here CTI ports stand for those of the Dialer_Port_Map
 * table; no calls originate from them.
 */
export const setDeviceAttributes: Handler<'SET_DEVICE_ATTRIBUTES_REQ'> = (request, { world }) => {
  const { peripheralID } = knownPeripheral(request.peripheralID, world);
  const { extraDevices = [] } = world.configuration;
  const { callingDeviceID, callingDeviceType: type } = request;
  const port = extraDevices.find((one) => one.peripheralID === peripheralID && one.number === callingDeviceID);
  if (port?.kind !== 'cti port' || (type !== 'DEVID_CTI_PORT' && type !== 'DEVID_DEVICE_IDENTIFIER')) {
    const message = `callingDeviceID: ${callingDeviceID} of type ${type} is no port of a dialer on ${peripheralID}`;
    throw new Refusal('E_CTI_INVALID_DEVICE', message, { field: 'callingDeviceID' });
  }
  checkAttributes(request, peripheralID, world.configuration);
  return confirm('SET_DEVICE_ATTRIBUTES_CONF', {});
};

function checkAttributes(
  request: Payload<'SET_DEVICE_ATTRIBUTES_REQ'>,
  peripheralID: number,
  { services = [], skillGroups }: Context['world']['configuration'],
): void {
  const { serviceNumber, serviceID, skillGroupNumber, skillGroupID } = request;
  const is = (asked: number | null, there: number) => asked === null || asked === there;
  const service = services.some(
    (one) => one.peripheralID === peripheralID && is(serviceNumber, one.serviceNumber) && is(serviceID, one.serviceID),
  );
  if (!service && (serviceNumber !== null || serviceID !== null)) {
    const message = `serviceNumber: there is no service ${serviceNumber} with ID ${serviceID} on ${peripheralID}`;
    throw new Refusal('E_CTI_INVALID_SERVICE', message, { field: 'serviceNumber' });
  }
  const group = skillGroups.some(
    (one) => is(skillGroupNumber, one.skillGroupNumber) && is(skillGroupID, one.skillGroupID),
  );
  if (!group && (skillGroupNumber !== null || skillGroupID !== null)) {
    const message = `skillGroupNumber: there is no skill group ${skillGroupNumber} with ID ${skillGroupID}`;
    throw new Refusal('E_CTI_INVALID_SKILL_GROUP', message, { field: 'skillGroupNumber' });
  }
}

/** Application paths belong to media applications, of which this contact centre has none. */
export const setAppData: Handler<'SET_APP_DATA_REQ'> = ({ applicationPathID }) => {
  const message = `applicationPathID: there is no application path ${applicationPathID}`;
  throw new Refusal('E_CTI_ELEMENT_NOT_FOUND', message, { field: 'applicationPathID' });
};

/** The report goes to the historical data, which shows in the trace. The call may be over by now. */
export const setAgentServiceData: Handler<'SET_AGENT_SERVICE_DATA_REQ'> = (request, { office, world }) => {
  const { agentSkillTargetID, enabledServices = [], routerCallKeyDay, routerCallKeyCallID } = request;
  const agent = [...world.agents.values()].find((one) => one.configuration.icmAgentID === agentSkillTargetID);
  if (!agent) {
    const message = `agentSkillTargetID: there is no agent with skill target ID ${agentSkillTargetID}`;
    throw new Refusal('E_CTI_INVALID_AGENT_DATA', message, { field: 'agentSkillTargetID' });
  }
  const services = enabledServices.map(({ fltEnabledServices }) => fltEnabledServices);
  const key = `${routerCallKeyDay}/${routerCallKeyCallID}`;
  office.trace(() => `AGENT SERVICES of agent ${agent.agentID} in call ${key}: ${services.join(', ') || 'none'}`);
  return confirm('SET_AGENT_SERVICE_DATA_CONF', { status: 'E_CTI_NO_ERROR' });
};
