/** The names of the changes of agents. */
import type { Constant } from '../../protocol';
import type { AgentState, AgentView } from './agent-view';

/** A state's own topic. */
const OF_STATE = {
  AGENT_STATE_LOGIN: 'agent.login',
  AGENT_STATE_LOGOUT: 'agent.logout',
  AGENT_STATE_NOT_READY: 'agent.notReady',
  AGENT_STATE_AVAILABLE: 'agent.ready',
  AGENT_STATE_TALKING: 'agent.talking',
  AGENT_STATE_WORK_NOT_READY: 'agent.workNotReady',
  AGENT_STATE_WORK_READY: 'agent.workReady',
  AGENT_STATE_BUSY_OTHER: 'agent.busyOther',
  AGENT_STATE_RESERVED: 'agent.reserved',
  AGENT_STATE_UNKNOWN: 'agent.unknown',
  AGENT_STATE_HOLD: 'agent.hold',
  AGENT_STATE_ACTIVE: 'agent.active',
  AGENT_STATE_PAUSED: 'agent.paused',
  AGENT_STATE_INTERRUPTED: 'agent.interrupted',
  AGENT_STATE_NOT_ACTIVE: 'agent.notActive',
} as const satisfies { readonly [S in Constant<'AgentState'>]: `agent.${string}` };

/** What may change while the state stays, and what of the view shows it. */
export const ASPECTS = {
  'agent.reason': ['eventReasonCode'],
  'agent.device': ['agentExtension', 'agentInstrument', 'activeTerminal', 'sessionID', 'ctiClientSignature'],
  'agent.next': ['nextAgentState'],
  'agent.skillGroup': ['skillGroups'],
  'agent.domain': ['domains'],
  'agent.team': ['team', 'supervises'],
} as const satisfies { readonly [topic: `agent.${string}`]: readonly (keyof AgentView)[] };

export type AgentTopic = (typeof OF_STATE)[keyof typeof OF_STATE] | keyof typeof ASPECTS;
export const AGENT_TOPICS = [...Object.values(OF_STATE), ...Object.keys(ASPECTS)] as readonly AgentTopic[];

/** A state that the guide does not name is told as an unknown one; the view has its number. */
export function topicOf(state: AgentState): AgentTopic {
  return typeof state === 'string' ? OF_STATE[state] : 'agent.unknown';
}
