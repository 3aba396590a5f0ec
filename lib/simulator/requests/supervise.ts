import type { Payload } from '../../protocol';
import { isBridge, supervises } from '../events/entitlement';
import { CONNECTION_TYPE } from '../messages/about';
import { Refusal } from '../refusal';
import { missing } from '../sessions/check-request';
import { deviceOf } from '../sessions/client';
import type { Connection } from '../switch/call';
import type { Device } from '../switch/device';
import { release } from '../switch/ending';
import { route } from '../switch/routing';
import { bargeIn, intercept } from '../switch/supervision';
import { type Context, confirm, type Handler } from './handler';
import { knownPeripheral } from './locate';

type Request = Payload<'SUPERVISE_CALL_REQ'>;

/** Barge in and intercept, silent monitor and whisper, and the end of them. */
export const superviseCall: Handler<'SUPERVISE_CALL_REQ'> = (request, context) => {
  const { world } = context;
  knownPeripheral(request.peripheralID, world);
  const { supervisoryAction: action } = request;
  const supervisor = supervisorsDevice(request, context);
  switch (action) {
    case 'SUPERVISOR_BARGE_IN': {
      const connection = agentConnection(request, supervisor, context);
      return confirmed(connection, bargeIn(world, connection, supervisor));
    }
    case 'SUPERVISOR_INTERCEPT': {
      const connection = agentConnection(request, supervisor, context);
      return confirmed(connection, intercept(world, connection, supervisor));
    }
    case 'SUPERVISOR_CLEAR': {
      const connection = ownConnection(request, supervisor);
      return confirmed(connection, () => {
        release(world, connection, 'CEC_SUPERVISOR_CLEAR');
        route(world);
      });
    }
    case 'SUPERVISOR_MONITOR':
    case 'SUPERVISOR_WHISPER': {
      const connection = agentConnection(request, supervisor, context);
      return confirmed(connection, world.listening.begin(action, connection, supervisor).proceed);
    }
    default: {
      const text = `supervisoryAction: ${action} is none of the guide's`;
      throw new Refusal('E_CTI_INVALID_SUPERVISORY_ACTION', text, { field: 'supervisoryAction' });
    }
  }
};

function confirmed({ call, deviceID }: Connection, after: () => void) {
  const payload = {
    connectionCallID: call.callID,
    connectionDeviceIDType: CONNECTION_TYPE,
    connectionDeviceID: deviceID,
  } as const;
  return confirm('SUPERVISE_CALL_CONF', payload, after);
}

/** A bridge is nobody's: it names the supervisor's phone (guide: SupervisorInstrument). @throws Refusal */
function supervisorsDevice({ supervisorInstrument }: Request, { client, world }: Context): Device {
  if (isBridge(client) && !supervisorInstrument) throw missing('SUPERVISE_CALL_REQ', 'supervisorInstrument');
  const device = isBridge(client) ? world.devices.get(supervisorInstrument ?? '') : deviceOf(client, world);
  if (device && (device.agent || !isBridge(client))) return device;
  throw new Refusal('E_CTI_AGENT_NOT_LOGGED_ON', 'the supervisor is not signed in');
}

/** Of an agent of the supervisor's teams: the call that the request names, or the one in which the agent talks. */
function agentConnection(request: Request, supervisor: Device, { client, world }: Context): Connection {
  const number = request.agentConnectionDeviceID || request.agentExtension || request.agentInstrument;
  const device = number ? world.devices.get(number) : world.agents.get(request.agentID ?? '')?.device;
  const { agent } = device ?? {};
  const isTheirs =
    agent !== undefined &&
    (isBridge(client)
      ? supervisor.agent !== undefined && world.teams.supervises(supervisor.agent.agentID, agent.agentID)
      : supervises(client, world, agent));
  if (!device || !isTheirs) {
    throw new Refusal(
      'E_CTI_INVALID_AGENT_DATA',
      `${number ?? request.agentID} is no agent of this supervisor's teams`,
    );
  }
  const { agentConnectionCallID: callID } = request;
  const connection = [...device.connections].find((one) =>
    callID === null ? one.state === 'LCS_CONNECT' : one.call.callID === callID,
  );
  if (connection) return connection;
  throw new Refusal('E_CTI_NO_CALL_ACTIVE', `${device.number} is not in call ${callID ?? 'now'}`);
}

/** Of the supervisor: a call into which he came this way. */
function ownConnection({ supervisorConnectionCallID: callID }: Request, { number, connections }: Device): Connection {
  const connection = [...connections].find(
    ({ call }) => (callID === null || call.callID === callID) && call.type.startsWith('CALLTYPE_SUPERVISOR_'),
  );
  if (connection) return connection;
  throw new Refusal('E_CTI_NO_CALL_ACTIVE', `${number} supervises no call ${callID ?? 'now'}`);
}
