/** The same call seen by several clients, and by monitors of a device. */
import type { Scenario } from '../scenario';
import { CALLER_LEAVES, documented, READY_AND_AWAY, state, TALKING } from './words';

const AT_AGENT = [
  'BEGIN_CALL_EVENT',
  { CALL_DELIVERED_EVENT: { connectionCallID: '$K1.callID', localConnectionState: 'LCS_ALERTING' } },
  { CALL_ESTABLISHED_EVENT: { connectionCallID: '$K1.callID' } },
  'CALL_HELD_EVENT',
  'CALL_RETRIEVED_EVENT',
  { CALL_CLEARED_EVENT: { connectionCallID: '$K1.callID' } },
  { END_CALL_EVENT: { connectionCallID: '$K1.callID' } },
];
const STATES = [
  state('A', 'AGENT_STATE_RESERVED'),
  state('A', 'AGENT_STATE_TALKING'),
  state('A', 'AGENT_STATE_HOLD'),
  state('A', 'AGENT_STATE_TALKING'),
  state('A', 'AGENT_STATE_WORK_READY'),
];

export const VIEWS: readonly Scenario[] = [
  {
    name: 'three-views',
    title: "One call, seen by an all-events client, the agent's desktop and a monitor of the phone",
    follows: ['ALI All Events Service', 'ALI Client Events Service', 'ALI Peripheral Monitor Service'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { do: 'hold', agent: '$A' },
      { do: 'retrieve', agent: '$A' },
      CALLER_LEAVES,
      { expect: AT_AGENT, note: documented('ALI All Events Service: one copy of each event') },
      { expect: AT_AGENT, in: 'A', note: documented('ALI Client Events Service: calls of its own device') },
      { expect: AT_AGENT, in: 'monitor:A', note: documented('ALI Peripheral Monitor Service: a copy for the monitor') },
      { expect: STATES, note: documented('ALI AGENT_STATE_EVENT') },
      { expect: STATES, in: 'A', note: documented('ALI AGENT_STATE_EVENT') },
      { expect: STATES, in: 'monitor:A', note: documented('ALI AGENT_STATE_EVENT') },
      {
        never: ['BEGIN_CALL_EVENT', 'AGENT_STATE_EVENT', 'CALL_DELIVERED_EVENT'],
        in: 'B',
        note: documented('ALI Client Events Service: nothing of a colleague'),
      },
    ],
  },
  {
    name: 'device-monitor',
    title: 'A monitor of a phone shows every call there, with its MonitorID',
    follows: ['ALI Peripheral Monitor Service', 'ALI MONITOR_START_REQ'],
    cast: { A: '1001', B: '1002' },
    given: { A: 'AGENT_STATE_NOT_READY', B: 'AGENT_STATE_NOT_READY' },
    steps: [
      { do: 'makeCall', agent: '$B', to: '$A.extension', as: 'K1' },
      {
        expect: [
          { BEGIN_CALL_EVENT: { monitorID: { not: 0 } }, as: 'M' },
          { CALL_DELIVERED_EVENT: { monitorID: '$M.monitorID', connectionCallID: '$K1.callID' } },
        ],
        in: 'monitor:A',
        note: documented('ALI: the MonitorID tells which monitor'),
      },
      { do: 'answer', agent: '$A' },
      { expect: { CALL_ESTABLISHED_EVENT: { monitorID: '$M.monitorID' } }, in: 'monitor:A', note: documented('ALI') },
      { do: 'clear', agent: '$B' },
      {
        expect: ['CALL_CLEARED_EVENT', { END_CALL_EVENT: { monitorID: '$M.monitorID' } }],
        in: 'monitor:A',
        note: documented('ALI END_CALL_EVENT'),
      },
    ],
  },
  {
    name: 'monitor-starts-late',
    title: 'A monitor that starts during a call begins with the call',
    follows: ['ALI MONITOR_START_REQ', 'ALI BEGIN_CALL_EVENT'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { watch: 'monitor:A' },
      {
        expect: { BEGIN_CALL_EVENT: { connectionCallID: '$K1.callID' } },
        in: 'monitor:A',
        note: documented('ALI BEGIN_CALL_EVENT: always the first of a call'),
      },
      CALLER_LEAVES,
      { expect: 'END_CALL_EVENT', in: 'monitor:A', note: documented('ALI END_CALL_EVENT') },
    ],
  },
];
