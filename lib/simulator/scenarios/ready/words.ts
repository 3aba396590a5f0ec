/** What many of the ready scenarios say. */
import type { AgentState, MessageExpectation, Step } from '../scenario';

/** A statement that a document makes. @param where the short name of SOURCES and the heading */
export function documented(where: string): string {
  return `documented: ${where}`;
}

/** A statement that follows from what the documents say, and is printed nowhere. */
export function inferred(what: string): string {
  return `inferred: ${what}`;
}

/** An agent comes into a state. @param role of the cast */
export function state(role: string, agentState: AgentState, fields: object = {}): MessageExpectation {
  return { AGENT_STATE_EVENT: { agentID: `$${role}`, agentState, ...fields } };
}

/** Two agents of one skill group: one is ready, one is not. N is the number of the skill group. */
export const READY_AND_AWAY = {
  cast: { A: '1001', B: '1002', N: '8001' },
  given: { A: 'AGENT_STATE_AVAILABLE', B: 'AGENT_STATE_NOT_READY' },
} as const;

/** One agent who is not ready. */
export const ONE_AWAY = { cast: { A: '1001' }, given: { A: 'AGENT_STATE_NOT_READY' } } as const;

/** Two agents, not ready. */
export const TWO_AWAY = {
  cast: { A: '1001', B: '1002' },
  given: { A: 'AGENT_STATE_NOT_READY', B: 'AGENT_STATE_NOT_READY' },
} as const;

/** The call K1 rings at A. */
export const RINGING_AT_A = {
  CALL_DELIVERED_EVENT: {
    connectionCallID: '$K1.callID',
    connectionDeviceID: '$A.extension',
    localConnectionState: 'LCS_ALERTING',
    alertingDeviceType: 'DEVID_AGENT_DEVICE',
    alertingDeviceID: '$A.extension',
    callingDeviceID: '5551234',
    eventCause: { oneOf: ['CEC_NEW_CALL', null] },
  },
};
/** A routed call, as K1. */
export const CALL: Step = { do: 'call', dialedNumber: '$N', ani: '5551234', as: 'K1' };

/** A routed call that A has answered, as K1. */
export const TALKING: readonly Step[] = [CALL, { do: 'answer', agent: '$A' }];

/** The caller leaves; A has work to do after the call. */
export const CALLER_LEAVES: Step = { do: 'hangUp', callID: '$K1.callID' };

/** A asks B for advice, as K2; B has answered. */
export const CONSULTED: readonly Step[] = [
  ...TALKING,
  { do: 'consult', agent: '$A', to: '$B.extension', as: 'K2' },
  { do: 'answer', agent: '$B' },
  { expect: { CALL_ESTABLISHED_EVENT: { connectionCallID: '$K2.callID' } }, in: 'A', note: documented('EV') },
];
