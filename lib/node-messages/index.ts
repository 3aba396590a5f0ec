/** The messages of the nodes, as data: their types and their JSON Schema. */
export type { AgentResult, MonitorNews, RouteDecision } from './answers';
export type { AgentMessage, CallMessage, LookupMessage } from './following';
export { MESSAGE_NODES, type MessageNode, messageSchema } from './node-messages';
export {
  type CountersMessage,
  type GapMessage,
  type LedgerMessage,
  type MaintenanceMessage,
  type RailsFigures,
  type RailsStatus,
  SESSION_MESSAGES,
  type SharedFigures,
  type SharedStatus,
  type StateMessage,
} from './session';
export {
  FORMER_ACTIONS,
  type ScenarioMessage,
  type ScenarioStepMessage,
  SIMULATOR_NEWS,
  type SimulatorNoticeMessage,
  type SimulatorTraceMessage,
} from './simulator';
