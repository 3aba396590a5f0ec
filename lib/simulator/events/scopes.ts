/** What a monitor is for: everything, one session's phone and agent, a device, a call, a team. */
import { agentOf, type Client, deviceOf } from '../sessions/client';
import type { Agent } from '../switch/agent';
import type { Call, Connection, Party } from '../switch/call';
import type { Switch } from '../switch/switch';

export interface Scope {
  /** The same for two monitors of the same thing. */
  readonly name: string;
  /** The one call that it is for. */
  readonly call?: Call;
  readonly kind: 'everything' | 'own' | 'device' | 'call' | 'team';
  /** The connection by which it knows the call: its own device's, or the call's first. */
  connectionOf(call: Call, world: Switch): Connection | undefined;
  seesAgent(agent: Agent, world: Switch): boolean;
}

/** One copy of each event, not one per party. */
export const everything: Scope = {
  name: 'everything',
  kind: 'everything',
  connectionOf: (call) => call.connections[0],
  seesAgent: () => true,
};

/** The phone and the agent of a Client Events session. */
export function ownOf(client: Pick<Client, 'own'>): Scope {
  return {
    name: 'own',
    kind: 'own',
    connectionOf: (call, world) => {
      const device = deviceOf(client, world);
      return device && call.connectionAtPhone(device);
    },
    seesAgent: (agent, world) => agentOf(client, world) === agent,
  };
}

/** Calls that are at a device or came by it, and the agent who is signed in there. */
export function deviceOnly(peripheralID: number, { number, type }: Party): Scope {
  return {
    name: `device ${number} on peripheral ${peripheralID}`,
    kind: 'device',
    connectionOf: (call, world) => {
      if (call.peripheral?.peripheralID !== peripheralID) return undefined;
      const own = call.connections.findLast(({ party, left }) => party.number === number && !left);
      const by = call.called.number === number || (type === 'DEVID_QUEUE' && queueOf(call, world) === number);
      return own ?? (by ? call.connections[0] : undefined);
    },
    seesAgent: (agent) => agent.peripheral.peripheralID === peripheralID && agent.device?.number === number,
  };
}

function queueOf(call: Call, world: Switch): string | undefined {
  return [...world.contacts].find((contact) => contact.queueCall === call)?.group.name;
}

/** One call, known by one of its connections. */
export function callOnly(connection: Connection): Scope {
  const { call } = connection;
  return {
    name: `call ${call.callID} at ${connection.deviceID} on peripheral ${call.peripheral?.peripheralID}`,
    kind: 'call',
    call,
    connectionOf: (one) => (one === call ? connection : undefined),
    seesAgent: () => false,
  };
}

/** The agents of a team; nothing of their calls. */
export function teamOnly(teamID: number): Scope {
  return {
    name: `team ${teamID}`,
    kind: 'team',
    connectionOf: () => undefined,
    seesAgent: (agent, world) => world.teams.isMember(teamID, agent.agentID),
  };
}
