/** Client Control Service of the CTI Server Message Reference Guide. */
import {
  BOOL,
  CALL_VARIABLES,
  confirmation,
  enumeration,
  floating,
  INT,
  list,
  mask,
  NAMED_ARRAYS,
  NAMED_VARIABLES,
  request,
  UINT,
  UINT_OR_NONE,
  USHORT,
} from '../schema';

export const CONTROL_FAILURE_CONF = confirmation(35, {
  about: 'The peripheral refuses a control request.',
  note: 'negative answer to Client Control requests',
  fixed: {
    InvokeID: UINT,
    FailureCode: { ...enumeration('ControlFailureCode'), about: 'CF_* code' },
    PeripheralErrorCode: UINT,
  },
  floating: {
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const QUERY_AGENT_STATE_REQ = request(36, {
  about: 'Asks for the current state of an agent.',
  confirmedBy: 'QUERY_AGENT_STATE_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    MRDID: { ...INT, default: 1 },
    ICMAgentID: { ...INT, default: 0 },
  },
  floating: {
    AgentExtension: floating('AGENT_EXTENSION_TAG'),
    AgentID: floating('AGENT_ID_TAG'),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    AgentIDLong: floating('AGENT_ID_LONG_TAG', { tagTableOnly: true }),
  },
  requireOneOf: [
    {
      fields: ['ICMAgentID', 'AgentExtension', 'AgentID', 'AgentInstrument'],
      when: 'always (ICMAgentID is a fixed field)',
    },
  ],
});

export const QUERY_AGENT_STATE_CONF = confirmation(37, {
  about: 'The current state of an agent.',
  fixed: {
    InvokeID: UINT,
    AgentState: enumeration('AgentState'),
    NumSkillGroups: USHORT,
    MRDID: INT,
    NumTasks: UINT,
    AgentMode: enumeration('AgentMode'),
    MaxTaskLimit: UINT,
    ICMAgentID: INT,
    AgentAvailabilityStatus: enumeration('AgentAvailabilityStatus'),
    DepartmentID: { ...INT, since: 19 },
  },
  floating: {
    AgentID: floating('AGENT_ID_TAG'),
    AgentExtension: floating('AGENT_EXTENSION_TAG'),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    skillGroups: list(
      'NumSkillGroups',
      { max: 20 },
      {
        SkillGroupNumber: floating('SKILL_GROUP_NUMBER_TAG', { type: 'UINT', none: true }),
        SkillGroupID: floating('SKILL_GROUP_ID_TAG', { none: true }),
        SkillGroupPriority: floating('SKILL_GROUP_PRIORITY_TAG'),
        SkillGroupState: floating('SKILL_GROUP_STATE_TAG', { enum: 'AgentState' }),
      },
    ),
    InternalAgentState: floating('INTERNAL_AGENT_STATE_TAG', {
      enum: 'AgentInternalState',
      since: 19,
      about: 'internal use',
    }),
    MaxBeyondTaskLimit: floating('MAX_BEYOND_TASK_LIMIT_TAG', { since: 22 }),
    AgentIDLong: floating('AGENT_ID_LONG_TAG', { tagTableOnly: true }),
  },
});

export const SET_AGENT_STATE_REQ = request(38, {
  about: 'Changes the state of an agent: log in, ready, not ready, log out.',
  confirmedBy: 'SET_AGENT_STATE_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    AgentState: enumeration('AgentState'),
    AgentWorkMode: { ...enumeration('AgentWorkMode'), default: 'AWM_UNSPECIFIED' },
    NumSkillGroups: USHORT,
    EventReasonCode: { ...USHORT, default: 0 },
    ForcedFlag: {
      ...enumeration('ForcedFlag'),
      since: 10,
      default: 'FALSE',
    },
    AgentServiceReq: { ...mask('AgentServiceRequest'), since: 10, default: [] },
  },
  floating: {
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG', {
      required: true,
      about: "The agent's phone; login of a mobile agent: phone, semicolon, number to reach the agent.",
    }),
    ActiveTerminal: floating('FLT_TERM_DEVICE_NAME', { since: 24 }),
    AgentID: floating('AGENT_ID_TAG'),
    AgentPassword: floating('AGENT_PASSWORD_TAG'),
    PositionID: floating('POSITION_ID_TAG'),
    SupervisorID: floating('SUPERVISOR_ID_TAG'),
    SSOEnabled: floating('SSO_ENABLED_TAG', {
      enum: 'EnabledFlag',
      since: 20,
      note: 'type and size cells are empty in the guide; taken from CONFIG_AGENT_EVENT (same tag)',
    }),
    skillGroups: list(
      'NumSkillGroups',
      { max: 10 },
      {
        SkillGroupNumber: floating('SKILL_GROUP_NUMBER_TAG', { none: true }),
        SkillGroupPriority: floating('SKILL_GROUP_PRIORITY_TAG'),
      },
    ),
    AgentIDLong: floating('AGENT_ID_LONG_TAG', { tagTableOnly: true }),
  },
  requireOneOf: [
    { fields: ['AgentID'], when: 'AgentState is login or logout' },
    { fields: ['AgentPassword'], when: 'AgentState is login or logout and SSOEnabled is not 1' },
  ],
});

export const SET_AGENT_STATE_CONF = confirmation(39, {
  about: 'The request to change the agent state is accepted.',
  fixed: {
    InvokeID: UINT,
  },
  floating: {
    AgentIDLong: floating('AGENT_ID_LONG_TAG', { tagTableOnly: true }),
  },
});

export const ALTERNATE_CALL_REQ = request(40, {
  about: 'Puts the active call on hold and takes the other one.',
  confirmedBy: 'ALTERNATE_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ActiveConnectionCallID: UINT_OR_NONE,
    OtherConnectionCallID: UINT_OR_NONE,
    ActiveConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    OtherConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
  },
  floating: {
    ActiveConnectionDeviceID: floating('ACTIVE_CONN_DEVID_TAG', { required: true }),
    OtherConnectionDeviceID: floating('OTHER_CONN_DEVID_TAG', { required: true }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const ALTERNATE_CALL_CONF = confirmation(41, {
  about: 'The request to alternate is accepted.',
  fixed: {
    InvokeID: UINT,
  },
});

export const ANSWER_CALL_REQ = request(42, {
  about: 'Answers a ringing call.',
  confirmedBy: 'ANSWER_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: { ...UINT_OR_NONE, about: "The ringing call's number; null if it is not known." },
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const ANSWER_CALL_CONF = confirmation(43, {
  about: 'The request to answer is accepted.',
  fixed: {
    InvokeID: UINT,
  },
});

export const CLEAR_CALL_REQ = request(44, {
  about: 'Ends a call for all parties (not with Unified CCE: clear the connection there).',
  confirmedBy: 'CLEAR_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const CLEAR_CALL_CONF = confirmation(45, {
  about: 'The request to clear the call is accepted.',
  fixed: {
    InvokeID: UINT,
  },
});

export const CLEAR_CONNECTION_REQ = request(46, {
  about: 'Releases one device from a call: hangs up.',
  confirmedBy: 'CLEAR_CONNECTION_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    RequestingDeviceID: floating('REQUESTING_DEVICE_ID_TAG', { since: 14 }),
    RequestingDeviceIDType: floating('REQUESTING_DEVICE_ID_TYPE_TAG', {
      enum: 'DeviceIDType',
      since: 14,
      note: 'printed among the fixed fields but marked optional and has its own tag 220: treated as floating',
    }),
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { until: 24 }),
  },
});

export const CLEAR_CONNECTION_CONF = confirmation(47, {
  about: 'The request to clear the connection is accepted.',
  fixed: {
    InvokeID: UINT,
  },
});

export const CONFERENCE_CALL_REQ = request(48, {
  about: 'Joins a held and an active call into a conference.',
  confirmedBy: 'CONFERENCE_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    HeldConnectionCallID: { ...UINT_OR_NONE, default: null },
    ActiveConnectionCallID: UINT_OR_NONE,
    HeldConnectionDeviceIDType: { ...enumeration('ConnectionDeviceIDType'), default: null },
    ActiveConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    CallPlacementType: { ...enumeration('CallPlacementType'), default: 'CPT_UNSPECIFIED' },
    CallMannerType: { ...enumeration('CallMannerType'), default: 'CMT_UNSPECIFIED' },
    AlertRings: { ...USHORT, default: 0 },
    CallOption: { ...enumeration('CallOption'), default: 'COPT_UNSPECIFIED' },
    FacilityType: { ...enumeration('FacilityType'), default: 'FT_UNSPECIFIED' },
    AnsweringMachine: { ...enumeration('AnsweringMachine'), default: 'AM_UNSPECIFIED' },
    Priority: { ...BOOL, default: false },
    PostRoute: { ...BOOL, default: false },
    NumNamedVariables: USHORT,
    NumNamedArrays: USHORT,
  },
  floating: {
    ActiveConnectionDeviceID: floating('ACTIVE_CONN_DEVID_TAG', { required: true }),
    HeldConnectionDeviceID: floating('HELD_CONN_DEVID_TAG'),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    DialedNumber: floating('DIALED_NUMBER_TAG', {
      about: 'The number to call in one step, instead of heldConnectionDeviceID.',
    }),
    UserToUserInfo: floating('UUI_TAG'),
    ...CALL_VARIABLES,
    CallWrapupData: floating('CALL_WRAPUP_DATA_TAG'),
    namedVariables: NAMED_VARIABLES,
    namedArrays: NAMED_ARRAYS,
    FacilityCode: floating('FACILITY_CODE_TAG'),
    AuthorizationCode: floating('AUTHORIZATION_CODE_TAG'),
    AccountCode: floating('ACCOUNT_CODE_TAG'),
  },
  requireOneOf: [{ fields: ['HeldConnectionDeviceID', 'DialedNumber'], when: 'always' }],
});

export const CONFERENCE_CALL_CONF = confirmation(49, {
  about: 'The conference is made, with its parties.',
  fixed: {
    InvokeID: UINT,
    NewConnectionCallID: UINT_OR_NONE,
    NewConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    NumParties: USHORT,
    LineHandle: USHORT,
    LineType: enumeration('LineType'),
  },
  floating: {
    NewConnectionDeviceID: floating('NEW_CONNECTION_DEVID_TAG', { required: true }),
    parties: list(
      'NumParties',
      { max: 16 },
      {
        ConnectedPartyCallID: floating('PARTY_CALLID_TAG', { none: true }),
        ConnectedPartyDeviceIDType: floating('PARTY_DEVID_TYPE_TAG', { enum: 'ConnectionDeviceIDType' }),
        ConnectedPartyDeviceID: floating('PARTY_DEVID_TAG'),
      },
    ),
  },
});

export const CONSULTATION_CALL_REQ = request(50, {
  about: 'Holds the active call and calls somebody for advice.',
  confirmedBy: 'CONSULTATION_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ActiveConnectionCallID: UINT_OR_NONE,
    ActiveConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    CallPlacementType: { ...enumeration('CallPlacementType'), default: 'CPT_UNSPECIFIED' },
    CallMannerType: { ...enumeration('CallMannerType'), default: 'CMT_UNSPECIFIED' },
    ConsultType: { ...enumeration('ConsultType'), default: 'CT_UNSPECIFIED' },
    AlertRings: { ...USHORT, default: 0 },
    CallOption: { ...enumeration('CallOption'), default: 'COPT_UNSPECIFIED' },
    FacilityType: { ...enumeration('FacilityType'), default: 'FT_UNSPECIFIED' },
    AnsweringMachine: { ...enumeration('AnsweringMachine'), default: 'AM_UNSPECIFIED' },
    Priority: { ...BOOL, default: false },
    PostRoute: { ...BOOL, default: false },
    NumNamedVariables: USHORT,
    NumNamedArrays: USHORT,
  },
  floating: {
    ActiveConnectionDeviceID: floating('ACTIVE_CONN_DEVID_TAG', { required: true }),
    DialedNumber: floating('DIALED_NUMBER_TAG', { required: true }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    UserToUserInfo: floating('UUI_TAG'),
    ...CALL_VARIABLES,
    CallWrapupData: floating('CALL_WRAPUP_DATA_TAG'),
    namedVariables: NAMED_VARIABLES,
    namedArrays: NAMED_ARRAYS,
    FacilityCode: floating('FACILITY_CODE_TAG'),
    AuthorizationCode: floating('AUTHORIZATION_CODE_TAG'),
    AccountCode: floating('ACCOUNT_CODE_TAG'),
  },
});

export const CONSULTATION_CALL_CONF = confirmation(51, {
  about: 'The consultation call is started.',
  fixed: {
    InvokeID: UINT,
    NewConnectionCallID: UINT_OR_NONE,
    NewConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    LineHandle: USHORT,
    LineType: enumeration('LineType'),
  },
  floating: {
    NewConnectionDeviceID: floating('NEW_CONNECTION_DEVID_TAG', { required: true }),
  },
});

export const DEFLECT_CALL_REQ = request(52, {
  about: 'Sends a ringing call to another device.',
  confirmedBy: 'DEFLECT_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    CalledDeviceType: enumeration('DeviceIDType'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    CalledDeviceID: floating('CALLED_DEVID_TAG', { required: true }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const DEFLECT_CALL_CONF = confirmation(53, {
  about: 'The request to deflect is accepted.',
  fixed: {
    InvokeID: UINT,
  },
});

export const HOLD_CALL_REQ = request(54, {
  about: 'Puts a call on hold.',
  confirmedBy: 'HOLD_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    Reservation: { ...BOOL, default: false },
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const HOLD_CALL_CONF = confirmation(55, {
  about: 'The request to hold is accepted.',
  fixed: {
    InvokeID: UINT,
  },
});

export const MAKE_CALL_REQ = request(56, {
  about: "Makes a call from an agent's device.",
  confirmedBy: 'MAKE_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    CallPlacementType: { ...enumeration('CallPlacementType'), default: 'CPT_UNSPECIFIED' },
    CallMannerType: { ...enumeration('CallMannerType'), default: 'CMT_UNSPECIFIED' },
    AlertRings: { ...USHORT, default: 0 },
    CallOption: { ...enumeration('CallOption'), default: 'COPT_UNSPECIFIED' },
    FacilityType: { ...enumeration('FacilityType'), default: 'FT_UNSPECIFIED' },
    AnsweringMachine: { ...enumeration('AnsweringMachine'), default: 'AM_UNSPECIFIED' },
    Priority: { ...BOOL, default: false },
    PostRoute: { ...BOOL, default: false },
    NumNamedVariables: USHORT,
    NumNamedArrays: USHORT,
    SkillGroupNumber: {
      ...UINT_OR_NONE,
      since: 14,
      default: null,
      about: 'Number of the skill group that the call counts for; null: the default.',
    },
  },
  floating: {
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG', { required: true }),
    DialedNumber: floating('DIALED_NUMBER_TAG', { required: true }),
    UserToUserInfo: floating('UUI_TAG'),
    ...CALL_VARIABLES,
    CallWrapupData: floating('CALL_WRAPUP_DATA_TAG'),
    namedVariables: NAMED_VARIABLES,
    namedArrays: NAMED_ARRAYS,
    FacilityCode: floating('FACILITY_CODE_TAG'),
    AuthorizationCode: floating('AUTHORIZATION_CODE_TAG'),
    AccountCode: floating('ACCOUNT_CODE_TAG'),
    CCT: floating('CALL_CONTROL_TABLE_TAG'),
  },
});

export const MAKE_CALL_CONF = confirmation(57, {
  about: 'The call is started, with its identifiers.',
  fixed: {
    InvokeID: UINT,
    NewConnectionCallID: UINT_OR_NONE,
    NewConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    LineHandle: USHORT,
    LineType: enumeration('LineType'),
  },
  floating: {
    NewConnectionDeviceID: floating('NEW_CONNECTION_DEVID_TAG', { required: true }),
  },
});

export const MAKE_PREDICTIVE_CALL_REQ = request(58, {
  about: 'Makes a predictive call: the agent joins once somebody answers.',
  confirmedBy: 'MAKE_PREDICTIVE_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    CallPlacementType: { ...enumeration('CallPlacementType'), default: 'CPT_UNSPECIFIED' },
    CallMannerType: { ...enumeration('CallMannerType'), default: 'CMT_UNSPECIFIED' },
    AlertRings: { ...USHORT, default: 0 },
    CallOption: { ...enumeration('CallOption'), default: 'COPT_UNSPECIFIED' },
    FacilityType: { ...enumeration('FacilityType'), default: 'FT_UNSPECIFIED' },
    AnsweringMachine: { ...enumeration('AnsweringMachine'), default: 'AM_UNSPECIFIED' },
    Priority: { ...BOOL, default: false },
    AllocationState: enumeration('AllocationState'),
    DestinationCountry: { ...enumeration('DestinationCountry'), default: 'DEST_UNSPECIFIED' },
    AnswerDetectMode: { ...enumeration('AnswerDetectMode'), default: 'ADM_UNSPECIFIED' },
    AnswerDetectTime: { ...USHORT, default: 0 },
    AnswerDetectControl1: { ...UINT, default: 0 },
    AnswerDetectControl2: { ...UINT, default: 0 },
    NumNamedVariables: USHORT,
    NumNamedArrays: USHORT,
  },
  floating: {
    OriginatingDeviceID: floating('ORIGINATING_DEVID_TAG', { required: true }),
    DialedNumber: floating('DIALED_NUMBER_TAG', { required: true }),
    UserToUserInfo: floating('UUI_TAG'),
    ...CALL_VARIABLES,
    CallWrapupData: floating('CALL_WRAPUP_DATA_TAG'),
    namedVariables: NAMED_VARIABLES,
    namedArrays: NAMED_ARRAYS,
    FacilityCode: floating('FACILITY_CODE_TAG'),
    AuthorizationCode: floating('AUTHORIZATION_CODE_TAG'),
    AccountCode: floating('ACCOUNT_CODE_TAG'),
    OriginatingLineID: floating('ORIGINATING_LINE_ID_TAG'),
    CCT: floating('CALL_CONTROL_TABLE_TAG'),
  },
});

export const MAKE_PREDICTIVE_CALL_CONF = confirmation(59, {
  about: 'The predictive call is started, with its identifiers.',
  fixed: {
    InvokeID: UINT,
    NewConnectionCallID: UINT_OR_NONE,
    NewConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    LineHandle: USHORT,
    LineType: enumeration('LineType'),
  },
  floating: {
    NewConnectionDeviceID: floating('NEW_CONNECTION_DEVID_TAG', { required: true }),
  },
});

export const RECONNECT_CALL_REQ = request(60, {
  about: 'Ends the active call and takes the held one back.',
  confirmedBy: 'RECONNECT_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ActiveConnectionCallID: UINT_OR_NONE,
    HeldConnectionCallID: UINT_OR_NONE,
    ActiveConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    HeldConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
  },
  floating: {
    ActiveConnectionDeviceID: floating('ACTIVE_CONN_DEVID_TAG', { required: true }),
    HeldConnectionDeviceID: floating('HELD_CONN_DEVID_TAG', { required: true }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const RECONNECT_CALL_CONF = confirmation(61, {
  about: 'The request to reconnect is accepted.',
  fixed: {
    InvokeID: UINT,
  },
});

export const RETRIEVE_CALL_REQ = request(62, {
  about: 'Takes a held call back.',
  confirmedBy: 'RETRIEVE_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    HeldConnectionCallID: UINT_OR_NONE,
    HeldConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
  },
  floating: {
    HeldConnectionDeviceID: floating('HELD_CONN_DEVID_TAG', { required: true }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const RETRIEVE_CALL_CONF = confirmation(63, {
  about: 'The request to retrieve is accepted.',
  fixed: {
    InvokeID: UINT,
  },
});

export const TRANSFER_CALL_REQ = request(64, {
  about: 'Transfers a call: joins held and active, or sends it to a number in one step.',
  confirmedBy: 'TRANSFER_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ActiveConnectionCallID: UINT_OR_NONE,
    HeldConnectionCallID: {
      ...UINT_OR_NONE,
      default: null,
      about: 'Number of the held call; null for a transfer in one step.',
    },
    ActiveConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    HeldConnectionDeviceIDType: {
      ...enumeration('ConnectionDeviceIDType'),
      default: null,
      about: 'What kind the heldConnectionDeviceID is; no connection for a transfer in one step.',
    },
    CallPlacementType: { ...enumeration('CallPlacementType'), default: 'CPT_UNSPECIFIED' },
    CallMannerType: { ...enumeration('CallMannerType'), default: 'CMT_UNSPECIFIED' },
    AlertRings: { ...USHORT, default: 0 },
    CallOption: { ...enumeration('CallOption'), default: 'COPT_UNSPECIFIED' },
    FacilityType: { ...enumeration('FacilityType'), default: 'FT_UNSPECIFIED' },
    AnsweringMachine: { ...enumeration('AnsweringMachine'), default: 'AM_UNSPECIFIED' },
    Priority: { ...BOOL, default: false },
    PostRoute: { ...BOOL, default: false },
    NumNamedVariables: USHORT,
    NumNamedArrays: USHORT,
  },
  floating: {
    ActiveConnectionDeviceID: floating('ACTIVE_CONN_DEVID_TAG', { required: true }),
    HeldConnectionDeviceID: floating('HELD_CONN_DEVID_TAG'),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    DialedNumber: floating('DIALED_NUMBER_TAG', {
      about: 'The number to call in one step, instead of heldConnectionDeviceID.',
    }),
    UserToUserInfo: floating('UUI_TAG'),
    ...CALL_VARIABLES,
    CallWrapupData: floating('CALL_WRAPUP_DATA_TAG'),
    namedVariables: NAMED_VARIABLES,
    namedArrays: NAMED_ARRAYS,
    FacilityCode: floating('FACILITY_CODE_TAG'),
    AuthorizationCode: floating('AUTHORIZATION_CODE_TAG'),
    AccountCode: floating('ACCOUNT_CODE_TAG'),
  },
  requireOneOf: [{ fields: ['HeldConnectionDeviceID', 'DialedNumber'], when: 'always' }],
});

export const TRANSFER_CALL_CONF = confirmation(65, {
  about: 'The transfer is made, with its parties.',
  fixed: {
    InvokeID: UINT,
    NewConnectionCallID: UINT_OR_NONE,
    NewConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    NumParties: USHORT,
    LineHandle: USHORT,
    LineType: enumeration('LineType'),
  },
  floating: {
    NewConnectionDeviceID: floating('NEW_CONNECTION_DEVID_TAG', { required: true }),
    parties: list(
      'NumParties',
      { max: 16 },
      {
        ConnectedPartyCallID: floating('PARTY_CALLID_TAG', { none: true }),
        ConnectedPartyDeviceIDType: floating('PARTY_DEVID_TYPE_TAG', { enum: 'ConnectionDeviceIDType' }),
        ConnectedPartyDeviceID: floating('PARTY_DEVID_TAG'),
      },
    ),
  },
});

export const QUERY_DEVICE_INFO_REQ = request(78, {
  about: 'Asks what a device is and can do.',
  confirmedBy: 'QUERY_DEVICE_INFO_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    Reserved: { ...USHORT, default: 0, about: 'set to 0' },
  },
  floating: {
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG', { required: true }),
  },
});

export const QUERY_DEVICE_INFO_CONF = confirmation(79, {
  about: 'What a device is and can do.',
  fixed: {
    InvokeID: UINT,
    PeripheralType: enumeration('PeripheralType'),
    TypeOfDevice: enumeration('TypeOfDevice'),
    ClassOfDevice: mask('ClassOfDevice'),
    NumLines: USHORT,
    Reserved: { ...USHORT, default: 0 },
    MaxActiveCalls: USHORT,
    MaxHeldCalls: USHORT,
    MaxDevicesInConference: USHORT,
    MakeCallSetup: mask('AgentStateMask'),
    TransferConferenceSetup: mask('TransferConferenceSetup'),
    CallEventsSupported: mask('CallEventMessageMask'),
    CallControlSupported: mask('CallControl'),
    OtherFeaturesSupported: mask('OtherFeature'),
  },
  floating: {
    lines: list(
      'NumLines',
      { max: 10 },
      {
        LineHandle: floating('LINE_HANDLE_TAG'),
        LineType: floating('LINE_TYPE_TAG', { enum: 'LineType' }),
      },
    ),
  },
});

export const SNAPSHOT_CALL_REQ = request(82, {
  about: 'Asks for everything known about a call.',
  confirmedBy: 'SNAPSHOT_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    ANI_II: floating('ANI_II_TAG', { tagTableOnly: true }),
  },
});

export const SNAPSHOT_CALL_CONF = confirmation(83, {
  about: 'Everything known about a call: data and parties.',
  fixed: {
    InvokeID: UINT,
    CallType: enumeration('CallType'),
    NumCTIClients: USHORT,
    NumCallDevices: USHORT,
    NumNamedVariables: USHORT,
    NumNamedArrays: USHORT,
    CalledPartyDisposition: enumeration('DispositionCode'),
  },
  floating: {
    ANI: floating('ANI_TAG'),
    UserToUserInfo: floating('UUI_TAG'),
    DNIS: floating('DNIS_TAG'),
    DialedNumber: floating('DIALED_NUMBER_TAG'),
    CallerEnteredDigits: floating('CED_TAG'),
    RouterCallKeyDay: floating('ROUTER_CALL_KEY_DAY_TAG'),
    RouterCallKeyCallID: floating('ROUTER_CALL_KEY_CALLID_TAG'),
    ...CALL_VARIABLES,
    CallWrapupData: floating('CALL_WRAPUP_DATA_TAG'),
    namedVariables: NAMED_VARIABLES,
    namedArrays: NAMED_ARRAYS,
    ctiClients: list(
      'NumCTIClients',
      { max: 16 },
      {
        CTIClientSignature: floating('CTI_CLIENT_SIGNATURE_TAG'),
        CTIClientTimestamp: floating('CTI_CLIENT_TIMESTAMP_TAG'),
      },
    ),
    callDevices: list(
      'NumCallDevices',
      { max: 16 },
      {
        CallConnectionCallID: floating('CALL_CONN_CALLID_TAG', { none: true }),
        CallConnectionDeviceIDType: floating('CALL_CONN_DEVID_TYPE_TAG', { enum: 'ConnectionDeviceIDType' }),
        CallConnectionDeviceID: floating('CALL_CONN_DEVID_TAG'),
        CallDeviceType: floating('CALL_DEVID_TYPE_TAG', {
          enum: 'DeviceIDType',
          about: 'identifier type of the CallDeviceID that follows',
        }),
        CallDeviceID: floating('CALL_DEVID_TAG'),
        CallDeviceConnectionState: floating('CALL_DEV_CONN_STATE_TAG', { enum: 'LocalConnectionState' }),
      },
    ),
    CallReferenceID: floating('CALL_REFERENCE_ID_TAG', { since: 14 }),
    COCConnectionCallID: floating('COC_CONNECTION_CALL_ID_TAG', { none: true, since: 14 }),
    COCCallConnectionDeviceIDType: floating('COC_CONNECTION_DEVICE_ID_TYPE_TAG', {
      enum: 'ConnectionDeviceIDType',
      since: 14,
    }),
    COCCallConnectionDeviceID: floating('COC_CONNECTION_DEVICE_ID_TAG', { since: 14 }),
    ProtocolReferenceGUID: floating('PROTOCOL_REFERENCE_GUID_TAG', { max: 40, since: 24 }),
    CcaiConfigId: floating('CCAI_CONFIG_ID', { since: 24 }),
    NumOfEnabledServices: floating('NUM_OF_ENABLED_SERVICES', { since: 24 }),
    enabledServices: list(
      'NumOfEnabledServices',
      { packed: true },
      {
        FltEnabledServices: floating('FLT_ENABLED_SERVICES', { enum: 'AgentService', since: 24 }),
      },
    ),
  },
});

export const SNAPSHOT_DEVICE_REQ = request(84, {
  about: 'Asks for the calls at a device.',
  confirmedBy: 'SNAPSHOT_DEVICE_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    SnapshotDeviceType: { ...enumeration('DeviceIDType'), since: 10 },
  },
  floating: {
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG', { required: true }),
  },
});

export const SNAPSHOT_DEVICE_CONF = confirmation(85, {
  about: 'The calls at a device.',
  fixed: {
    InvokeID: UINT,
    NumCalls: USHORT,
  },
  floating: {
    calls: list(
      'NumCalls',
      { max: 16 },
      {
        CallConnectionCallID: floating('CALL_CONN_CALLID_TAG', { none: true }),
        CallConnectionDeviceIDType: floating('CALL_CONN_DEVID_TYPE_TAG', { enum: 'ConnectionDeviceIDType' }),
        CallConnectionDeviceID: floating('CALL_CONN_DEVID_TAG'),
        CallState: floating('CALL_STATE_TAG', { enum: 'LocalConnectionState' }),
        SilentMonitorStatus: floating('SILENT_MONITOR_STATUS_TAG', { enum: 'SilentMonitorStatus' }),
      },
    ),
  },
});

export const SEND_DTMF_SIGNAL_REQ = request(91, {
  about: 'Sends DTMF tones into a call.',
  confirmedBy: 'SEND_DTMF_SIGNAL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ToneDuration: { ...USHORT, default: 0 },
    PauseDuration: { ...UINT, default: 0 },
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    DTMFString: floating('DTMF_STRING_TAG', { required: true }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { until: 24 }),
  },
});

export const SEND_DTMF_SIGNAL_CONF = confirmation(92, {
  about: 'The request to send tones is accepted.',
  fixed: {
    InvokeID: UINT,
  },
});

export const SUPERVISOR_ASSIST_REQ = request(118, {
  about: 'An agent asks the supervisor for help.',
  confirmedBy: 'SUPERVISOR_ASSIST_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: { ...UINT_OR_NONE, default: null, about: 'Number of the call that it is about; null if none.' },
    ConnectionDeviceIDType: { ...enumeration('ConnectionDeviceIDType'), default: null },
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG'),
    AgentExtension: floating('AGENT_EXTENSION_TAG'),
    AgentID: floating('AGENT_ID_TAG'),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
  },
  requireOneOf: [
    { fields: ['AgentExtension', 'AgentID', 'AgentInstrument'], when: 'All Events or Peripheral Monitor client' },
  ],
});

export const SUPERVISOR_ASSIST_CONF = confirmation(119, {
  about: 'The supervisor is being called.',
  fixed: {
    InvokeID: UINT,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    LineHandle: USHORT,
    LineType: enumeration('LineType'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
  },
});

export const BAD_CALL_REQ = request(139, {
  about: 'Reports a call with bad voice quality.',
  confirmedBy: 'BAD_CALL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    AgentID: floating('AGENT_ID_TAG', { required: true }),
  },
});

export const BAD_CALL_CONF = confirmation(140, {
  about: 'The bad call is reported.',
  fixed: {
    InvokeID: UINT,
  },
});

export const AGENT_GREETING_CONTROL_REQ = request(249, {
  about: 'Stops the agent greeting, or switches it off or on for the login session.',
  since: 15,
  confirmedBy: 'AGENT_GREETING_CONTROL_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    AgentAction: enumeration('AgentGreetingAction'),
  },
  floating: {
    AgentID: floating('AGENT_ID_TAG', { required: true }),
  },
});

export const AGENT_GREETING_CONTROL_CONF = confirmation(250, {
  about: 'The greeting request is accepted.',
  since: 15,
  fixed: {
    InvokeID: UINT,
  },
});

export const START_NETWORK_RECORDING_REQ = request(267, {
  about: 'Asks the network to record a call.',
  since: 23,
  fieldTableNumber: 268,
  confirmedBy: 'START_NETWORK_RECORDING_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
  },
  floating: {
    PlayToneDirection: floating('PLAY_TONE_DIRECTION_TAG', { enum: 'PlayToneDirection' }),
    InvocationType: floating('INVOCATION_TYPE_TAG', { enum: 'RecordingInvocationType' }),
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
  },
});

export const START_NETWORK_RECORDING_CONF = confirmation(268, {
  about: 'The request to record is received.',
  since: 23,
  fieldTableNumber: 269,
  fixed: {
    InvokeID: UINT,
  },
});

export const STOP_NETWORK_RECORDING_REQ = request(269, {
  about: 'Asks the network to stop recording a call.',
  since: 23,
  fieldTableNumber: 270,
  confirmedBy: 'STOP_NETWORK_RECORDING_CONF',
  rejectedBy: ['CONTROL_FAILURE_CONF', 'FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
  },
  floating: {
    InvocationType: floating('INVOCATION_TYPE_TAG', { enum: 'RecordingInvocationType' }),
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
  },
});

export const STOP_NETWORK_RECORDING_CONF = confirmation(270, {
  about: 'The request to stop recording is received.',
  since: 23,
  fieldTableNumber: 271,
  fixed: {
    InvokeID: UINT,
  },
});
