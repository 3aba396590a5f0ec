import type { AgentConfiguration, InitialState, SimulatorConfiguration } from './configuration';

const AGENTS = 5000;
const QUEUE = 5001;

const agent = (agentID: number, name: string, group: number, initialState: InitialState): AgentConfiguration => ({
  agentID: String(agentID),
  icmAgentID: 4000 + agentID,
  name,
  peripheralID: AGENTS,
  extension: String(1000 + agentID),
  skillGroups: [group],
  deskSettings: 'Default',
  initialState,
});

/** The contact centre to start with when none is given: in each group one agent is ready, one away, one off duty. */
export const CONTACT_CENTRE: SimulatorConfiguration = {
  peripherals: [
    { peripheralID: AGENTS, name: 'Agents', type: 'PT_ENTERPRISE_AGENT', role: 'agents' },
    { peripheralID: QUEUE, name: 'VRU', type: 'PT_VRU', role: 'queue' },
  ],
  skillGroups: [
    { skillGroupNumber: 1, skillGroupID: 5101, name: 'Sales' },
    { skillGroupNumber: 2, skillGroupID: 5102, name: 'Support' },
  ],
  deskSettings: [
    {
      name: 'Default',
      wrapupIncoming: 'REQUIRED',
      wrapupOutgoing: 'OPTIONAL',
      workModeTimer: 15,
      idleReasonRequired: false,
      logoutReasonRequired: false,
    },
  ],
  agents: [
    agent(1001, 'Ada', 1, 'AGENT_STATE_AVAILABLE'),
    agent(1002, 'Boris', 1, 'AGENT_STATE_NOT_READY'),
    agent(1003, 'Chiara', 1, 'AGENT_STATE_LOGOUT'),
    agent(1004, 'Dmitri', 2, 'AGENT_STATE_AVAILABLE'),
    agent(1005, 'Elif', 2, 'AGENT_STATE_NOT_READY'),
    agent(1006, 'Farid', 2, 'AGENT_STATE_LOGOUT'),
  ],
  dialedNumbers: [
    { number: '8001', skillGroupNumber: 1, queuePeripheralID: QUEUE },
    { number: '8002', skillGroupNumber: 2, queuePeripheralID: QUEUE },
  ],
  eccVariables: [
    { name: 'user.account', maxLength: 40 },
    { name: 'user.segment', maxLength: 40 },
    { name: 'user.language', maxLength: 10 },
  ],
  eccArrays: [{ name: 'user.history', maxLength: 40, size: 5 }],
  outsideRingTime: 3,
};
