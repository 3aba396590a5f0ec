/** Calls and agents as they stand, from a CTI Server's messages; without I/O and clock. */
export { AGENT_TOPICS, type AgentTopic } from './agents/agent-topics';
export {
  AGENT_FIELDS,
  AGENT_SHAPE,
  type AgentDomain,
  type AgentMemory,
  type AgentSkillGroup,
  type AgentState,
  type AgentView,
  type LoginSession,
  type TeamView,
} from './agents/agent-view';
export type { Agents } from './agents/agents';
export type {
  DeviceRecord,
  Directory,
  NamedRecord,
  ServiceRecord,
  SkillGroupRecord,
} from './agents/directory';
export type { GaveUp } from './calls/abandoned';
export { CALL_SHAPE } from './calls/call-shape';
export {
  type CallQueue,
  type CallState,
  type CallTimes,
  type CallView,
  CONNECTION_SHAPE,
  CONTACT_SHAPE,
  type ConnectionState,
  type ConnectionView,
  type ContactView,
} from './calls/call-view';
export type { Calls, UnknownCall } from './calls/calls';
export { CALL_VIEW_KEYS, type CallContext, CONTEXT_KEYS, type ContextKey } from './calls/context';
export type { CallDirection } from './calls/direction';
export { type AgentChange, CALL_TOPICS, type CallChange, type CallTopic, type Change } from './changes';
export { ContactCentreModel, type ModelOptions } from './contact-centre-model';
export { MODEL_EVENTS } from './events';
export type { Circumstances, ModelMessage } from './message';
export { LEDGER_FIELDS, type Ledger, type Unknown } from './resync/ledger';
export type { OwnAgent } from './resync/questions';
export { kindOfRefusal, type RefusalKind } from './resync/refusal-kinds';
export { Resync, type ResyncOptions } from './resync/resync';
