/** Client Events Service of the CTI Server Message Reference Guide. */
import {
  CALL_VARIABLES,
  enumeration,
  event,
  floating,
  INT,
  list,
  NAMED_ARRAYS,
  NAMED_VARIABLES,
  UINT,
  UINT_OR_NONE,
  USHORT,
} from '../schema';

export const CALL_DELIVERED_EVENT = event(9, {
  about: 'A call arrives at a device: it rings at an agent, or a trunk is seized.',
  alsoIn: ['All Events Service'],
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    LineHandle: USHORT,
    LineType: enumeration('LineType'),
    ServiceNumber: UINT_OR_NONE,
    ServiceID: UINT_OR_NONE,
    SkillGroupNumber: UINT_OR_NONE,
    SkillGroupID: UINT_OR_NONE,
    SkillGroupPriority: USHORT,
    AlertingDeviceType: enumeration('DeviceIDType'),
    CallingDeviceType: enumeration('DeviceIDType'),
    CalledDeviceType: enumeration('DeviceIDType'),
    LastRedirectDeviceType: enumeration('DeviceIDType'),
    LocalConnectionState: {
      ...enumeration('LocalConnectionState'),
      about: 'LCS_ALERTING at an agent device; LCS_INITIATE for a trunk seizure seen by All Events clients',
    },
    EventCause: enumeration('EventCause'),
    NumNamedVariables: USHORT,
    NumNamedArrays: USHORT,
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    AlertingDeviceID: floating('ALERTING_DEVID_TAG'),
    CallingDeviceID: floating('CALLING_DEVID_TAG'),
    CalledDeviceID: floating('CALLED_DEVID_TAG'),
    LastRedirectDeviceID: floating('LAST_REDIRECT_DEVID_TAG'),
    TrunkNumber: floating('TRUNK_NUMBER_TAG'),
    TrunkGroupNumber: floating('TRUNK_GROUP_NUMBER_TAG'),
    SecondaryConnectionCallID: floating('SECONDARY_CONNECTION_CALL_ID', { none: true, about: 'Unified CCX only' }),
    ANI: floating('ANI_TAG'),
    ANI_II: floating('ANI_II_TAG', { since: 11 }),
    UserToUserInfo: floating('UUI_TAG'),
    DNIS: floating('DNIS_TAG'),
    DialedNumber: floating('DIALED_NUMBER_TAG'),
    CallerEnteredDigits: floating('CED_TAG'),
    ...CALL_VARIABLES,
    CallWrapupData: floating('CALL_WRAPUP_DATA_TAG'),
    namedVariables: NAMED_VARIABLES,
    namedArrays: NAMED_ARRAYS,
  },
});

export const CALL_ESTABLISHED_EVENT = event(10, {
  about: 'A call is answered at a device.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    LineHandle: USHORT,
    LineType: enumeration('LineType'),
    ServiceNumber: UINT_OR_NONE,
    ServiceID: UINT_OR_NONE,
    SkillGroupNumber: UINT_OR_NONE,
    SkillGroupID: UINT_OR_NONE,
    SkillGroupPriority: USHORT,
    AnsweringDeviceType: enumeration('DeviceIDType'),
    CallingDeviceType: enumeration('DeviceIDType'),
    CalledDeviceType: enumeration('DeviceIDType'),
    LastRedirectDeviceType: enumeration('DeviceIDType'),
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    AnsweringDeviceID: floating('ANSWERING_DEVID_TAG'),
    CallingDeviceID: floating('CALLING_DEVID_TAG'),
    CalledDeviceID: floating('CALLED_DEVID_TAG'),
    LastRedirectDeviceID: floating('LAST_REDIRECT_DEVID_TAG'),
    TrunkNumber: floating('TRUNK_NUMBER_TAG'),
    TrunkGroupNumber: floating('TRUNK_GROUP_NUMBER_TAG'),
  },
});

export const CALL_HELD_EVENT = event(11, {
  about: 'A party puts a call on hold.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    HoldingDeviceType: enumeration('DeviceIDType'),
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    HoldingDeviceID: floating('HOLDING_DEVID_TAG'),
  },
});

export const CALL_RETRIEVED_EVENT = event(12, {
  about: 'A party takes a held call back.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    RetrievingDeviceType: enumeration('DeviceIDType'),
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    RetrievingDeviceID: floating('RETRIEVING_DEVID_TAG'),
  },
});

export const CALL_CLEARED_EVENT = event(13, {
  about: 'A call ends: the last connection is gone.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
  },
});

export const CALL_CONNECTION_CLEARED_EVENT = event(14, {
  about: 'One party leaves a call.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    ReleasingDeviceType: enumeration('DeviceIDType'),
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    ReleasingDeviceID: floating('RELEASING_DEVID_TAG'),
  },
});

export const CALL_ORIGINATED_EVENT = event(15, {
  about: 'A device starts an outgoing call.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    LineHandle: USHORT,
    LineType: enumeration('LineType'),
    ServiceNumber: UINT_OR_NONE,
    ServiceID: UINT_OR_NONE,
    SkillGroupNumber: UINT_OR_NONE,
    SkillGroupID: UINT_OR_NONE,
    SkillGroupPriority: USHORT,
    CallingDeviceType: enumeration('DeviceIDType'),
    CalledDeviceType: enumeration('DeviceIDType'),
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    CallingDeviceID: floating('CALLING_DEVID_TAG'),
    CalledDeviceID: floating('CALLED_DEVID_TAG'),
  },
});

export const CALL_FAILED_EVENT = event(16, {
  about: 'A call cannot be completed, for instance because the other side is busy.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    FailingDeviceType: enumeration('DeviceIDType'),
    CalledDeviceType: enumeration('DeviceIDType'),
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    FailingDeviceID: floating('FAILING_DEVID_TAG'),
    CalledDeviceID: floating('CALLED_DEVID_TAG'),
  },
});

export const CALL_CONFERENCED_EVENT = event(17, {
  about: 'Calls are joined into a conference.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    PrimaryDeviceIDType: enumeration('ConnectionDeviceIDType'),
    PrimaryCallID: UINT_OR_NONE,
    LineHandle: USHORT,
    LineType: enumeration('LineType'),
    SkillGroupNumber: UINT_OR_NONE,
    SkillGroupID: UINT_OR_NONE,
    SkillGroupPriority: USHORT,
    NumParties: USHORT,
    SecondaryDeviceIDType: enumeration('ConnectionDeviceIDType'),
    SecondaryCallID: UINT_OR_NONE,
    ControllerDeviceType: enumeration('DeviceIDType'),
    AddedPartyDeviceType: enumeration('DeviceIDType'),
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    PrimaryDeviceID: floating('PRIMARY_DEVID_TAG', { required: true }),
    SecondaryDeviceID: floating('SECONDARY_DEVID_TAG', { required: true }),
    ControllerDeviceID: floating('CONTROLLER_DEVID_TAG'),
    AddedPartyDeviceID: floating('ADDED_PARTY_DEVID_TAG'),
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

export const CALL_TRANSFERRED_EVENT = event(18, {
  about: 'A call is transferred to another device.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    PrimaryDeviceIDType: enumeration('ConnectionDeviceIDType'),
    PrimaryCallID: UINT_OR_NONE,
    LineHandle: USHORT,
    LineType: enumeration('LineType'),
    SkillGroupNumber: UINT_OR_NONE,
    SkillGroupID: UINT_OR_NONE,
    SkillGroupPriority: USHORT,
    NumParties: USHORT,
    SecondaryDeviceIDType: enumeration('ConnectionDeviceIDType'),
    SecondaryCallID: UINT_OR_NONE,
    TransferringDeviceType: enumeration('DeviceIDType'),
    TransferredDeviceType: enumeration('DeviceIDType'),
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    PrimaryDeviceID: floating('PRIMARY_DEVID_TAG', { required: true }),
    SecondaryDeviceID: floating('SECONDARY_DEVID_TAG', { required: true }),
    TransferringDeviceID: floating('TRANSFERRING_DEVID_TAG'),
    TransferredDeviceID: floating('TRANSFERRED_DEVID_TAG'),
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

export const CALL_DIVERTED_EVENT = event(19, {
  about: 'A call moves from one device to another before it is answered.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    ServiceNumber: UINT_OR_NONE,
    ServiceID: UINT_OR_NONE,
    DivertingDeviceType: enumeration('DeviceIDType'),
    CalledDeviceType: enumeration('DeviceIDType'),
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    DivertingDeviceID: floating('DIVERTING_DEVID_TAG'),
    CalledDeviceID: floating('CALLED_DEVID_TAG'),
  },
});

export const CALL_SERVICE_INITIATED_EVENT = event(20, {
  about: 'A device goes off hook: telecommunication service begins.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    LineHandle: USHORT,
    LineType: enumeration('LineType'),
    ServiceNumber: UINT_OR_NONE,
    ServiceID: UINT_OR_NONE,
    SkillGroupNumber: UINT_OR_NONE,
    SkillGroupID: UINT_OR_NONE,
    SkillGroupPriority: USHORT,
    CallingDeviceType: enumeration('DeviceIDType'),
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    CallingDeviceID: floating('CALLING_DEVID_TAG'),
    CallReferenceID: floating('CALL_REFERENCE_ID_TAG', { since: 14 }),
    COCConnectionCallID: floating('COC_CONNECTION_CALL_ID_TAG', { none: true, since: 14 }),
    COCCallConnectionDeviceIDType: floating('COC_CONNECTION_DEVICE_ID_TYPE_TAG', {
      enum: 'ConnectionDeviceIDType',
      since: 14,
    }),
    COCCallConnectionDeviceID: floating('COC_CONNECTION_DEVICE_ID_TAG', {
      since: 14,
      about: 'missing from the field table; listed in the tag table and in the version 14 changes',
    }),
  },
});

export const CALL_QUEUED_EVENT = event(21, {
  about: 'A call waits in a queue.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    ServiceNumber: UINT_OR_NONE,
    ServiceID: UINT_OR_NONE,
    QueueDeviceType: enumeration('DeviceIDType'),
    CallingDeviceType: enumeration('DeviceIDType'),
    CalledDeviceType: enumeration('DeviceIDType'),
    LastRedirectDeviceType: enumeration('DeviceIDType'),
    NumQueued: USHORT,
    NumSkillGroups: USHORT,
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    QueueDeviceID: floating('QUEUE_DEVID_TAG'),
    CallingDeviceID: floating('CALLING_DEVID_TAG'),
    CalledDeviceID: floating('CALLED_DEVID_TAG'),
    LastRedirectDeviceID: floating('LAST_REDIRECT_DEVID_TAG'),
    skillGroups: list(
      'NumSkillGroups',
      { max: 20 },
      {
        SkillGroupNumber: floating('SKILL_GROUP_NUMBER_TAG', { none: true }),
        SkillGroupID: floating('SKILL_GROUP_ID_TAG', { none: true }),
        SkillGroupPriority: floating('SKILL_GROUP_PRIORITY_TAG'),
      },
    ),
  },
});

export const BEGIN_CALL_EVENT = event(23, {
  about: 'A call and this session become associated: the first message about a call, with its data.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    NumCTIClients: USHORT,
    NumNamedVariables: USHORT,
    NumNamedArrays: USHORT,
    CallType: enumeration('CallType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    CalledPartyDisposition: enumeration('DispositionCode'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    ANI: floating('ANI_TAG'),
    UserToUserInfo: floating('UUI_TAG'),
    DNIS: floating('DNIS_TAG'),
    DialedNumber: floating('DIALED_NUMBER_TAG'),
    CallerEnteredDigits: floating('CED_TAG'),
    RouterCallKeyDay: floating('ROUTER_CALL_KEY_DAY_TAG', { about: 'post-routed and translation-routed calls only' }),
    RouterCallKeyCallID: floating('ROUTER_CALL_KEY_CALLID_TAG'),
    RouterCallKeySequenceNumber: floating('ROUTER_CALL_KEY_SEQUENCE_NUM_TAG'),
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
    CallReferenceID: floating('CALL_REFERENCE_ID_TAG', { since: 14 }),
    ANI_II: floating('ANI_II_TAG', { tagTableOnly: true }),
  },
});

export const END_CALL_EVENT = event(24, {
  about: 'The association of a call with this session ends: the last message about a call.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
  },
});

export const CALL_DATA_UPDATE_EVENT = event(25, {
  about: 'Data of a call have changed.',
  note: 'carries only changed items, except that all ECC variables of the call are always present (version 22 on)',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    NumCTIClients: USHORT,
    NumNamedVariables: USHORT,
    NumNamedArrays: USHORT,
    CallType: enumeration('CallType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    NewConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    NewConnectionCallID: UINT_OR_NONE,
    CalledPartyDisposition: enumeration('DispositionCode'),
    CampaignID: UINT,
    QueryRuleID: UINT,
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    NewConnectionDeviceID: floating('NEW_CONNECTION_DEVID_TAG', { required: true }),
    ANI: floating('ANI_TAG'),
    UserToUserInfo: floating('UUI_TAG'),
    DNIS: floating('DNIS_TAG'),
    DialedNumber: floating('DIALED_NUMBER_TAG'),
    CallerEnteredDigits: floating('CED_TAG'),
    RouterCallKeyDay: floating('ROUTER_CALL_KEY_DAY_TAG'),
    RouterCallKeyCallID: floating('ROUTER_CALL_KEY_CALLID_TAG'),
    RouterCallKeySequenceNumber: floating('ROUTER_CALL_KEY_SEQUENCE_NUM_TAG'),
    ...CALL_VARIABLES,
    CallWrapupData: floating('CALL_WRAPUP_DATA_TAG'),
    namedVariables: NAMED_VARIABLES,
    namedArrays: NAMED_ARRAYS,
    CustomerPhoneNumber: floating('CUSTOMER_PHONE_NUMBER_TAG'),
    CustomerAccountNumber: floating('CUSTOMER_ACCOUNT_NUMBER_TAG'),
    ctiClients: list(
      'NumCTIClients',
      { max: 16 },
      {
        CTIClientSignature: floating('CTI_CLIENT_SIGNATURE_TAG'),
        CTIClientTimestamp: floating('CTI_CLIENT_TIMESTAMP_TAG'),
      },
    ),
    CallReferenceID: floating('CALL_REFERENCE_ID_TAG', { since: 14 }),
    ANI_II: floating('ANI_II_TAG', { tagTableOnly: true }),
  },
});

export const AGENT_STATE_EVENT = event(30, {
  about: 'An agent changes state.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    SessionID: UINT,
    PeripheralType: enumeration('PeripheralType'),
    SkillGroupState: enumeration('AgentState'),
    StateDuration: UINT,
    SkillGroupNumber: { ...UINT_OR_NONE, about: 'printed type USINT is a slip for UINT' },
    SkillGroupID: UINT_OR_NONE,
    SkillGroupPriority: USHORT,
    AgentState: enumeration('AgentState'),
    EventReasonCode: { ...USHORT, about: 'a reason is given for not ready and logout only' },
    MRDID: INT,
    NumTasks: UINT,
    AgentMode: {
      ...enumeration('AgentMode'),
      about: 'editions up to version 17 print the opposite meaning (0 routable, 1 not routable)',
    },
    MaxTaskLimit: UINT,
    ICMAgentID: INT,
    AgentAvailabilityStatus: enumeration('AgentAvailabilityStatus'),
    NumFltSkillGroups: {
      ...USHORT,
      since: 10,
      about: '0 = the single set in the fixed part; otherwise up to 99 sets in the floating part',
    },
    DepartmentID: { ...INT, since: 19 },
  },
  floating: {
    CTIClientSignature: floating('CLIENT_SIGNATURE_TAG', {
      alsoTag: 'CTI_CLIENT_SIGNATURE_TAG',
      about: 'tag table: tag 3 lists this message, tag 23 does not; decoders should accept both',
    }),
    AgentID: floating('AGENT_ID_TAG'),
    AgentExtension: floating('AGENT_EXTENSION_TAG'),
    ActiveTerminal: floating('FLT_TERM_DEVICE_NAME', { since: 24 }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    Duration: floating('DURATION_TAG', { since: 10 }),
    NextAgentState: floating('EXT_AGENT_STATE_TAG', {
      enum: 'AgentState',
      since: 10,
      about: 'tag 123 is called EXT_AGENT_STATE_TAG in the tag table; the field name differs',
    }),
    Direction: floating('DIRECTION_TAG', { enum: 'AgentCallDirection', since: 16 }),
    fltSkillGroups: list(
      'NumFltSkillGroups',
      { max: 99 },
      {
        FltSkillGroupNumber: floating('SKILL_GROUP_NUMBER_TAG', { none: true, since: 10 }),
        FltSkillGroupID: floating('SKILL_GROUP_ID_TAG', { none: true, since: 10 }),
        FltSkillGroupPriority: floating('SKILL_GROUP_PRIORITY_TAG', { since: 10 }),
        FltSkillGroupState: floating('SKILL_GROUP_STATE_TAG', { enum: 'AgentState', since: 10 }),
      },
    ),
    MaxBeyondTaskLimit: floating('MAX_BEYOND_TASK_LIMIT_TAG', { since: 22 }),
    AgentIDLong: floating('AGENT_ID_LONG_TAG', { tagTableOnly: true }),
  },
});

export const CALL_REACHED_NETWORK_EVENT = event(34, {
  about: 'An outgoing call has reached the network; little more may be heard of it.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    LineHandle: USHORT,
    LineType: enumeration('LineType'),
    TrunkUsedDeviceType: enumeration('DeviceIDType'),
    CalledDeviceType: enumeration('DeviceIDType'),
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    TrunkUsedDeviceID: floating('TRUNK_USED_DEVID_TAG'),
    CalledDeviceID: floating('CALLED_DEVID_TAG'),
    TrunkNumber: floating('TRUNK_NUMBER_TAG'),
    TrunkGroupNumber: floating('TRUNK_GROUP_NUMBER_TAG'),
  },
});

export const CALL_DEQUEUED_EVENT = event(86, {
  about: 'A call leaves a queue.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    QueueDeviceType: enumeration('DeviceIDType'),
    ServiceNumber: UINT_OR_NONE,
    ServiceID: UINT_OR_NONE,
    NumQueued: USHORT,
    NumSkillGroups: USHORT,
    LocalConnectionState: enumeration('LocalConnectionState'),
    EventCause: enumeration('EventCause'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    skillGroups: list(
      'NumSkillGroups',
      { max: 20 },
      {
        SkillGroupNumber: floating('SKILL_GROUP_NUMBER_TAG', { type: 'UINT', none: true }),
        SkillGroupID: floating('SKILL_GROUP_ID_TAG', { none: true }),
        SkillGroupPriority: floating('SKILL_GROUP_PRIORITY_TAG'),
      },
    ),
    QueueDeviceID: floating('QUEUE_DEVID_TAG', { about: 'QueueDeviceType refers to it, the field table omits it' }),
    DeQueueType: floating('DEQUEUE_TYPE_TAG', {
      since: 10,
      about: 'in the tag table and the version 10-13 changes; type and values not published',
    }),
  },
});

export const AGENT_PRE_CALL_EVENT = event(105, {
  about: 'A call is about to be routed to an agent; its data come ahead of it.',
  note: 'to All Events clients and to the targeted Client Events client; may arrive after the first events of the call',
  fixed: {
    MonitorID: UINT,
    NumNamedVariables: USHORT,
    NumNamedArrays: USHORT,
    ServiceNumber: UINT_OR_NONE,
    ServiceID: UINT_OR_NONE,
    SkillGroupNumber: UINT_OR_NONE,
    SkillGroupID: UINT_OR_NONE,
    SkillGroupPriority: USHORT,
    MRDID: INT,
    AgentSkillTargetID: { ...UINT, since: 20 },
  },
  floating: {
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG', { required: true }),
    RouterCallKeyDay: floating('ROUTER_CALL_KEY_DAY_TAG', { required: true }),
    RouterCallKeyCallID: floating('ROUTER_CALL_KEY_CALLID_TAG', { required: true }),
    RouterCallKeySequenceNumber: floating('ROUTER_CALL_KEY_SEQUENCE_NUM_TAG', { required: true }),
    ANI: floating('ANI_TAG'),
    UserToUserInfo: floating('UUI_TAG'),
    DialedNumber: floating('DIALED_NUMBER_TAG'),
    CallerEnteredDigits: floating('CED_TAG'),
    FltCallTypeID: floating('CALL_TYPE_ID_TAG', { since: 14 }),
    PreCallInvokeID: floating('PRE_CALL_INVOKE_ID_TAG', { since: 14 }),
    ...CALL_VARIABLES,
    namedVariables: NAMED_VARIABLES,
    namedArrays: NAMED_ARRAYS,
    AgentID: floating('AGENT_ID_TAG', { since: 20 }),
    ProtocolReferenceGUID: floating('PROTOCOL_REFERENCE_GUID_TAG', { max: 40, since: 24 }),
    NumOfEnabledServices: floating('NUM_OF_ENABLED_SERVICES', { since: 24 }),
    enabledServices: list(
      'NumOfEnabledServices',
      { packed: true },
      {
        FltEnabledServices: floating('FLT_ENABLED_SERVICES', { enum: 'AgentService', since: 24 }),
      },
    ),
    CcaiConfigId: floating('CCAI_CONFIG_ID', { since: 24 }),
    ANI_II: floating('ANI_II_TAG', { tagTableOnly: true }),
  },
});

export const AGENT_PRE_CALL_ABORT_EVENT = event(106, {
  about: 'The announced call will not come to the agent.',
  fixed: {
    MonitorID: UINT,
    MRDID: INT,
  },
  floating: {
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG', { required: true }),
    RouterCallKeyDay: floating('ROUTER_CALL_KEY_DAY_TAG', { required: true }),
    RouterCallKeyCallID: floating('ROUTER_CALL_KEY_CALLID_TAG', { required: true }),
    RouterCallKeySequenceNumber: floating('ROUTER_CALL_KEY_SEQUENCE_NUM_TAG', { required: true }),
  },
});

export const RTP_STARTED_EVENT = event(116, {
  about: 'Media of a call start to flow.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    ClientPort: UINT,
    Direction: enumeration('RTPDirection'),
    RTPType: enumeration('RTPType'),
    BitRate: UINT,
    EchoCancellation: USHORT,
    PacketSize: UINT,
    PayloadType: USHORT,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    ClientAddress: floating('CLIENT_ADDRESS_TAG', { required: true, formerly: { until: 18, max: 16 } }),
    AgentID: floating('AGENT_ID_TAG'),
    AgentExtension: floating('AGENT_EXTENSION_TAG'),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    SendingAddress: floating('SENDING_ADDRESS_TAG', { since: 10, formerly: { until: 18, max: 16 } }),
    SendingPort: floating('SENDING_PORT_TAG', { since: 10 }),
    ClientAddressIPV6: floating('CLIENT_ADDRESS_IPV6_TAG', { since: 14, until: 18, about: 'versions 14 to 18 only' }),
    SendingAddressIPV6: floating('SENDING_ADDRESS_IPV6_TAG', { since: 14, until: 18, about: 'versions 14 to 18 only' }),
    AgentIDLong: floating('AGENT_ID_LONG_TAG', { tagTableOnly: true }),
  },
});

export const RTP_STOPPED_EVENT = event(117, {
  about: 'Media of a call stop.',
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    ClientPort: UINT,
    Direction: enumeration('RTPDirection'),
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    ClientAddress: floating('CLIENT_ADDRESS_TAG', { required: true, formerly: { until: 18, max: 16 } }),
    AgentID: floating('AGENT_ID_TAG'),
    AgentExtension: floating('AGENT_EXTENSION_TAG'),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    SendingAddress: floating('SENDING_ADDRESS_TAG', { since: 10, formerly: { until: 18, max: 16 } }),
    SendingPort: floating('SENDING_PORT_TAG', { since: 10 }),
    ClientAddressIPV6: floating('CLIENT_ADDRESS_IPV6_TAG', { since: 14, until: 18, about: 'versions 14 to 18 only' }),
    SendingAddressIPV6: floating('SENDING_ADDRESS_IPV6_TAG', { since: 14, until: 18, about: 'versions 14 to 18 only' }),
    AgentIDLong: floating('AGENT_ID_LONG_TAG', { tagTableOnly: true }),
  },
});

export const CALL_ATTRIBUTE_CHANGE_EVENT = event(240, {
  about: 'Attributes of a call have changed.',
  note: 'the editions used print no number for this message and list 239 to 241 as reserved; 240 is the number in older editions and in public implementations',
  fixed: {
    MonitorID: { ...UINT, about: 'always 0' },
    PeripheralID: UINT_OR_NONE,
    PeripheralType: enumeration('PeripheralType'),
    ConnectionDeviceIDType: {
      ...enumeration('ConnectionDeviceIDType'),
      about: 'size printed as 4; the type is a 2 byte USHORT',
    },
    CallTypeID: UINT,
    ServiceNumber: UINT_OR_NONE,
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG'),
  },
});

export const CALL_AGENT_GREETING_EVENT = event(248, {
  about: 'The agent greeting of a call starts, ends or fails.',
  since: 15,
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    EventCode: enumeration('AgentGreetingEventCode'),
    PeripheralErrorCode: UINT,
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    AgentID: floating('AGENT_ID_TAG', { required: true }),
    GreetingType: floating(null, { type: 'STRING', max: 32, about: 'no tag printed in any edition' }),
  },
});

export const NETWORK_RECORDING_STARTED_EVENT = event(271, {
  about: 'The network records a call.',
  since: 23,
  fieldTableNumber: 272,
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    RecordingDeviceType: enumeration('DeviceIDType'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    RecordingDeviceID: floating('RECORDING_DEVICE_ID_TAG'),
  },
});

export const NETWORK_RECORDING_ENDED_EVENT = event(272, {
  about: 'The network has stopped recording a call.',
  since: 23,
  fieldTableNumber: 273,
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    RecordingDeviceType: { ...enumeration('DeviceIDType'), about: 'size cell is empty in the guide' },
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    RecordingDeviceID: floating('RECORDING_DEVICE_ID_TAG'),
  },
});

export const NETWORK_RECORDING_FAILED_EVENT = event(273, {
  about: 'The network cannot record a call.',
  since: 23,
  fieldTableNumber: 274,
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    RecordingDeviceType: enumeration('DeviceIDType'),
    RecordFailureCause: USHORT,
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    RecordingDeviceID: floating('RECORDING_DEVICE_ID_TAG'),
  },
});

export const NETWORK_RECORDING_TARGET_INFO_EVENT = event(274, {
  about: 'Where the network sends the recorded media.',
  since: 23,
  fieldTableNumber: 275,
  fixed: {
    MonitorID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    RecordingDeviceType: enumeration('DeviceIDType'),
    RecordingType: enumeration('RecordingType'),
    MediaForkingDeviceType: enumeration('MediaForkingDeviceType'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    RecordingDeviceID: floating('RECORDING_DEVICE_ID_TAG'),
    RecorderAddress: floating('RECORDER_ADDRESS_TAG', { required: true }),
    TerminalName: floating('TERMINAL_NAME_TAG', { required: true }),
    MediaForkingDeviceName: floating('MEDIA_FORKING_DEVICE_NAME_TAG', { required: true }),
    ProtocolReferenceGUID: floating('PROTOCOL_REFERENCE_GUID_TAG', { required: true }),
    MediaForkingClusterID: floating('MEDIA_FORKING_CLUSTER_ID_TAG', { required: true }),
    RecorderURI: floating('RECORDER_URI_TAG'),
    RecorderErrorMsg: floating('RECORDER_ERROR_MSG_TAG'),
    RecorderType: floating('RECORDER_TYPE_TAG', { enum: 'RecorderType' }),
    RecorderStatus: floating('RECORDER_STATUS_TAG', { enum: 'RecorderStatus' }),
  },
});
