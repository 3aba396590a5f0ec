import { constantsOf } from '../../definitions';
import { badFrame, constant, orNone, type Unknown, u16, u32, unknown } from './readers';
import { text } from './text';

const PERIPHERAL_TYPE = constantsOf('PeripheralType');
const CONNECTION_DEVICE_ID_TYPE = constantsOf('ConnectionDeviceIDType');
const LINE_TYPE = constantsOf('LineType');
const DEVICE_ID_TYPE = constantsOf('DeviceIDType');
const LOCAL_CONNECTION_STATE = constantsOf('LocalConnectionState');
const EVENT_CAUSE = constantsOf('EventCause');

/** CALL_ESTABLISHED_EVENT, straight on: every key, absent ones undefined. */
export function callEstablished(b: Buffer, start: number, end: number): object {
  const body = start + 8;
  if (body + 50 > end) throw badFrame(end);
  const monitorID = u32(b, body);
  const peripheralID = orNone(u32(b, body + 4));
  const peripheralType = constant(PERIPHERAL_TYPE, u16(b, body + 8));
  const connectionDeviceIDType = constant(CONNECTION_DEVICE_ID_TYPE, u16(b, body + 10));
  const connectionCallID = orNone(u32(b, body + 12));
  const lineHandle = u16(b, body + 16);
  const lineType = constant(LINE_TYPE, u16(b, body + 18));
  const serviceNumber = orNone(u32(b, body + 20));
  const serviceID = orNone(u32(b, body + 24));
  const skillGroupNumber = orNone(u32(b, body + 28));
  const skillGroupID = orNone(u32(b, body + 32));
  const skillGroupPriority = u16(b, body + 36);
  const answeringDeviceType = constant(DEVICE_ID_TYPE, u16(b, body + 38));
  const callingDeviceType = constant(DEVICE_ID_TYPE, u16(b, body + 40));
  const calledDeviceType = constant(DEVICE_ID_TYPE, u16(b, body + 42));
  const lastRedirectDeviceType = constant(DEVICE_ID_TYPE, u16(b, body + 44));
  const localConnectionState = constant(LOCAL_CONNECTION_STATE, u16(b, body + 46));
  const eventCause = constant(EVENT_CAUSE, u16(b, body + 48));
  let connectionDeviceID: string | undefined;
  let answeringDeviceID: string | undefined;
  let callingDeviceID: string | undefined;
  let calledDeviceID: string | undefined;
  let lastRedirectDeviceID: string | undefined;
  let trunkNumber: number | undefined;
  let trunkGroupNumber: number | undefined;
  let unknownFields: Unknown[] | undefined;
  for (let p = body + 50; p < end; ) {
    if (p + 4 > end) throw badFrame(p);
    const tag = u16(b, p);
    const size = u16(b, p + 2);
    p += 4;
    if (p + size > end) throw badFrame(p);
    switch (tag) {
      case 25:
        connectionDeviceID = text(b, p, size);
        break;
      case 30:
        answeringDeviceID = text(b, p, size);
        break;
      case 27:
        callingDeviceID = text(b, p, size);
        break;
      case 28:
        calledDeviceID = text(b, p, size);
        break;
      case 29:
        lastRedirectDeviceID = text(b, p, size);
        break;
      case 121:
        trunkNumber = u32(b, p);
        break;
      case 122:
        trunkGroupNumber = u32(b, p);
        break;
      default:
        unknownFields = unknown(unknownFields, tag, b, p, size);
    }
    p += size;
  }
  return {
    topic: 'CALL_ESTABLISHED_EVENT',
    payload: {
      monitorID,
      peripheralID,
      peripheralType,
      connectionDeviceIDType,
      connectionCallID,
      lineHandle,
      lineType,
      serviceNumber,
      serviceID,
      skillGroupNumber,
      skillGroupID,
      skillGroupPriority,
      answeringDeviceType,
      callingDeviceType,
      calledDeviceType,
      lastRedirectDeviceType,
      localConnectionState,
      eventCause,
      connectionDeviceID,
      answeringDeviceID,
      callingDeviceID,
      calledDeviceID,
      lastRedirectDeviceID,
      trunkNumber,
      trunkGroupNumber,
      unknownFields,
    },
    cti: { number: 10, protocol: 25, length: end - body },
  };
}
