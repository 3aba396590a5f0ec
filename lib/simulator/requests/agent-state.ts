/** An agent's state: change it, ask for it. */
import type { Payload } from '../../protocol';
import { supervises } from '../events/entitlement';
import { aboutAgent } from '../messages/agent-state';
import { Refusal } from '../refusal';
import { missing } from '../sessions/check-request';
import { agentOf } from '../sessions/client';
import type { Agent, RemotePhone } from '../switch/agent';
import type { Device } from '../switch/device';
import { remotePhone } from '../switch/mobile-agent';
import type { Switch } from '../switch/switch';
import { type Context, confirm, type Handler } from './handler';
import { checkControl, locatePeripheral } from './locate';

/** The reason code of a state that a supervisor sets. */
const BY_SUPERVISOR = 999;

type SetState = Payload<'SET_AGENT_STATE_REQ'>;
type QueryState = Payload<'QUERY_AGENT_STATE_REQ'>;

export const setAgentState: Handler<'SET_AGENT_STATE_REQ'> = (request, context) => {
  locatePeripheral(request.peripheralID, context.world);
  return confirm('SET_AGENT_STATE_CONF', {}, changeOf(request, context));
};

function changeOf(request: SetState, context: Context): () => void {
  const { agentState } = request;
  const device = instrument(request, context.world);
  if (agentState === 'AGENT_STATE_LOGIN') return login(request, device, context);
  const agent = device.agent;
  if (!agent) {
    const message = `agentInstrument: nobody is signed in at ${device.number}`;
    throw new Refusal('CF_INVALID_OBJECT_STATE', message, { field: 'agentInstrument' });
  }
  if (request.agentID !== undefined && request.agentID !== agent.agentID) {
    const message = `agentID: not ${request.agentID} but ${agent.agentID} is signed in at ${device.number}`;
    throw new Refusal('E_CTI_INCONSISTENT_AGENT_DATA', message, { field: 'agentID' });
  }
  const bySupervisor = supervises(context.client, context.world, agent);
  if (!bySupervisor) checkControl(device, context);
  if (typeof agentState === 'number') {
    throw new Refusal('CF_VALUE_OUT_OF_RANGE', `agentState: ${agentState} is no agent state`, { field: 'agentState' });
  }
  const reason = request.eventReasonCode || (bySupervisor ? BY_SUPERVISOR : 0);
  return agent.ask(agentState, reason, request.forcedFlag === 'TRUE');
}

/** A remote agent's instrument has a phone number behind a semicolon. */
function instrument(request: SetState, world: Switch): Device {
  const number = (request.agentInstrument ?? '').split(';')[0] ?? '';
  const device = world.devices.get(number);
  if (device && !device.acdLine && device.peripheral.peripheralID === request.peripheralID) return device;
  const message = `agentInstrument: there is no phone ${number} on peripheral ${request.peripheralID}`;
  throw new Refusal('CF_INVALID_LOGON_DEVICE_SPECIFIED', message, { field: 'agentInstrument' });
}

function login(request: SetState, device: Device, context: Context): () => void {
  const { client, world } = context;
  if (request.agentID === undefined) throw missing('SET_AGENT_STATE_REQ', 'agentID');
  const agent = world.agents.get(request.agentID);
  const { password } = agent?.configuration ?? {};
  const authentic = password === undefined || request.ssoEnabled === 'ENABLED' || request.agentPassword === password;
  if (agent?.peripheral !== device.peripheral || !authentic) {
    throw new Refusal('CF_INVALID_AGENT_ID_OR_PASSWORD_SPECIFIED', 'agentID or agentPassword is wrong');
  }
  if (agentOf(client, world) !== agent) checkControl(device, context);
  if (!device.inService) {
    throw new Refusal('CF_RESOURCE_OUT_OF_SERVICE', `agentInstrument: phone ${device.number} is out of service`);
  }
  const remote = remotePhone(request.agentInstrument ?? '', request.agentWorkMode);
  if (request.forcedFlag === 'TRUE') return () => takeOver(agent, device, remote);
  if (agent.loggedIn) {
    const message = `agent ${agent.agentID} is signed in at ${agent.device?.number}`;
    throw new Refusal('CF_SPECIFIED_AGENT_ALREADY_SIGNED_ON', message);
  }
  if (device.agent) {
    const message = `agent ${device.agent.agentID} is signed in at ${device.number}`;
    throw new Refusal('CF_SPECIFIED_EXTENSION_ALREADY_IN_USE', message);
  }
  return () => agent.login(device, remote);
}

/** Whoever is signed in as this agent or at this phone has to go. */
function takeOver(agent: Agent, device: Device, remote: RemotePhone | undefined): void {
  if (agent.loggedIn) agent.forceOut();
  device.agent?.forceOut();
  agent.login(device, remote);
}

export const queryAgentState: Handler<'QUERY_AGENT_STATE_REQ'> = (request, { world }) => {
  locatePeripheral(request.peripheralID, world);
  const agent = agentAskedFor(request, world);
  const number = agent.device?.number;
  return confirm('QUERY_AGENT_STATE_CONF', {
    ...aboutAgent(agent),
    agentID: agent.agentID,
    agentExtension: number,
    agentInstrument: number,
    skillGroups: agent.groups.map((group) => ({
      skillGroupNumber: group.skillGroupNumber,
      skillGroupID: group.skillGroupID,
      skillGroupPriority: 0,
      skillGroupState: agent.stateIn(group),
    })),
  });
};

function agentAskedFor(request: QueryState, world: Switch): Agent {
  const { agentID, icmAgentID } = request;
  const number = request.agentExtension ?? request.agentInstrument;
  if (agentID === undefined && number !== undefined) {
    const agent = world.phone(number)?.agent;
    if (agent) return agent;
    throw new Refusal('E_CTI_AGENT_NOT_LOGGED_ON', `nobody is signed in at ${number}`);
  }
  if (agentID === undefined && icmAgentID === 0) {
    throw missing('QUERY_AGENT_STATE_REQ', 'one of agentExtension, agentID, agentInstrument and icmAgentID');
  }
  const agent = [...world.agents.values()].find((one) =>
    agentID === undefined ? one.configuration.icmAgentID === icmAgentID : one.agentID === agentID,
  );
  if (agent) return agent;
  throw new Refusal('CF_INVALID_AGENT_ID_SPECIFIED', `there is no agent ${agentID ?? icmAgentID}`);
}
