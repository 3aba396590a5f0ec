/** Calls from outside that are not answered, or by somebody else, and what announces them. */
import type { Scenario } from '../scenario';
import { CALL, documented, inferred, READY_AND_AWAY, RINGING_AT_A, state } from './words';

export const UNANSWERED: readonly Scenario[] = [
  {
    name: 'ring-no-answer',
    title: 'Nobody answers: the agent is not ready, the call goes to the next one',
    follows: ['RC Calls That Experience Redirection on No Answer with CVP', 'FR 32767'],
    needs: { deskSettings: { ringNoAnswerTime: 12 } },
    ...READY_AND_AWAY,
    steps: [
      CALL,
      { expect: RINGING_AT_A, in: 'A', note: documented('ALI CALL_DELIVERED_EVENT') },
      {
        waitFor: state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 32767 }),
        in: 'A',
        within: 12,
        note: documented("RC: the desk settings' timer; FR 32767"),
      },
      { never: 'CALL_CONNECTION_CLEARED_EVENT', in: 'A', note: documented('RC: the phone rings on') },
      {
        waitFor: [
          { CALL_CONNECTION_CLEARED_EVENT: { connectionDeviceID: '$A.extension', eventCause: 'CEC_REDIRECTED' } },
          'END_CALL_EVENT',
        ],
        in: 'A',
        within: 3,
        note: documented('RC: some 2 seconds later the call is requeried; the events are inferred'),
      },
      { do: 'ready', agent: '$B' },
      {
        expect: ['BEGIN_CALL_EVENT', { CALL_DELIVERED_EVENT: { callingDeviceID: '5551234' }, as: 'D' }],
        in: 'B',
        note: documented('RC: the next agent'),
      },
      { do: 'answer', agent: '$B' },
      { do: 'clear', agent: '$B' },
      { expect: ['CALL_ESTABLISHED_EVENT', 'END_CALL_EVENT'], in: 'B', note: documented('EV Event Order') },
    ],
  },
  {
    name: 'answered-at-the-last-moment',
    title: 'An agent answers when the ring time is over already',
    follows: ['RC Calls That Experience Redirection on No Answer with CVP'],
    needs: { deskSettings: { ringNoAnswerTime: 12 } },
    ...READY_AND_AWAY,
    steps: [
      CALL,
      {
        waitFor: state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 32767 }),
        in: 'A',
        within: 12,
        note: documented('RC; FR 32767'),
      },
      { do: 'answer', agent: '$A' },
      {
        expect: { anyOrder: ['CALL_ESTABLISHED_EVENT', state('A', 'AGENT_STATE_TALKING')] },
        in: 'A',
        note: documented('RC: talks straight from not ready'),
      },
      { pause: 5 },
      { never: 'CALL_CONNECTION_CLEARED_EVENT', in: 'A', note: documented('RC: the call stays') },
      { do: 'clear', agent: '$A' },
    ],
  },
  {
    name: 'abandoned-while-ringing',
    title: 'The caller gives up while the phone rings',
    follows: ['ALI CALL_CLEARED_EVENT', 'ALI END_CALL_EVENT', 'FS Reserved to ready'],
    ...READY_AND_AWAY,
    steps: [
      CALL,
      { expect: RINGING_AT_A, in: 'A', note: documented('ALI CALL_DELIVERED_EVENT') },
      { do: 'hangUp', callID: '$K1.callID' },
      {
        expect: { anyOrder: [['CALL_CLEARED_EVENT', 'END_CALL_EVENT'], state('A', 'AGENT_STATE_AVAILABLE')] },
        in: 'A',
        note: documented('FS: a reserved agent who never took the call is ready; the call events are inferred'),
      },
      {
        never: ['CALL_ESTABLISHED_EVENT', 'RTP_STARTED_EVENT', state('A', 'AGENT_STATE_WORK_READY')],
        in: 'A',
        note: inferred('nobody has talked'),
      },
    ],
  },
  {
    name: 'abandoned-in-queue',
    title: 'The caller gives up in the queue',
    follows: ['ALI CALL_DEQUEUED_EVENT', 'ALI CALL_CLEARED_EVENT'],
    cast: { A: '1001', N: '8001', V: '5001' },
    given: { A: 'AGENT_STATE_NOT_READY' },
    steps: [
      CALL,
      {
        expect: { CALL_QUEUED_EVENT: { peripheralID: '$V.peripheralID' }, as: 'Q' },
        note: documented('ALI CALL_QUEUED_EVENT'),
      },
      { do: 'hangUp', callID: '$K1.callID' },
      {
        expect: [
          { CALL_DEQUEUED_EVENT: { connectionCallID: '$Q.connectionCallID' } },
          {
            CALL_CLEARED_EVENT: {
              connectionCallID: '$Q.connectionCallID',
              eventCause: { oneOf: [null, 'CEC_CALL_CANCELLED'] },
            },
          },
          { END_CALL_EVENT: { connectionCallID: '$Q.connectionCallID' } },
        ],
        note: inferred("the messages' meanings; the order is printed nowhere"),
      },
      { never: ['BEGIN_CALL_EVENT', 'AGENT_STATE_EVENT'], in: 'A', note: inferred('no agent has heard of the call') },
    ],
  },
  {
    name: 'deflected',
    title: 'An agent sends a ringing call to a colleague',
    follows: ['ALI DEFLECT_CALL_REQ'],
    ...READY_AND_AWAY,
    steps: [
      CALL,
      { do: 'deflect', agent: '$A', to: '$B.extension' },
      {
        expect: {
          anyOrder: [
            [
              { CALL_CONNECTION_CLEARED_EVENT: { connectionDeviceID: '$A.extension', eventCause: 'CEC_REDIRECTED' } },
              'END_CALL_EVENT',
            ],
            state('A', 'AGENT_STATE_AVAILABLE'),
          ],
        },
        in: 'A',
        note: inferred('no document shows the events; CALL_DIVERTED_EVENT is not available from Unified CCE'),
      },
      {
        expect: [
          'BEGIN_CALL_EVENT',
          {
            CALL_DELIVERED_EVENT: {
              localConnectionState: 'LCS_ALERTING',
              alertingDeviceID: '$B.extension',
              lastRedirectDeviceID: '$A.extension',
            },
          },
        ],
        in: 'B',
        note: inferred('as for any call that is redirected'),
      },
      { do: 'answer', agent: '$B' },
      {
        do: 'deflect',
        agent: '$B',
        to: '$A.extension',
        call: '$K1.callID',
        refused: 'CF_INVALID_OBJECT_STATE',
        note: documented('ALI DEFLECT_CALL_REQ: the call has to ring; the code is inferred'),
      },
      { do: 'clear', agent: '$B' },
      { expect: 'END_CALL_EVENT', in: 'B', note: documented('ALI END_CALL_EVENT') },
    ],
  },
  {
    name: 'pre-call-after-begin',
    title: 'The announcement of a call comes after its first events',
    follows: ['ALI AGENT_PRE_CALL_EVENT'],
    needs: { configuration: { preCallEvents: 'after' } },
    ...READY_AND_AWAY,
    steps: [
      CALL,
      {
        expect: ['BEGIN_CALL_EVENT', 'AGENT_PRE_CALL_EVENT'],
        in: 'A',
        note: documented('ALI AGENT_PRE_CALL_EVENT: exceptionally after it'),
      },
      { do: 'hangUp', callID: '$K1.callID' },
    ],
  },
  {
    name: 'pre-call-aborted',
    title: 'The caller gives up on the way to the agent',
    follows: ['ALI AGENT_PRE_CALL_ABORT_EVENT', 'FS Reserved to ready'],
    needs: { configuration: { routingTime: 2 } },
    ...READY_AND_AWAY,
    steps: [
      CALL,
      {
        expect: {
          anyOrder: [
            { AGENT_PRE_CALL_EVENT: { agentInstrument: '$A.extension' }, as: 'P' },
            state('A', 'AGENT_STATE_RESERVED'),
          ],
        },
        note: documented('ALI AGENT_PRE_CALL_EVENT'),
      },
      { pause: 1 },
      { do: 'hangUp', callID: '$K1.callID' },
      {
        expect: {
          anyOrder: [
            {
              AGENT_PRE_CALL_ABORT_EVENT: {
                agentInstrument: '$A.extension',
                routerCallKeyCallID: '$P.routerCallKeyCallID',
              },
            },
            state('A', 'AGENT_STATE_AVAILABLE'),
          ],
        },
        note: documented('ALI AGENT_PRE_CALL_ABORT_EVENT; FS'),
      },
      { pause: 5 },
      { never: { BEGIN_CALL_EVENT: { connectionCallID: '$K1.callID' } }, note: inferred('the call never comes') },
    ],
  },
  {
    name: 'two-calls-missed',
    title: 'Two calls in a row do not reach the agent, whose phone is busy',
    follows: ['FR 50010', 'ALI AGENT_PRE_CALL_ABORT_EVENT'],
    needs: { configuration: { routingTime: 2 } },
    cast: { A: '1001', N: '8001' },
    given: { A: 'AGENT_STATE_AVAILABLE' },
    steps: [
      { do: 'call', dialedNumber: '$N', ani: '5551234', as: 'K1' },
      { do: 'call', dialedNumber: '$A.extension', ani: '5552345', as: 'D1' },
      {
        waitFor: ['AGENT_PRE_CALL_EVENT', 'AGENT_PRE_CALL_ABORT_EVENT', state('A', 'AGENT_STATE_AVAILABLE')],
        in: 'A',
        within: 3,
        note: documented('ALI AGENT_PRE_CALL_ABORT_EVENT'),
      },
      { do: 'hangUp', callID: '$K1.callID' },
      { do: 'hangUp', callID: '$D1.callID' },
      { do: 'call', dialedNumber: '$N', ani: '5551234', as: 'K2' },
      { do: 'call', dialedNumber: '$A.extension', ani: '5552345', as: 'D2' },
      {
        waitFor: ['AGENT_PRE_CALL_ABORT_EVENT', state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 50010 })],
        in: 'A',
        within: 3,
        note: documented('FR 50010'),
      },
      { do: 'hangUp', callID: '$K2.callID' },
      { do: 'hangUp', callID: '$D2.callID' },
    ],
  },
];
