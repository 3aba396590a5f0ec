/** What supervisors see and do, and cries for help. S supervises a team that A is in. */
import type { Scenario, Step } from '../scenario';
import { CALLER_LEAVES, documented, inferred, state, TALKING } from './words';

const TEAM = {
  cast: { A: '1001', S: '1019', N: '8001' },
  given: { A: 'AGENT_STATE_AVAILABLE', S: 'AGENT_STATE_NOT_READY' },
} as const;
const BARGED_IN: readonly Step[] = [
  ...TALKING,
  { do: 'supervise', supervisor: '$S', agent: '$A', supervisoryAction: 'SUPERVISOR_BARGE_IN' },
];

export const SUPERVISORS: readonly Scenario[] = [
  {
    name: 'team-monitoring',
    title: "A supervisor's desktop gets the team and then its agents' states",
    follows: [
      'ALI Supervisor Service',
      'ALI MONITOR_AGENT_TEAM_START_REQ',
      'ALI AGENT_TEAM_CONFIG_EVENT',
      'AO RequestAgentTeamList',
    ],
    cast: { A: '1001', S: '1019' },
    given: { A: 'AGENT_STATE_NOT_READY', S: 'AGENT_STATE_NOT_READY' },
    steps: [
      {
        expect: {
          AGENT_TEAM_CONFIG_EVENT: { configOperation: 'RESTORE_PERMANENT_CONFIGURATION', numberOfAgents: { not: 0 } },
        },
        in: 'supervisor:S',
        note: documented('ALI: the team when the session opens; the operation is inferred'),
      },
      {
        do: 'request',
        agent: '$S',
        request: 'LIST_AGENT_TEAM_REQ',
        payload: { supervisorID: '$S.icmAgentID' },
        gives: { topic: 'LIST_AGENT_TEAM_CONF' },
        note: documented('ALI LIST_AGENT_TEAM_REQ'),
      },
      { do: 'ready', agent: '$A' },
      {
        expect: state('A', 'AGENT_STATE_AVAILABLE'),
        in: 'supervisor:S',
        note: documented('ALI: states of each team member'),
      },
      { do: 'call', dialedNumber: '$A.extension', ani: '5551234', as: 'K1' },
      { never: 'BEGIN_CALL_EVENT', in: 'supervisor:S', note: inferred('a team monitor shows no calls') },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'supervisor-signs-agent-out',
    title: 'A supervisor makes an agent not ready, and signs the agent out',
    follows: ['FR 999', 'ALI SET_AGENT_STATE_REQ ForcedFlag'],
    cast: { A: '1001', S: '1019' },
    given: { A: 'AGENT_STATE_AVAILABLE', S: 'AGENT_STATE_NOT_READY' },
    steps: [
      {
        do: 'request',
        agent: '$S',
        request: 'SET_AGENT_STATE_REQ',
        payload: {
          peripheralID: '$A.peripheralID',
          agentState: 'AGENT_STATE_NOT_READY',
          agentID: '$A',
          agentPassword: '',
          agentInstrument: '$A.extension',
          eventReasonCode: 999,
        },
      },
      { expect: state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 999 }), in: 'A', note: documented('FR 999') },
      {
        do: 'request',
        agent: '$S',
        request: 'SET_AGENT_STATE_REQ',
        payload: {
          peripheralID: '$A.peripheralID',
          agentState: 'AGENT_STATE_LOGOUT',
          forcedFlag: 'TRUE',
          agentID: '$A',
          agentPassword: '',
          agentInstrument: '$A.extension',
          eventReasonCode: 999,
        },
      },
      {
        expect: state('A', 'AGENT_STATE_LOGOUT', { eventReasonCode: 999 }),
        in: 'supervisor:S',
        note: documented('FR 999'),
      },
    ],
  },
  {
    name: 'barge-in',
    title: "A supervisor takes part in an agent's call, and leaves again",
    follows: ['ALI SUPERVISE_CALL_REQ', 'AO Supervise, barge in'],
    ...TEAM,
    steps: [
      ...BARGED_IN,
      {
        expect: [
          { BEGIN_CALL_EVENT: { connectionCallID: '$K1.callID', callType: 'CALLTYPE_SUPERVISOR_BARGEIN' } },
          { CALL_DELIVERED_EVENT: { localConnectionState: 'LCS_ALERTING' } },
          'CALL_ESTABLISHED_EVENT',
          { CALL_CONFERENCED_EVENT: { numParties: 3, eventCause: 'CEC_SUPERVISOR_BARGE_IN' } },
        ],
        in: 'S',
        note: inferred("AO: like a conference in a single step, which is the agent's; the events"),
      },
      {
        expect: {
          CALL_CONFERENCED_EVENT: {
            controllerDeviceID: '$A.extension',
            addedPartyDeviceID: '$S.extension',
            numParties: 3,
          },
        },
        in: 'A',
        note: documented('AO: the agent is the controller'),
      },
      {
        expect: state('S', 'AGENT_STATE_TALKING', { direction: 'IN' }),
        note: documented('FS; the direction is inferred'),
      },
      { do: 'supervise', supervisor: '$S', agent: '$A', supervisoryAction: 'SUPERVISOR_CLEAR' },
      {
        expect: ['CALL_CONNECTION_CLEARED_EVENT', 'END_CALL_EVENT'],
        in: 'S',
        note: inferred('ALI: SUPERVISOR_CLEAR ends it; the events'),
      },
      { never: ['CALL_CLEARED_EVENT', 'END_CALL_EVENT'], in: 'A', note: documented('PS: the call goes on') },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'intercept',
    title: 'A supervisor takes the caller from an agent',
    follows: ['ALI SUPERVISE_CALL_REQ', 'AO Supervise, intercept'],
    ...TEAM,
    steps: [
      ...TALKING,
      {
        do: 'supervise',
        supervisor: '$S',
        agent: '$A',
        supervisoryAction: 'SUPERVISOR_INTERCEPT',
        refused: 'E_CTI_INVALID_OBJECT_STATE',
        note: documented('AO: only after a barge in; the code is inferred'),
      },
      { do: 'supervise', supervisor: '$S', agent: '$A', supervisoryAction: 'SUPERVISOR_BARGE_IN' },
      { do: 'supervise', supervisor: '$S', agent: '$A', supervisoryAction: 'SUPERVISOR_INTERCEPT' },
      {
        expect: {
          anyOrder: [
            [{ CALL_CONNECTION_CLEARED_EVENT: { connectionDeviceID: '$A.extension' } }, 'END_CALL_EVENT'],
            state('A', 'AGENT_STATE_WORK_READY'),
          ],
        },
        in: 'A',
        note: documented('AO: the agent is hung up; the events are inferred'),
      },
      { never: 'END_CALL_EVENT', in: 'S', note: documented('AO: supervisor and customer stay') },
      { do: 'clear', agent: '$S' },
      { expect: ['CALL_CLEARED_EVENT', 'END_CALL_EVENT'], in: 'S', note: documented('CO ClearConnection') },
    ],
  },
  {
    name: 'supervise-foreign-agent',
    title: 'A supervisor has no say over agents of other teams',
    follows: ['ALI SUPERVISE_CALL_REQ'],
    cast: { A: '1001', S: '1020', N: '8001' },
    given: { A: 'AGENT_STATE_AVAILABLE', S: 'AGENT_STATE_NOT_READY' },
    steps: [
      ...TALKING,
      {
        do: 'supervise',
        supervisor: '$S',
        agent: '$A',
        supervisoryAction: 'SUPERVISOR_BARGE_IN',
        refused: 'E_CTI_INVALID_AGENT_DATA',
        note: inferred('the code by its meaning'),
      },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'assist',
    title: 'An agent asks the supervisor for help during a call',
    follows: ['ALI SUPERVISOR_ASSIST_REQ'],
    ...TEAM,
    steps: [
      ...TALKING,
      { do: 'assist', agent: '$A', as: 'K2' },
      {
        expect: [
          'CALL_HELD_EVENT',
          { BEGIN_CALL_EVENT: { connectionCallID: '$K2.callID', callType: 'CALLTYPE_ASSIST' } },
        ],
        in: 'A',
        note: inferred('ALI: a call to the supervisor; as a consultative call'),
      },
      {
        expect: [{ BEGIN_CALL_EVENT: { callType: 'CALLTYPE_ASSIST' } }, 'CALL_DELIVERED_EVENT'],
        in: 'S',
        note: documented('ALI: the primary supervisor'),
      },
      { do: 'answer', agent: '$S' },
      { do: 'reconnect', agent: '$A' },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'assist-without-supervisor',
    title: 'An agent asks for help and no supervisor is there',
    follows: ['ALI SUPERVISOR_ASSIST_REQ', 'CS E_CTI_SUPERVISOR_NOT_FOUND'],
    cast: { A: '1001', S: '1019', N: '8001' },
    given: { A: 'AGENT_STATE_AVAILABLE', S: 'AGENT_STATE_LOGOUT' },
    steps: [
      ...TALKING,
      {
        do: 'assist',
        agent: '$A',
        refused: 'E_CTI_SUPERVISOR_NOT_FOUND',
        note: documented('ALI: FAILURE_CONF; the code is inferred'),
      },
      { never: 'CALL_HELD_EVENT', in: 'A', note: inferred('the call stays as it is') },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'emergency',
    title: 'An agent makes an emergency call: everybody who watches is told',
    follows: ['ALI EMERGENCY_CALL_REQ', 'ALI EMERGENCY_CALL_EVENT'],
    ...TEAM,
    steps: [
      ...TALKING,
      { do: 'emergency', agent: '$A', as: 'K2' },
      {
        expect: { EMERGENCY_CALL_EVENT: { agentInstrument: '$A.extension' } },
        note: documented('ALI: to all bridge clients'),
      },
      {
        expect: { BEGIN_CALL_EVENT: { connectionCallID: '$K2.callID', callType: 'CALLTYPE_EMERGENCY' } },
        in: 'S',
        note: documented('ALI: a call to the supervisor'),
      },
      { do: 'answer', agent: '$S' },
      { do: 'reconnect', agent: '$A' },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'emergency-without-supervisor',
    title: 'An emergency call is told even if no supervisor is there',
    follows: ['ALI EMERGENCY_CALL_EVENT'],
    cast: { A: '1001', S: '1019', N: '8001' },
    given: { A: 'AGENT_STATE_AVAILABLE', S: 'AGENT_STATE_LOGOUT' },
    steps: [
      ...TALKING,
      {
        do: 'emergency',
        agent: '$A',
        refused: 'E_CTI_SUPERVISOR_NOT_FOUND',
        note: inferred('the code by its meaning'),
      },
      {
        expect: { EMERGENCY_CALL_EVENT: { agentInstrument: '$A.extension' } },
        note: documented('ALI: even when no supervisor is found'),
      },
      CALLER_LEAVES,
    ],
  },
];
