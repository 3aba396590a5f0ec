import type { Constant, MaskBit } from '../../protocol';
import type { Agent } from '../switch/agent';
import type { Device } from '../switch/device';
import type { Switch } from '../switch/switch';

export type Service = MaskBit<'CTIService'>;

/** What an OPEN_REQ was granted. */
export interface Client {
  readonly sessionID: number;
  readonly clientID: string;
  readonly signature: string;
  readonly version: number;
  /** Seconds without a message after which the session ends; null: never. */
  readonly idleTimeout: number | null;
  readonly services: ReadonlySet<Service>;
  readonly callMsgMask: ReadonlySet<MaskBit<'CallEventMessageMask'>>;
  readonly agentStateMask: ReadonlySet<MaskBit<'AgentStateMask'>>;
  readonly configMsgMask: ReadonlySet<MaskBit<'ConfigInformation'>>;
  /** Where it connects from. */
  readonly clientAddress: string;
  readonly clientPort: number;
  /** Of its own phone's and agent's events; 0 for All Events. */
  readonly monitorID: number;
  /** Client Events: the phone or the agent that the session is for. */
  readonly own: Own | undefined;
}

export interface Own {
  readonly peripheralID: number;
  readonly peripheralType: Constant<'PeripheralType'>;
  readonly extension: string | undefined;
  readonly agentID: string | undefined;
}

/** The phone of a Client Events session. One that names the agent only has none until the agent signs in. */
export function deviceOf(client: Pick<Client, 'own'>, world: Switch): Device | undefined {
  const { own } = client;
  if (own?.extension !== undefined) return world.phone(own.extension);
  return own?.agentID === undefined ? undefined : world.agents.get(own.agentID)?.device;
}

/** The agent of a Client Events session: the one it names, or who is signed in at its phone. */
export function agentOf(client: Pick<Client, 'own'>, world: Switch): Agent | undefined {
  const { own } = client;
  return own?.agentID === undefined ? deviceOf(client, world)?.agent : world.agents.get(own.agentID);
}
