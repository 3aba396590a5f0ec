import { constantsOf } from '../../definitions';
import {
  badFrame,
  constant,
  copy,
  namedElement,
  namedVariable,
  orNone,
  time,
  type Unknown,
  u16,
  u32,
  unknown,
} from './readers';
import { text } from './text';

const PERIPHERAL_TYPE = constantsOf('PeripheralType');
const CALL_TYPE = constantsOf('CallType');
const CONNECTION_DEVICE_ID_TYPE = constantsOf('ConnectionDeviceIDType');
const DISPOSITION_CODE = constantsOf('DispositionCode');

interface CtiClient {
  ctiClientSignature: string | undefined;
  ctiClientTimestamp: string | undefined;
}

/** BEGIN_CALL_EVENT, straight on: every key, absent ones undefined. */
export function beginCall(b: Buffer, start: number, end: number): object {
  const body = start + 8;
  if (body + 26 > end) throw badFrame(end);
  const monitorID = u32(b, body);
  const peripheralID = orNone(u32(b, body + 4));
  const peripheralType = constant(PERIPHERAL_TYPE, u16(b, body + 8));
  const numCTIClients = u16(b, body + 10);
  const numNamedVariables = u16(b, body + 12);
  const numNamedArrays = u16(b, body + 14);
  const callType = constant(CALL_TYPE, u16(b, body + 16));
  const connectionDeviceIDType = constant(CONNECTION_DEVICE_ID_TYPE, u16(b, body + 18));
  const connectionCallID = orNone(u32(b, body + 20));
  const calledPartyDisposition = constant(DISPOSITION_CODE, u16(b, body + 24));
  let connectionDeviceID: string | undefined;
  let ani: string | undefined;
  let userToUserInfo: Buffer | undefined;
  let dnis: string | undefined;
  let dialedNumber: string | undefined;
  let callerEnteredDigits: string | undefined;
  let routerCallKeyDay: number | undefined;
  let routerCallKeyCallID: number | undefined;
  let routerCallKeySequenceNumber: number | undefined;
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
  let ctiClients: CtiClient[] | undefined;
  let lastCtiClient = -1;
  let callReferenceID: Buffer | undefined;
  let ani_II: string | undefined;
  let unknownFields: Unknown[] | undefined;
  for (let p = body + 26; p < end; ) {
    if (p + 4 > end) throw badFrame(p);
    const tag = u16(b, p);
    const size = u16(b, p + 2);
    p += 4;
    if (p + size > end) throw badFrame(p);
    switch (tag) {
      case 25:
        connectionDeviceID = text(b, p, size);
        break;
      case 8:
        ani = text(b, p, size);
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
      case 72:
        routerCallKeyDay = u32(b, p);
        break;
      case 73:
        routerCallKeyCallID = u32(b, p);
        break;
      case 110:
        routerCallKeySequenceNumber = u32(b, p);
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
      case 23: {
        ctiClients ??= [];
        if (lastCtiClient < 0 || 0 <= lastCtiClient)
          ctiClients.push({ ctiClientSignature: undefined, ctiClientTimestamp: undefined });
        lastCtiClient = 0;
        (ctiClients[ctiClients.length - 1] as CtiClient).ctiClientSignature = text(b, p, size);
        break;
      }
      case 24: {
        ctiClients ??= [];
        if (lastCtiClient < 0 || 1 <= lastCtiClient)
          ctiClients.push({ ctiClientSignature: undefined, ctiClientTimestamp: undefined });
        lastCtiClient = 1;
        (ctiClients[ctiClients.length - 1] as CtiClient).ctiClientTimestamp = time(u32(b, p));
        break;
      }
      case 223:
        callReferenceID = copy(b, p, size);
        break;
      case 215:
        ani_II = text(b, p, size);
        break;
      default:
        unknownFields = unknown(unknownFields, tag, b, p, size);
    }
    p += size;
  }
  return {
    topic: 'BEGIN_CALL_EVENT',
    payload: {
      monitorID,
      peripheralID,
      peripheralType,
      numCTIClients,
      numNamedVariables,
      numNamedArrays,
      callType,
      connectionDeviceIDType,
      connectionCallID,
      calledPartyDisposition,
      connectionDeviceID,
      ani,
      userToUserInfo,
      dnis,
      dialedNumber,
      callerEnteredDigits,
      routerCallKeyDay,
      routerCallKeyCallID,
      routerCallKeySequenceNumber,
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
      ctiClients,
      callReferenceID,
      ani_II,
      unknownFields,
    },
    cti: { number: 23, protocol: 25, length: end - body },
  };
}
