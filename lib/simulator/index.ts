/** A CTI Server to work against: a real TCP server with a small switch behind it. */
export {
  ACTION_SCHEMA,
  ACTIONS,
  type Action,
  type ActionDescription,
  type ActionField,
  type ActionGroup,
  type ActionName,
  type ActionOutcome,
  type FieldType,
  OUTCOME_FIELDS,
  typedAction,
} from './actions';
export type {
  AgentConfiguration,
  CallTypeConfiguration,
  DeskSettings,
  DialedNumberConfiguration,
  EccArray,
  EccVariable,
  ExtraDevice,
  IncomingWrapupMode,
  InitialState,
  MediaRoutingDomain,
  PeripheralConfiguration,
  PreCallEvents,
  PrecisionQueueConfiguration,
  ServiceConfiguration,
  SimulatorConfiguration,
  SkillGroupConfiguration,
  SupervisorCallMethod,
  TeamConfiguration,
  WrapupMode,
} from './configuration/configuration';
export type { ConfigurationChange } from './configuration/configuration-change';
export { readConfiguration } from './configuration/configuration-file';
export { CONFIGURATION_SCHEMA } from './configuration/configuration-shape';
export { CONTACT_CENTRE } from './configuration/contact-centre';
export { type ContactCentreSize, generateContactCentre, MOST_AGENTS } from './configuration/generator';
export { checkConfiguration } from './configuration/validate';
export type { DisorderOptions, DisorderSettings } from './disorder';
export type { EventNotice } from './events/onlooker';
export type { InboundCall } from './inbound-call';
export { Load, type LoadReport } from './load/load';
export type { LoadOptions } from './load/load-options';
export type { Spread } from './load/percentiles';
export type { ClientTraffic } from './load/traffic';
export type { OutboundReservation } from './outbound-reservation';
export type { ListenAddress } from './recording/listener';
export type { Recording, RecordingEntry } from './recording/recording';
export { readRecording } from './recording/recording-file';
export { RecordingPlayer, type RecordingPlayerOptions } from './recording/recording-player';
export { RecordingProxy, type RecordingProxyOptions } from './recording/recording-proxy';
export {
  checkScenario,
  contactCentreFor,
  type Failure,
  type PlayOptions,
  RESULT_SHAPE,
  readScenario,
  SCENARIO_SCHEMA,
  SCENARIOS,
  type Scenario,
  type ScenarioResult,
  SOURCES,
  STEP_FIELDS,
  type Step,
  type StepReport,
  type StepState,
} from './scenarios';
export { SESSION_NOTICE, type SessionNotice } from './sessions/office';
export type { MaintenanceResult } from './sides/maintenance';
export type { SideAddresses } from './sides/pair';
export type { SideAddress } from './sides/ports';
export { Simulator, type SimulatorAddress, type SimulatorOptions } from './simulator';
export type { AgentSnapshot, CallSnapshot } from './snapshots';
export type { RemoteTrouble } from './switch/mobile-agent';
export { loggedLine } from './trace';
