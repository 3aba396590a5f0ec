import type { AgentConfiguration, InitialState, SimulatorConfiguration } from './configuration';

const AGENTS = 5000;
const QUEUE = 5001;
const [SALES, SUPPORT, BILLING] = [1, 2, 3];

const agent = (
  agentID: number,
  name: string,
  skillGroups: readonly number[],
  initialState: InitialState,
): AgentConfiguration => ({
  agentID: String(agentID),
  icmAgentID: 4000 + agentID,
  name,
  peripheralID: AGENTS,
  extension: String(1000 + agentID),
  skillGroups,
  deskSettings: 'Default',
  initialState,
});

const names = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

/** The contact centre to start with when none is given: in each group one agent is ready, one away, others off duty. */
export const CONTACT_CENTRE: SimulatorConfiguration = {
  peripherals: [
    { peripheralID: AGENTS, name: 'Agents', type: 'PT_ENTERPRISE_AGENT', role: 'agents' },
    { peripheralID: QUEUE, name: 'VRU', type: 'PT_VRU', role: 'queue' },
  ],
  skillGroups: [
    { skillGroupNumber: SALES, skillGroupID: 5101, name: 'Sales' },
    { skillGroupNumber: SUPPORT, skillGroupID: 5102, name: 'Support' },
    { skillGroupNumber: BILLING, skillGroupID: 5103, name: 'Billing' },
  ],
  precisionQueues: [{ precisionQueueID: 5003, name: 'Billing', skillGroupNumber: BILLING }],
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
    agent(1001, 'Ada', [SALES], 'AGENT_STATE_AVAILABLE'),
    agent(1002, 'Boris', [SALES], 'AGENT_STATE_NOT_READY'),
    agent(1003, 'Chiara', [SALES], 'AGENT_STATE_LOGOUT'),
    agent(1004, 'Dmitri', [SUPPORT], 'AGENT_STATE_AVAILABLE'),
    agent(1005, 'Elif', [SUPPORT], 'AGENT_STATE_NOT_READY'),
    agent(1006, 'Farid', [SUPPORT], 'AGENT_STATE_LOGOUT'),
    agent(1007, 'Grace', [BILLING], 'AGENT_STATE_AVAILABLE'),
    agent(1008, 'Hugo', [BILLING], 'AGENT_STATE_NOT_READY'),
    { ...agent(1009, 'Ines', [BILLING], 'AGENT_STATE_LOGOUT'), enabledServices: ['AGENT_CALL_TRANSCRIPTION'] },
    agent(1010, 'Jonas', [SALES], 'AGENT_STATE_LOGOUT'),
    agent(1011, 'Keiko', [SALES, SUPPORT], 'AGENT_STATE_LOGOUT'),
    agent(1012, 'Luca', [SALES, BILLING], 'AGENT_STATE_LOGOUT'),
    agent(1013, 'Mira', [SUPPORT], 'AGENT_STATE_LOGOUT'),
    agent(1014, 'Nils', [SUPPORT], 'AGENT_STATE_LOGOUT'),
    agent(1015, 'Olga', [SUPPORT, BILLING], 'AGENT_STATE_LOGOUT'),
    agent(1016, 'Pablo', [BILLING], 'AGENT_STATE_LOGOUT'),
    agent(1017, 'Quinn', [SALES, SUPPORT, BILLING], 'AGENT_STATE_LOGOUT'),
    agent(1018, 'Rosa', [SALES, SUPPORT, BILLING], 'AGENT_STATE_LOGOUT'),
    agent(1019, 'Sofia', [SALES], 'AGENT_STATE_NOT_READY'),
    agent(1020, 'Tomas', [SUPPORT], 'AGENT_STATE_NOT_READY'),
  ],
  teams: [
    { teamID: 5301, name: 'North', supervisors: ['1019'], members: names(1001, 1009) },
    { teamID: 5302, name: 'South', supervisors: ['1020', '1019'], members: names(1010, 1018) },
  ],
  dialedNumbers: [
    { number: '8001', skillGroupNumber: SALES, queuePeripheralID: QUEUE, callTypeID: 5401 },
    { number: '8002', skillGroupNumber: SUPPORT, queuePeripheralID: QUEUE, callTypeID: 5402 },
    { number: '8003', skillGroupNumber: BILLING, queuePeripheralID: QUEUE, callTypeID: 5403 },
  ],
  callTypes: [
    { callTypeID: 5401, name: 'Sales' },
    { callTypeID: 5402, name: 'Support' },
    { callTypeID: 5403, name: 'Billing' },
  ],
  services: [
    { peripheralID: AGENTS, serviceNumber: 1, serviceID: 5501, name: 'Agents' },
    { peripheralID: QUEUE, serviceNumber: 1, serviceID: 5502, name: 'Queue' },
  ],
  mediaRoutingDomains: [{ mrdid: 1, name: 'Cisco_Voice' }],
  extraDevices: [
    { number: '7001', peripheralID: AGENTS, kind: 'route point' },
    { number: '7101', peripheralID: AGENTS, kind: 'cti port' },
    { number: '3001', peripheralID: AGENTS, kind: 'non-ACD line' },
    { number: '7201', peripheralID: QUEUE, kind: 'queue' },
  ],
  eccVariables: [
    { name: 'user.account', maxLength: 40 },
    { name: 'user.segment', maxLength: 40 },
    { name: 'user.language', maxLength: 10 },
    // Outbound Option's own.
    { name: 'BACampaign', maxLength: 32 },
    { name: 'BAStatus', maxLength: 2 },
    { name: 'BAResponse', maxLength: 64 },
    { name: 'BAAccountNumber', maxLength: 30 },
    { name: 'BADialedListID', maxLength: 15 },
    { name: 'BABuddyName', maxLength: 100 },
    { name: 'BACustomerNumber', maxLength: 20 },
  ],
  eccArrays: [{ name: 'user.history', maxLength: 40, size: 5 }],
  outsideRingTime: 3,
};
