/** Calls and agents as they stand, from a CTI Server's messages; without I/O and clock. */
export type { AgentTopic } from './agents/agent-topics';
export type {
  AgentDomain,
  AgentMemory,
  AgentSkillGroup,
  AgentState,
  AgentView,
  LoginSession,
  TeamView,
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
export type {
  CallQueue,
  CallState,
  CallTimes,
  CallView,
  ConnectionState,
  ConnectionView,
  ContactView,
} from './calls/call-view';
export type { Calls, UnknownCall } from './calls/calls';
export { CALL_VIEW_KEYS, type CallContext, CONTEXT_KEYS, type ContextKey } from './calls/context';
export type { CallDirection } from './calls/direction';
export type { AgentChange, CallChange, CallTopic, Change } from './changes';
export { ContactCentreModel, type ModelOptions } from './contact-centre-model';
export { MODEL_EVENTS } from './events';
export type { Circumstances, ModelMessage } from './message';
export type { Ledger, Unknown } from './resync/ledger';
export type { OwnAgent } from './resync/questions';
export { kindOfRefusal, type RefusalKind } from './resync/refusal-kinds';
export { Resync, type ResyncOptions } from './resync/resync';
