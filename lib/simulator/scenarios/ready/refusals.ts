/** Requests that are refused, with the code for it. */
import type { Scenario } from '../scenario';
import { CALLER_LEAVES, documented, inferred, ONE_AWAY, READY_AND_AWAY, state, TALKING } from './words';

const CONNECTION = {
  peripheralID: '$A.peripheralID',
  connectionCallID: '$K1.callID',
  connectionDeviceIDType: 'CONNECTION_ID_STATIC',
  connectionDeviceID: '$A.extension',
};

export const REFUSALS: readonly Scenario[] = [
  {
    name: 'clear-call-refused',
    title: 'Unified CCE does not clear calls as a whole',
    follows: ['CO Clear', 'CO ClearConnection'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      {
        do: 'request',
        agent: '$A',
        request: 'CLEAR_CALL_REQ',
        payload: CONNECTION,
        refused: 'CF_REQUEST_INCOMPATIBLE_WITH_OBJECT',
        note: documented('CO Clear: not with Unified CCE; the code is inferred'),
      },
      { never: ['CALL_CLEARED_EVENT', 'END_CALL_EVENT'], in: 'A', note: inferred('the call goes on') },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'nothing-to-answer',
    title: 'Requests about calls that are not there',
    follows: ['ALI ANSWER_CALL_REQ', 'ALI RETRIEVE_CALL_REQ', 'ALI CLEAR_CONNECTION_REQ', 'CS Control failure codes'],
    ...ONE_AWAY,
    steps: [
      { do: 'answer', agent: '$A', refused: 'CF_NO_CALL_TO_ANSWER', note: inferred('the code by its name') },
      { do: 'retrieve', agent: '$A', refused: 'CF_NO_HELD_CALL', note: inferred('the code by its name') },
      { do: 'clear', agent: '$A', refused: 'CF_NO_CONNECTION_TO_CLEAR', note: inferred('the code by its name') },
      { do: 'hold', agent: '$A', refused: 'CF_NO_ACTIVE_CALL', note: inferred('the code by its name') },
      { never: 'AGENT_STATE_EVENT', in: 'A', note: inferred('a refused request changes nothing') },
    ],
  },
  {
    name: 'answered-twice',
    title: 'A call that is answered cannot be answered again',
    follows: ['ALI ANSWER_CALL_REQ'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      {
        do: 'answer',
        agent: '$A',
        call: '$K1.callID',
        refused: 'CF_INVALID_OBJECT_STATE',
        note: inferred('the code by its meaning'),
      },
      CALLER_LEAVES,
    ],
  },
  {
    name: 'work-without-call',
    title: 'There is no work after a call without a call',
    follows: ['PS Wrap-up', 'FS Wrap-up'],
    ...ONE_AWAY,
    steps: [
      {
        do: 'workReady',
        agent: '$A',
        refused: 'CF_INVALID_OBJECT_STATE',
        note: inferred('FS knows no such way; the code by its meaning'),
      },
      { never: state('A', 'AGENT_STATE_WORK_READY'), in: 'A', note: inferred('a refused request changes nothing') },
    ],
  },
  {
    name: 'signed-out-agent-calls',
    title: 'Nobody places a call without being signed in',
    follows: ['AO MakeCall'],
    cast: { A: '1001' },
    given: { A: 'AGENT_STATE_LOGOUT' },
    steps: [
      {
        do: 'makeCall',
        agent: '$A',
        to: '0015559999',
        refused: 'CF_INVALID_CALLING_DEVICE',
        note: inferred('the code by its name'),
      },
    ],
  },
];
