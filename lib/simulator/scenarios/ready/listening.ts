/** Who listens in: supervisors, and recorders of the network. */
import type { Scenario, Step } from '../scenario';
import { CALLER_LEAVES, documented, inferred, READY_AND_AWAY, state, TALKING } from './words';

const TEAM = {
  cast: { A: '1001', S: '1019', N: '8001' },
  given: { A: 'AGENT_STATE_AVAILABLE', S: 'AGENT_STATE_NOT_READY' },
} as const;

/** The supervisor's call. */
const OWN = { connectionCallID: '$M.connectionCallID' };

/** A call of the supervisor's own, from its beginning to its end. */
function ownCall(supervisoryAction: string, callType: string, eventCause: string): readonly Step[] {
  return [
    ...TALKING,
    { do: 'supervise', supervisor: '$S', agent: '$A', supervisoryAction },
    {
      expect: [
        { BEGIN_CALL_EVENT: { callType, connectionCallID: { not: '$K1.callID' } }, as: 'M' },
        'CALL_SERVICE_INITIATED_EVENT',
        'CALL_ORIGINATED_EVENT',
        { CALL_ESTABLISHED_EVENT: { connectionCallID: '$M.connectionCallID', eventCause } },
      ],
      in: 'S',
      note: inferred('BA: the monitoring is a call of its own; its events and causes'),
    },
    { expect: state('S', 'AGENT_STATE_TALKING'), in: 'S', note: documented('FS') },
    {
      expect: { BEGIN_CALL_EVENT: { connectionCallID: '$M.connectionCallID', callType } },
      in: 'A',
      note: inferred('BA: both applications are told that it has started; how'),
    },
    {
      never: [{ CALL_DELIVERED_EVENT: OWN }, { CALL_ESTABLISHED_EVENT: OWN }],
      in: 'A',
      note: inferred('nothing more shows at the agent'),
    },
    { do: 'supervise', supervisor: '$S', agent: '$A', supervisoryAction: 'SUPERVISOR_CLEAR' },
    {
      expect: ['CALL_CLEARED_EVENT', { END_CALL_EVENT: { connectionCallID: '$M.connectionCallID' } }],
      in: 'S',
      note: documented('BA: SUPERVISOR_CLEAR ends it; the events are inferred'),
    },
    {
      never: { END_CALL_EVENT: { connectionCallID: '$K1.callID' } },
      in: 'A',
      note: documented('BA: the call that was listened to goes on'),
    },
    CALLER_LEAVES,
  ];
}

const CONNECTION = {
  peripheralID: '$A.peripheralID',
  connectionCallID: '$K1.callID',
  connectionDeviceIDType: 'CONNECTION_ID_STATIC',
  connectionDeviceID: '$A.extension',
};

export const LISTENING: readonly Scenario[] = [
  {
    name: 'silent-monitor',
    title: "A supervisor listens to an agent's call",
    follows: ['ALI SUPERVISE_CALL_REQ', 'BA Silent monitoring'],
    ...TEAM,
    steps: ownCall('SUPERVISOR_MONITOR', 'CALLTYPE_SUPERVISOR_MONITOR', 'CEC_SILENT_MONITOR'),
  },
  {
    name: 'whisper',
    title: 'A supervisor talks to an agent during a call; the caller does not hear it',
    follows: ['ALI SUPERVISE_CALL_REQ'],
    ...TEAM,
    steps: ownCall('SUPERVISOR_WHISPER', 'CALLTYPE_SUPERVISOR_WHISPER', 'CEC_SUPERVISOR_WHISPER'),
  },
  {
    name: 'network-recording',
    title: 'An agent has a call recorded by the network',
    follows: [
      'ALI START_NETWORK_RECORDING_REQ',
      'ALI NETWORK_RECORDING_STARTED_EVENT',
      'ALI NETWORK_RECORDING_ENDED_EVENT',
    ],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      {
        do: 'request',
        agent: '$A',
        request: 'START_NETWORK_RECORDING_REQ',
        payload: CONNECTION,
        gives: { topic: 'START_NETWORK_RECORDING_CONF' },
        note: documented('ALI: receipt only'),
      },
      {
        expect: { NETWORK_RECORDING_STARTED_EVENT: { connectionCallID: '$K1.callID' } },
        note: documented('ALI NETWORK_RECORDING_STARTED_EVENT'),
      },
      {
        do: 'request',
        agent: '$A',
        request: 'START_NETWORK_RECORDING_REQ',
        payload: CONNECTION,
        refused: 'CF_INVALID_OBJECT_STATE',
        note: inferred('it is recorded already'),
      },
      {
        do: 'request',
        agent: '$A',
        request: 'STOP_NETWORK_RECORDING_REQ',
        payload: CONNECTION,
        gives: { topic: 'STOP_NETWORK_RECORDING_CONF' },
        note: documented('ALI: receipt only'),
      },
      {
        expect: { NETWORK_RECORDING_ENDED_EVENT: { connectionCallID: '$K1.callID' } },
        in: 'A',
        note: documented('ALI NETWORK_RECORDING_ENDED_EVENT'),
      },
      CALLER_LEAVES,
    ],
  },
];
