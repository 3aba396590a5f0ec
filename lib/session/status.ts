import {
  about,
  amount,
  bit,
  flag,
  integer,
  list,
  oneOf,
  optional,
  type RowOf,
  row,
  text,
  time,
  type ValueOf,
} from '../shapes';
import { MISSING_SERVICE } from './grant';
import { SIDE } from './sides';

const STATE = oneOf('closed', 'connecting', 'opening', 'open', 'standby', 'waiting');
/**
 * - waiting: a pause before the next try
 * - standby: hot standby only: a standby server has the session, and no server is active
 *
 * A session that is being closed counts as closed already.
 */
export type SessionState = ValueOf<typeof STATE>;

const PERIPHERAL = row({ peripheralID: integer, online: flag });
/** One peripheral of the Peripheral Gateway, as OPEN_CONF and SYSTEM_EVENTs tell. */
export type PeripheralStatus = ValueOf<typeof PERIPHERAL>;

const STANDBY = row({ side: SIDE, state: STATE, code: optional(text), reason: optional(text) });
/** Hot standby: the session with the side that is not the active one. */
export type StandbyStatus = ValueOf<typeof STANDBY>;

const GRANTED = {
  protocol: about('the protocol version in use', optional(integer)),
  services: optional(list(bit('CTIService'))),
  missingServices: about(
    'asked for and not granted, with what will not work because of it',
    optional(list(MISSING_SERVICE)),
  ),
  degraded: about(
    'what is out of order behind the server, as constants of PGStatus; empty: nothing',
    optional(list(bit('PGStatusCode'))),
  ),
  peripherals: about('those that the server has told of', optional(list(PERIPHERAL))),
};
/** What an open session has of its server. */
export type Granted = RowOf<typeof GRANTED>;

export const STATUS_FIELDS = {
  state: about(
    'waiting: a pause before the next try; standby: hot standby only: a standby server has the session, and no server ' +
      'is active',
    STATE,
  ),
  previous: about('the state before this one', STATE),
  side: about('the side that is tried or has the session; of the next try while waiting', optional(SIDE)),
  host: optional(text),
  port: optional(integer),
  code: about('why the session is not open, or why the latest try failed', optional(text)),
  reason: optional(text),
  since: about('when this state began', time),
  attempt: about(
    'connections tried since the session was last open, the present one included; 0 while open or closed',
    amount,
  ),
  retryAt: about('waiting: when the next try begins', optional(time)),
  epoch: about('counts the times that the session was opened; 0 before the first', amount),
  standby: about('hot standby: the session with the side that is not the active one', optional(STANDBY)),
  ...GRANTED,
};
/** A session as it stands; while it is open with what its server grants. Plain data; what is not known is absent. */
export type SessionStatus = RowOf<typeof STATUS_FIELDS>;
