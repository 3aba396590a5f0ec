/** Calls and contacts as they are given out: plain data, never changed afterwards. Types and JSON Schema come from here. */
import type { Constant } from '../../protocol';
import {
  about,
  amount,
  constant,
  constantOrNumber,
  integer,
  list,
  maybe,
  number,
  oneOf,
  optional,
  orNull,
  type RowOf,
  row,
  text,
  type ValueOf,
} from '../../shapes';
import type { CallContext } from './context';
import { CALL_DIRECTION } from './direction';

/** CSTA's local connection state as the guide names it; null: not known (yet). */
export type ConnectionState = Constant<'LocalConnectionState'> | null;

const CALL_STATE = oneOf('expected', 'initiated', 'queued', 'ringing', 'talking', 'held', 'failed', 'ended');
/** The call in one word. `expected`: announced by its router call key, no call yet. */
export type CallState = ValueOf<typeof CALL_STATE>;

export const CONNECTION_SHAPE = row({
  connectionDeviceIDType: orNull(constantOrNumber('ConnectionDeviceIDType')),
  connectionDeviceID: about('opaque', text),
  deviceType: orNull(constantOrNumber('DeviceIDType')),
  deviceID: about('the number of the device, as soon as a message has told it', maybe(text)),
  agentID: about('who was signed in there, if an agent was', maybe(text)),
  localConnectionState: about('null: not known (yet)', orNull(constant('LocalConnectionState'))),
  since: about('when it came into this state, ms since 1970', number),
});
/** A party's part in a call. */
export type ConnectionView = ValueOf<typeof CONNECTION_SHAPE>;

const QUEUE = row({
  serviceNumber: maybe(orNull(integer)),
  skillGroups: list(row({ skillGroupNumber: maybe(orNull(integer)), skillGroupID: maybe(orNull(integer)) })),
});
/** What the call waits for; undefined members were not told. */
export type CallQueue = ValueOf<typeof QUEUE>;

const TIMES = row({
  started: about('the first that was seen of the call', number),
  queued: maybe(number),
  ringing: maybe(number),
  answered: maybe(number),
  held: maybe(number),
  ended: maybe(number),
  wrapUp: about("when the first agent's work after the call began; known when it is done", maybe(number)),
  queuedFor: amount,
  ringingFor: amount,
  talkingFor: amount,
  heldFor: amount,
  wrapUpFor: about(
    "all agents' work after the call (AGENT_STATE_WORK_READY, AGENT_STATE_WORK_NOT_READY), as far as it is done",
    amount,
  ),
});
/** Moments in ms since 1970 (the first of each), durations in ms until the call's last change. */
export type CallTimes = ValueOf<typeof TIMES>;

/** What a call has besides its data. */
export const OWN_FIELDS = {
  id: about('names the call for good, unlike ConnectionCallID, which comes again', text),
  contactID: text,
  peripheralID: orNull(integer),
  connectionCallID: about('null as long as there is no call (expected)', orNull(integer)),
  state: about('the call in one word; expected: announced by its router call key, no call yet', CALL_STATE),
  callType: orNull(constantOrNumber('CallType')),
  direction: maybe(CALL_DIRECTION),
  connections: about(
    'every party that was ever seen in the call, those who left with LCS_NULL',
    list(CONNECTION_SHAPE),
  ),
  callingDeviceID: maybe(text),
  calledDeviceID: maybe(text),
  lastRedirectDeviceID: maybe(text),
  queue: about('the queues that the call waits in now', maybe(QUEUE)),
  skillGroupNumber: about('the skill group that the call was last routed or delivered by', maybe(orNull(integer))),
  skillGroupID: maybe(orNull(integer)),
  serviceNumber: maybe(orNull(integer)),
  calledPartyDisposition: maybe(orNull(constantOrNumber('DispositionCode'))),
  eventCause: about('of the last event that gave one', maybe(constantOrNumber('EventCause'))),
  times: about("moments in ms since 1970 (the first of each), durations in ms until the call's last change", TIMES),
  ctiClients: about(
    'clients that had to do with the call, as BEGIN_CALL_EVENT lists them',
    list(row({ ctiClientSignature: maybe(text), ctiClientTimestamp: maybe(text) })),
  ),
};
/** What a view has besides the data. */
export type OwnView = RowOf<typeof OWN_FIELDS>;

export interface CallView extends CallContext, OwnView {}

export const CONTACT_SHAPE = row({
  id: about(
    'the best of its names, decided by what they are and not by when they came: the lowest router call key, else the ' +
      'lowest call reference, else the lowest id of its calls',
    text,
  ),
  names: about('all that it is or was known by: router call keys, call references, ids of its calls', list(text)),
  legs: about('the ids of its calls, the oldest first', list(text)),
  was: about(
    'the id that it, or the contact that has gone up in it, had until now: it has got a better name, or two contacts ' +
      'have turned out to be one. Said once',
    optional(text),
  ),
});
/** Calls that belong together: what one caller lives through. */
export type ContactView = ValueOf<typeof CONTACT_SHAPE>;
