/** Which way a call goes, by its CallType. */
import type { Constant } from '../../protocol';
import { oneOf, type ValueOf } from '../../shapes';

export const CALL_DIRECTION = oneOf('in', 'out', 'internal', 'consult');
/** `in`: from outside to an agent or queue; `consult`: second call of somebody who talks in another one. */
export type CallDirection = ValueOf<typeof CALL_DIRECTION>;

/** Undefined: the type does not say. A transferred call and a conference keep the direction that they had. */
const DIRECTIONS: { readonly [T in Constant<'CallType'>]: CallDirection | undefined } = {
  CALLTYPE_ACD_IN: 'in',
  CALLTYPE_PREROUTE_ACD_IN: 'in',
  CALLTYPE_PREROUTE_DIRECT_AGENT: 'in',
  CALLTYPE_TRANSFER_IN: undefined,
  CALLTYPE_OVERFLOW_IN: 'in',
  CALLTYPE_OTHER_IN: 'in',
  CALLTYPE_AUTO_OUT: 'out',
  CALLTYPE_AGENT_OUT: 'out',
  CALLTYPE_OUT: 'out',
  CALLTYPE_AGENT_INSIDE: 'internal',
  CALLTYPE_OFFERED: 'in',
  CALLTYPE_CONSULT: 'consult',
  CALLTYPE_CONSULT_OFFERRED: 'consult',
  CALLTYPE_CONSULT_CONFERENCE: 'consult',
  CALLTYPE_CONFERENCE: undefined,
  CALLTYPE_UNMONITORED: undefined,
  CALLTYPE_PREVIEW: 'out',
  CALLTYPE_RESERVATION: 'internal',
  CALLTYPE_ASSIST: 'consult',
  CALLTYPE_EMERGENCY: 'consult',
  CALLTYPE_SUPERVISOR_MONITOR: 'internal',
  CALLTYPE_SUPERVISOR_WHISPER: 'internal',
  CALLTYPE_SUPERVISOR_BARGEIN: 'internal',
  CALLTYPE_SUPERVISOR_INTERCEPT: 'internal',
  CALLTYPE_TASK_ROUTED_BY_ICM: 'in',
  CALLTYPE_TASK_ROUTED_BY_APPLICATION: 'in',
  CALLTYPE_NON_ACD: undefined,
  RESERVATION_PREVIEW: 'internal',
  RESERVATION_PREVIEW_DIRECT: 'internal',
  RESERVATION_PREDICTIVE: 'internal',
  RESERVATION_CALLBACK: 'internal',
  RESERVATION_PERSONAL_CALLBACK: 'internal',
  CUSTOMER_PREVIEW: 'out',
  CUSTOMER_PREVIEW_DIRECT: 'out',
  CUSTOMER_PREDICTIVE: 'out',
  CUSTOMER_CALLBACK: 'out',
  CUSTOMER_PERSONAL: 'out',
  CUSTOMER_IVR: 'out',
  CALLTYPE_PLAY_AGENT_GREETING: 'internal',
  CALLTYPE_RECORD_AGENT_GREETING: 'internal',
  CALLTYPE_VOICE_CALL_BACK: 'out',
  NULL_CALLTYPE: undefined,
};

/** Undefined also for types that the guide does not name. */
export function directionOf(callType: Constant<'CallType'> | number | null): CallDirection | undefined {
  return typeof callType === 'string' ? DIRECTIONS[callType] : undefined;
}
