/** Two calls of one phone: advice and transfer. */
import type { MessageExpectation, Scenario } from '../scenario';
import { CALLER_LEAVES, CONSULTED, documented, inferred, READY_AND_AWAY, state, TALKING } from './words';

const held = (callID: string): MessageExpectation => ({
  CALL_HELD_EVENT: { connectionCallID: callID, localConnectionState: 'LCS_HOLD', holdingDeviceID: '$A.extension' },
});
const retrieved = (callID: string): MessageExpectation => ({
  CALL_RETRIEVED_EVENT: {
    connectionCallID: callID,
    localConnectionState: 'LCS_CONNECT',
    retrievingDeviceID: '$A.extension',
  },
});

export const CONSULTATION: readonly Scenario[] = [
  {
    name: 'consult',
    title: 'An agent asks a colleague for advice: hold, and a call of its own',
    follows: ['CO MakeConsultCall', 'ALI CONSULTATION_CALL_REQ', 'XT Example Message Flow'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { do: 'consult', agent: '$A', to: '$B.extension', for: 'transfer', as: 'K2' },
      {
        expect: [
          held('$K1.callID'),
          { BEGIN_CALL_EVENT: { connectionCallID: '$K2.callID', callType: 'CALLTYPE_CONSULT' } },
          {
            CALL_SERVICE_INITIATED_EVENT: {
              connectionCallID: '$K2.callID',
              localConnectionState: 'LCS_INITIATE',
              cocConnectionCallID: '$K1.callID',
            },
          },
          { CALL_ORIGINATED_EVENT: { connectionCallID: '$K2.callID', calledDeviceID: '$B.extension' } },
          { CALL_DELIVERED_EVENT: { connectionCallID: '$K2.callID', alertingDeviceID: '$B.extension' } },
        ],
        in: 'A',
        note: documented('CO MakeConsultCall; values XT'),
      },
      {
        expect: [held('$K1.callID'), { BEGIN_CALL_EVENT: { connectionCallID: '$K2.callID' } }],
        note: documented('XT: to all-events clients, too'),
      },
      {
        expect: [
          { BEGIN_CALL_EVENT: { connectionCallID: '$K2.callID' } },
          { CALL_DELIVERED_EVENT: { connectionCallID: '$K2.callID', localConnectionState: 'LCS_ALERTING' } },
        ],
        in: 'B',
        note: documented('CO MakeConsultCall: the target'),
      },
      { never: 'CALL_HELD_EVENT', in: 'B', note: documented('XT: not to the consulted agent') },
      { do: 'answer', agent: '$B' },
      {
        expect: {
          anyOrder: [{ CALL_ESTABLISHED_EVENT: { connectionCallID: '$K2.callID' } }, state('B', 'AGENT_STATE_TALKING')],
        },
        in: 'B',
        note: documented('EV'),
      },
      {
        do: 'consult',
        agent: '$A',
        call: '$K1.callID',
        to: '$B.extension',
        refused: 'CF_INVALID_OBJECT_STATE',
        note: documented('CO: not possible on a held call; the code is inferred'),
      },
      { do: 'reconnect', agent: '$A' },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'consult-reserves',
    title: 'A colleague who is ready is reserved for the call for advice',
    follows: ['XT Example Message Flow', 'FS Reserved'],
    cast: { A: '1001', B: '1004', N: '8001' },
    given: { A: 'AGENT_STATE_AVAILABLE', B: 'AGENT_STATE_AVAILABLE' },
    steps: [
      ...TALKING,
      { do: 'consult', agent: '$A', to: '$B.extension', as: 'K2' },
      { expect: state('B', 'AGENT_STATE_RESERVED'), in: 'B', note: documented('XT') },
      { do: 'clear', agent: '$A', call: '$K2.callID' },
      {
        expect: state('B', 'AGENT_STATE_AVAILABLE'),
        in: 'B',
        note: documented('FS: a reserved agent who never took the call'),
      },
      { do: 'retrieve', agent: '$A' },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'alternate',
    title: 'An agent goes back and forth between two calls',
    follows: ['CO Alternate', 'ALI ALTERNATE_CALL_REQ'],
    ...READY_AND_AWAY,
    steps: [
      ...CONSULTED,
      { do: 'alternate', agent: '$A' },
      { expect: [held('$K2.callID'), retrieved('$K1.callID')], in: 'A', note: documented('CO Alternate') },
      { do: 'alternate', agent: '$A' },
      { expect: [held('$K1.callID'), retrieved('$K2.callID')], in: 'A', note: documented('CO Alternate') },
      {
        never: [state('A', 'AGENT_STATE_WORK_READY'), state('A', 'AGENT_STATE_NOT_READY')],
        in: 'A',
        note: inferred('the agent talks all the time'),
      },
      { do: 'reconnect', agent: '$A' },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'reconnect',
    title: 'An agent ends the call for advice and takes the first call back',
    follows: ['CO Reconnect', 'ALI RECONNECT_CALL_REQ'],
    ...READY_AND_AWAY,
    steps: [
      ...CONSULTED,
      { do: 'reconnect', agent: '$A' },
      {
        expect: [
          { CALL_CONNECTION_CLEARED_EVENT: { connectionCallID: '$K2.callID' } },
          { CALL_CLEARED_EVENT: { connectionCallID: '$K2.callID' } },
          { END_CALL_EVENT: { connectionCallID: '$K2.callID' } },
          retrieved('$K1.callID'),
        ],
        in: 'A',
        note: documented('CO Reconnect: in this order'),
      },
      {
        expect: [{ END_CALL_EVENT: { connectionCallID: '$K2.callID' } }],
        in: 'B',
        note: documented('ALI END_CALL_EVENT'),
      },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'consultative-transfer',
    title: 'An agent gives the caller to a colleague after asking',
    follows: ['CO Transfer', 'ALI CALL_TRANSFERRED_EVENT', 'ALI TRANSFER_CALL_REQ', 'OV Transfer'],
    ...READY_AND_AWAY,
    steps: [
      ...CONSULTED,
      {
        do: 'transfer',
        agent: '$A',
        gives: { callID: '$K1.callID' },
        note: inferred("the held call's id survives; it is a setting"),
      },
      {
        expect: [
          {
            CALL_TRANSFERRED_EVENT: {
              primaryCallID: '$K1.callID',
              primaryDeviceID: '$A.extension',
              secondaryCallID: '$K2.callID',
              transferringDeviceID: '$A.extension',
              transferredDeviceID: '$B.extension',
              numParties: 2,
              localConnectionState: 'LCS_NULL',
              eventCause: 'CEC_TRANSFER',
            },
            note: documented('ALI CALL_TRANSFERRED_EVENT; the values are inferred'),
          },
          {
            anyOrder: [
              { END_CALL_EVENT: { connectionCallID: '$K1.callID' } },
              { END_CALL_EVENT: { connectionCallID: '$K2.callID' } },
            ],
            note: documented('CO Transfer: two ends'),
          },
          { ...state('A', 'AGENT_STATE_WORK_READY'), note: documented('CO Transfer') },
        ],
        in: 'A',
      },
      {
        expect: {
          anyOrder: [
            {
              CALL_DATA_UPDATE_EVENT: {
                connectionCallID: '$K2.callID',
                newConnectionCallID: '$K1.callID',
                callType: 'CALLTYPE_TRANSFER_IN',
              },
            },
            { CALL_TRANSFERRED_EVENT: { localConnectionState: 'LCS_CONNECT' } },
          ],
        },
        in: 'B',
        note: inferred(
          'ALI CALL_DATA_UPDATE_EVENT: a change of reference without dropping the party; that it comes here',
        ),
      },
      {
        expect: ['CALL_TRANSFERRED_EVENT', { END_CALL_EVENT: { connectionCallID: '$K2.callID' } }],
        note: inferred('all-events clients hear the end of the call that is gone'),
      },
      CALLER_LEAVES,
      {
        expect: {
          anyOrder: [
            ['CALL_CLEARED_EVENT', { END_CALL_EVENT: { connectionCallID: '$K1.callID' } }],
            state('B', 'AGENT_STATE_WORK_NOT_READY', { direction: 'IN' }),
          ],
        },
        in: 'B',
        note: documented('ALI END_CALL_EVENT; PS: work that is required comes after every call'),
      },
    ],
  },
  {
    name: 'blind-transfer',
    title: 'An agent sends the caller to a colleague in a single step',
    follows: ['CO SingleStepTransfer', 'ALI TRANSFER_CALL_REQ'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { do: 'transfer', agent: '$A', to: '$B.extension' },
      {
        expect: [
          'BEGIN_CALL_EVENT',
          { CALL_DELIVERED_EVENT: { localConnectionState: 'LCS_ALERTING' } },
          { CALL_TRANSFERRED_EVENT: { eventCause: 'CEC_TRANSFER', transferredDeviceID: '$B.extension' } },
        ],
        in: 'B',
        note: documented('XT: transferred comes after delivered, in a single step, too'),
      },
      {
        expect: ['CALL_TRANSFERRED_EVENT', 'END_CALL_EVENT', state('A', 'AGENT_STATE_WORK_READY')],
        in: 'A',
        note: inferred('CO: the agent drops out; the order'),
      },
      { do: 'answer', agent: '$B' },
      {
        expect: { anyOrder: ['CALL_ESTABLISHED_EVENT', state('B', 'AGENT_STATE_TALKING')] },
        in: 'B',
        note: documented('CO: talks to the caller'),
      },
      CALLER_LEAVES,
      { expect: 'END_CALL_EVENT', in: 'B', note: documented('ALI END_CALL_EVENT') },
    ],
  },
  {
    name: 'blind-transfer-to-busy',
    title: 'A transfer in a single step to a busy phone is refused',
    follows: ['ALI TRANSFER_CALL_REQ'],
    ...READY_AND_AWAY,
    steps: [
      { do: 'makeCall', agent: '$B', to: '0015559999' },
      ...TALKING,
      {
        do: 'transfer',
        agent: '$A',
        to: '$B.extension',
        refused: 'CF_RESOURCE_BUSY',
        note: inferred('the code by its name'),
      },
      { never: 'CALL_TRANSFERRED_EVENT', in: 'A', note: inferred('the call stays where it is') },
      { do: 'clear', agent: '$B' },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'transfer-to-the-queue',
    title: 'An agent sends the caller on to another queue, where another agent answers',
    follows: ['OV Transfer', 'ALI TRANSFER_CALL_REQ'],
    cast: { A: '1001', B: '1004', N: '8001', M: '8002' },
    given: { A: 'AGENT_STATE_AVAILABLE', B: 'AGENT_STATE_NOT_READY' },
    steps: [
      ...TALKING,
      { do: 'transfer', agent: '$A', to: '$M' },
      { expect: 'CALL_QUEUED_EVENT', note: documented('ALI CALL_QUEUED_EVENT') },
      {
        expect: ['CALL_TRANSFERRED_EVENT', 'END_CALL_EVENT'],
        in: 'A',
        note: inferred('as for any transfer in a single step'),
      },
      { do: 'ready', agent: '$B' },
      { expect: ['BEGIN_CALL_EVENT', 'CALL_DELIVERED_EVENT'], in: 'B', note: documented('FE: the called agent') },
      { do: 'answer', agent: '$B' },
      { do: 'clear', agent: '$B' },
      { expect: 'END_CALL_EVENT', in: 'B', note: documented('ALI END_CALL_EVENT') },
    ],
  },
];
