/** What cti-session tells of a session, and what the safety rails of its server add. */
import { LEDGER_FIELDS } from '../model';
import { COUNTER_FIELDS, GAP_SHAPE, MAINTENANCE_SHAPE, STATUS_FIELDS } from '../session';
import { about, amount, flag, maybe, oneOf, openRow, optional, type RowOf, row, time, type ValueOf } from '../shapes';

const RAILS_STATUS = {
  dryRun: about('true: nothing that changes something is sent', optional(oneOf(true))),
  armed: about('whether dangerous requests pass now; absent where the arm switch is not in use', optional(flag)),
  armedUntil: optional(time),
};
/** What the rails of a server let pass. Keys are absent where they say nothing. */
export type RailsStatus = RowOf<typeof RAILS_STATUS>;

const RAILS_FIGURES = row({ dryRun: amount, notAllowed: amount, notArmed: amount, rateLimited: amount });
/** What the rails have kept back, since they were made. */
export type RailsFigures = ValueOf<typeof RAILS_FIGURES>;

const STATUS = row({ ...STATUS_FIELDS, ...RAILS_STATUS });
/** The session of a cti-server as it stands. */
export type SharedStatus = ValueOf<typeof STATUS>;

const FIGURES = row({ ...COUNTER_FIELDS, rails: about('what the safety rails have kept back', RAILS_FIGURES) });
/** What the session of a cti-server has done since it was made. */
export type SharedFigures = ValueOf<typeof FIGURES>;

const LEDGER = row({ ...LEDGER_FIELDS, from: time, to: time, seconds: amount, gap: maybe(GAP_SHAPE) });

/** Of cti-event, too. On the message that asked, where one has. */
export const STATE_MESSAGE = openRow({ topic: oneOf('session'), payload: STATUS });
const GAP_MESSAGE = row({ topic: oneOf('gap'), payload: GAP_SHAPE });
const LEDGER_MESSAGE = row({ topic: oneOf('ledger'), payload: LEDGER });
const MAINTENANCE_MESSAGE = row({ topic: oneOf('maintenance'), payload: MAINTENANCE_SHAPE });
/** On the message that asked. */
const COUNTERS_MESSAGE = openRow({ topic: oneOf('counters'), payload: FIGURES });

/** All that cti-session tells. */
export const SESSION_MESSAGES = [STATE_MESSAGE, GAP_MESSAGE, LEDGER_MESSAGE, MAINTENANCE_MESSAGE, COUNTERS_MESSAGE];

export type StateMessage = ValueOf<typeof STATE_MESSAGE>;
export type GapMessage = ValueOf<typeof GAP_MESSAGE>;
export type LedgerMessage = ValueOf<typeof LEDGER_MESSAGE>;
export type MaintenanceMessage = ValueOf<typeof MAINTENANCE_MESSAGE>;
export type CountersMessage = ValueOf<typeof COUNTERS_MESSAGE>;
