/** Calls from outside that are answered. */
import type { Scenario } from '../scenario';
import { CALL, documented, inferred, READY_AND_AWAY, RINGING_AT_A, state, TALKING } from './words';

export const INBOUND: readonly Scenario[] = [
  {
    name: 'client-events-flow',
    title: "A call at an agent's phone, as the figure of the guide shows it",
    follows: ['ALI Client Events Service, Typical Unsolicited Call Event Message Flow', 'EV Event Order'],
    ...READY_AND_AWAY,
    steps: [
      CALL,
      { expect: ['BEGIN_CALL_EVENT', RINGING_AT_A], in: 'A', note: documented('ALI Client Events Service, figure') },
      { do: 'answer', agent: '$A' },
      {
        expect: {
          anyOrder: [
            { CALL_ESTABLISHED_EVENT: { localConnectionState: 'LCS_CONNECT', answeringDeviceID: '$A.extension' } },
            state('A', 'AGENT_STATE_TALKING'),
          ],
        },
        in: 'A',
        note: documented('ALI: agent states and call events have no order against each other'),
      },
      { do: 'clear', agent: '$A' },
      {
        expect: {
          anyOrder: [
            [
              { CALL_CLEARED_EVENT: { localConnectionState: 'LCS_NULL' } },
              { END_CALL_EVENT: { connectionCallID: '$K1.callID' } },
            ],
            state('A', 'AGENT_STATE_WORK_READY'),
          ],
        },
        in: 'A',
        note: documented('ALI Client Events Service, figure; END_CALL_EVENT is the last'),
      },
      {
        waitFor: state('A', 'AGENT_STATE_AVAILABLE'),
        in: 'A',
        within: 20,
        note: documented('ALI Client Events Service, figure'),
      },
    ],
  },
  {
    name: 'inbound-answered',
    title: 'A routed call is announced, rings, is answered; the agent hangs up',
    follows: ['ALI AGENT_PRE_CALL_EVENT', 'ALI BEGIN_CALL_EVENT', 'CO Answer', 'CO ClearConnection', 'FS Reserved'],
    ...READY_AND_AWAY,
    steps: [
      { ...CALL, callVariables: { callVariable1: 'gold' }, namedVariables: { 'user.account': '4711' } },
      {
        expect: [
          {
            AGENT_PRE_CALL_EVENT: { agentInstrument: '$A.extension' },
            as: 'P',
            note: documented('ALI AGENT_PRE_CALL_EVENT: typically before BEGIN_CALL_EVENT'),
          },
          {
            BEGIN_CALL_EVENT: {
              connectionCallID: '$K1.callID',
              callType: { oneOf: ['CALLTYPE_PREROUTE_ACD_IN', 'CALLTYPE_ACD_IN'] },
              routerCallKeyDay: '$P.routerCallKeyDay',
              routerCallKeyCallID: '$P.routerCallKeyCallID',
              ani: '5551234',
              callVariable1: 'gold',
              namedVariables: { 'user.account': '4711' },
            },
            note: documented('EV: the router call key ties it to the announcement'),
          },
          RINGING_AT_A,
        ],
        note: documented('ALI CALL_DELIVERED_EVENT'),
      },
      { expect: state('A', 'AGENT_STATE_RESERVED'), note: documented('FS Reserved') },
      {
        expect: ['AGENT_PRE_CALL_EVENT', 'BEGIN_CALL_EVENT', RINGING_AT_A],
        in: 'A',
        note: documented('ALI AGENT_PRE_CALL_EVENT, to the targeted client, too'),
      },
      { do: 'answer', agent: '$A' },
      {
        expect: {
          anyOrder: [
            {
              CALL_ESTABLISHED_EVENT: {
                connectionCallID: '$K1.callID',
                answeringDeviceID: '$A.extension',
                localConnectionState: 'LCS_CONNECT',
                eventCause: null,
              },
            },
            state('A', 'AGENT_STATE_TALKING'),
          ],
        },
        note: documented('CO Answer; EV'),
      },
      { do: 'clear', agent: '$A' },
      {
        expect: [
          {
            CALL_CONNECTION_CLEARED_EVENT: { connectionCallID: '$K1.callID', localConnectionState: 'LCS_NULL' },
            note: documented('CO ClearConnection'),
          },
          {
            CALL_CLEARED_EVENT: { connectionCallID: '$K1.callID', localConnectionState: 'LCS_NULL' },
            note: documented('CO ClearConnection'),
          },
          { END_CALL_EVENT: { connectionCallID: '$K1.callID' }, note: documented('ALI END_CALL_EVENT') },
        ],
      },
      { expect: state('A', 'AGENT_STATE_WORK_READY'), note: documented('FS Wrap-up') },
      {
        never: { CALL_DELIVERED_EVENT: { connectionCallID: '$K1.callID' } },
        in: 'B',
        note: inferred('a colleague has nothing to do with it'),
      },
    ],
  },
  {
    name: 'inbound-caller-hangs-up',
    title: 'A routed call is answered; the caller hangs up',
    follows: ['FE Dropped by the caller', 'ALI CALL_CONNECTION_CLEARED_EVENT', 'ALI CALL_CLEARED_EVENT'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { do: 'hangUp', callID: '$K1.callID' },
      {
        expect: [
          { CALL_CONNECTION_CLEARED_EVENT: { connectionCallID: '$K1.callID', connectionDeviceID: '5551234' } },
          { CALL_CONNECTION_CLEARED_EVENT: { connectionCallID: '$K1.callID', connectionDeviceID: '$A.extension' } },
          'CALL_CLEARED_EVENT',
          'END_CALL_EVENT',
        ],
        in: 'A',
        note: documented("FE: first the caller's connection, then the agent's"),
      },
    ],
  },
  {
    name: 'inbound-queued-and-answered',
    title: 'A caller waits in the queue until an agent is ready',
    follows: [
      'XQ Example Message Flow',
      'PS Unified CCE System PG',
      'ALI CALL_QUEUED_EVENT',
      'ALI CALL_DEQUEUED_EVENT',
    ],
    cast: { A: '1001', N: '8001', V: '5001' },
    given: { A: 'AGENT_STATE_NOT_READY' },
    steps: [
      CALL,
      {
        expect: [
          {
            BEGIN_CALL_EVENT: { peripheralID: '$V.peripheralID', callType: 'CALLTYPE_ACD_IN' },
            as: 'Q',
            note: documented('XQ; ALI BEGIN_CALL_EVENT'),
          },
          {
            CALL_DELIVERED_EVENT: { peripheralID: '$V.peripheralID', localConnectionState: 'LCS_INITIATE' },
            note: documented('ALI All Events Service: a trunk is seized'),
          },
          {
            CALL_ESTABLISHED_EVENT: { connectionCallID: '$Q.connectionCallID', localConnectionState: 'LCS_CONNECT' },
            note: documented('PS: answered by the VRU port'),
          },
          {
            CALL_QUEUED_EVENT: {
              connectionCallID: '$Q.connectionCallID',
              localConnectionState: 'LCS_QUEUED',
              numQueued: { not: 0 },
            },
            note: documented('ALI CALL_QUEUED_EVENT; the state is inferred'),
          },
        ],
      },
      {
        never: ['BEGIN_CALL_EVENT', 'CALL_QUEUED_EVENT'],
        in: 'A',
        note: documented("PS: not available from the agents' peripheral"),
      },
      { do: 'ready', agent: '$A' },
      {
        expect: {
          anyOrder: [
            { CALL_DEQUEUED_EVENT: { connectionCallID: '$Q.connectionCallID', numSkillGroups: 0 } },
            [{ BEGIN_CALL_EVENT: { connectionCallID: '$K1.callID' } }, RINGING_AT_A],
            state('A', 'AGENT_STATE_RESERVED'),
          ],
        },
        note: documented('ALI CALL_DEQUEUED_EVENT: no skill group left; the order is inferred'),
      },
      { do: 'answer', agent: '$A' },
      { expect: { CALL_ESTABLISHED_EVENT: { connectionCallID: '$K1.callID' } }, note: documented('EV') },
      {
        expect: {
          CALL_CONNECTION_CLEARED_EVENT: { connectionCallID: '$Q.connectionCallID', eventCause: 'CEC_REDIRECTED' },
        },
        note: documented('ALI CALL_CONNECTION_CLEARED_EVENT: an additional event, as the VRU lets the call go'),
      },
      { do: 'hangUp', callID: '$K1.callID' },
      {
        expect: {
          anyOrder: [
            { END_CALL_EVENT: { connectionCallID: '$K1.callID' } },
            { END_CALL_EVENT: { connectionCallID: '$Q.connectionCallID' } },
          ],
        },
        note: documented('ALI END_CALL_EVENT'),
      },
    ],
  },
  {
    name: 'inbound-direct',
    title: "A caller dials an agent's extension: no routing, no announcement",
    follows: ['FE Direct call', 'FS Talking from not ready'],
    cast: { A: '1001' },
    given: { A: 'AGENT_STATE_NOT_READY' },
    steps: [
      { do: 'call', dialedNumber: '$A.extension', ani: '5551234', as: 'K1' },
      {
        expect: [{ BEGIN_CALL_EVENT: { callType: 'CALLTYPE_OTHER_IN' } }, RINGING_AT_A],
        in: 'A',
        note: inferred('FE shows the events; the CallType by its meaning'),
      },
      {
        never: ['AGENT_PRE_CALL_EVENT', state('A', 'AGENT_STATE_RESERVED')],
        in: 'A',
        note: inferred('nobody is reserved for a call that no router sends'),
      },
      { do: 'answer', agent: '$A' },
      { expect: state('A', 'AGENT_STATE_TALKING'), in: 'A', note: documented('FS: talking, also from not ready') },
      { do: 'clear', agent: '$A' },
      { expect: state('A', 'AGENT_STATE_NOT_READY'), in: 'A', note: documented('FS: not ready again') },
    ],
  },
  {
    name: 'hold-and-retrieve',
    title: 'An agent puts a call on hold and takes it back',
    follows: ['CO Hold', 'CO Retrieve', 'ALI HOLD_CALL_REQ', 'ALI RETRIEVE_CALL_REQ', 'FS Hold'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { do: 'hold', agent: '$A' },
      {
        expect: {
          anyOrder: [
            {
              CALL_HELD_EVENT: {
                connectionCallID: '$K1.callID',
                localConnectionState: 'LCS_HOLD',
                holdingDeviceType: 'DEVID_AGENT_DEVICE',
                holdingDeviceID: '$A.extension',
                eventCause: null,
              },
            },
            state('A', 'AGENT_STATE_HOLD'),
          ],
        },
        in: 'A',
        note: documented('CO Hold; values XT'),
      },
      {
        do: 'hold',
        agent: '$A',
        call: '$K1.callID',
        refused: 'CF_INVALID_OBJECT_STATE',
        note: documented('CO Hold: the call has to be connected; the code is inferred'),
      },
      { do: 'retrieve', agent: '$A' },
      {
        expect: {
          anyOrder: [
            {
              CALL_RETRIEVED_EVENT: {
                connectionCallID: '$K1.callID',
                localConnectionState: 'LCS_CONNECT',
                retrievingDeviceID: '$A.extension',
              },
            },
            state('A', 'AGENT_STATE_TALKING'),
          ],
        },
        in: 'A',
        note: documented('CO Retrieve'),
      },
      {
        do: 'retrieve',
        agent: '$A',
        call: '$K1.callID',
        refused: 'CF_NO_HELD_CALL',
        note: inferred('the code by its name'),
      },
      { do: 'hangUp', callID: '$K1.callID' },
    ],
  },
  {
    name: 'held-caller-hangs-up',
    title: 'The caller gives up while on hold',
    follows: ['FS A held call that drops'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { do: 'hold', agent: '$A' },
      { do: 'hangUp', callID: '$K1.callID' },
      {
        expect: ['CALL_HELD_EVENT', 'CALL_CLEARED_EVENT', 'END_CALL_EVENT'],
        in: 'A',
        note: documented('EV Event Order'),
      },
      {
        expect: [state('A', 'AGENT_STATE_HOLD'), state('A', 'AGENT_STATE_WORK_READY')],
        in: 'A',
        note: documented('FS: the same states as after any call'),
      },
    ],
  },
  {
    name: 'rtp-streams',
    title: 'Media starts and stops with the call, with hold and with retrieve',
    follows: ['ALI RTP_STARTED_EVENT', 'ALI RTP_STOPPED_EVENT'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      {
        expect: {
          anyOrder: [{ RTP_STARTED_EVENT: { direction: 'INPUT' } }, { RTP_STARTED_EVENT: { direction: 'OUTPUT' } }],
        },
        in: 'A',
        note: documented('ALI: two of them, no order against call events'),
      },
      { do: 'hold', agent: '$A' },
      {
        expect: {
          anyOrder: [{ RTP_STOPPED_EVENT: { direction: 'INPUT' } }, { RTP_STOPPED_EVENT: { direction: 'OUTPUT' } }],
        },
        in: 'A',
        note: documented('ALI: on hold'),
      },
      { do: 'retrieve', agent: '$A' },
      { expect: ['RTP_STARTED_EVENT', 'RTP_STARTED_EVENT'], in: 'A', note: documented('ALI: on retrieve') },
      { do: 'clear', agent: '$A' },
      { expect: ['RTP_STOPPED_EVENT', 'RTP_STOPPED_EVENT'], in: 'A', note: documented('ALI: on disconnect') },
    ],
  },
];
