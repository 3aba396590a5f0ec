import { message, type Outgoing } from '../message';
import type { Client } from '../sessions/client';
import type { Agent } from '../switch/agent';
import type { Device } from '../switch/device';
import { CONNECTION_TYPE } from './about';

interface Emergency {
  /** null: there is no call. */
  readonly callID: number | null;
  readonly agent: Agent;
  readonly device: Device;
  /** Who has asked for help. */
  readonly client: Client;
}

export function emergencyMessage({ callID, agent, device, client }: Emergency): Outgoing {
  return message('EMERGENCY_CALL_EVENT', {
    peripheralID: agent.peripheral.peripheralID,
    connectionCallID: callID,
    connectionDeviceIDType: CONNECTION_TYPE,
    connectionDeviceID: device.number,
    sessionID: client.sessionID,
    clientID: client.clientID,
    clientAddress: client.clientAddress,
    agentExtension: device.number,
    agentID: agent.agentID,
    agentInstrument: device.number,
  });
}
