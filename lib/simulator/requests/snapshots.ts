/** What is known of a call, and which calls a phone has. */
import type { Constant } from '../../protocol';
import { viewOf } from '../events/entitlement';
import { CONNECTION_TYPE } from '../messages/about';
import { context as contextOf } from '../messages/call-data';
import { Refusal } from '../refusal';
import type { Connection } from '../switch/call';
import { confirm, type Handler } from './handler';
import { checkControl, locatePeripheral } from './locate';

export const snapshotCall: Handler<'SNAPSHOT_CALL_REQ'> = (request, { client, world }) => {
  const { peripheralID } = locatePeripheral(request.peripheralID, world);
  const { connectionCallID: callID } = request;
  const call = callID === null ? undefined : world.find(peripheralID, callID);
  if (!call || !viewOf(client, world, call)) {
    const message = `connectionCallID: there is no call ${callID} on peripheral ${peripheralID} for this session`;
    throw new Refusal('CF_INVALID_CSTA_CALL_IDENTIFIER', message, { field: 'connectionCallID' });
  }
  return confirm('SNAPSHOT_CALL_CONF', {
    ...contextOf(call.data),
    callType: call.type,
    calledPartyDisposition: call.calledPartyDisposition,
    routerCallKeyDay: call.key?.day,
    routerCallKeyCallID: call.key?.callID,
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
  locatePeripheral(request.peripheralID, world);
  const device = world.devices.get(request.agentInstrument ?? '');
  if (!device) {
    const message = `agentInstrument: there is no phone ${request.agentInstrument}`;
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
