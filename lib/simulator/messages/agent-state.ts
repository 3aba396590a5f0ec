import { message, type Outgoing } from '../message';
import type { Agent } from '../switch/agent';

/** The domain of voice calls. */
export const VOICE = 1;

/** Whose session the agent uses, if there is one. */
export interface AgentSession {
  readonly sessionID: number;
  readonly signature: string;
}

/** A state that has just begun: its duration is 0. */
export function agentStateMessage(agent: Agent, monitorID: number, session: AgentSession | undefined): Outgoing {
  const [first] = agent.groups;
  const group = agent.group ?? first;
  const number = agent.device?.number;
  return message('AGENT_STATE_EVENT', {
    ...aboutAgent(agent),
    monitorID,
    peripheralID: agent.peripheral.peripheralID,
    peripheralType: agent.peripheral.type,
    sessionID: session?.sessionID ?? 0,
    ctiClientSignature: session?.signature,
    skillGroupState: group ? agent.stateIn(group) : agent.state,
    stateDuration: 0,
    skillGroupNumber: group?.skillGroupNumber ?? null,
    skillGroupID: group?.skillGroupID ?? null,
    skillGroupPriority: 0,
    eventReasonCode: agent.reason,
    agentID: agent.agentID,
    agentExtension: number,
    agentInstrument: number,
    nextAgentState: agent.next,
    direction: agent.direction,
    fltSkillGroups: agent.groups.map((one) => ({
      fltSkillGroupNumber: one.skillGroupNumber,
      fltSkillGroupID: one.skillGroupID,
      fltSkillGroupPriority: 0,
      fltSkillGroupState: agent.stateIn(one),
    })),
  });
}

/** What an event and an answer say alike. */
export function aboutAgent(agent: Agent) {
  return {
    agentState: agent.state,
    mrdid: VOICE,
    numTasks: tasksOf(agent),
    agentMode: 'ROUTABLE',
    maxTaskLimit: 1,
    icmAgentID: agent.configuration.icmAgentID,
    agentAvailabilityStatus: agent.state === 'AGENT_STATE_AVAILABLE' ? 'ICM_AVAILABLE' : 'NOT_AVAILABLE',
    departmentID: 0,
  } as const;
}

/** A call on its way to the agent counts already. */
function tasksOf({ device, state }: Agent): number {
  return Math.max(device?.connections.size ?? 0, state === 'AGENT_STATE_RESERVED' ? 1 : 0);
}
