/** Calls that agents place. */
import type { Scenario } from '../scenario';
import { documented, inferred, ONE_AWAY, READY_AND_AWAY, state, TALKING, TWO_AWAY } from './words';

const HANGS_UP = { do: 'clear', agent: '$A' } as const;

export const OUTGOING: readonly Scenario[] = [
  {
    name: 'internal-call',
    title: 'An agent calls a colleague, who answers',
    follows: ['AO MakeCall', 'EV', 'FE Internal call'],
    ...TWO_AWAY,
    steps: [
      { do: 'makeCall', agent: '$A', to: '$B.extension', as: 'K1' },
      {
        expect: [
          {
            BEGIN_CALL_EVENT: { connectionCallID: '$K1.callID', callType: 'CALLTYPE_AGENT_INSIDE' },
            note: documented('FE; the CallType is inferred'),
          },
          {
            CALL_SERVICE_INITIATED_EVENT: { localConnectionState: 'LCS_INITIATE', callingDeviceID: '$A.extension' },
            note: documented('EV'),
          },
          {
            CALL_ORIGINATED_EVENT: { localConnectionState: 'LCS_INITIATE', calledDeviceID: '$B.extension' },
            note: documented('EV'),
          },
          { CALL_DELIVERED_EVENT: { alertingDeviceID: '$B.extension' }, note: documented('EV') },
        ],
        in: 'A',
      },
      {
        expect: state('A', 'AGENT_STATE_TALKING'),
        in: 'A',
        note: documented('FS: talking as soon as the call is placed'),
      },
      {
        expect: ['BEGIN_CALL_EVENT', { CALL_DELIVERED_EVENT: { localConnectionState: 'LCS_ALERTING' } }],
        in: 'B',
        note: documented('FE: the called agent'),
      },
      {
        never: ['CALL_SERVICE_INITIATED_EVENT', 'CALL_ORIGINATED_EVENT'],
        in: 'B',
        note: documented('EV: for the originator only'),
      },
      { do: 'answer', agent: '$B' },
      {
        expect: { CALL_ESTABLISHED_EVENT: { answeringDeviceID: '$B.extension', localConnectionState: 'LCS_CONNECT' } },
        in: 'A',
        note: documented('EV'),
      },
      {
        expect: { anyOrder: ['CALL_ESTABLISHED_EVENT', state('B', 'AGENT_STATE_TALKING')] },
        in: 'B',
        note: documented('EV'),
      },
      HANGS_UP,
      { expect: ['CALL_CLEARED_EVENT', 'END_CALL_EVENT'], in: 'A', note: documented('CO ClearConnection') },
      { expect: ['CALL_CLEARED_EVENT', 'END_CALL_EVENT'], in: 'B', note: documented('CO ClearConnection') },
      {
        expect: { anyOrder: [state('A', 'AGENT_STATE_NOT_READY'), state('B', 'AGENT_STATE_NOT_READY')] },
        note: documented('FS: not ready again'),
      },
    ],
  },
  {
    name: 'outbound-call',
    title: 'An agent calls a number outside, which answers',
    follows: ['AO MakeCall', 'ALI CALL_REACHED_NETWORK_EVENT'],
    ...ONE_AWAY,
    steps: [
      { do: 'makeCall', agent: '$A', to: '0015559999', as: 'K1' },
      {
        expect: [
          { BEGIN_CALL_EVENT: { callType: 'CALLTYPE_OUT' } },
          'CALL_SERVICE_INITIATED_EVENT',
          'CALL_ORIGINATED_EVENT',
          'CALL_REACHED_NETWORK_EVENT',
          { CALL_DELIVERED_EVENT: { calledDeviceID: '0015559999' } },
        ],
        in: 'A',
        note: documented('AO MakeCall'),
      },
      {
        waitFor: { CALL_ESTABLISHED_EVENT: { answeringDeviceID: '0015559999' } },
        in: 'A',
        within: 10,
        note: documented('EV'),
      },
      HANGS_UP,
      { expect: ['CALL_CLEARED_EVENT', 'END_CALL_EVENT'], in: 'A', note: documented('CO ClearConnection') },
      { expect: state('A', 'AGENT_STATE_NOT_READY'), in: 'A', note: documented('FS') },
    ],
  },
  {
    name: 'call-from-ready',
    title: 'An agent who is ready places a call and is not ready from then on',
    follows: ['FR 50006'],
    cast: { A: '1001' },
    given: { A: 'AGENT_STATE_AVAILABLE' },
    steps: [
      { do: 'makeCall', agent: '$A', to: '0015559999' },
      {
        expect: [state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 50006 }), state('A', 'AGENT_STATE_TALKING')],
        in: 'A',
        note: documented('FR 50006; PS wants not ready before'),
      },
      HANGS_UP,
      { expect: state('A', 'AGENT_STATE_NOT_READY'), in: 'A', note: documented('FR 50006') },
    ],
  },
  {
    name: 'busy',
    title: "The colleague's phone is busy",
    follows: ['FE CALL_FAILED_EVENT', 'EV OnCallFailed'],
    ...TWO_AWAY,
    steps: [
      { do: 'makeCall', agent: '$B', to: '0015559999' },
      { do: 'makeCall', agent: '$A', to: '$B.extension', as: 'K1' },
      {
        expect: [
          'CALL_ORIGINATED_EVENT',
          {
            CALL_FAILED_EVENT: {
              connectionCallID: '$K1.callID',
              localConnectionState: 'LCS_FAIL',
              failingDeviceID: '$B.extension',
              eventCause: 'CEC_BUSY',
            },
          },
        ],
        in: 'A',
        note: documented('FE: busy'),
      },
      HANGS_UP,
      {
        expect: ['CALL_CONNECTION_CLEARED_EVENT', 'CALL_CLEARED_EVENT', 'END_CALL_EVENT'],
        in: 'A',
        note: documented('EV OnCallCleared'),
      },
      { do: 'clear', agent: '$B' },
    ],
  },
  {
    name: 'wrong-number',
    title: 'An agent dials a number that does not exist, and one that is none',
    follows: ['EV OnCallFailed', 'AO MakeCall'],
    ...ONE_AWAY,
    steps: [
      { do: 'makeCall', agent: '$A', to: '999' },
      {
        expect: {
          CALL_FAILED_EVENT: {
            localConnectionState: 'LCS_FAIL',
            eventCause: { oneOf: ['CEC_DEST_NOT_OBTAINABLE', 'CEC_INCOMPATIBLE_DESTINATION'] },
          },
        },
        in: 'A',
        note: inferred('EV has the event; the cause by its name'),
      },
      HANGS_UP,
      { expect: 'END_CALL_EVENT', in: 'A', note: documented('ALI END_CALL_EVENT') },
      {
        do: 'makeCall',
        agent: '$A',
        to: 'nobody',
        refused: 'CF_INVALID_CALLED_DEVICE',
        note: inferred('AO: refused at once; the code by its name'),
      },
      { never: 'BEGIN_CALL_EVENT', in: 'A', note: documented('AO: no events') },
    ],
  },
  {
    name: 'call-during-wrap-up',
    title: 'Who has work after a call places none',
    follows: ['PS Make call'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { do: 'clear', agent: '$A' },
      { expect: state('A', 'AGENT_STATE_WORK_READY'), in: 'A', note: documented('FS Wrap-up') },
      {
        do: 'makeCall',
        agent: '$A',
        to: '$B.extension',
        refused: 'CF_GENERIC_STATE_INCOMPATIBILITY',
        note: documented('PS: not in wrap-up; the code is inferred'),
      },
    ],
  },
  {
    name: 'redirected-by-the-vru',
    title: 'An agent calls a route point: the VRU answers and redirects the call to the next agent',
    follows: ['ALI CALL_CONNECTION_CLEARED_EVENT, cause 28', 'PS Call Events'],
    cast: { A: '1001', B: '1004', N: '8002' },
    given: { A: 'AGENT_STATE_NOT_READY', B: 'AGENT_STATE_NOT_READY' },
    steps: [
      { do: 'makeCall', agent: '$A', to: '$N', as: 'K1' },
      {
        expect: [
          { BEGIN_CALL_EVENT: { callType: 'CALLTYPE_OUT' } },
          'CALL_ORIGINATED_EVENT',
          { CALL_DELIVERED_EVENT: {}, as: 'V' },
          'CALL_ESTABLISHED_EVENT',
        ],
        in: 'A',
        note: inferred('PS: a VRU that redirects; the call type XQ; the order of the events'),
      },
      { do: 'ready', agent: '$B' },
      {
        expect: [
          {
            CALL_CONNECTION_CLEARED_EVENT: {
              connectionCallID: '$K1.callID',
              connectionDeviceID: '$V.connectionDeviceID',
              eventCause: 'CEC_REDIRECTED',
            },
          },
          { CALL_DELIVERED_EVENT: { connectionCallID: '$K1.callID', alertingDeviceID: '$B.extension' } },
        ],
        in: 'A',
        note: documented('ALI CALL_CONNECTION_CLEARED_EVENT: an additional event with cause 28'),
      },
      { never: ['CALL_CLEARED_EVENT', 'END_CALL_EVENT'], in: 'A', note: documented('ALI: the call is not over') },
      { do: 'answer', agent: '$B' },
      { expect: { CALL_ESTABLISHED_EVENT: { answeringDeviceID: '$B.extension' } }, in: 'A', note: documented('EV') },
      HANGS_UP,
      { expect: 'END_CALL_EVENT', in: 'B', note: documented('ALI END_CALL_EVENT') },
    ],
  },
];
