/** An agent asks for help: a call to a supervisor of the team. */
import type { Payload } from '../../protocol';
import { CONNECTION_TYPE } from '../messages/about';
import { emergencyMessage } from '../messages/emergency';
import { isControlFailure, Refusal } from '../refusal';
import type { Agent } from '../switch/agent';
import type { Connection } from '../switch/call';
import { CallData } from '../switch/call-data';
import type { Device } from '../switch/device';
import { consult, makeCall, type PlacedCall } from '../switch/outgoing';
import type { Switch } from '../switch/switch';
import { type Context, confirm, type Handler } from './handler';
import { locateConnection, locatePeripheral } from './locate';
import { locateAgent } from './locate-device';

type AssistRequest = Payload<'SUPERVISOR_ASSIST_REQ' | 'EMERGENCY_CALL_REQ'>;

export const supervisorAssist: Handler<'SUPERVISOR_ASSIST_REQ'> = (request, context) => {
  const asking = askingAgent('SUPERVISOR_ASSIST_REQ', request, context);
  const { call, proceed } = callSupervisor(asking, context.world);
  call.type = 'CALLTYPE_ASSIST';
  return confirm('SUPERVISOR_ASSIST_CONF', connectionOf(call, asking.device), proceed);
};

/** Everybody who watches is told of it, whether there is a supervisor or not. */
export const emergencyCall: Handler<'EMERGENCY_CALL_REQ'> = (request, context) => {
  const asking = byServer(() => askingAgent('EMERGENCY_CALL_REQ', request, context));
  const { agent, connection, device } = asking;
  context.office.trace(() => `ALARM emergency call of agent ${agent.agentID}`);
  context.world.statistics.count(agent, 'emergencyCalls');
  const tell = (callID: number | null) => tellEmergency(callID, asking, context);
  let placed: PlacedCall;
  try {
    placed = byServer(() => callSupervisor(asking, context.world));
  } catch (error) {
    tell(connection?.call.callID ?? null);
    throw error;
  }
  const { call, proceed } = placed;
  call.type = 'CALLTYPE_EMERGENCY';
  return confirm('EMERGENCY_CALL_CONF', connectionOf(call, device), () => {
    tell(connection?.call.callID ?? call.callID);
    proceed();
  });
};

/** This request is refused by CTI Server itself, whatever the reason. @throws Refusal */
function byServer<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Refusal) || !isControlFailure(error.code)) throw error;
    throw new Refusal('E_CTI_INVALID_OBJECT_STATE', error.message, { cause: error });
  }
}

interface Asking {
  readonly agent: Agent;
  readonly device: Device;
  /** Of the call that the help is for. */
  readonly connection: Connection | undefined;
}

function askingAgent(topic: string, request: AssistRequest, context: Context): Asking {
  const peripheral = locatePeripheral(request.peripheralID, context.world);
  const agent = locateAgent(topic, request, context);
  const { device } = agent;
  if (!device || agent.peripheral !== peripheral) {
    throw new Refusal('E_CTI_AGENT_NOT_LOGGED_ON', `agent ${agent.agentID} is not signed in there`);
  }
  if (agent.settings.supervisorCallsAllowed === false) {
    const message = `the desk settings of agent ${agent.agentID} allow no calls to a supervisor`;
    throw new Refusal('E_CTI_FUNCTION_NOT_AVAILABLE', message);
  }
  const { peripheralID, connectionCallID: callID, connectionDeviceID } = request;
  if (callID === null) return { agent, device, connection: undefined };
  const reference = { peripheralID, callID, deviceID: connectionDeviceID || device.number };
  return { agent, device, connection: locateConnection(reference, context, 'CF_NO_ACTIVE_CALL') };
}

/** Beside the call in hand, if the request names one. @throws Refusal */
function callSupervisor({ agent, device, connection }: Asking, world: Switch): PlacedCall {
  const { number } = supervisorFor(agent, world);
  if (connection) return consult(world, connection, number, connection.call.data.copy());
  return makeCall(world, device, number, new CallData({ ani: device.number }));
}

/** The primary supervisor, or the next who is there. @throws Refusal */
function supervisorFor(agent: Agent, world: Switch): Device {
  for (const team of world.teams.of(agent.agentID)) {
    for (const agentID of team.supervisors) {
      const device = world.agents.get(agentID)?.device;
      if (device?.idle && device !== agent.device) return device;
    }
  }
  throw new Refusal('E_CTI_SUPERVISOR_NOT_FOUND', `no supervisor of agent ${agent.agentID} is there`);
}

function connectionOf({ callID, lineType }: PlacedCall['call'], { number }: Device) {
  return {
    connectionCallID: callID,
    connectionDeviceIDType: CONNECTION_TYPE,
    connectionDeviceID: number,
    lineHandle: 0,
    lineType,
  } as const;
}

/** Bridges and recorders. */
function tellEmergency(callID: number | null, { agent, device }: Asking, { client, side }: Context): void {
  const outgoing = emergencyMessage({ callID, agent, device, client });
  for (const session of side.sessions) {
    const bridge = session.client?.services.has('CTI_SERVICE_ALL_EVENTS');
    if (bridge || side.recorders.sessions.has(session)) session.send(outgoing);
  }
}
