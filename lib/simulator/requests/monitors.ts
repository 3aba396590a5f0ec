/** Monitors that a client starts and stops: of devices, of calls, of other clients' sessions. */
import type { Payload } from '../../protocol';
import { announceCalls } from '../events/announce';
import { eventMasks } from '../events/masks';
import { monitorOf } from '../events/monitors';
import { callOnly, deviceOnly, type Scope } from '../events/scopes';
import { Refusal } from '../refusal';
import { missing } from '../sessions/check-request';
import { type Context, confirm, type Handler } from './handler';
import { knownPeripheral } from './locate';
import { locateDevice } from './locate-device';

export const startMonitor: Handler<'MONITOR_START_REQ'> = (request, context) => {
  const { client, session, office, world } = context;
  const scope = scopeOf(request, context);
  if ([...session.monitors.values()].some((one) => one.scope.name === scope.name)) {
    throw new Refusal('E_CTI_MONITOR_ALREADY_EXISTS', `this session monitors ${scope.name} already`);
  }
  const monitor = monitorOf(client, office.newMonitorID(), scope, eventMasks(request, client.version));
  const { monitorID } = monitor;
  return confirm('MONITOR_START_CONF', { monitorID }, () => {
    session.monitors.set(monitorID, monitor);
    announceCalls(monitor, session, world);
  });
};

/** The team monitors and the session's own are not among those that it may stop. */
export const stopMonitor: Handler<'MONITOR_STOP_REQ'> = ({ monitorID }, { session }) => {
  const kind = session.monitors.get(monitorID)?.scope.kind;
  if (kind !== 'device' && kind !== 'call') throw unknownMonitor(monitorID);
  session.monitors.delete(monitorID);
  return confirm('MONITOR_STOP_CONF', {});
};

export const changeMonitorMask: Handler<'CHANGE_MONITOR_MASK_REQ'> = (request, { client, session }) => {
  const monitor = session.monitors.get(request.monitorID);
  if (!monitor) throw unknownMonitor(request.monitorID);
  monitor.masks = eventMasks(request, client.version);
  return confirm('CHANGE_MONITOR_MASK_CONF', {});
};

export const startSessionMonitor: Handler<'SESSION_MONITOR_START_REQ'> = ({ sessionID }, context) => {
  const { session, side, office } = context;
  const watched = [...side.sessions].find((one) => one.sessionID === sessionID);
  if (!watched) {
    throw new Refusal('E_CTI_CLIENT_NOT_FOUND', `sessionID: there is no session ${sessionID}`, { field: 'sessionID' });
  }
  if (watched === session) {
    throw new Refusal('E_CTI_SESSION_MONITOR_IS_CLIENTS', 'sessionID: this is the session that asks', {
      field: 'sessionID',
    });
  }
  if ([...watched.watchers.values()].includes(session)) {
    throw new Refusal('E_CTI_SESSION_MONITOR_ALREADY_EXISTS', `session ${sessionID} is monitored by this one already`);
  }
  const monitorID = office.newMonitorID();
  return confirm('SESSION_MONITOR_START_CONF', { monitorID }, () => watched.watchers.set(monitorID, session));
};

export const stopSessionMonitor: Handler<'SESSION_MONITOR_STOP_REQ'> = ({ monitorID }, { session, side }) => {
  const watched = [...side.sessions].find((one) => one.watchers.get(monitorID) === session);
  if (!watched) throw unknownMonitor(monitorID);
  watched.watchers.delete(monitorID);
  return confirm('SESSION_MONITOR_STOP_CONF', {});
};

export function unknownMonitor(monitorID: number): Refusal {
  const message = `monitorID: ${monitorID} is no monitor of this session that the request is for`;
  return new Refusal('E_CTI_INVALID_MONITORID', message, { field: 'monitorID' });
}

/** Either a device or a call. */
function scopeOf(request: Payload<'MONITOR_START_REQ'>, { world }: Context): Scope {
  const { connectionCallID, connectionDeviceID, monitoredDeviceType, monitoredDeviceID } = request;
  const { peripheralID } = knownPeripheral(request.peripheralID, world);
  const ofDevice = monitoredDeviceType !== null || monitoredDeviceID !== undefined;
  const ofCall = request.connectionDeviceIDType !== null || connectionDeviceID !== undefined;
  if (ofDevice && ofCall) {
    const message = 'a monitor is for a call or for a device, not for both';
    throw new Refusal('E_CTI_MUTUALLY_EXCLUS_DEVICEID_TYPES', message);
  }
  if (ofDevice) {
    if (monitoredDeviceID === undefined) throw missing('MONITOR_START_REQ', 'monitoredDeviceID');
    return deviceOnly(peripheralID, locateDevice(peripheralID, monitoredDeviceType, monitoredDeviceID, world));
  }
  if (connectionDeviceID === undefined) throw missing('MONITOR_START_REQ', 'connectionDeviceID or monitoredDeviceID');
  const call = world.find(peripheralID, connectionCallID ?? 0);
  const connection = call?.live.find((one) => one.deviceID === connectionDeviceID);
  if (connection) return callOnly(connection);
  const message = `there is no call ${connectionCallID} with ${connectionDeviceID} on peripheral ${peripheralID}`;
  throw new Refusal('E_CTI_INVALID_CALLID', message, { field: 'connectionCallID' });
}
