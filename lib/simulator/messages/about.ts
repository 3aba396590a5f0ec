/** What messages about calls have in common. */
import type { Call, Connection } from '../switch/call';

export const CONNECTION_TYPE = 'CONNECTION_ID_STATIC' as const;

export function about(call: Call, connection: Connection, monitorID: number) {
  return {
    monitorID,
    peripheralID: call.peripheral?.peripheralID ?? null,
    peripheralType: call.peripheral?.type ?? null,
    connectionDeviceIDType: CONNECTION_TYPE,
    connectionCallID: call.callID,
    connectionDeviceID: connection.deviceID,
  } as const;
}

export function group(call: Call) {
  return {
    serviceNumber: null,
    serviceID: null,
    skillGroupNumber: call.group?.skillGroupNumber ?? null,
    skillGroupID: call.group?.skillGroupID ?? null,
    skillGroupPriority: 0,
  };
}
