/** A CTI Server to work against: a real TCP server with a small switch behind it. */
export type {
  AgentConfiguration,
  DeskSettings,
  DialedNumberConfiguration,
  EccArray,
  EccVariable,
  InitialState,
  PeripheralConfiguration,
  SimulatorConfiguration,
  SkillGroupConfiguration,
  WrapupMode,
} from './configuration';
export { CONTACT_CENTRE } from './contact-centre';
export type { InboundCall } from './inbound-call';
export type { MaintenanceResult } from './maintenance';
export type { SessionNotice } from './office';
export type { SideAddresses } from './pair';
export type { SideAddress } from './ports';
export { Simulator, type SimulatorAddress, type SimulatorOptions } from './simulator';
export type { AgentSnapshot, CallSnapshot } from './snapshots';
