import { constantsOf } from '../../definitions';
import {
  badFrame,
  constant,
  copy,
  namedElement,
  namedVariable,
  orNone,
  type Unknown,
  u16,
  u32,
  unknown,
} from './readers';
import { text } from './text';

const PERIPHERAL_TYPE = constantsOf('PeripheralType');
const CONNECTION_DEVICE_ID_TYPE = constantsOf('ConnectionDeviceIDType');
const LINE_TYPE = constantsOf('LineType');
const DEVICE_ID_TYPE = constantsOf('DeviceIDType');
const LOCAL_CONNECTION_STATE = constantsOf('LocalConnectionState');
const EVENT_CAUSE = constantsOf('EventCause');

/** CALL_DELIVERED_EVENT, straight on: every key, absent ones undefined. */
export function callDelivered(b: Buffer, start: number, end: number): object {
  const body = start + 8;
  if (body + 54 > end) throw badFrame(end);
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
  const alertingDeviceType = constant(DEVICE_ID_TYPE, u16(b, body + 38));
  const callingDeviceType = constant(DEVICE_ID_TYPE, u16(b, body + 40));
  const calledDeviceType = constant(DEVICE_ID_TYPE, u16(b, body + 42));
  const lastRedirectDeviceType = constant(DEVICE_ID_TYPE, u16(b, body + 44));
  const localConnectionState = constant(LOCAL_CONNECTION_STATE, u16(b, body + 46));
  const eventCause = constant(EVENT_CAUSE, u16(b, body + 48));
  const numNamedVariables = u16(b, body + 50);
  const numNamedArrays = u16(b, body + 52);
  let connectionDeviceID: string | undefined;
  let alertingDeviceID: string | undefined;
  let callingDeviceID: string | undefined;
  let calledDeviceID: string | undefined;
  let lastRedirectDeviceID: string | undefined;
  let trunkNumber: number | undefined;
  let trunkGroupNumber: number | undefined;
  let secondaryConnectionCallID: number | null | undefined;
  let ani: string | undefined;
  let ani_II: string | undefined;
  let userToUserInfo: Buffer | undefined;
  let dnis: string | undefined;
  let dialedNumber: string | undefined;
  let callerEnteredDigits: string | undefined;
  let callVariable1: string | undefined;
  let callVariable2: string | undefined;
  let callVariable3: string | undefined;
  let callVariable4: string | undefined;
  let callVariable5: string | undefined;
  let callVariable6: string | undefined;
  let callVariable7: string | undefined;
  let callVariable8: string | undefined;
  let callVariable9: string | undefined;
  let callVariable10: string | undefined;
  let callWrapupData: string | undefined;
  let namedVariables: Record<string, string> | undefined;
  let namedArrays: Record<string, (string | null)[]> | undefined;
  let unknownFields: Unknown[] | undefined;
  for (let p = body + 54; p < end; ) {
    if (p + 4 > end) throw badFrame(p);
    const tag = u16(b, p);
    const size = u16(b, p + 2);
    p += 4;
    if (p + size > end) throw badFrame(p);
    switch (tag) {
      case 25:
        connectionDeviceID = text(b, p, size);
        break;
      case 26:
        alertingDeviceID = text(b, p, size);
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
      case 202:
        secondaryConnectionCallID = orNone(u32(b, p));
        break;
      case 8:
        ani = text(b, p, size);
        break;
      case 215:
        ani_II = text(b, p, size);
        break;
      case 9:
        userToUserInfo = copy(b, p, size);
        break;
      case 10:
        dnis = text(b, p, size);
        break;
      case 11:
        dialedNumber = text(b, p, size);
        break;
      case 12:
        callerEnteredDigits = text(b, p, size);
        break;
      case 13:
        callVariable1 = text(b, p, size);
        break;
      case 14:
        callVariable2 = text(b, p, size);
        break;
      case 15:
        callVariable3 = text(b, p, size);
        break;
      case 16:
        callVariable4 = text(b, p, size);
        break;
      case 17:
        callVariable5 = text(b, p, size);
        break;
      case 18:
        callVariable6 = text(b, p, size);
        break;
      case 19:
        callVariable7 = text(b, p, size);
        break;
      case 20:
        callVariable8 = text(b, p, size);
        break;
      case 21:
        callVariable9 = text(b, p, size);
        break;
      case 22:
        callVariable10 = text(b, p, size);
        break;
      case 46:
        callWrapupData = text(b, p, size);
        break;
      case 82:
        namedVariables = namedVariable(namedVariables, b, p, size);
        break;
      case 83:
        namedArrays = namedElement(namedArrays, b, p, size);
        break;
      default:
        unknownFields = unknown(unknownFields, tag, b, p, size);
    }
    p += size;
  }
  return {
    topic: 'CALL_DELIVERED_EVENT',
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
      alertingDeviceType,
      callingDeviceType,
      calledDeviceType,
      lastRedirectDeviceType,
      localConnectionState,
      eventCause,
      numNamedVariables,
      numNamedArrays,
      connectionDeviceID,
      alertingDeviceID,
      callingDeviceID,
      calledDeviceID,
      lastRedirectDeviceID,
      trunkNumber,
      trunkGroupNumber,
      secondaryConnectionCallID,
      ani,
      ani_II,
      userToUserInfo,
      dnis,
      dialedNumber,
      callerEnteredDigits,
      callVariable1,
      callVariable2,
      callVariable3,
      callVariable4,
      callVariable5,
      callVariable6,
      callVariable7,
      callVariable8,
      callVariable9,
      callVariable10,
      callWrapupData,
      namedVariables,
      namedArrays,
      unknownFields,
    },
    cti: { number: 9, protocol: 25, length: end - body },
  };
}
