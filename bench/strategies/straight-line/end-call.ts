import { constantsOf } from '../../definitions';
import { badFrame, constant, orNone, type Unknown, u16, u32, unknown } from './readers';
import { text } from './text';

const PERIPHERAL_TYPE = constantsOf('PeripheralType');
const CONNECTION_DEVICE_ID_TYPE = constantsOf('ConnectionDeviceIDType');

/** END_CALL_EVENT, straight on: every key, absent ones undefined. */
export function endCall(b: Buffer, start: number, end: number): object {
  const body = start + 8;
  if (body + 16 > end) throw badFrame(end);
  const monitorID = u32(b, body);
  const peripheralID = orNone(u32(b, body + 4));
  const peripheralType = constant(PERIPHERAL_TYPE, u16(b, body + 8));
  const connectionDeviceIDType = constant(CONNECTION_DEVICE_ID_TYPE, u16(b, body + 10));
  const connectionCallID = orNone(u32(b, body + 12));
  let connectionDeviceID: string | undefined;
  let unknownFields: Unknown[] | undefined;
  for (let p = body + 16; p < end; ) {
    if (p + 4 > end) throw badFrame(p);
    const tag = u16(b, p);
    const size = u16(b, p + 2);
    p += 4;
    if (p + size > end) throw badFrame(p);
    switch (tag) {
      case 25:
        connectionDeviceID = text(b, p, size);
        break;
      default:
        unknownFields = unknown(unknownFields, tag, b, p, size);
    }
    p += size;
  }
  return {
    topic: 'END_CALL_EVENT',
    payload: {
      monitorID,
      peripheralID,
      peripheralType,
      connectionDeviceIDType,
      connectionCallID,
      connectionDeviceID,
      unknownFields,
    },
    cti: { number: 24, protocol: 25, length: end - body },
  };
}
