/** More than two in one call. */
import type { Scenario, Step } from '../scenario';
import { CALLER_LEAVES, CONSULTED, documented, inferred, READY_AND_AWAY, state, TALKING } from './words';

const CONFERENCE: readonly Step[] = [
  ...CONSULTED,
  { do: 'conference', agent: '$A', as: 'C' },
  { expect: 'CALL_CONFERENCED_EVENT', note: documented('CO Conference') },
];

export const CONFERENCES: readonly Scenario[] = [
  {
    name: 'conference',
    title: 'Caller, agent and colleague in one call',
    follows: ['CO Conference', 'ALI CALL_CONFERENCED_EVENT', 'XC Example Message Flow', 'OV Conference Call'],
    ...READY_AND_AWAY,
    steps: [
      ...CONSULTED,
      { do: 'conference', agent: '$A', gives: { callID: '$K1.callID' } },
      {
        expect: [
          {
            CALL_DATA_UPDATE_EVENT: { callType: 'CALLTYPE_CONFERENCE', connectionDeviceID: '5551234' },
            note: documented("XC: before it, to all-events clients, with the caller's connection"),
          },
          {
            CALL_CONFERENCED_EVENT: {
              primaryCallID: '$K1.callID',
              primaryDeviceID: '$A.extension',
              secondaryCallID: '$K2.callID',
              controllerDeviceType: 'DEVID_AGENT_DEVICE',
              controllerDeviceID: '$A.extension',
              addedPartyDeviceType: 'DEVID_AGENT_DEVICE',
              addedPartyDeviceID: '$B.extension',
              numParties: 3,
              localConnectionState: 'LCS_CONNECT',
              eventCause: 'CEC_KEY_CONFERENCE',
            },
            note: documented('XC: values'),
          },
          {
            END_CALL_EVENT: { connectionCallID: '$K2.callID' },
            note: inferred('CO: the call that is gone; the recipients'),
          },
        ],
      },
      {
        expect: ['CALL_CONFERENCED_EVENT', { END_CALL_EVENT: { connectionCallID: '$K2.callID' } }],
        in: 'A',
        note: documented('CO Conference'),
      },
      { never: 'CALL_DATA_UPDATE_EVENT', in: 'A', note: documented('XC: not to the controller') },
      {
        expect: [{ CALL_DATA_UPDATE_EVENT: { newConnectionCallID: '$K1.callID' } }, 'CALL_CONFERENCED_EVENT'],
        in: 'B',
        note: documented('XC'),
      },
      { do: 'clear', agent: '$B' },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'conference-of-four',
    title: 'A fourth party comes into the conference; one after the other leaves',
    follows: ['CO Conference', 'CO ClearConnection', 'PS Conference'],
    cast: { A: '1001', B: '1002', D: '1005', N: '8001' },
    given: { A: 'AGENT_STATE_AVAILABLE', B: 'AGENT_STATE_NOT_READY', D: 'AGENT_STATE_NOT_READY' },
    steps: [
      ...CONFERENCE,
      { do: 'consult', agent: '$A', to: '$D.extension', as: 'K3' },
      { do: 'answer', agent: '$D' },
      { do: 'conference', agent: '$A' },
      {
        expect: { CALL_CONFERENCED_EVENT: { numParties: 4, addedPartyDeviceID: '$D.extension' } },
        note: documented('PS: the one who began it adds parties'),
      },
      { do: 'clear', agent: '$B' },
      {
        expect: [
          { CALL_CONNECTION_CLEARED_EVENT: { connectionDeviceID: '$B.extension', localConnectionState: 'LCS_NULL' } },
          'END_CALL_EVENT',
          state('B', 'AGENT_STATE_WORK_NOT_READY', { direction: 'IN' }),
        ],
        in: 'B',
        note: inferred('ALI: only that connection goes; what the one who leaves sees'),
      },
      {
        expect: { CALL_CONNECTION_CLEARED_EVENT: { connectionDeviceID: '$B.extension' } },
        in: 'D',
        note: documented('CO ClearConnection: with more than two parties only that connection'),
      },
      { never: ['CALL_CLEARED_EVENT', 'END_CALL_EVENT'], in: 'D', note: documented('PS: the call goes on') },
      { do: 'hangUp', callID: '$K1.callID' },
      {
        expect: { CALL_CONNECTION_CLEARED_EVENT: { connectionDeviceID: '5551234' } },
        in: 'A',
        note: documented('CO ClearConnection'),
      },
      { do: 'clear', agent: '$D' },
      {
        expect: ['CALL_CLEARED_EVENT', 'END_CALL_EVENT'],
        in: 'A',
        note: documented('CO ClearConnection: with two parties the call is over'),
      },
    ],
  },
  {
    name: 'conference-others-add-nobody',
    title: 'Only who began a conference adds parties or drops others',
    follows: ['PS Conference', 'CS CF_DROP_ANY_PARTY_NOT_ENABLED_CTI'],
    ...READY_AND_AWAY,
    steps: [
      ...CONFERENCE,
      {
        do: 'request',
        agent: '$B',
        request: 'CLEAR_CONNECTION_REQ',
        payload: {
          peripheralID: '$A.peripheralID',
          connectionCallID: '$K1.callID',
          connectionDeviceIDType: 'CONNECTION_ID_STATIC',
          connectionDeviceID: '$A.extension',
          requestingDeviceID: '$B.extension',
        },
        refused: 'CF_DROP_ANY_PARTY_NOT_ENABLED_CTI',
        note: inferred('the code by its name'),
      },
      { do: 'consult', agent: '$B', to: '0015559999', as: 'K3' },
      {
        waitFor: { CALL_ESTABLISHED_EVENT: { connectionCallID: '$K3.callID' } },
        in: 'B',
        within: 10,
        note: documented('EV'),
      },
      {
        do: 'conference',
        agent: '$B',
        refused: 'CF_ARBITRARY_CONF_OR_XFER_NOT_SUPPORTED',
        note: documented('PS: only the initiator; the code is inferred'),
      },
      { do: 'clear', agent: '$B', call: '$K3.callID' },
      CALLER_LEAVES,
      { do: 'clear', agent: '$A' },
    ],
  },
  {
    name: 'conference-in-a-single-step',
    title: 'Unified CCE makes no conference in a single step',
    follows: ['CO SingleStepConference'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      {
        do: 'request',
        agent: '$A',
        request: 'CONFERENCE_CALL_REQ',
        payload: {
          peripheralID: '$A.peripheralID',
          activeConnectionCallID: '$K1.callID',
          activeConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
          activeConnectionDeviceID: '$A.extension',
          heldConnectionCallID: null,
          heldConnectionDeviceIDType: null,
          heldConnectionDeviceID: '',
          dialedNumber: '$B.extension',
        },
        refused: 'CF_INVALID_FEATURE',
        note: documented('CO: not supported; the code is inferred'),
      },
      CALLER_LEAVES,
    ],
  },
];
