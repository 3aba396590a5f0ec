/** What calls carry, and what is asked about them. */
import type { Scenario, Step } from '../scenario';
import { CALLER_LEAVES, documented, inferred, READY_AND_AWAY, TALKING } from './words';

const CONNECTION = {
  peripheralID: '$A.peripheralID',
  connectionCallID: '$K1.callID',
  connectionDeviceIDType: 'CONNECTION_ID_STATIC',
  connectionDeviceID: '$A.extension',
};
const RELEASE = {
  do: 'request',
  agent: '$A',
  request: 'RELEASE_CALL_REQ',
  payload: CONNECTION,
} as const satisfies Step;

export const CALL_DATA: readonly Scenario[] = [
  {
    name: 'call-data-set',
    title: 'An agent sets call variables and ECC data',
    follows: ['ALI SET_CALL_DATA_REQ', 'ALI CALL_DATA_UPDATE_EVENT', 'CO SetCallData'],
    ...READY_AND_AWAY,
    steps: [
      {
        do: 'call',
        dialedNumber: '$N',
        ani: '5551234',
        namedVariables: { 'user.account': '4711' },
        callVariables: { callVariable1: 'gold' },
        as: 'K1',
      },
      { do: 'answer', agent: '$A' },
      {
        do: 'setCallData',
        agent: '$A',
        callVariables: { callVariable2: 'angry' },
        namedVariables: { 'user.segment': 'vip' },
      },
      {
        expect: {
          CALL_DATA_UPDATE_EVENT: {
            connectionCallID: '$K1.callID',
            newConnectionCallID: '$K1.callID',
            callVariable1: null,
            callVariable2: 'angry',
            namedVariables: { 'user.account': '4711', 'user.segment': 'vip' },
          },
        },
        in: 'A',
        note: documented('ALI CALL_DATA_UPDATE_EVENT: what has changed, and always all ECC variables'),
      },
      {
        expect: { CALL_DATA_UPDATE_EVENT: { callVariable2: 'angry' } },
        note: inferred('every client of the call is told'),
      },
      { do: 'setCallData', agent: '$A', namedArrays: { 'user.history': ['called', null] } },
      {
        expect: {
          CALL_DATA_UPDATE_EVENT: {
            namedVariables: { 'user.segment': 'vip' },
            namedArrays: { 'user.history': { not: null } },
          },
        },
        in: 'A',
        note: documented('ALI CALL_DATA_UPDATE_EVENT'),
      },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'call-data-refused',
    title: 'ECC data that are not configured are refused',
    follows: ['CS E_CTI_NAMED_VARIABLE_NOT_CONFIGURED', 'CS E_CTI_NAMED_ARRAY_NOT_CONFIGURED', 'ALI SET_CALL_DATA_REQ'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      {
        do: 'setCallData',
        agent: '$A',
        namedVariables: { nobody: 'x' },
        refused: 'E_CTI_NAMED_VARIABLE_NOT_CONFIGURED',
        note: documented('CS'),
      },
      {
        do: 'setCallData',
        agent: '$A',
        namedArrays: { nobody: ['x'] },
        refused: 'E_CTI_NAMED_ARRAY_NOT_CONFIGURED',
        note: documented('CS'),
      },
      { never: 'CALL_DATA_UPDATE_EVENT', in: 'A', note: inferred('a refused request changes nothing') },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'wrap-up-data',
    title: 'Data of a call that is over may be completed for two minutes',
    follows: ['ALI Call Data Update Service', 'BA Call Wrapup'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      CALLER_LEAVES,
      {
        do: 'setCallData',
        agent: '$A',
        call: '$K1.callID',
        callWrapupData: 'solved',
        note: documented('ALI: accepted for a time, 2 minutes by default'),
      },
      { pause: 121 },
      {
        do: 'setCallData',
        agent: '$A',
        call: '$K1.callID',
        callWrapupData: 'late',
        refused: 'E_CTI_INVALID_CALLID',
        note: inferred('the time is over; the code by its meaning'),
      },
    ],
  },
  {
    name: 'wrap-up-data-required',
    title: 'Who has to give wrap-up data stays in the work after the call without them',
    follows: ['PS Wrap-up', 'CS CF_WRAPUP_DATA_REQUIRED'],
    needs: { deskSettings: { wrapupIncoming: 'REQUIRED_WITH_WRAPUP_DATA' } },
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      CALLER_LEAVES,
      { do: 'ready', agent: '$A', refused: 'CF_WRAPUP_DATA_REQUIRED', note: documented('PS') },
      { do: 'setCallData', agent: '$A', call: '$K1.callID', callWrapupData: 'sold' },
      { do: 'ready', agent: '$A' },
    ],
  },
  {
    name: 'call-released',
    title: 'An agent declares the data of a call final',
    follows: ['ALI RELEASE_CALL_REQ'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { ...RELEASE, gives: { topic: 'RELEASE_CALL_CONF' }, note: documented('ALI RELEASE_CALL_REQ') },
      {
        never: ['CALL_CLEARED_EVENT', 'CALL_CONNECTION_CLEARED_EVENT'],
        in: 'A',
        note: documented('ALI: the call is not disconnected'),
      },
      CALLER_LEAVES,
      { expect: 'END_CALL_EVENT', in: 'A', note: documented('ALI END_CALL_EVENT') },
    ],
  },
  {
    name: 'tones',
    title: 'An agent presses keys during a call',
    follows: ['CO SendDTMFSignal', 'ALI SEND_DTMF_SIGNAL_REQ'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { do: 'sendDTMF', agent: '$A', dtmfString: '12#', note: documented('CO SendDTMFSignal') },
      {
        do: 'sendDTMF',
        agent: '$A',
        dtmfString: 'hello',
        refused: 'CF_VALUE_OUT_OF_RANGE',
        note: inferred('the code by its meaning'),
      },
      { do: 'hold', agent: '$A' },
      {
        do: 'sendDTMF',
        agent: '$A',
        dtmfString: '1',
        refused: 'CF_INVALID_OBJECT_STATE',
        note: inferred('nobody hears it'),
      },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'snapshots',
    title: 'A desktop that comes late asks for the state of agent, phone and call',
    follows: ['BA Select Agent Mode', 'BA Select Monitor Mode', 'CO Snapshot'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      {
        do: 'request',
        agent: '$A',
        request: 'QUERY_AGENT_STATE_REQ',
        payload: { peripheralID: '$A.peripheralID', agentID: '$A' },
        gives: { topic: 'QUERY_AGENT_STATE_CONF', payload: { agentState: 'AGENT_STATE_TALKING' } },
        note: documented('BA: QueryAgentState first'),
      },
      {
        do: 'request',
        agent: '$A',
        request: 'SNAPSHOT_DEVICE_REQ',
        payload: {
          peripheralID: '$A.peripheralID',
          snapshotDeviceType: 'DEVID_AGENT_DEVICE',
          agentInstrument: '$A.extension',
        },
        gives: {
          topic: 'SNAPSHOT_DEVICE_CONF',
          payload: { calls: [{ callConnectionCallID: '$K1.callID', callState: 'LCS_CONNECT' }] },
        },
        note: documented('BA: then SnapshotDevice'),
      },
      {
        do: 'request',
        agent: '$A',
        request: 'SNAPSHOT_CALL_REQ',
        payload: CONNECTION,
        gives: { topic: 'SNAPSHOT_CALL_CONF', payload: { ani: '5551234', numCallDevices: 2 } },
        note: documented('BA: then SnapshotCall'),
      },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'desktop-comes-late',
    title: 'A desktop opens during a call and is told of it',
    follows: ['AG CTI Operations During Unified CCE Failures', 'ALI BEGIN_CALL_EVENT'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { watch: 'A' },
      {
        expect: { BEGIN_CALL_EVENT: { connectionCallID: '$K1.callID', connectionDeviceID: '$A.extension' } },
        in: 'A',
        note: documented('AG: calls in progress at the device'),
      },
      {
        never: ['CALL_DELIVERED_EVENT', 'CALL_ESTABLISHED_EVENT'],
        in: 'A',
        note: documented('EV: nothing tells the state; the client asks for it'),
      },
      CALLER_LEAVES,
      { expect: 'END_CALL_EVENT', in: 'A', note: documented('ALI END_CALL_EVENT') },
    ],
  },
];
