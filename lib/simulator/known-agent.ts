import { CtiError } from '../codec';
import type { Agent } from './switch/agent';
import { REMOTE_TROUBLES, type RemoteTrouble } from './switch/mobile-agent';
import type { Switch } from './switch/switch';

/** @throws CtiError CTI_UNKNOWN_AGENT */
export function knownAgent(agentID: string, world: Switch): Agent {
  const agent = world.agents.get(agentID);
  if (agent) return agent;
  const message = `agentID: ${JSON.stringify(agentID)} is not configured; give an agent's agentID`;
  throw new CtiError('CTI_UNKNOWN_AGENT', message, { field: 'agentID' });
}

/** One who has signed in with a phone somewhere else. @throws CtiError CTI_UNKNOWN_AGENT, CTI_INVALID_OPTION */
export function mobileAgent(agentID: string, trouble: RemoteTrouble, world: Switch): Agent {
  if (!REMOTE_TROUBLES.includes(trouble)) {
    const message = `trouble: ${JSON.stringify(trouble)} is not one of ${REMOTE_TROUBLES.join(', ')}`;
    throw new CtiError('CTI_INVALID_OPTION', message, { field: 'trouble' });
  }
  const agent = knownAgent(agentID, world);
  if (agent.remote && (agent.remote.nailed || trouble !== 'disconnected')) return agent;
  const wanted = trouble === 'disconnected' ? 'RA_NAILED_CONNECTION' : 'RA_CALL_BY_CALL or RA_NAILED_CONNECTION';
  const message = `agentID: agent ${agentID} has not signed in with ${wanted}`;
  throw new CtiError('CTI_INVALID_OPTION', message, { field: 'agentID' });
}
