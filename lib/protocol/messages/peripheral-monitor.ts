/** Peripheral Monitor Service of the CTI Server Message Reference Guide. */
import { confirmation, enumeration, floating, mask, request, UINT, UINT_OR_NONE } from '../schema';

export const MONITOR_START_REQ = request(93, {
  about: 'Starts to watch a device or a call.',
  confirmedBy: 'MONITOR_START_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionCallID: { ...UINT_OR_NONE, default: 0, about: 'Number of the call to watch; 0 to watch a device.' },
    CallMsgMask: mask('CallEventMessageMask'),
    AgentStateMask: mask('AgentStateMask'),
    ConnectionDeviceIDType: {
      ...enumeration('ConnectionDeviceIDType'),
      default: null,
      about: 'What kind the connectionDeviceID is; no connection to watch a device.',
    },
    MonitoredDeviceType: {
      ...enumeration('DeviceIDType'),
      default: null,
      about: 'What kind of device is watched; no device to watch a call.',
    },
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', {
      about: "To watch a call: a device's connection to it, from an event of it.",
    }),
    MonitoredDeviceID: floating('MONITORED_DEVID_TAG', {
      about: 'To watch a device: its name at the peripheral, usually an extension.',
    }),
  },
  requireOneOf: [
    {
      fields: ['ConnectionDeviceID', 'MonitoredDeviceID'],
      when: 'always: the first for a call monitor, the second for a device monitor',
    },
  ],
});

export const MONITOR_START_CONF = confirmation(94, {
  about: 'The monitor is running.',
  fixed: {
    InvokeID: UINT,
    MonitorID: UINT,
  },
});

export const MONITOR_STOP_REQ = request(95, {
  about: 'Stops a monitor.',
  confirmedBy: 'MONITOR_STOP_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    MonitorID: UINT,
  },
});

export const MONITOR_STOP_CONF = confirmation(96, {
  about: 'The monitor is stopped.',
  fixed: {
    InvokeID: UINT,
  },
});

export const CHANGE_MONITOR_MASK_REQ = request(97, {
  about: 'Changes which events a monitor sends.',
  confirmedBy: 'CHANGE_MONITOR_MASK_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    MonitorID: UINT,
    CallMsgMask: mask('CallEventMessageMask'),
    AgentStateMask: mask('AgentStateMask'),
  },
  floating: {
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const CHANGE_MONITOR_MASK_CONF = confirmation(98, {
  about: "The monitor's masks are changed.",
  fixed: {
    InvokeID: UINT,
  },
});
