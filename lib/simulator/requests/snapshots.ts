/** What is known of a call, and which calls a phone has. */
import type { Constant, Payload } from '../../protocol';
import { clientsNow } from '../events/associations';
import { isBridge, viewOf } from '../events/entitlement';
import { deviceOnly } from '../events/scopes';
import { CONNECTION_TYPE } from '../messages/about';
import { context as contextOf, signatures } from '../messages/call-data';
import { Refusal } from '../refusal';
import type { Connection } from '../switch/call';
import { type Context, confirm, type Handler } from './handler';
import { checkControl, locatePeripheral } from './locate';
import { locateDevice } from './locate-device';

export const snapshotCall: Handler<'SNAPSHOT_CALL_REQ'> = (request, { client, world, side }) => {
  const { peripheralID } = locatePeripheral(request.peripheralID, world);
  const { connectionCallID: callID } = request;
  const call = callID === null ? undefined : world.find(peripheralID, callID);
  const view = call && viewOf(client, world, call);
  if (!view) {
    const message = `connectionCallID: there is no call ${callID} on peripheral ${peripheralID} for this session`;
    throw new Refusal('CF_INVALID_CSTA_CALL_IDENTIFIER', message, { field: 'connectionCallID' });
  }
  return confirm('SNAPSHOT_CALL_CONF', {
    ...contextOf(call.data),
    callType: call.typeAt(view.connection),
    calledPartyDisposition: call.calledPartyDisposition,
    routerCallKeyDay: call.key?.day,
    routerCallKeyCallID: call.key?.callID,
    ctiClients: signatures(clientsNow(call, side.sessions)),
    callDevices: call.live.map((connection) => ({
      callConnectionCallID: call.callID,
      callConnectionDeviceIDType: CONNECTION_TYPE,
      callConnectionDeviceID: connection.deviceID,
      callDeviceType: connection.party.type,
      callDeviceID: connection.party.number,
      callDeviceConnectionState: connection.state,
    })),
  });
};

export const snapshotDevice: Handler<'SNAPSHOT_DEVICE_REQ'> = (request, context) => {
  const { world } = context;
  const { peripheralID } = locatePeripheral(request.peripheralID, world);
  if (isPassed(request.snapshotDeviceType))
    return confirm('SNAPSHOT_DEVICE_CONF', { calls: passing(request, context) });
  const device = world.devices.get(request.agentInstrument ?? '');
  if (device?.peripheral.peripheralID !== peripheralID) {
    const message = `agentInstrument: there is no phone ${request.agentInstrument} on peripheral ${peripheralID}`;
    throw new Refusal('CF_INVALID_CSTA_DEVICE_IDENTIFIER', message, { field: 'agentInstrument' });
  }
  checkControl(device, context);
  const own = [...device.connections].map((connection) =>
    callAt(connection, connection.call.listensTo ? 'SILENT_MONITOR_INITIATOR' : 'SILENT_MONITOR_NONE'),
  );
  const listening = world.listening.at(device).map((call) => call.connectionAt(device) as Connection);
  const calls = [...own, ...listening.map((connection) => callAt(connection, 'SILENT_MONITOR_TARGET'))];
  return confirm('SNAPSHOT_DEVICE_CONF', { calls });
};

function callAt({ call, deviceID, state }: Connection, silentMonitorStatus: Constant<'SilentMonitorStatus'>) {
  return {
    callConnectionCallID: call.callID,
    callConnectionDeviceIDType: CONNECTION_TYPE,
    callConnectionDeviceID: deviceID,
    callState: state,
    silentMonitorStatus,
  } as const;
}

/** As many as the answer can hold (guide: SNAPSHOT_DEVICE_CONF). */
const MOST_CALLS = 16;

type SnapshotDevice = Payload<'SNAPSHOT_DEVICE_REQ'>;

/** Calls come by them and are then at a phone or a VRU's port. */
function isPassed(type: SnapshotDevice['snapshotDeviceType']): boolean {
  return type === 'DEVID_ROUTE_POINT' || type === 'DEVID_QUEUE' || type === 'DEVID_CTI_PORT';
}

/** Each call that came by the device, named by its first connection. @throws Refusal */
function passing({ peripheralID, snapshotDeviceType, agentInstrument = '' }: SnapshotDevice, context: Context) {
  const { client, world } = context;
  if (peripheralID === null || !isBridge(client)) {
    throw new Refusal('CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE', 'only a bridge asks for other devices than phones');
  }
  const scope = deviceOnly(peripheralID, locateDevice(peripheralID, snapshotDeviceType, agentInstrument, world));
  const found = [...world.calls].flatMap((call) => scope.connectionOf(call, world) ?? []);
  return found.slice(0, MOST_CALLS).map((connection) => callAt(connection, 'SILENT_MONITOR_NONE'));
}
