/** What cti-call, cti-agent and cti-lookup tell: calls and agents as they stand. */
import {
  AGENT_FIELDS,
  AGENT_SHAPE,
  AGENT_TOPICS,
  type AgentTopic,
  CALL_SHAPE,
  CALL_TOPICS,
  type CallTopic,
  CONNECTION_SHAPE,
  CONTACT_SHAPE,
} from '../model';
import { CTI_FIELDS } from '../session';
import {
  about,
  allOptional,
  amount,
  anyOf,
  constantOrNumber,
  flag,
  list,
  maybe,
  nothing,
  oneOf,
  openRow,
  row,
  text,
  time,
  type ValueOf,
} from '../shapes';

const CHANGE_CTI = row({
  ...allOptional(CTI_FIELDS),
  complete: about('false: the picture is being built, other calls and agents may not be as they are shown', flag),
  synthetic: about('true: no event told it, it was found by asking the server', flag),
  reason: about('why it was found only now', maybe(text)),
  from: about("the server's message that told it", maybe(text)),
  at: about('when it was told', time),
});

const KEY = about('names this change and no other', text);

export const CALL_MESSAGE = row({
  topic: oneOf<CallTopic>(...CALL_TOPICS),
  payload: about('the whole call as it then stands', CALL_SHAPE),
  agentID: about('the agent whom the change is about', maybe(text)),
  deviceID: about("that party's phone", maybe(text)),
  connection: about('the party that the change is about', maybe(CONNECTION_SHAPE)),
  contact: about('the calls that belong together', CONTACT_SHAPE),
  cause: about('EventCause', maybe(constantOrNumber('EventCause'))),
  changed: about('with call.data, the names of the fields that are new', maybe(list(text))),
  key: KEY,
  cti: CHANGE_CTI,
});
/** One change of a call, as cti-call tells it. */
export type CallMessage = ValueOf<typeof CALL_MESSAGE>;

/** Who it is stays; calls are told by cti-call. */
const { peripheralID: _peripheral, agentID: _agent, calls: _calls, ...CHANGEABLE } = AGENT_FIELDS;

export const AGENT_MESSAGE = row({
  topic: oneOf<AgentTopic>(...AGENT_TOPICS),
  payload: about('the whole agent as it then stands', AGENT_SHAPE),
  before: about('what was different before', row(allOptional(CHANGEABLE))),
  key: KEY,
  cti: CHANGE_CTI,
});
/** One change of an agent, as cti-agent tells it. */
export type AgentMessage = ValueOf<typeof AGENT_MESSAGE>;

export const LOOKUP_MESSAGE = openRow({
  payload: about(
    'one, a list, or how many; one that is not there is null',
    anyOf(CALL_SHAPE, AGENT_SHAPE, list(CALL_SHAPE), list(AGENT_SHAPE), amount, nothing),
  ),
  complete: about('false: something may be missing', flag),
});
/** What cti-lookup puts on the message that asks. */
export type LookupMessage = ValueOf<typeof LOOKUP_MESSAGE>;
