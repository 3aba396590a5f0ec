/** What an agent cannot do, and why. */
import { Refusal } from '../refusal';
import type { Agent, AgentState } from './agent';

export function wrongState(agent: Agent, wanted: AgentState): Refusal {
  return new Refusal(
    'CF_INVALID_OBJECT_STATE',
    `agent ${agent.agentID} is in ${agent.state}; ${wanted} is not possible`,
  );
}

export function wrapupDataRequired({ agentID }: Agent, wanted: AgentState): Refusal {
  const message = `the desk settings of agent ${agentID} require callWrapupData before ${wanted}`;
  return new Refusal('CF_WRAPUP_DATA_REQUIRED', message);
}

export function reasonRequired(state: AgentState): Refusal {
  const message = `eventReasonCode: the desk settings require a reason for ${state}`;
  return new Refusal('CF_REASON_CODE_REQUIRED', message, { field: 'eventReasonCode' });
}
