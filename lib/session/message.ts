import type { AnyMessage } from '../codec';
import { about, amount, integer, oneOf, optional, type RowOf, row, text, time, type ValueOf } from '../shapes';
import { SIDE } from './sides';

export const CTI_FIELDS = {
  number: about('MessageType', integer),
  protocol: about('protocol version it was read by', integer),
  length: about('bytes, header included', amount),
  epoch: about('which opening of the session it belongs to; another number than before means a gap in between', amount),
  sequence: about('position among all frames of the session, read or not, over all epochs; 1 is the first', amount),
  received: time,
  side: SIDE,
  peer: about('host:port', text),
  invokeID: about('of answers, and of requests that the server makes', optional(integer)),
  confirmed: about(
    'false: the server was asked to leave confirmations out (CTI_SERVICE_IGNORE_CONF), so this one was not received',
    optional(oneOf(false)),
  ),
};
/** Where a message came from and how. */
export type SessionCti = RowOf<typeof CTI_FIELDS>;

/** A message as a session hands it on. It is shared by all who asked for it: do not change it. */
export type SessionMessage = AnyMessage & { readonly cti: SessionCti };

export const GAP_SHAPE = row({
  from: about('when the session was lost', time),
  to: about('when it was open again', time),
  seconds: amount,
  side: about('the side that was lost', SIDE),
  newSide: about('the one that has the session now', SIDE),
  code: about('why the session was lost', text),
  reason: text,
  lastSequence: about('of the last frame before', amount),
  lastEpoch: about('the epoch that the last frame before belongs to', amount),
  epoch: amount,
});
/** What was missed: told once the session is open again. */
export type Gap = ValueOf<typeof GAP_SHAPE>;

export const MAINTENANCE_SHAPE = row({
  side: SIDE,
  until: about('until then an answer counts; afterwards yes has been said', time),
});
/** The active server asks whether it may go into maintenance. */
export interface MaintenanceRequest extends ValueOf<typeof MAINTENANCE_SHAPE> {
  /** The first answer counts. @returns false when it came too late */
  answer(accepted: boolean): boolean;
}
