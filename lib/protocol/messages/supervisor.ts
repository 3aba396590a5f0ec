/** Supervisor Service of the CTI Server Message Reference Guide. */
import {
  confirmation,
  enumeration,
  event,
  floating,
  INT,
  list,
  listed,
  request,
  UINT,
  UINT_OR_NONE,
  USHORT,
} from '../schema';

export const SUPERVISOR_ASSIST_EVENT = listed(120, 'event');

export const EMERGENCY_CALL_REQ = request(121, {
  about: 'An agent reports an emergency call.',
  confirmedBy: 'EMERGENCY_CALL_CONF',
  rejectedBy: ['FAILURE_CONF'],
  alsoIn: ['Client Control Service'],
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

export const EMERGENCY_CALL_CONF = confirmation(122, {
  about: 'The emergency call is reported.',
  alsoIn: ['Client Control Service'],
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

export const EMERGENCY_CALL_EVENT = event(123, {
  about: 'An agent has reported an emergency call.',
  alsoIn: ['Client Control Service'],
  fixed: {
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    SessionID: UINT,
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    ClientID: floating('CLIENT_ID_TAG', { required: true }),
    ClientAddress: floating('CLIENT_ADDRESS_TAG', { required: true, formerly: { until: 18, max: 16 } }),
    AgentExtension: floating('AGENT_EXTENSION_TAG'),
    AgentID: floating('AGENT_ID_TAG'),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    ClientAddressIPV6: floating('CLIENT_ADDRESS_IPV6_TAG', { since: 14, until: 18, about: 'versions 14 to 18 only' }),
    AgentIDLong: floating('AGENT_ID_LONG_TAG', { tagTableOnly: true }),
  },
});

export const SUPERVISE_CALL_REQ = request(124, {
  about: "A supervisor monitors, coaches, joins, takes over or leaves an agent's call.",
  confirmedBy: 'SUPERVISE_CALL_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    AgentConnectionCallID: {
      ...UINT_OR_NONE,
      default: null,
      about: "Number of the agent's call; null: the agent's active call.",
    },
    SupervisorConnectionCallID: {
      ...UINT_OR_NONE,
      default: null,
      about: "Number of the supervisor's own call; null if there is none.",
    },
    AgentConnectionDeviceIDType: { ...enumeration('ConnectionDeviceIDType'), default: null },
    SupervisorConnectionDeviceIDType: { ...enumeration('ConnectionDeviceIDType'), default: null },
    SupervisoryAction: enumeration('SupervisoryAction'),
  },
  floating: {
    AgentConnectionDeviceID: floating('AGENT_CONNECTION_DEVID_TAG'),
    SupervisorConnectionDeviceID: floating('SUPERVISOR_CONNECTION_DEVID_TAG'),
    AgentExtension: floating('AGENT_EXTENSION_TAG'),
    AgentID: floating('AGENT_ID_TAG'),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    SupervisorInstrument: floating('SUPERVISOR_INSTRUMENT_TAG'),
    AgentIDLong: floating('AGENT_ID_LONG_TAG', { tagTableOnly: true }),
  },
  requireOneOf: [
    {
      fields: ['AgentConnectionDeviceID', 'AgentExtension', 'AgentID', 'AgentInstrument'],
      when: 'always (a connection needs the call id too)',
    },
    { fields: ['SupervisorInstrument'], when: 'All Events or Peripheral Monitor client' },
  ],
});

export const SUPERVISE_CALL_CONF = confirmation(125, {
  about: 'The supervision request is accepted.',
  fixed: {
    InvokeID: UINT,
    ConnectionCallID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
  },
});

export const AGENT_TEAM_CONFIG_REQ = listed(126, 'request');

export const AGENT_TEAM_CONFIG_CONF = listed(127, 'confirmation');

export const AGENT_TEAM_CONFIG_EVENT = event(128, {
  about: 'Members of an agent team.',
  note: 'sent to supervisor sessions after OPEN_CONF and whenever the team changes',
  fixed: {
    PeripheralID: UINT_OR_NONE,
    TeamID: UINT,
    NumberOfAgents: USHORT,
    ConfigOperation: enumeration('TeamConfigOperation'),
    DepartmentID: { ...INT, since: 19 },
  },
  floating: {
    AgentTeamName: floating('AGENT_TEAM_NAME_TAG', { required: true, since: 16 }),
    agents: list(
      'NumberOfAgents',
      { max: 64 },
      {
        AtcAgentID: floating('ATC_AGENT_ID_TAG'),
        AgentFlags: floating('AGENT_FLAGS_TAG', { mask: 'AgentFlags' }),
        AtcAgentState: floating('ATC_AGENT_STATE_TAG', { enum: 'AgentState' }),
        AtcStateDuration: floating('ATC_STATE_DURATION_TAG'),
      },
    ),
  },
});

export const LIST_AGENT_TEAM_REQ = request(133, {
  about: 'Asks for the teams of a supervisor.',
  confirmedBy: 'LIST_AGENT_TEAM_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    SupervisorID: { ...UINT, about: 'Number of the supervisor whose teams are asked for.' },
  },
});

export const LIST_AGENT_TEAM_CONF = confirmation(134, {
  about: 'The teams of a supervisor.',
  fixed: {
    InvokeID: UINT,
    NumberOfAgentTeams: USHORT,
    SegmentNumber: USHORT,
    More: {
      ...enumeration('MoreFlag'),
      about: 'several confirmations follow one request when there are more than 64 teams',
    },
  },
  floating: {
    agentTeams: list(
      'NumberOfAgentTeams',
      { max: 64 },
      {
        TeamID: floating('LIST_TEAM_ID_TAG'),
      },
    ),
  },
});

export const MONITOR_AGENT_TEAM_START_REQ = request(135, {
  about: 'Starts to watch the agents of a team.',
  confirmedBy: 'MONITOR_AGENT_TEAM_START_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    TeamID: UINT,
  },
  floating: {
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const MONITOR_AGENT_TEAM_START_CONF = confirmation(136, {
  about: 'The team monitor is running.',
  fixed: {
    InvokeID: UINT,
    MonitorID: UINT,
  },
});

export const MONITOR_AGENT_TEAM_STOP_REQ = request(137, {
  about: 'Stops a team monitor.',
  confirmedBy: 'MONITOR_AGENT_TEAM_STOP_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    MonitorID: UINT,
  },
  floating: {
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const MONITOR_AGENT_TEAM_STOP_CONF = confirmation(138, {
  about: 'The team monitor is stopped.',
  fixed: {
    InvokeID: UINT,
  },
});
