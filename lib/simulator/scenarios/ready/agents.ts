/** Agents sign in and out, are ready and not ready. */
import type { Scenario } from '../scenario';
import { documented, inferred, ONE_AWAY, READY_AND_AWAY, state, TALKING, TWO_AWAY } from './words';

export const AGENTS: readonly Scenario[] = [
  {
    name: 'agent-signs-in',
    title: 'An agent signs in and is not ready',
    follows: ['ALI SET_AGENT_STATE_REQ', 'FS Login', 'AO Login'],
    cast: { A: '1003' },
    given: { A: 'AGENT_STATE_LOGOUT' },
    steps: [
      { do: 'login', agent: '$A' },
      {
        expect: [
          { ...state('A', 'AGENT_STATE_LOGIN'), note: documented('FS: login is transient') },
          { ...state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 0 }), note: documented('FS: not ready follows') },
        ],
      },
      {
        expect: state('A', 'AGENT_STATE_NOT_READY', { agentExtension: '$A.extension' }),
        in: 'A',
        note: documented('ALI AGENT_STATE_EVENT, to the agent'),
      },
      {
        do: 'request',
        agent: '$A',
        request: 'QUERY_AGENT_STATE_REQ',
        payload: { peripheralID: '$A.peripheralID', agentID: '$A' },
        gives: { topic: 'QUERY_AGENT_STATE_CONF', payload: { agentState: 'AGENT_STATE_NOT_READY' } },
        note: documented('AO QueryAgentState'),
      },
    ],
  },
  {
    name: 'agent-signs-in-twice',
    title: 'An agent who is signed in cannot sign in elsewhere without force',
    follows: ['CS CF_SPECIFIED_AGENT_ALREADY_SIGNED_ON'],
    ...TWO_AWAY,
    steps: [
      { do: 'logout', agent: '$B', reason: 1 },
      {
        do: 'login',
        agent: '$A',
        extension: '$B.extension',
        refused: 'CF_SPECIFIED_AGENT_ALREADY_SIGNED_ON',
        note: inferred('the code by its name'),
      },
      { never: { AGENT_STATE_EVENT: { agentID: '$A' } }, note: inferred('a refused request changes nothing') },
    ],
  },
  {
    name: 'agent-ready-and-not-ready',
    title: 'An agent becomes ready, and not ready with a reason',
    follows: ['ALI SET_AGENT_STATE_REQ', 'AO SetAgentState'],
    ...ONE_AWAY,
    steps: [
      { do: 'ready', agent: '$A' },
      { expect: state('A', 'AGENT_STATE_AVAILABLE'), note: documented('ALI SET_AGENT_STATE_REQ') },
      { do: 'notReady', agent: '$A', reason: 12 },
      {
        expect: state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 12 }),
        note: documented('EV: the reason is echoed'),
      },
      {
        expect: state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 12 }),
        in: 'A',
        note: documented('ALI AGENT_STATE_EVENT, to the agent'),
      },
    ],
  },
  {
    name: 'agent-changes-reason',
    title: 'An agent who is not ready gives another reason',
    follows: ['FS Not ready to not ready'],
    ...ONE_AWAY,
    steps: [
      { do: 'notReady', agent: '$A', reason: 12 },
      { do: 'notReady', agent: '$A', reason: 13 },
      {
        expect: [
          state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 12 }),
          state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 13 }),
        ],
        note: inferred('FS allows the change; that it gives an event is printed nowhere'),
      },
    ],
  },
  {
    name: 'agent-reason-required',
    title: 'Where desk settings require a reason, not ready without one is refused',
    follows: ['PS Agent desk settings', 'CS CF_REASON_CODE_REQUIRED'],
    cast: { A: '1001' },
    needs: { deskSettings: { idleReasonRequired: true, logoutReasonRequired: true } },
    given: { A: 'AGENT_STATE_AVAILABLE' },
    steps: [
      { do: 'notReady', agent: '$A', refused: 'CF_REASON_CODE_REQUIRED', note: documented('PS') },
      { do: 'notReady', agent: '$A', reason: 3 },
      { expect: state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 3 }), note: documented('PS') },
      { do: 'logout', agent: '$A', refused: 'CF_REASON_CODE_REQUIRED', note: documented('PS') },
    ],
  },
  {
    name: 'agent-signs-out',
    title: 'An agent signs out with a reason',
    follows: ['AO Logout', 'ALI SET_AGENT_STATE_REQ'],
    ...ONE_AWAY,
    steps: [
      { do: 'logout', agent: '$A', reason: 4 },
      { expect: state('A', 'AGENT_STATE_LOGOUT', { eventReasonCode: 4 }), note: documented('AO Logout') },
      { expect: state('A', 'AGENT_STATE_LOGOUT'), in: 'A', note: documented('AO Logout') },
    ],
  },
  {
    name: 'agent-signs-out-while-ready',
    title: 'An agent who is ready has to be not ready first to sign out',
    follows: ['FS Logout from not ready', 'FR 20003'],
    cast: { A: '1001' },
    given: { A: 'AGENT_STATE_AVAILABLE' },
    steps: [
      {
        do: 'logout',
        agent: '$A',
        reason: 1,
        refused: 'CF_INVALID_OBJECT_STATE',
        note: inferred('FS knows no such way; the code by its meaning'),
      },
      { do: 'notReady', agent: '$A', reason: 20003 },
      { do: 'logout', agent: '$A', reason: 1 },
      {
        expect: [state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 20003 }), state('A', 'AGENT_STATE_LOGOUT')],
        note: documented('FR 20003'),
      },
    ],
  },
  {
    name: 'agent-forced-out',
    title: "Somebody else signs in at an agent's phone with force",
    follows: ['FR 20001', 'FR 20002', 'ALI SET_AGENT_STATE_REQ ForcedFlag'],
    cast: { A: '1001', B: '1003' },
    given: { A: 'AGENT_STATE_NOT_READY', B: 'AGENT_STATE_LOGOUT' },
    steps: [
      {
        do: 'request',
        agent: '$B',
        request: 'SET_AGENT_STATE_REQ',
        payload: {
          peripheralID: '$B.peripheralID',
          agentState: 'AGENT_STATE_LOGIN',
          forcedFlag: 'TRUE',
          agentID: '$B',
          agentPassword: '',
          agentInstrument: '$A.extension',
        },
      },
      {
        expect: [
          state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 20001 }),
          state('A', 'AGENT_STATE_LOGOUT', { eventReasonCode: 20002 }),
          state('B', 'AGENT_STATE_NOT_READY', { agentExtension: '$A.extension' }),
        ],
        note: documented('FR 20001, 20002'),
      },
    ],
    finally: [{ do: 'logout', agent: '$B', reason: 1 }],
  },
  {
    name: 'agent-not-ready-after-the-call',
    title: 'An agent asks for not ready during a call: it comes after the call and its work',
    follows: ['FS Pending state', 'FS Work not ready'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { do: 'notReady', agent: '$A', reason: 5 },
      {
        expect: state('A', 'AGENT_STATE_TALKING', { nextAgentState: 'AGENT_STATE_NOT_READY' }),
        note: inferred('FS: the state stays and the choice is kept; the event is printed nowhere'),
      },
      { do: 'hangUp', callID: '$K1.callID' },
      { expect: state('A', 'AGENT_STATE_WORK_NOT_READY'), note: documented('FS Work not ready') },
      {
        waitFor: state('A', 'AGENT_STATE_NOT_READY'),
        within: 20,
        note: documented('FS: from work not ready, by the timer'),
      },
    ],
  },
  {
    name: 'agent-takes-two-calls',
    title: 'Who has work after a call gets no other before it is done',
    follows: ['PS Wrap-up', 'FS Wrap-up'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { do: 'hangUp', callID: '$K1.callID' },
      { expect: state('A', 'AGENT_STATE_WORK_READY'), note: documented('FS Wrap-up') },
      { do: 'call', dialedNumber: '$N', ani: '5552345', as: 'K2' },
      { never: 'CALL_DELIVERED_EVENT', in: 'A', note: documented('PS: no new calls from wrap-up') },
      { do: 'ready', agent: '$A' },
      {
        expect: [state('A', 'AGENT_STATE_AVAILABLE'), state('A', 'AGENT_STATE_RESERVED'), 'CALL_DELIVERED_EVENT'],
        in: 'A',
        note: documented('FS: who has done the work is ready again'),
      },
      { do: 'hangUp', callID: '$K2.callID' },
    ],
  },
];
