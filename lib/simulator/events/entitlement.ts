/** Who may see and touch what. Which events a session gets is told by its monitors. */
import { agentOf, type Client, deviceOf } from '../sessions/client';
import type { Agent } from '../switch/agent';
import type { Call, Connection } from '../switch/call';
import type { Device } from '../switch/device';
import type { Switch } from '../switch/switch';

/** How a session sees a call. */
export interface View {
  readonly monitorID: number;
  /** The connection by which the session knows the call: its own phone's, or the call's first. */
  readonly connection: Connection;
}

/** A client that is for no phone of its own: it says in each request which one it means. */
export function isBridge({ services }: Client): boolean {
  return services.has('CTI_SERVICE_ALL_EVENTS') || services.has('CTI_SERVICE_PERIPHERAL_MONITOR');
}

/** How a session may ask about a call, if it may. */
export function viewOf(client: Client, world: Switch, call: Call): View | undefined {
  if (!call.peripheral) return undefined;
  if (isBridge(client)) {
    const [connection] = call.connections;
    return connection && { monitorID: 0, connection };
  }
  const device = deviceOf(client, world);
  const connection = device && call.connectionAtPhone(device);
  return connection && { monitorID: client.monitorID, connection };
}

/** A Client Events client is confined to its own phone. */
export function mayControl(client: Client, world: Switch, device: Device | undefined): boolean {
  return isBridge(client) || (device !== undefined && deviceOf(client, world) === (device.acdLine ?? device));
}

/** Whether the client is a supervisor's, of a team that the agent is in. */
export function supervises(client: Client, world: Switch, agent: Agent): boolean {
  const supervisor = client.services.has('CTI_SERVICE_SUPERVISOR') ? agentOf(client, world) : undefined;
  return supervisor !== undefined && world.teams.supervises(supervisor.agentID, agent.agentID);
}
