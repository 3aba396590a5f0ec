/** Requests of the guide that other peripherals serve and Unified CCE does not. */
import { Refusal } from '../refusal';
import type { Handler } from './handler';

/** CTI OS Developer Guide, Call Object, Clear. */
export const clearCall: Handler<'CLEAR_CALL_REQ'> = () => {
  const message = 'Unified CCE does not clear calls as a whole; use CLEAR_CONNECTION_REQ';
  throw new Refusal('CF_REQUEST_INCOMPATIBLE_WITH_OBJECT', message);
};

/** Predictive calls are the Outbound Option's, whose dialer makes them without CTI clients. */
export const makePredictiveCall: Handler<'MAKE_PREDICTIVE_CALL_REQ'> = () => {
  const message = 'Unified CCE makes no predictive calls for CTI clients; its Outbound Option does';
  throw new Refusal('CF_INVALID_FEATURE', message);
};
