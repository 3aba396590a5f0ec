/** Server applications, and the recording requests that they serve. */
import type { Payload } from '../../protocol';
import { Refusal } from '../refusal';
import type { RecordingRequest } from '../sessions/recorders';
import { type Context, confirm, type Handler } from './handler';
import { knownPeripheral } from './locate';

export const registerService: Handler<'REGISTER_SERVICE_REQ'> = (request, { session, side }) => {
  const { serverMode, serviceName = '' } = request;
  if (typeof serverMode === 'number') {
    const text = `serverMode: ${serverMode} is none of the guide's`;
    throw new Refusal('E_CTI_INVALID_SERVICE', text, { field: 'serverMode' });
  }
  const registeredServiceID = side.recorders.register(session, serviceName, serverMode);
  return confirm('REGISTER_SERVICE_CONF', { registeredServiceID });
};

export const unregisterService: Handler<'UNREGISTER_SERVICE_REQ'> = (request, { session, side }) => {
  side.recorders.unregister(session, request.registeredServiceID);
  return confirm('UNREGISTER_SERVICE_CONF', {});
};

/** Which recorder takes it does not matter: any of them may. */
export const startRecording: Handler<'START_RECORDING_REQ'> = (payload, context) => {
  pass({ topic: 'START_RECORDING_REQ', payload }, 0, context);
  return undefined;
};

export const stopRecording: Handler<'STOP_RECORDING_REQ'> = (payload, context) => {
  pass({ topic: 'STOP_RECORDING_REQ', payload }, payload.sessionID, context);
  return undefined;
};

function pass(request: RecordingRequest, sessionID: number, context: Context): void {
  checkCall(request.payload, context);
  const { recorders } = context.side;
  for (const recorder of recorders.chosen(sessionID)) recorders.pass(request, context.session, recorder);
}

type WithConnection = Pick<Payload<'START_RECORDING_REQ'>, 'peripheralID' | 'connectionCallID' | 'connectionDeviceID'>;

function checkCall(request: WithConnection, { world }: Context): void {
  const { peripheralID } = knownPeripheral(request.peripheralID, world);
  const { connectionCallID: callID, connectionDeviceID: deviceID } = request;
  const call = callID === null ? undefined : world.find(peripheralID, callID);
  if (call?.live.some((connection) => connection.deviceID === deviceID)) return;
  const text = `there is no call ${callID} with ${deviceID} on peripheral ${peripheralID}`;
  throw new Refusal('E_CTI_INVALID_CALLID', text, { field: 'connectionCallID' });
}
