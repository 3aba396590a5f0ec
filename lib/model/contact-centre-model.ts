/** Calls and agents of a contact centre as they stand, from the messages of its CTI Server. */
import { Agents } from './agents/agents';
import type { CallView } from './calls/call-view';
import type { Calls, UnknownCall } from './calls/calls';
import type { Change } from './changes';
import type { Circumstances, ModelMessage } from './message';

export interface ModelOptions {
  /** How long ended calls are kept, in seconds. Default 120: as long as wrap-up data are taken by default. */
  readonly keepEnded?: number;
}

/**
 * Pure: no socket, no clock, no timer. The time comes with each message.
 * The order of messages matters only between one happening and the next (guide: Message Order).
 */
export class ContactCentreModel {
  readonly agents = new Agents();
  readonly calls: Calls;
  /** False while the picture is being rebuilt. */
  complete = true;

  constructor(_options: ModelOptions = {}) {
    this.calls = undefined as never;
  }

  /**
   * An event, or a confirmation of SNAPSHOT_CALL_REQ, SNAPSHOT_DEVICE_REQ or QUERY_AGENT_STATE_REQ with what was asked.
   * Never throws on what a server may send; what says nothing new gives no change.
   * @param at ms since 1970
   */
  apply(_message: ModelMessage, _at: number, _circumstances: Circumstances = {}): readonly Change[] {
    return [];
  }

  /** From now on every live call wants to be confirmed, by any message about it or a snapshot. */
  doubt(): void {
    this.complete = false;
  }

  /** Live calls that nothing has confirmed since `doubt`. */
  unconfirmedCalls(): readonly CallView[] {
    return [];
  }

  /** Calls of a SNAPSHOT_DEVICE_CONF that the model does not know; SNAPSHOT_CALL_CONF makes them known, with their data. */
  unknownCalls(_confirmation: ModelMessage, _asked: object): readonly UnknownCall[] {
    return [];
  }

  /** The server does not know the call any more. */
  endCall(_id: string, _reason: string, _at: number): readonly Change[] {
    return [];
  }

  /** Ends what nobody has confirmed since `doubt`, and the picture is complete again. */
  endUnconfirmed(_reason: string, _at: number): readonly Change[] {
    this.complete = true;
    return [];
  }

  /** Forgets calls that ended longer ago than `keepEnded`. Cheap: call it every second or so. */
  sweep(_at: number): readonly Change[] {
    return [];
  }
}
