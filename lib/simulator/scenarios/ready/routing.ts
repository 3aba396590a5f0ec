/** What the router and the VRU do with a call, as a system or VRU peripheral tells it. */
import type { Scenario } from '../scenario';
import { CALL, documented, inferred, ONE_AWAY, READY_AND_AWAY, RINGING_AT_A } from './words';

const QUEUED = { cast: { A: '1001', N: '8001', V: '5001' }, given: ONE_AWAY.given } as const;

export const ROUTING: readonly Scenario[] = [
  {
    name: 'translation-route',
    title: "The data of a call come ahead of it; the router's key and the DNIS tie the two",
    follows: ['ALI CALL_TRANSLATION_ROUTE_EVENT', 'OV Translation Route'],
    ...QUEUED,
    needs: { dialedNumbers: { translationRoute: ['7771'] } },
    steps: [
      { do: 'call', dialedNumber: '$N', ani: '5551234', callVariables: { callVariable1: 'gold' }, as: 'K1' },
      {
        expect: [
          { CALL_TRANSLATION_ROUTE_EVENT: { dnis: '7771', callVariable1: 'gold' }, as: 'T' },
          {
            BEGIN_CALL_EVENT: {
              peripheralID: '$V.peripheralID',
              dnis: '7771',
              routerCallKeyDay: '$T.routerCallKeyDay',
              routerCallKeyCallID: '$T.routerCallKeyCallID',
            },
          },
        ],
        note: documented('OV Translation Route; that the DNIS is the key is inferred'),
      },
      { do: 'hangUp', callID: '$K1.callID' },
    ],
  },
  {
    name: 'call-type-changes',
    title: 'Nobody answers, and the call goes on under another call type',
    follows: ['ALI CALL_ATTRIBUTE_CHANGE_EVENT', 'RC Redirection on No Answer'],
    ...READY_AND_AWAY,
    needs: { dialedNumbers: { requeryCallTypeID: 5402 }, deskSettings: { ringNoAnswerTime: 5 } },
    steps: [
      CALL,
      { expect: RINGING_AT_A, in: 'A', note: documented('ALI CALL_DELIVERED_EVENT') },
      {
        waitFor: [{ CALL_ATTRIBUTE_CHANGE_EVENT: { callTypeID: 5402 } }],
        within: 20,
        note: inferred('the guide says that it comes on key attribute changes'),
      },
      { do: 'hangUp', callID: '$K1.callID' },
    ],
  },
  {
    name: 'abandoned-with-disposition',
    title: 'What became of a caller who gives up in the queue',
    follows: ['CS ABANDONED_IN_LOCAL_QUEUE', 'ALI CALL_DATA_UPDATE_EVENT'],
    ...QUEUED,
    needs: { configuration: { dispositionUpdates: true } },
    steps: [
      CALL,
      { expect: { CALL_QUEUED_EVENT: { peripheralID: '$V.peripheralID' }, as: 'Q' }, note: documented('ALI') },
      { do: 'hangUp', callID: '$K1.callID' },
      {
        expect: [
          {
            CALL_DATA_UPDATE_EVENT: {
              connectionCallID: '$Q.connectionCallID',
              calledPartyDisposition: 'ABANDONED_IN_LOCAL_QUEUE',
            },
          },
          { CALL_CLEARED_EVENT: { connectionCallID: '$Q.connectionCallID' } },
        ],
        note: inferred('the name of the disposition is documented, the event that carries it is not'),
      },
    ],
  },
  {
    name: 'agent-greeting',
    title: "The agent's greeting is played to the caller",
    follows: ['ALI CALL_AGENT_GREETING_EVENT', 'ALI AGENT_GREETING_CONTROL_REQ'],
    ...READY_AND_AWAY,
    needs: { dialedNumbers: { agentGreeting: true } },
    steps: [
      CALL,
      { do: 'answer', agent: '$A' },
      {
        expect: { CALL_AGENT_GREETING_EVENT: { connectionCallID: '$K1.callID', eventCode: 'GREETING_STARTED' } },
        in: 'A',
        note: documented('ALI CALL_AGENT_GREETING_EVENT'),
      },
      {
        waitFor: [{ CALL_AGENT_GREETING_EVENT: { connectionCallID: '$K1.callID', eventCode: 'GREETING_ENDED' } }],
        in: 'A',
        within: 30,
        note: documented('ALI CALL_AGENT_GREETING_EVENT'),
      },
      { do: 'hangUp', callID: '$K1.callID' },
    ],
  },
];
