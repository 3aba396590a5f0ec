/** Agents whom the dialer of Outbound Option reserves for a customer. */
import type { Scenario, Step } from '../scenario';
import { documented, inferred, state } from './words';

const READY = { cast: { A: '1001' }, given: { A: 'AGENT_STATE_AVAILABLE' } } as const;
const CUSTOMER = { campaign: 'Spring', customerNumber: '5551234', customerName: 'Doe,Jane' } as const;
const RESERVED: Step = {
  expect: [
    state('A', 'AGENT_STATE_RESERVED'),
    {
      BEGIN_CALL_EVENT: {
        connectionCallID: '$R.callID',
        callType: 'RESERVATION_PREVIEW',
        namedVariables: { BACampaign: 'Spring', BACustomerNumber: '5551234', BABuddyName: 'Doe,Jane' },
      },
    },
    {
      CALL_DELIVERED_EVENT: {
        connectionCallID: '$R.callID',
        localConnectionState: 'LCS_ALERTING',
        eventCause: 'CEC_NEW_CALL',
        alertingDeviceID: '$A.extension',
        calledDeviceID: '$A.extension',
        connectionDeviceID: '$A.extension',
      },
    },
  ],
  in: 'A',
  note: documented('XO steps 1 to 3; the call types of Unified CCE are inferred'),
};
const RESERVE: Step = { do: 'outboundReservation', agent: '$A', mode: 'preview', ...CUSTOMER, as: 'R' };

/** @param BAResponse what the agent answers */
const answered = (BAResponse: string): Step => ({
  do: 'setCallData',
  agent: '$A',
  call: '$R.callID',
  namedVariables: { BAResponse },
});

export const OUTBOUND: readonly Scenario[] = [
  {
    name: 'outbound-preview-accepted',
    title: 'The dialer reserves an agent, who accepts the customer',
    follows: ['XO The agent accepts the contact', 'ALI CALL_DATA_UPDATE_EVENT'],
    ...READY,
    steps: [
      RESERVE,
      RESERVED,
      answered('Accept'),
      {
        expect: [
          { CALL_DATA_UPDATE_EVENT: { connectionCallID: '$R.callID', newConnectionCallID: '$R.callID' } },
          { END_CALL_EVENT: { connectionCallID: '$R.callID' } },
        ],
        in: 'A',
        note: documented('XO step 5; that the reservation ends before the customer comes is inferred'),
      },
      {
        waitFor: [{ BEGIN_CALL_EVENT: { callType: 'CUSTOMER_PREVIEW' }, as: 'K' }],
        in: 'A',
        within: 30,
        note: inferred('the customer is in a call of its own'),
      },
      {
        waitFor: [
          {
            anyOrder: [
              { CALL_ESTABLISHED_EVENT: { connectionCallID: '$K.connectionCallID' } },
              state('A', 'AGENT_STATE_TALKING'),
            ],
          },
        ],
        in: 'A',
        within: 30,
        note: inferred('it answers itself'),
      },
      { do: 'hangUp', callID: '$K.connectionCallID' },
      { expect: { END_CALL_EVENT: { connectionCallID: '$K.connectionCallID' } }, in: 'A', note: documented('ALI') },
    ],
  },
  {
    name: 'outbound-preview-skipped',
    title: 'The agent skips the customer and is ready again',
    follows: ['XO The Agent Skips the Contact'],
    ...READY,
    steps: [
      RESERVE,
      RESERVED,
      answered('Skip'),
      {
        expect: {
          anyOrder: [
            [
              { CALL_DATA_UPDATE_EVENT: { connectionCallID: '$R.callID' } },
              { CALL_CONNECTION_CLEARED_EVENT: { connectionCallID: '$R.callID' } },
              { CALL_CLEARED_EVENT: { connectionCallID: '$R.callID', localConnectionState: 'LCS_NULL' } },
              { END_CALL_EVENT: { connectionCallID: '$R.callID' } },
            ],
            state('A', 'AGENT_STATE_AVAILABLE'),
          ],
        },
        in: 'A',
        note: documented('XO Skip'),
      },
    ],
  },
  {
    name: 'outbound-predictive',
    title: 'A predictive campaign: the customer comes by himself',
    follows: ['XO The Outbound Subsystem Picks an Agent', 'AO MakeCall'],
    ...READY,
    steps: [
      { do: 'outboundReservation', agent: '$A', mode: 'predictive', ...CUSTOMER, as: 'R' },
      {
        expect: [
          state('A', 'AGENT_STATE_RESERVED'),
          { BEGIN_CALL_EVENT: { connectionCallID: '$R.callID', callType: 'RESERVATION_PREDICTIVE' } },
        ],
        in: 'A',
        note: inferred('as in a preview, with the call type of its name'),
      },
      {
        waitFor: [{ BEGIN_CALL_EVENT: { callType: 'CUSTOMER_PREDICTIVE' }, as: 'K' }],
        in: 'A',
        within: 30,
        note: inferred('the customer is in a call of its own'),
      },
      { do: 'hangUp', callID: '$K.connectionCallID' },
    ],
  },
];
