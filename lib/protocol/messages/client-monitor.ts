/** Client Monitor Service of the CTI Server Message Reference Guide. */
import { confirmation, enumeration, event, floating, mask, request, UINT, UINT_OR_NONE } from '../schema';

export const CLIENT_SESSION_OPENED_EVENT = event(99, {
  about: 'Another client has opened a session.',
  note: 'on opening a Client Monitor session the server sends one per session that is already open',
  fixed: {
    SessionID: UINT,
    PeripheralID: UINT_OR_NONE,
    ServicesGranted: mask('CTIService'),
    CallMsgMask: mask('CallEventMessageMask'),
    AgentStateMask: mask('AgentStateMask'),
    ClientPort: UINT,
  },
  floating: {
    ClientAddress: floating('CLIENT_ADDRESS_TAG', { required: true, formerly: { until: 18, max: 16 } }),
    ClientID: floating('CLIENT_ID_TAG', { required: true }),
    ClientSignature: floating('CLIENT_SIGNATURE_TAG', { required: true }),
    AgentExtension: floating('AGENT_EXTENSION_TAG'),
    AgentID: floating('AGENT_ID_TAG'),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    ClientAddressIPV6: floating('CLIENT_ADDRESS_IPV6_TAG', { since: 14, until: 18, about: 'versions 14 to 18 only' }),
  },
});

export const CLIENT_SESSION_CLOSED_EVENT = event(100, {
  about: 'The session of another client has ended.',
  fixed: {
    SessionID: UINT,
    PeripheralID: UINT_OR_NONE,
    Status: enumeration('StatusCode'),
    ClientPort: UINT,
  },
  floating: {
    ClientAddress: floating('CLIENT_ADDRESS_TAG', { required: true, formerly: { until: 18, max: 16 } }),
    ClientID: floating('CLIENT_ID_TAG', { required: true }),
    ClientSignature: floating('CLIENT_SIGNATURE_TAG', { required: true }),
    AgentExtension: floating('AGENT_EXTENSION_TAG'),
    AgentID: floating('AGENT_ID_TAG'),
    AgentInstrument: floating('AGENT_INSTRUMENT_TAG'),
    ClientAddressIPV6: floating('CLIENT_ADDRESS_IPV6_TAG', { since: 14, until: 18, about: 'versions 14 to 18 only' }),
  },
});

export const SESSION_MONITOR_START_REQ = request(101, {
  about: 'Starts to watch the session of another client.',
  confirmedBy: 'SESSION_MONITOR_START_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    SessionID: UINT,
  },
  floating: {
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const SESSION_MONITOR_START_CONF = confirmation(102, {
  about: 'The session monitor is running.',
  fixed: {
    InvokeID: UINT,
    MonitorID: UINT,
  },
});

export const SESSION_MONITOR_STOP_REQ = request(103, {
  about: 'Stops a session monitor.',
  confirmedBy: 'SESSION_MONITOR_STOP_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    MonitorID: UINT,
  },
  floating: {
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const SESSION_MONITOR_STOP_CONF = confirmation(104, {
  about: 'The session monitor is stopped.',
  fixed: {
    InvokeID: UINT,
  },
});
