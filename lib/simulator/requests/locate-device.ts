/** From a device's or an agent's name in a request to what it means. */

import type { ExtraDevice } from '../configuration/configuration';
import { hasQueues } from '../configuration/roles';
import { isBridge, supervises } from '../events/entitlement';
import { Refusal } from '../refusal';
import { missing } from '../sessions/check-request';
import { agentOf } from '../sessions/client';
import type { Agent } from '../switch/agent';
import type { Party } from '../switch/call';
import type { Switch } from '../switch/switch';
import type { Context } from './handler';

type DeviceType = Party['type'] | number | null;

const TYPE_OF: { readonly [K in ExtraDevice['kind']]: Party['type'] } = {
  'route point': 'DEVID_ROUTE_POINT',
  queue: 'DEVID_QUEUE',
  'cti port': 'DEVID_CTI_PORT',
  'non-ACD line': 'DEVID_NON_ACD_DEVICE_IDENTIFIER',
};

/**
 * A phone, route point, queue or port of a peripheral.
 * @param type DEVID_DEVICE_IDENTIFIER stands for any
 * @throws Refusal
 */
export function locateDevice(peripheralID: number, type: DeviceType, number: string, world: Switch): Party {
  if (type === null) {
    const message = `monitoredDeviceType: of which type ${number} is has to be given`;
    throw new Refusal('E_CTI_INVALID_DEVICE_ID_TYPE', message, { field: 'monitoredDeviceType' });
  }
  const device = devicesOf(peripheralID, world).find(
    (one) => one.number === number && (one.type === type || type === 'DEVID_DEVICE_IDENTIFIER'),
  );
  if (device) return device;
  const message = `there is no device ${number} of type ${type} on peripheral ${peripheralID}`;
  throw new Refusal('E_CTI_INVALID_DEVICE', message, { field: 'monitoredDeviceID' });
}

function devicesOf(peripheralID: number, world: Switch): Party[] {
  const { dialedNumbers, extraDevices = [], skillGroups } = world.configuration;
  const peripheral = world.peripheral(peripheralID);
  const queues = peripheral && hasQueues(peripheral) ? skillGroups : [];
  return [
    ...[...world.devices.values()].filter((device) => device.peripheral.peripheralID === peripheralID),
    ...dialedNumbers
      .filter((one) => one.queuePeripheralID === peripheralID)
      .map(({ number }) => ({ number, type: 'DEVID_ROUTE_POINT' as const })),
    ...queues.map(({ name }) => ({ number: name, type: 'DEVID_QUEUE' as const })),
    ...extraDevices
      .filter((one) => one.peripheralID === peripheralID)
      .map(({ number, kind }) => ({ number, type: TYPE_OF[kind] })),
  ];
}

interface AgentReference {
  readonly agentID?: string | undefined;
  readonly agentExtension?: string | undefined;
  readonly agentInstrument?: string | undefined;
}

/**
 * The agent whom a request is about: a Client Events session's own, one of a supervisor's, or any for a bridge.
 * @throws Refusal
 */
export function locateAgent(topic: string, reference: AgentReference, { client, world }: Context): Agent {
  const { agentID, agentExtension, agentInstrument } = reference;
  const number = agentExtension ?? agentInstrument;
  const own = agentOf(client, world);
  if (agentID === undefined && number === undefined) {
    if (own) return own;
    throw missing(topic, 'one of agentExtension, agentID and agentInstrument');
  }
  const named = agentID === undefined ? undefined : world.agents.get(agentID);
  if (agentID !== undefined && !named) {
    throw new Refusal('E_CTI_INVALID_AGENT_DATA', `agentID: there is no agent ${agentID}`, { field: 'agentID' });
  }
  const there = number === undefined ? undefined : world.phone(number)?.agent;
  if (number !== undefined && !there) {
    throw new Refusal('E_CTI_AGENT_NOT_LOGGED_ON', `nobody is signed in at ${number}`);
  }
  if (named && there && named !== there) {
    throw new Refusal('E_CTI_INCONSISTENT_AGENT_DATA', `agent ${agentID} is not the one at ${number}`);
  }
  const agent = (named ?? there) as Agent;
  if (agent === own || isBridge(client) || supervises(client, world, agent)) return agent;
  throw new Refusal('E_CTI_INVALID_AGENT_DATA', `agent ${agent.agentID} is not this session's agent`);
}
