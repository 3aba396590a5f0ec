/** What our own nodes tell, recognised by its shape: as payload of a request it is no mistake, and no wish. */
import { type AgentView, CALL_VIEW_KEYS, type CallView, type Ledger } from '../../lib/model';
import type { Gap, MaintenanceRequest } from '../../lib/session';
import type { ScenarioResult, SessionNotice, StepReport } from '../../lib/simulator';
import type { SharedFigures, SharedStatus } from '../session/shared-session';

/** Every key of a payload, so that the compiler misses none; true: it is always there. */
type Shape<T> = { readonly [K in keyof Required<T>]: boolean };
type Keys = Readonly<Record<string, boolean>>;

const CALL: Keys = { ...Object.fromEntries(CALL_VIEW_KEYS.map((key) => [key, false])), id: true, connections: true };
// Privacy may leave out the rest.
const AGENT = {
  peripheralID: false,
  agentID: true,
  icmAgentID: false,
  loginName: false,
  firstName: false,
  lastName: false,
  agentType: false,
  agentState: false,
  eventReasonCode: false,
  since: false,
  loginSession: false,
  agentExtension: false,
  agentInstrument: false,
  activeTerminal: false,
  sessionID: false,
  ctiClientSignature: false,
  direction: false,
  nextAgentState: false,
  skillGroups: false,
  domains: true,
  team: false,
  supervises: false,
  calls: false,
} satisfies Shape<AgentView>;
const STATUS = {
  state: true,
  previous: true,
  side: false,
  host: false,
  port: false,
  code: false,
  reason: false,
  since: true,
  attempt: true,
  retryAt: false,
  epoch: true,
  standby: false,
  protocol: false,
  services: false,
  missingServices: false,
  degraded: false,
  peripherals: false,
  dryRun: false,
  armed: false,
  armedUntil: false,
} satisfies Shape<SharedStatus>;
const FIGURES = {
  bytesIn: true,
  bytesOut: true,
  framesIn: true,
  framesOut: true,
  typesIn: true,
  typesOut: true,
  decoded: true,
  dropped: true,
  requestsSent: true,
  requestsConfirmed: true,
  requestsRefused: true,
  requestsTimedOut: true,
  requestsLost: true,
  requestsNotSent: true,
  reconnects: true,
  tries: true,
  problems: true,
  heartbeatRoundTrip: true,
  lastHeartbeat: false,
  confirmationTime: true,
  rails: true,
} satisfies Shape<SharedFigures>;
const GAP = {
  from: true,
  to: true,
  seconds: true,
  side: true,
  newSide: true,
  code: true,
  reason: true,
  lastSequence: true,
  lastEpoch: true,
  epoch: true,
} satisfies Shape<Gap>;
const LEDGER = {
  reason: true,
  from: true,
  to: true,
  seconds: true,
  calls: true,
  agents: true,
  asked: true,
  repeated: true,
  failures: true,
  failed: true,
  interrupted: false,
  unknown: true,
  gap: false,
} satisfies Shape<Ledger & { readonly seconds: number; readonly gap: Gap }>;
const MAINTENANCE = { side: true, until: true } satisfies Shape<Omit<MaintenanceRequest, 'answer'>>;
const NOTICE = {
  event: true,
  side: true,
  sessionID: true,
  clientID: true,
  peer: true,
  version: true,
  services: true,
  open: true,
  reason: false,
} satisfies Shape<SessionNotice>;
const RESULT = {
  name: true,
  passed: true,
  stopped: true,
  seed: false,
  seconds: true,
  steps: true,
} satisfies Shape<ScenarioResult>;
const STEP = {
  scenario: true,
  index: true,
  text: true,
  state: true,
  failure: false,
  round: false,
} satisfies Shape<StepReport & { readonly scenario: string }>;

/** What cti-session and cti-simulator tell, by topic. */
const NEWS = new Map<unknown, readonly Keys[]>([
  ['session', [STATUS, NOTICE]],
  ['gap', [GAP]],
  ['ledger', [LEDGER]],
  ['maintenance', [MAINTENANCE]],
  ['counters', [FIGURES]],
  ['scenario', [RESULT, { stopped: true }]],
  ['scenarioStep', [STEP]],
]);

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
