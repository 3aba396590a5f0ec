/** Recording by the call manager, which sends what a phone hears and says to a recorder. Source: NETWORK_RECORDING_*. */
import type { Constant } from '../../protocol';
import { Refusal } from '../refusal';
import type { Connection } from './call';
import type { RecordingEvent, SwitchEvent } from './events';
import { at, type Lasting, overWith } from './lasting';
import type { Switch } from './switch';

interface Recording extends Lasting {
  readonly type: Constant<'RecordingType'>;
  readonly sessionID: number | undefined;
}

export class NetworkRecordings {
  readonly #world: Switch;
  readonly #running = new Set<Recording>();

  constructor(world: Switch) {
    this.#world = world;
  }

  take(event: SwitchEvent): void {
    if (event.kind === 'established') this.#beginAutomatic(event.connection);
    for (const recording of overWith(event, this.#running)) this.#tell('recordingEnded', recording);
  }

  /** @throws Refusal */
  start(connection: Connection, type: Recording['type'], sessionID: number): () => void {
    checkConnected(connection);
    if (at(connection, this.#running)) throw wrongState(`call ${connection.call.callID} is recorded already`);
    return () => this.#begin({ connection, type, sessionID });
  }

  /** What has been started in one way is not stopped in another. @throws Refusal */
  stop(connection: Connection, type: Recording['type']): () => void {
    const recording = at(connection, this.#running);
    if (!recording) throw wrongState(`call ${connection.call.callID} is not recorded`);
    if (recording.type !== type) {
      const message = `invocationType: the recording is a ${recording.type}, not a ${type}`;
      throw new Refusal('CF_REQUEST_INCOMPATIBLE_WITH_OBJECT', message, { field: 'invocationType' });
    }
    return () => {
      if (this.#running.delete(recording)) this.#tell('recordingEnded', recording);
    };
  }

  /** Of the phone that answers, and of those that were waiting for it. */
  #beginAutomatic({ call }: Connection): void {
    if (call.listensTo) return;
    for (const connection of call.live) {
      const automatic = connection.party.device?.agent?.configuration.automaticRecording;
      if (!automatic || connection.state !== 'LCS_CONNECT' || at(connection, this.#running)) continue;
      this.#begin({ connection, type: 'CALL_RECORDING_TYPE_AUTOMATIC', sessionID: undefined });
    }
  }

  #begin(recording: Recording): void {
    if (this.#world.configuration.networkRecorder === 'unavailable') {
      this.#tell('recordingFailed', recording);
      return;
    }
    this.#running.add(recording);
    this.#tell('recordingStarted', recording);
    this.#tell('recordingTarget', recording);
  }

  #tell(kind: RecordingEvent['kind'], { connection: { latest: connection }, type, sessionID }: Recording): void {
    this.#world.tell({ kind, call: connection.call, connection, type, sessionID });
  }
}

function checkConnected({ state, deviceID }: Connection): void {
  if (state === 'LCS_CONNECT') return;
  throw wrongState(`the connection of ${deviceID} is in ${state}; it can be recorded in LCS_CONNECT`);
}

function wrongState(why: string): Refusal {
  return new Refusal('CF_INVALID_OBJECT_STATE', why);
}
