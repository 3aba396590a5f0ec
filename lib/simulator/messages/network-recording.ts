/** Recording by the network as messages. */
import { message, type Outgoing } from '../message';
import type { RecordingEvent } from '../switch/events';
import { about } from './about';
import { terminalName } from './configuration-records';

/** The recorder and the cluster of phones are made up. */
const RECORDER_ADDRESS = '10.255.255.1';
const CLUSTER = 'StandAloneCluster';

export function recordingMessage(event: RecordingEvent, monitorID: number): Outgoing {
  const { call, connection, type } = event;
  const { peripheralType: _, ...which } = about(call, connection, monitorID);
  const { party } = connection;
  const recorded = { ...which, recordingDeviceType: party.type, recordingDeviceID: party.number } as const;
  switch (event.kind) {
    case 'recordingStarted':
      return message('NETWORK_RECORDING_STARTED_EVENT', recorded);
    case 'recordingEnded':
      return message('NETWORK_RECORDING_ENDED_EVENT', recorded);
    case 'recordingFailed':
      return message('NETWORK_RECORDING_FAILED_EVENT', { ...recorded, recordFailureCause: 0 });
    case 'recordingTarget':
      return message('NETWORK_RECORDING_TARGET_INFO_EVENT', {
        ...recorded,
        recordingType: type,
        // The phone itself sends the sound on.
        mediaForkingDeviceType: 'CALL_RECORDING_MEDIA_FORKING_DEVICE_TYPE_PHONE',
        recorderAddress: RECORDER_ADDRESS,
        terminalName: terminalName(party.number),
        mediaForkingDeviceName: terminalName(party.number),
        protocolReferenceGUID: guidOf(call.callID, party.number),
        mediaForkingClusterID: CLUSTER,
        recorderStatus: 'CALL_RECORDING_MEDIA_FORKING_RECORDER_STATUS_SUCCESS',
      });
  }
}

/** The same for one phone in one call. */
function guidOf(callID: number, number: string): string {
  const phone = Buffer.from(number).toString('hex').padStart(24, '0').slice(-24);
  return `${callID.toString(16).padStart(8, '0')}${phone}`.toUpperCase();
}
