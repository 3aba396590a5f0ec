/** One live session with the CTI Servers of a Peripheral Gateway, as their client. */
export { CtiError } from '../codec';
export type { Answer, RequestOptions } from './answer';
export { type Clock, systemClock } from './clock';
export { COUNTER_FIELDS, type Percentiles, type SessionFigures } from './counters';
export { explanationWords } from './explanation-words';
export type { MissingService } from './grant';
export {
  CTI_FIELDS,
  GAP_SHAPE,
  type Gap,
  MAINTENANCE_SHAPE,
  type MaintenanceRequest,
  type SessionCti,
  type SessionMessage,
} from './message';
export type { SessionOptions, SideOptions, TlsOptions } from './options';
export { probe } from './probe/probe';
export type { ProbeReport, ProbeStep, ProbeStepName, SideReport } from './probe/report';
export { Session, type SessionEvents } from './session';
export { defaultPort } from './settings';
export type { SideName } from './sides';
export {
  type PeripheralStatus,
  type SessionState,
  type SessionStatus,
  STATUS_FIELDS,
  type StandbyStatus,
} from './status';
export type { MessageListener } from './subscriptions';
export { type Explanation, explanationOf, type Told } from './told';
