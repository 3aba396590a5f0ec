/** What our own nodes tell, recognised by its shape: as payload of a request it is no mistake, and no wish. */
import { AGENT_FIELDS, type AgentView, CALL_VIEW_KEYS, type CallView } from '../../lib/model';
import { SESSION_MESSAGES, SIMULATOR_NEWS } from '../../lib/node-messages';
import type { JsonSchema } from '../../lib/protocol';

/** The keys of a payload; true: it is always there. */
type Keys = Readonly<Record<string, boolean>>;

// Privacy may leave out the rest.
const CALL = keysOf(CALL_VIEW_KEYS, ['id', 'connections']);
const AGENT = keysOf(Object.keys(AGENT_FIELDS), ['agentID', 'domains']);

/** What cti-session and cti-simulator tell, by topic. */
const NEWS = newsByTopic([...SESSION_MESSAGES, ...SIMULATOR_NEWS].map(({ schema }) => schema));

function keysOf(keys: readonly string[], always: readonly string[]): Keys {
  return Object.fromEntries(keys.map((key) => [key, always.includes(key)]));
}

interface ObjectSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
}

function newsByTopic(messages: readonly JsonSchema[]): ReadonlyMap<unknown, readonly Keys[]> {
  const news = new Map<unknown, Keys[]>();
  for (const message of messages) {
    const { topic, payload = {} } = (message as unknown as ObjectSchema).properties;
    const payloads = (payload.anyOf ?? [payload]) as readonly ObjectSchema[];
    const keys = payloads.map(({ properties, required }) => keysOf(Object.keys(properties), required));
    for (const name of (topic?.enum ?? []) as readonly unknown[]) news.set(name, [...(news.get(name) ?? []), ...keys]);
  }
  return news;
}

type Payload = Readonly<Record<string, unknown>>;

/** A call as cti-call and cti-lookup give it; a flow may have added keys. */
export function isCall(given: unknown): given is CallView {
  return isPlainObject(given) && Array.isArray(given.connections) && typeof given.id === 'string';
}

/** An agent as cti-agent and cti-lookup give it; a flow may have added keys. */
export function isAgent(given: unknown): given is AgentView {
  return isPlainObject(given) && Array.isArray(given.domains) && given.agentID !== undefined;
}

/** The keys that a payload has because it is one of ours; none where it is not. */
export function ourKeys(payload: Payload, topic: unknown): Keys {
  if (isCall(payload)) return CALL;
  if (isAgent(payload)) return AGENT;
  const news = NEWS.get(topic) ?? [];
  return news.find((keys) => Object.entries(keys).every(([key, always]) => !always || key in payload)) ?? {};
}

/** What a flow has added to a call or an agent as they stand. */
export function addedKeys(payload: CallView | AgentView): Payload {
  const keys = isCall(payload) ? CALL : AGENT;
  return Object.fromEntries(Object.entries(payload).filter(([key]) => !Object.hasOwn(keys, key)));
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
