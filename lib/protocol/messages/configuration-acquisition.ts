/** Configuration Acquisition of the CTI Server Message Reference Guide. */
import { enumeration, event, floating, list, mask, records, UINT_OR_NONE, USHORT } from '../schema';

export const CONFIG_REQUEST_KEY_EVENT = event(230, {
  about: 'Asks for the keys that tell whether the configuration has changed.',
  note: 'no InvokeID: one configuration request at a time',
  direction: 'client-to-server',
  confirmedBy: 'CONFIG_KEY_EVENT',
  fixed: {
    PeripheralID: UINT_OR_NONE,
  },
  floating: {
    CustomerID: floating('CUSTOMER_ID_TAG'),
  },
});

export const CONFIG_KEY_EVENT = event(231, {
  about: 'The configuration keys.',
  fixed: {
    ConfigkeyStatus: enumeration('ConfigKeyStatus'),
  },
  floating: {
    ServiceConfigKey: floating('SERVICE_CONFIG_KEY_TAG'),
    SkillGroupConfigKey: floating('SKILL_GROUP_CONFIG_KEY_TAG'),
    AgentConfigKey: floating('AGENT_CONFIG_KEY_TAG'),
    DeviceConfigKey: floating('DEVICE_CONFIG_KEY_TAG'),
    CallTypeConfigKey: floating('CALL_TYPE_KEY_CONFIG_TAG'),
    PeripheralConfigKey: floating('PERIPHERAL_CONFIG_KEY_TAG', { since: 22 }),
    AgentDeskSettingsConfigKey: floating('AGENT_DESK_SETTINGS_CONFIG_KEY_TAG', { since: 22 }),
  },
});

export const CONFIG_REQUEST_EVENT = event(232, {
  about: 'Asks for configuration records and permits updates.',
  note: 'no InvokeID: one configuration request at a time; answered by CONFIG_BEGIN_EVENT, records, CONFIG_END_EVENT',
  direction: 'client-to-server',
  confirmedBy: 'CONFIG_END_EVENT',
  fixed: {
    ConfigInformation: {
      ...mask('ConfigInformation'),
      about: 'Kinds of records to send now; 0: none, only permission to send updates.',
    },
    ConfigMsgMask: {
      ...mask('ConfigInformation'),
      note: 'printed from the version 24 edition on, not in the change list: length tells the two forms apart (8 or 12 bytes before any floating field)',
    },
    PeripheralID: UINT_OR_NONE,
  },
  forms: [
    { since: 24, lengths: [12, 18, 20], without: [] },
    { until: 23, lengths: [8, 14, 16], without: ['ConfigMsgMask'] },
  ],
  floating: {
    CustomerID: floating('CUSTOMER_ID_TAG'),
  },
});

export const CONFIG_BEGIN_EVENT = event(233, {
  about: 'A block of configuration records begins.',
  note: 'opens a block of records; block is closed by CONFIG_END_EVENT',
  fixed: {
    ConfigType: enumeration('ConfigType'),
    ConfigInformation: mask('ConfigInformation'),
  },
  floating: {
    ServiceConfigKey: floating('SERVICE_CONFIG_KEY_TAG'),
    SkillGroupConfigKey: floating('SKILL_GROUP_CONFIG_KEY_TAG'),
    AgentConfigKey: floating('AGENT_CONFIG_KEY_TAG'),
    DeviceConfigKey: floating('DEVICE_CONFIG_KEY_TAG'),
    CallTypeConfigKey: floating('CALL_TYPE_KEY_CONFIG_TAG'),
    PeripheralConfigKey: floating('PERIPHERAL_CONFIG_KEY_TAG', { since: 22 }),
    AgentDeskSettingsConfigKey: floating('AGENT_DESK_SETTINGS_CONFIG_KEY_TAG', { since: 22 }),
  },
});

export const CONFIG_END_EVENT = event(234, {
  about: 'A block of configuration records ends.',
  fixed: {
    ConfigEndStatus: enumeration('ConfigEndStatus'),
  },
  floating: {
    Text: floating('TEXT_TAG'),
  },
});

export const CONFIG_SERVICE_EVENT = event(235, {
  about: 'Configuration of services.',
  fixed: {
    NumRecords: USHORT,
  },
  floating: {
    records: records('RecordType', {
      RecordType: floating('RECORD_TYPE_TAG', { enum: 'ConfigRecordType', required: true }),
      FltPeripheralID: floating('PERIPHERAL_ID_TAG'),
      PeripheralNumber: floating('PERIPHERAL_NUMBER_TAG', { about: 'key of the record' }),
      OldPeripheralNumber: floating('OLD_PERIPHERAL_NUMBER_TAG'),
      MaxQueued: floating('MAX_QUEUED_TAG'),
      Extension: floating('EXTENSION_TAG'),
      ServiceSkillTargetID: floating('SERVICE_SKILL_TARGET_ID_TAG'),
      PeripheralName: floating('PERIPHERAL_NAME_TAG'),
      Description: floating('DESCRIPTION_TAG'),
      ServiceLevelThreshold: floating('SERVICE_LEVEL_THRESHOLD_TAG'),
      ServiceLevelType: floating('SERVICE_LEVEL_TYPE_TAG'),
      ConfigParam: floating('CONFIG_PARAM_TAG'),
      FltMRDomainID: floating('MR_DOMAIN_ID_TAG'),
      NumServiceMembers: floating('NUM_SERVICE_MEMBERS_TAG', { about: 'at most 10' }),
      serviceMembers: list(
        'NumServiceMembers',
        { max: 10 },
        {
          ServiceMember: floating('SERVICE_MEMBER_TAG'),
          ServicePriority: floating('SERVICE_PRIORITY_TAG'),
        },
      ),
    }),
  },
});

export const CONFIG_SKILL_GROUP_EVENT = event(236, {
  about: 'Configuration of skill groups and precision queues.',
  fixed: {
    NumRecords: USHORT,
  },
  floating: {
    records: records('RecordType', {
      RecordType: floating('RECORD_TYPE_TAG', { enum: 'ConfigRecordType', required: true }),
      FltPeripheralID: floating('PERIPHERAL_ID_TAG'),
      PeripheralNumber: floating('PERIPHERAL_NUMBER_TAG', { about: 'key of the record' }),
      OldPeripheralNumber: floating('OLD_PERIPHERAL_NUMBER_TAG'),
      FltSkillGroupPriority: floating('SKILL_GROUP_PRIORITY_TAG', {
        about: 'one value; size cell says 2 x NumSkills but the message has no NumSkills',
      }),
      SkillGroupSkillTargetID: floating('SKILL_GROUP_SKILL_TARGET_ID_TAG'),
      AutoWork: floating('AUTO_WORK_TAG', {
        about: 'no tag printed for it; 185 taken from the sibling (Unified CCX) protocol guide',
      }),
      Extension: floating('EXTENSION_TAG'),
      PeripheralName: floating('PERIPHERAL_NAME_TAG'),
      Description: floating('DESCRIPTION_TAG'),
      FltMRDomainID: floating('MR_DOMAIN_ID_TAG'),
      FltPrecisionQueueID: floating('FLT_PRECISION_QUEUE_ID_TAG', { since: 22 }),
      FltPrecisionQueueName: floating('FLT_PRECISION_QUEUE_NAME_TAG', { since: 22 }),
      ConfigParam: floating('CONFIG_PARAM_TAG'),
    }),
  },
});

export const CONFIG_AGENT_EVENT = event(237, {
  about: 'Configuration of agents.',
  fixed: {
    NumRecords: USHORT,
  },
  floating: {
    records: records('RecordType', {
      RecordType: floating('RECORD_TYPE_TAG', { enum: 'ConfigRecordType', required: true }),
      FltPeripheralID: floating('PERIPHERAL_ID_TAG'),
      ActiveTerminal: floating('FLT_TERM_DEVICE_NAME', { since: 24 }),
      AgentType: floating('AGENT_TYPE_TAG', { enum: 'ConfigAgentType' }),
      AgentDeskSettingsID: floating('AGENT_DESK_SETTINGS_ID_TAG', {
        since: 22,
        about: 'default -1 although the type is UINT',
      }),
      LoginID: floating('LOGIN_ID_TAG', { about: 'key of the record' }),
      OldLoginID: floating('CUR_LOGIN_ID'),
      LoginName: floating('LOGIN_NAME_TAG', {
        formerly: { until: 19, max: 32 },
        about: '255 bytes since version 20, cut to 32 bytes for older sessions',
      }),
      LastName: floating('LAST_NAME_TAG'),
      FirstName: floating('FIRST_NAME_TAG'),
      Extension: floating('EXTENSION_TAG'),
      Description: floating('DESCRIPTION_TAG'),
      AgentSkillTargetID: floating('AGENT_SKILL_TARGET_ID_TAG', {
        about: 'tag 185 carries the same name in the tag table; 141 is the one used here',
      }),
      NumSkills: floating('NUM_SKILLS_TAG', { about: 'at most 100' }),
      SSOEnabled: floating('SSO_ENABLED_TAG', { enum: 'EnabledFlag', since: 20 }),
      NumMRDs: floating('NUM_MRDS_TAG', {
        since: 21,
        about: 'at most 40; sent in baseline uploads only, not in updates',
      }),
      skills: list(
        'NumSkills',
        { max: 100 },
        {
          FltSkillGroupNumber: floating('SKILL_GROUP_NUMBER_TAG', { type: 'UINT', none: true }),
          FltSkillGroupPriority: floating('SKILL_GROUP_PRIORITY_TAG'),
        },
      ),
      mrds: list(
        'NumMRDs',
        { max: 40 },
        {
          FltAgentMRDID: floating('FLT_AGENT_MRD_ID_TAG', { since: 21 }),
          FltAgentMRDState: floating('FLT_AGENT_MRD_STATE_TAG', { enum: 'AgentState', since: 21 }),
        },
      ),
      PeripheralName: floating('PERIPHERAL_NAME_TAG', { tagTableOnly: true }),
      PeripheralNumber: floating('PERIPHERAL_NUMBER_TAG', { tagTableOnly: true }),
      AgentDeskSettingsConfigKey: floating('AGENT_DESK_SETTINGS_CONFIG_KEY_TAG', { tagTableOnly: true }),
    }),
  },
});

export const CONFIG_DEVICE_EVENT = event(238, {
  about: 'Configuration of devices.',
  fixed: {
    NumRecords: USHORT,
  },
  floating: {
    records: records('RecordType', {
      RecordType: floating('RECORD_TYPE_TAG', { enum: 'ConfigRecordType', required: true }),
      FltPeripheralID: floating('PERIPHERAL_ID_TAG'),
      PeripheralNumber: floating('PERIPHERAL_NUMBER_TAG'),
      DeviceType: floating('DEVICE_TYPE_TAG', { enum: 'ConfigDeviceType' }),
      MaxQueued: floating('MAX_QUEUED_TAG'),
      FltServiceID: floating('SERVICE_ID_TAG'),
      DialedNumber: floating('DIALED_NUMBER_TAG'),
      DNIS: floating('DNIS_TAG'),
      Extension: floating('EXTENSION_TAG'),
      Description: floating('DESCRIPTION_TAG'),
    }),
  },
});

export const CONFIG_CALL_TYPE_EVENT = event(245, {
  about: 'Configuration of call types.',
  fixed: {
    NumRecords: USHORT,
  },
  floating: {
    records: records('RecordType', {
      RecordType: floating('RECORD_TYPE_TAG', { enum: 'ConfigRecordType', required: true }),
      FltCallTypeID: floating('CALL_TYPE_ID_TAG', { about: 'key of the record' }),
      CustomerDefinitionID: floating('CUSTOMER_DEFINITION_ID_TAG'),
      EnterpriseName: floating('ENTERPRISE_NAME_TAG'),
      Description: floating('DESCRIPTION_TAG'),
      ServiceLevelThreshold: floating('SERVICE_LEVEL_THRESHOLD_TAG'),
      ServiceLevelType: floating('SERVICE_LEVEL_TYPE_TAG'),
      OldPeripheralNumber: floating('OLD_PERIPHERAL_NUMBER_TAG', { tagTableOnly: true }),
    }),
  },
});

export const CONFIG_MRD_EVENT = event(254, {
  about: 'Configuration of media routing domains.',
  note: 'its field table prints 245 (copied from CONFIG_CALL_TYPE_EVENT); the message table says 254',
  since: 20,
  fixed: {
    NumRecords: USHORT,
  },
  floating: {
    records: records('RecordType', {
      RecordType: floating('RECORD_TYPE_TAG', { enum: 'ConfigRecordType', required: true }),
      FltMRDomainID: floating('MR_DOMAIN_ID_TAG', { about: 'key of the record' }),
      FltEnterpriseName: floating('ENTERPRISE_NAME_TAG'),
      FltDescription: floating('DESCRIPTION_TAG'),
      FltMaxTaskDuration: floating('MAX_TASK_DURATION_TAG'),
      FltInterruptible: floating('INTERRUPTIBLE_TAG'),
    }),
  },
});

export const CONFIG_PERIPHERAL_EVENT = event(260, {
  about: 'Configuration of peripherals.',
  since: 22,
  fixed: {
    NumRecords: USHORT,
  },
  floating: {
    records: records('RecordType', {
      RecordType: floating('RECORD_TYPE_TAG', { enum: 'ConfigRecordType', required: true }),
      ConfigPeripheralID: floating('CONFIG_PERIPHERAL_ID_TAG'),
      DefaultAgentDeskSettingsID: floating('DEFAULT_AGENT_DESK_SETTINGS_ID_TAG'),
    }),
  },
});

export const CONFIG_AGENT_DESK_SETTINGS_EVENT = event(261, {
  about: 'Configuration of agent desk settings.',
  since: 22,
  fixed: {
    NumRecords: USHORT,
  },
  floating: {
    records: records('RecordType', {
      RecordType: floating('RECORD_TYPE_TAG', { enum: 'ConfigRecordType', required: true }),
      AgentDeskSettingsID: floating('AGENT_DESK_SETTINGS_ID_TAG', { about: 'default -1 although the type is UINT' }),
      FltDeskSettingsMask: floating('FLT_DESK_SETTINGS_MASK_TAG', { mask: 'DeskSettingsMask' }),
      FltWrapUpDataIncomingMode: floating('FLT_WRAP_UP_DATA_INCOMING_MODE_TAG', { enum: 'WrapupDataMode' }),
      FltWrapUpDataOutgoingMode: floating('FLT_WRAP_UP_DATA_OUTGOING_MODE_TAG', { enum: 'WrapupDataMode' }),
      FltLogoutNonActivityTime: floating('FLT_LOGOUT_NON_ACTIVITY_TIME_TAG'),
      FltQualityRecordingRate: floating('FLT_QUALITY_RECORDING_RATE_TAG'),
      FltRingNoAnswerTime: floating('FLT_RING_NO_ANSWER_TIME_TAG'),
      FltSilentMonitorWarningMessage: floating('FLT_SILENT_MONITOR_WARNING_MESSAGE_TAG'),
      FltSilentMonitorAudibleIndication: floating('FLT_SILENT_MONITOR_AUDIBLE_INDICATION_TAG'),
      FltSupervisorAssistCallMethod: floating('FLT_SUPERVISOR_ASSIST_CALL_METHOD_TAG'),
      FltEmergencyCallMethod: floating('FLT_EMERGENCY_CALL_METHOD_TAG'),
      FltAutoRecordOnEmergency: floating('FLT_AUTO_RECORD_ON_EMERGENCY_TAG'),
      FltRecordingMode: floating('FLT_RECORDING_MODE_TAG'),
      FltWorkModeTimer: floating('FLT_WORK_MODE_TIMER_TAG'),
      FltRingNoAnswerDnId: floating('FLT_RING_NO_ANSWER_DN_ID_TAG'),
      FltDefaultDevicePortAddress: floating('FLT_DEFAULT_DEVICE_PORT_ADDRESS_TAG', {
        about: 'size printed as 4; the same setting is STRING 32 in AGENT_DESK_SETTINGS_CONF',
      }),
      PlayZipTone: floating('PLAY_ZIP_TONE', { enum: 'EnabledFlag', since: 24 }),
      ACDSharedLineUsage: floating('ACD_SHARED_LINE_USAGE', { enum: 'EnabledFlag', since: 24 }),
    }),
  },
});

export const CONFIG_TERMINAL_EVENT = event(276, {
  about: 'Configuration of terminals and their instruments.',
  note: 'absent from the message table; number taken from its field table',
  since: 24,
  fixed: {
    NumRecords: USHORT,
  },
  floating: {
    records: records('RecordType', {
      RecordType: floating('RECORD_TYPE_TAG', { enum: 'ConfigRecordType', required: true }),
      TerminalType: floating('FLT_TERM_TYPE'),
      TerminalDeviceName: floating('FLT_TERM_DEVICE_NAME'),
      TerminalTypeName: floating('FLT__TERM_TYPE_NAME'),
      NumInstruments: floating('FLT_NUM_INSTRUMENTS'),
      instruments: list(
        'NumInstruments',
        { max: 10 },
        {
          Instrument: floating('AGENT_INSTRUMENT_TAG', { about: 'repeated NumInstruments times inside a record' }),
        },
      ),
    }),
  },
});

export const CONFIG_AGENT_SERVICE_EVENT = event(282, {
  about: 'Agent services (for instance transcription) that are enabled per agent.',
  since: 24,
  fixed: {
    NumRecords: USHORT,
  },
  floating: {
    records: records('AgentSkillTargetID', {
      AgentSkillTargetID: floating('AGENT_SKILL_TARGET_ID_TAG', { required: true }),
      NumOfEnabledServices: floating('NUM_OF_ENABLED_SERVICES'),
      enabledServices: list(
        'NumOfEnabledServices',
        { packed: true },
        {
          FltEnabledServices: floating('FLT_ENABLED_SERVICES', { enum: 'AgentService' }),
        },
      ),
      RecordType: floating('RECORD_TYPE_TAG', { enum: 'ConfigRecordType', about: 'printed last in the record' }),
    }),
  },
});
