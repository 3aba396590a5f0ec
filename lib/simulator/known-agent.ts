import { CtiError } from '../codec';
import type { Agent } from './switch/agent';
import type { Switch } from './switch/switch';

/** @throws CtiError CTI_UNKNOWN_AGENT */
export function knownAgent(agentID: string, world: Switch): Agent {
  const agent = world.agents.get(agentID);
  if (agent) return agent;
  const message = `agentID: ${JSON.stringify(agentID)} is not configured; give an agent's agentID`;
  throw new CtiError('CTI_UNKNOWN_AGENT', message, { field: 'agentID' });
}
