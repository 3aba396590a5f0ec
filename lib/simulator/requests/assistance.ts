/** An agent asks for help: a call to a supervisor of the team. */
import type { Payload } from '../../protocol';
import type { Subscriber } from '../events/subscriber';
import { CONNECTION_TYPE } from '../messages/about';
import { emergencyMessage } from '../messages/emergency';
import { isControlFailure, Refusal } from '../refusal';
import type { Agent } from '../switch/agent';
import type { Connection } from '../switch/call';
import { CallData } from '../switch/call-data';
import type { Device } from '../switch/device';
import { conferBlindly } from '../switch/joining';
import { consult, makeCall, type PlacedCall, type Purpose } from '../switch/outgoing';
import type { Switch } from '../switch/switch';
import { type Context, confirm, type Handler } from './handler';
import { locateConnection, locatePeripheral } from './locate';
import { locateAgent } from './locate-device';

type AssistRequest = Payload<'SUPERVISOR_ASSIST_REQ' | 'EMERGENCY_CALL_REQ'>;

interface Help extends Purpose {
  /** The desk setting that says how the supervisor is brought in. */
  readonly method: 'supervisorAssistCallMethod' | 'emergencyCallMethod';
}

const ASSIST: Help = {
  type: 'CALLTYPE_ASSIST',
  cause: 'CEC_SUPERVISOR_ASSIST',
  method: 'supervisorAssistCallMethod',
};
const EMERGENCY: Help = {
  type: 'CALLTYPE_EMERGENCY',
  cause: 'CEC_EMERGENCY_CALL',
  method: 'emergencyCallMethod',
};

export const supervisorAssist: Handler<'SUPERVISOR_ASSIST_REQ'> = (request, context) => {
  const asking = askingAgent('SUPERVISOR_ASSIST_REQ', request, context);
  const { call, proceed } = callSupervisor(asking, context.world, ASSIST);
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
    placed = byServer(() => callSupervisor(asking, context.world, EMERGENCY));
  } catch (error) {
    tell(connection?.call.callID ?? null);
    throw error;
  }
  const { call, proceed } = placed;
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
function callSupervisor({ agent, device, connection }: Asking, world: Switch, help: Help): PlacedCall {
  const number = numberOfHelp(agent, world);
  if (!connection) return makeCall(world, device, number, new CallData({ ani: device.number }), help);
  const placed = consult(world, connection, number, connection.call.data.copy(), help);
  if (agent.settings[help.method] !== 'blind conference') return placed;
  const { call, proceed } = placed;
  return {
    call,
    proceed: () => {
      proceed();
      const active = call.connectionAt(device);
      if (active) conferBlindly(world, active, connection);
    },
  };
}

/**
 * The phone of the primary supervisor. Who cannot be reached is stood in for by the team's dialled number, or
 * by the next supervisor of a team that has none.
 * @throws Refusal
 */
function numberOfHelp(agent: Agent, world: Switch): string {
  const routes = world.outages.routing;
  for (const { supervisors, dialedNumber } of world.teams.of(agent.agentID)) {
    const asked = dialedNumber === undefined ? supervisors : supervisors.slice(0, 1);
    for (const agentID of asked) {
      const device = world.agents.get(agentID)?.device;
      if (device?.idle && device !== agent.device) return device.number;
    }
    // Post-routing needs the central controller.
    if (dialedNumber !== undefined && routes) return dialedNumber;
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
function tellEmergency(callID: number | null, { agent, device }: Asking, { client, office, side }: Context): void {
  const outgoing = emergencyMessage({ callID, agent, device, client });
  const all: readonly Subscriber[] = [...side.sessions, ...office.witnesses];
  const bridges = all.filter((one) => one.client?.services.has('CTI_SERVICE_ALL_EVENTS'));
  for (const one of new Set([...bridges, ...side.recorders.sessions])) one.send(outgoing);
}
