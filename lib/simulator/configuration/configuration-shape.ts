/** What a configuration looks like, part by part. What refers to what is checked in validate.ts. */
import { ENUMS, type JsonSchema, MAX_VALUE } from '../../protocol';
import type {
  AgentConfiguration,
  CallTypeConfiguration,
  DeskSettings,
  DialedNumberConfiguration,
  EccArray,
  EccVariable,
  ExtraDevice,
  MediaRoutingDomain,
  PeripheralConfiguration,
  PrecisionQueueConfiguration,
  ServiceConfiguration,
  SimulatorConfiguration,
  SkillGroupConfiguration,
  TeamConfiguration,
} from './configuration';
import { flag, integer, list, oneOf, optional, type Row, row, text } from './shapes';

const ID = integer(0, 0xffff_fffe);
/** A number that Cisco's tables give the type INT. */
const NUMBER = integer(0, 0x7fff_ffff);
const WRAPUP_MODE = oneOf(['REQUIRED', 'OPTIONAL', 'NOT_ALLOWED']);
const INCOMING_WRAPUP_MODE = oneOf(Object.keys(ENUMS.WrapupDataMode.values));
const CALL_METHOD = oneOf(['consultative call', 'blind conference']);
const AGENT_ID = text(11);
/** The longest EnterpriseName, PrecisionQueueName and AgentTeamName without its NUL. */
const NAME = text(31);

const PERIPHERAL: Row<PeripheralConfiguration> = {
  peripheralID: ID,
  name: text(64),
  type: oneOf(Object.keys(ENUMS.PeripheralType.values).filter((name) => name !== 'PT_NONE')),
  role: oneOf(['agents', 'queue', 'system']),
  multilineAgentControl: optional(oneOf(Object.keys(ENUMS.MultilineAgentControl.values))),
  nonAcdLineImpact: optional(oneOf(['not ready', 'none'])),
};
const SKILL_GROUP: Row<SkillGroupConfiguration> = { skillGroupNumber: NUMBER, skillGroupID: ID, name: text(63) };
const DESK_SETTINGS: Row<DeskSettings> = {
  name: text(64),
  wrapupIncoming: INCOMING_WRAPUP_MODE,
  wrapupOutgoing: WRAPUP_MODE,
  workModeTimer: integer(0, 7200),
  idleReasonRequired: flag,
  logoutReasonRequired: flag,
  agentDeskSettingsID: optional(ID),
  ringNoAnswerTime: optional(integer(0, 120)),
  ringNoAnswerReason: optional(integer(0, 65_535)),
  logoutNonActivityTime: optional(integer(0, 7200)),
  supervisorCallsAllowed: optional(flag),
  supervisorAssistCallMethod: optional(CALL_METHOD),
  emergencyCallMethod: optional(CALL_METHOD),
};
const AGENT: Row<AgentConfiguration> = {
  agentID: AGENT_ID,
  icmAgentID: NUMBER,
  name: text(64),
  peripheralID: ID,
  extension: text(15),
  password: optional(text(63)),
  skillGroups: list(NUMBER, 20),
  deskSettings: text(64),
  initialState: optional(oneOf(['AGENT_STATE_LOGOUT', 'AGENT_STATE_NOT_READY', 'AGENT_STATE_AVAILABLE'])),
  enabledServices: optional(list(oneOf(Object.keys(ENUMS.AgentService.values)))),
  greetingTime: optional(integer(0, 60)),
  automaticRecording: optional(flag),
};
const DIALED_NUMBER: Row<DialedNumberConfiguration> = {
  number: text(31),
  skillGroupNumber: NUMBER,
  queuePeripheralID: optional(ID),
  callTypeID: optional(ID),
  agentGreeting: optional(flag),
  translationRoute: optional(list(text(31))),
  requeryCallTypeID: optional(ID),
};
const TEAM: Row<TeamConfiguration> = {
  teamID: ID,
  name: NAME,
  supervisors: list(AGENT_ID),
  members: list(AGENT_ID),
  dialedNumber: optional(text(31)),
};
const CALL_TYPE: Row<CallTypeConfiguration> = { callTypeID: ID, name: NAME };
const SERVICE: Row<ServiceConfiguration> = { peripheralID: ID, serviceNumber: NUMBER, serviceID: ID, name: text(63) };
const MEDIA_ROUTING_DOMAIN: Row<MediaRoutingDomain> = { mrdid: ID, name: NAME };
const PRECISION_QUEUE: Row<PrecisionQueueConfiguration> = {
  precisionQueueID: ID,
  name: NAME,
  skillGroupNumber: NUMBER,
};
const EXTRA_DEVICE: Row<ExtraDevice> = {
  number: text(15),
  peripheralID: ID,
  kind: oneOf(['route point', 'queue', 'cti port', 'non-ACD line']),
  directsTo: optional(text(31)),
  phone: optional(text(15)),
};
const ECC_VARIABLE: Row<EccVariable> = { name: text(32), maxLength: integer(1, MAX_VALUE - 1) };
const ECC_ARRAY: Row<EccArray> = { ...ECC_VARIABLE, size: integer(1, 255) };

const CONFIGURATION: Row<SimulatorConfiguration> = {
  peripherals: list(row(PERIPHERAL)),
  skillGroups: list(row(SKILL_GROUP)),
  deskSettings: list(row(DESK_SETTINGS)),
  agents: list(row(AGENT)),
  dialedNumbers: list(row(DIALED_NUMBER)),
  eccVariables: list(row(ECC_VARIABLE)),
  eccArrays: list(row(ECC_ARRAY)),
  outsideRingTime: integer(0, 3600),
  teams: optional(list(row(TEAM))),
  callTypes: optional(list(row(CALL_TYPE))),
  services: optional(list(row(SERVICE))),
  mediaRoutingDomains: optional(list(row(MEDIA_ROUTING_DOMAIN))),
  precisionQueues: optional(list(row(PRECISION_QUEUE))),
  extraDevices: optional(list(row(EXTRA_DEVICE))),
  wrapupDataTime: optional(integer(0, 7200)),
  allEventsLimit: optional(integer(1, 1000)),
  rtpEvents: optional(flag),
  preCallEvents: optional(oneOf(['before', 'after', 'none'])),
  routingTime: optional(integer(0, 60)),
  survivingCall: optional(oneOf(['held', 'active'])),
  endCallEvent: optional(oneOf(['at once', 'after wrap-up data'])),
  networkRecorder: optional(oneOf(['available', 'unavailable'])),
  callFromReady: optional(oneOf(['not ready', 'refused'])),
  dispositionUpdates: optional(flag),
};

export const CONFIGURATION_SHAPE = row(CONFIGURATION);

/** JSON Schema (draft-07) of a configuration file, for editors and other tools. */
export const CONFIGURATION_SCHEMA: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Configuration of the CTI Server simulator',
  ...CONFIGURATION_SHAPE.schema,
};
