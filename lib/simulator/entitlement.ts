/** Who gets which event, and who may touch what: by service, then by mask. */
import { MASKS, type MaskBit } from '../protocol';
import { agentOf, type Client, deviceOf } from './client';
import type { Agent } from './switch/agent';
import type { Call, Connection } from './switch/call';
import type { Device } from './switch/device';
import type { Switch } from './switch/switch';

/** How a session sees a call. */
export interface View {
  readonly monitorID: number;
  /** The connection by which the session knows the call: its own phone's, or the call's first. */
  readonly connection: Connection;
}

/** One view at most: an All Events client gets one copy of each event, not one per party. */
export function viewOf(client: Client, world: Switch, call: Call): View | undefined {
  if (!call.peripheral) return undefined;
  if (client.services.has('CTI_SERVICE_ALL_EVENTS')) {
    const [connection] = call.connections;
    return connection && { monitorID: 0, connection };
  }
  const device = deviceOf(client, world);
  const connection = device && call.connectionAt(device);
  return connection && { monitorID: client.monitorID, connection };
}

export function seesAgent(client: Client, world: Switch, agent: Agent): boolean {
  return client.services.has('CTI_SERVICE_ALL_EVENTS') || agentOf(client, world) === agent;
}

/** A Client Events client is confined to its own phone. */
export function mayControl(client: Client, world: Switch, device: Device | undefined): boolean {
  return client.services.has('CTI_SERVICE_ALL_EVENTS') || (device !== undefined && deviceOf(client, world) === device);
}

/** The bit of CALL_HELD_EVENT is CALL_HELD_MASK, and so on. */
export function wantsCallEvent(client: Client, topic: string): boolean {
  return client.callMsgMask.has(topic.replace(/_EVENT$/, '_MASK') as MaskBit<'CallEventMessageMask'>);
}

/** The bit of AGENT_STATE_HOLD is AGENT_HOLD_MASK, and so on. */
export function wantsAgentState(client: Client, state: string): boolean {
  const bit = state.replace(/^AGENT_STATE_(.*)$/, 'AGENT_$1_MASK');
  return bit in MASKS.AgentStateMask.values && client.agentStateMask.has(bit as MaskBit<'AgentStateMask'>);
}
