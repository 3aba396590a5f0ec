import { Codec } from '../../lib/codec';

const codec = new Codec({ version: 25 });

/** HEARTBEAT_CONF: 12 bytes. */
export function heartbeat(invokeID: number): Buffer {
  return codec.encode('HEARTBEAT_CONF', { invokeID });
}

export const DELIVERED = {
  monitorID: 1,
  peripheralID: 5000,
  peripheralType: 'PT_ENTERPRISE_AGENT',
  connectionDeviceIDType: 'CONNECTION_ID_STATIC',
  connectionCallID: 16_777_217,
  lineHandle: 0,
  lineType: 'LINETYPE_INBOUND_ACD',
  serviceNumber: null,
  serviceID: null,
  skillGroupNumber: null,
  skillGroupID: null,
  skillGroupPriority: 0,
  alertingDeviceType: 'DEVID_DEVICE_IDENTIFIER',
  callingDeviceType: 'DEVID_EXTERNAL',
  calledDeviceType: 'DEVID_DEVICE_IDENTIFIER',
  lastRedirectDeviceType: null,
  localConnectionState: 'LCS_ALERTING',
  eventCause: null,
  connectionDeviceID: '2001',
  ani: '5551234',
  userToUserInfo: Buffer.from([0, 1, 255]),
  namedVariables: { 'user.account': '4711' },
  unknownFields: [{ tag: 999, data: Buffer.from('abc') }],
} as const;

export function delivered(): Buffer {
  return codec.encode('CALL_DELIVERED_EVENT', DELIVERED);
}
