/** The configuration as records of the CONFIG_..._EVENT messages. Source: Configuration Acquisition. */
import type { Constant } from '../../protocol';
import type {
  AgentConfiguration,
  DeskSettings,
  ExtraDevice,
  SimulatorConfiguration,
  SkillGroupConfiguration,
} from '../configuration/configuration';
import { callMethod, deskSettingsID, deskSettingsMask } from '../configuration/desk-settings';
import { hasAgents } from '../configuration/roles';
import { VOICE } from './agent-state';

/** A record without its RecordType. */
export interface ConfigRecord {
  /** Tells it from the other records of its kind. */
  readonly key: string | number;
  /** Undefined: it belongs to all peripherals. */
  readonly peripheralID: number | undefined;
  readonly fields: object;
}

const VOICE_DOMAIN = { mrdid: VOICE, name: 'Cisco_Voice' };
/** The longest first or last name without its NUL. */
const NAME = 31;
/** The number of a softphone (Client Services Framework) among the models of the call manager. */
const TERMINAL = { terminalType: 503, terminalTypeName: 'Cisco Unified Client Services Framework' };
const DEVICE_TYPES: { readonly [K in ExtraDevice['kind']]: Constant<'ConfigDeviceType'> } = {
  'route point': 'ROUTE_POINT',
  'cti port': 'CTI_PORT',
  queue: 'CALL_CONTROL_GROUP',
  'non-ACD line': 'UNKNOWN',
};

/** The name of a phone in the call manager. */
export function terminalName(extension: string): string {
  return `CSF${extension}`;
}

export function serviceRecords(configuration: SimulatorConfiguration): ConfigRecord[] {
  return (configuration.services ?? []).map(({ peripheralID, serviceNumber, serviceID, name }) => ({
    key: serviceID,
    peripheralID,
    fields: {
      fltPeripheralID: peripheralID,
      peripheralNumber: serviceNumber,
      serviceSkillTargetID: serviceID,
      peripheralName: name,
      fltMRDomainID: VOICE,
    },
  }));
}

/** A skill group that stands for a precision queue bears the queue's number and name. */
export function skillGroupRecords(configuration: SimulatorConfiguration): ConfigRecord[] {
  const { skillGroups, precisionQueues = [], peripherals } = configuration;
  const peripheralID = peripherals.find(hasAgents)?.peripheralID;
  return skillGroups.map((group: SkillGroupConfiguration) => {
    const queue = precisionQueues.find((one) => one.skillGroupNumber === group.skillGroupNumber);
    return {
      key: group.skillGroupNumber,
      peripheralID,
      fields: {
        fltPeripheralID: peripheralID,
        peripheralNumber: group.skillGroupNumber,
        fltSkillGroupPriority: 0,
        skillGroupSkillTargetID: group.skillGroupID,
        peripheralName: group.name,
        fltMRDomainID: VOICE,
        fltPrecisionQueueID: queue?.precisionQueueID,
        fltPrecisionQueueName: queue?.name,
      },
    };
  });
}

export function agentRecords(configuration: SimulatorConfiguration): ConfigRecord[] {
  const supervisors = new Set(configuration.teams?.flatMap((team) => team.supervisors));
  const settings = new Map(
    configuration.deskSettings.map(({ name }) => [name, deskSettingsID(configuration, name)] as const),
  );
  return configuration.agents.map((agent) => ({
    key: agent.agentID,
    peripheralID: agent.peripheralID,
    fields: {
      fltPeripheralID: agent.peripheralID,
      agentType: supervisors.has(agent.agentID) ? 'CONFIG_SUPERVISOR' : 'CONFIG_AGENT',
      agentDeskSettingsID: settings.get(agent.deskSettings),
      loginID: agent.agentID,
      loginName: agent.name,
      ...namesOf(agent),
      extension: agent.extension,
      agentSkillTargetID: agent.icmAgentID,
      ssoEnabled: 'DISABLED',
      skills: agent.skillGroups.map((number) => ({ fltSkillGroupNumber: number, fltSkillGroupPriority: 0 })),
    },
  }));
}

function namesOf({ name }: AgentConfiguration) {
  const [firstName = '', ...rest] = name.split(' ');
  return { lastName: rest.join(' ').slice(0, NAME), firstName: firstName.slice(0, NAME) };
}

export function agentServiceRecords({ agents }: SimulatorConfiguration): ConfigRecord[] {
  return agents.filter((agent) => (agent.enabledServices?.length ?? 0) > 0).map(agentServiceRecord);
}

export function agentServiceRecord(agent: AgentConfiguration): ConfigRecord {
  const enabledServices = (agent.enabledServices ?? []).map((fltEnabledServices) => ({ fltEnabledServices }));
  return {
    key: agent.icmAgentID,
    peripheralID: agent.peripheralID,
    fields: { agentSkillTargetID: agent.icmAgentID, enabledServices },
  };
}

/** Agents' phones, numbers that outside callers dial, and the devices beside them. */
export function deviceRecords(configuration: SimulatorConfiguration): ConfigRecord[] {
  const { agents, dialedNumbers, extraDevices = [], peripherals } = configuration;
  const home = peripherals.find(hasAgents)?.peripheralID;
  return [
    ...agents.map(({ extension, peripheralID }) => device(extension, peripheralID, 'AGENT_DEVICE_EXTENSION')),
    ...dialedNumbers.map(({ number, queuePeripheralID = home }) => device(number, queuePeripheralID, 'ROUTE_POINT')),
    ...extraDevices.map(({ number, peripheralID, kind }) => device(number, peripheralID, DEVICE_TYPES[kind])),
  ];
}

function device(
  number: string,
  peripheralID: number | undefined,
  deviceType: Constant<'ConfigDeviceType'>,
): ConfigRecord {
  const place = deviceType === 'ROUTE_POINT' ? { dialedNumber: number } : { extension: number };
  return { key: number, peripheralID, fields: { fltPeripheralID: peripheralID, deviceType, ...place } };
}

export function terminalRecords({ agents }: SimulatorConfiguration): ConfigRecord[] {
  return agents.map(({ extension, peripheralID }) => ({
    key: extension,
    peripheralID,
    fields: {
      terminalType: TERMINAL.terminalType,
      terminalDeviceName: terminalName(extension),
      terminalTypeName: TERMINAL.terminalTypeName,
      instruments: [{ instrument: extension }],
    },
  }));
}

export function callTypeRecords({ callTypes = [] }: SimulatorConfiguration): ConfigRecord[] {
  return callTypes.map(({ callTypeID, name }) => ({
    key: callTypeID,
    peripheralID: undefined,
    fields: { fltCallTypeID: callTypeID, enterpriseName: name },
  }));
}

export function mediaRoutingDomainRecords({
  mediaRoutingDomains = [VOICE_DOMAIN],
}: SimulatorConfiguration): ConfigRecord[] {
  return mediaRoutingDomains.map(({ mrdid, name }) => ({
    key: mrdid,
    peripheralID: undefined,
    fields: { fltMRDomainID: mrdid, fltEnterpriseName: name },
  }));
}

export function peripheralRecords(configuration: SimulatorConfiguration): ConfigRecord[] {
  const [first] = configuration.deskSettings;
  const defaultAgentDeskSettingsID = first && deskSettingsID(configuration, first.name);
  return configuration.peripherals.map((peripheral) => ({
    key: peripheral.peripheralID,
    peripheralID: peripheral.peripheralID,
    fields: {
      configPeripheralID: peripheral.peripheralID,
      ...(hasAgents(peripheral) && { defaultAgentDeskSettingsID }),
    },
  }));
}

export function deskSettingsRecords(configuration: SimulatorConfiguration): ConfigRecord[] {
  return configuration.deskSettings.map((settings: DeskSettings) => {
    const agentDeskSettingsID = deskSettingsID(configuration, settings.name);
    return {
      key: agentDeskSettingsID,
      peripheralID: undefined,
      fields: {
        agentDeskSettingsID,
        fltDeskSettingsMask: deskSettingsMask(settings),
        fltWrapUpDataIncomingMode: settings.wrapupIncoming,
        fltWrapUpDataOutgoingMode: settings.wrapupOutgoing,
        fltLogoutNonActivityTime: settings.logoutNonActivityTime ?? 0,
        fltQualityRecordingRate: 0,
        fltRingNoAnswerTime: settings.ringNoAnswerTime ?? 0,
        fltSilentMonitorWarningMessage: 0,
        fltSilentMonitorAudibleIndication: 0,
        fltSupervisorAssistCallMethod: callMethod(settings.supervisorAssistCallMethod),
        fltEmergencyCallMethod: callMethod(settings.emergencyCallMethod),
        fltAutoRecordOnEmergency: 0,
        fltRecordingMode: 0,
        fltWorkModeTimer: settings.workModeTimer,
        fltRingNoAnswerDnId: 0,
      },
    };
  });
}
