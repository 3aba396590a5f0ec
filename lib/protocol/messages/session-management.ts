/** Session Management of the CTI Server Message Reference Guide. */
import {
  BOOL,
  confirmation,
  enumeration,
  floating,
  INT,
  list,
  mask,
  request,
  TIME,
  UINT,
  UINT_OR_NONE,
} from '../schema';

export const OPEN_REQ = request(3, {
  about: 'Opens a session: who the client is and which services and events it wants.',
  confirmedBy: 'OPEN_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    VersionNumber: { ...UINT, about: 'version wanted for the whole session; decides the floating field header width' },
    IdleTimeout: {
      ...UINT_OR_NONE,
      about:
        'seconds; 0xFFFFFFFF when heartbeats are not used; a value under 20 is refused (E_CTI_INVALID_TIMEOUT); use 4 x heartbeat interval',
    },
    PeripheralID: { ...UINT_OR_NONE, about: '0xFFFFFFFF unless Client Events service is requested' },
    ServicesRequested: mask('CTIService'),
    CallMsgMask: mask('CallEventMessageMask'),
    AgentStateMask: mask('AgentStateMask'),
    ConfigMsgMask: {
      ...mask('ConfigInformation'),
      note: 'introduced as EventMsgMask by the version 10-13 changes; the older layout of this position is not published',
    },
    Reserved1: { ...UINT, default: 0 },
    Reserved2: { ...UINT, default: 0 },
    Reserved3: { ...UINT, default: 0 },
  },
  floating: {
    ClientID: floating('CLIENT_ID_TAG', { required: true }),
    ClientPassword: floating('CLIENT_PASSWORD_TAG', {
      required: true,
      about: 'must be present even when authentication is off; may have length 0',
    }),
    ClientSignature: floating('CLIENT_SIGNATURE_TAG'),
    AgentExtension: floating('AGENT_EXTENSION_TAG'),
    AgentID: floating('AGENT_ID_TAG'),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    ApplicationPathID: floating('APP_PATH_ID_TAG'),
    UniqueInstanceID: floating(null, {
      type: 'STRING',
      max: 64,
      since: 24,
      about:
        'tag number not printed in any edition; a zero-length value is refused (status 108), a value already in use is refused (status 109)',
    }),
    AgentIDLong: floating('AGENT_ID_LONG_TAG', { tagTableOnly: true }),
  },
  requireOneOf: [
    { fields: ['AgentExtension', 'AgentID', 'AgentInstrument'], when: 'CTI_SERVICE_CLIENT_EVENTS requested' },
  ],
});

export const OPEN_CONF = confirmation(4, {
  about: 'The session is open: the services granted and the state of the Peripheral Gateway.',
  fixed: {
    InvokeID: UINT,
    ServicesGranted: mask('CTIService'),
    MonitorID: UINT,
    PGStatus: mask('PGStatusCode'),
    ICMCentralControllerTime: TIME,
    PeripheralOnline: {
      ...BOOL,
      about: 'for Client Events: the agent peripheral; otherwise true only when every peripheral of the PG is on line',
    },
    PeripheralType: enumeration('PeripheralType'),
    AgentState: { ...enumeration('AgentState'), about: 'meaningful for Client Events sessions only' },
    DepartmentID: { ...INT, since: 19 },
    SessionType: {
      ...enumeration('SessionType'),
      about: 'the printed row has the value list in the size column; 2 bytes',
    },
  },
  forms: [
    { since: 24, without: [], marker: { field: 'SessionType', below: 3, since: 23 } },
    { until: 23, without: ['SessionType'] },
  ],
  floating: {
    AgentExtension: floating('AGENT_EXTENSION_TAG', { about: 'Client Events sessions with a signed-in agent only' }),
    AgentID: floating('AGENT_ID_TAG', { about: 'Client Events sessions with a signed-in agent only' }),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG', { about: 'Client Events sessions with a signed-in agent only' }),
    NumPeripherals: floating('NUM_PERIPHERALS_TAG', { since: 14 }),
    peripherals: list(
      'NumPeripherals',
      {},
      {
        FltPeripheralID: floating('PERIPHERAL_ID_TAG', { since: 14 }),
        MultilineAgentControl: floating('MULTI_LINE_AGENT_CONTROL_TAG', { enum: 'MultilineAgentControl', since: 14 }),
      },
    ),
    AgentIDLong: floating('AGENT_ID_LONG_TAG', { tagTableOnly: true }),
  },
});

export const HEARTBEAT_REQ = request(5, {
  about: 'Asks the CTI Server for a sign of life.',
  confirmedBy: 'HEARTBEAT_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
  },
});

export const HEARTBEAT_CONF = confirmation(6, {
  about: 'The CTI Server is alive.',
  fixed: {
    InvokeID: UINT,
  },
});

export const CLOSE_REQ = request(7, {
  about: 'Closes the session.',
  confirmedBy: 'CLOSE_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    Status: { ...enumeration('StatusCode'), default: 'E_CTI_NO_ERROR' },
  },
});

export const CLOSE_CONF = confirmation(8, {
  about: 'The session is closed.',
  fixed: {
    InvokeID: UINT,
  },
});
