/** Recording by the call manager. The confirmation says no more than that the request is there. */
import type { Constant } from '../../protocol';
import { type Context, confirm, type Handler } from './handler';
import { locateConnection } from './locate';

/** USER_RECORDING as the call manager's own interfaces number it: the guide prints the name only. */
const USER_RECORDING = 2;

interface RecordingRequest {
  readonly peripheralID: number | null;
  readonly connectionCallID: number | null;
  readonly connectionDeviceID: string | undefined;
  readonly agentInstrument?: string | undefined;
}

export const startNetworkRecording: Handler<'START_NETWORK_RECORDING_REQ'> = (request, context) => {
  const connection = recordable(request, context);
  const { sessionID } = context.client;
  const proceed = context.world.recordings.start(connection, typeOf(request.invocationType), sessionID);
  return confirm('START_NETWORK_RECORDING_CONF', {}, proceed);
};

export const stopNetworkRecording: Handler<'STOP_NETWORK_RECORDING_REQ'> = (request, context) => {
  const connection = recordable(request, context);
  const proceed = context.world.recordings.stop(connection, typeOf(request.invocationType));
  return confirm('STOP_NETWORK_RECORDING_CONF', {}, proceed);
};

function recordable(request: RecordingRequest, context: Context) {
  const { peripheralID, connectionCallID, connectionDeviceID: deviceID, agentInstrument } = request;
  const reference = { peripheralID, callID: connectionCallID ?? 0, deviceID, agentInstrument };
  return locateConnection(reference, context, 'CF_NO_ACTIVE_CALL');
}

/** Silent when nothing is said. */
function typeOf(invocationType: number | undefined): Constant<'RecordingType'> {
  return invocationType === USER_RECORDING
    ? 'CALL_RECORDING_TYPE_USER_INITIATED_FROM_APPLICATION'
    : 'CALL_RECORDING_TYPE_APPLICATION_INITIATED_SILENT';
}
