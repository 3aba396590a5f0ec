/** The active side asks its clients whether it may go, hands over, and waits until they have moved. */

import type { Payload } from '../../protocol';
import { about, flag, list, optional, type RowOf, text } from '../../shapes';
import type { Timers } from '../clock';
import { message, type Outgoing } from '../message';
import type { Handover, OpenSession, Side } from './side';

/** Milliseconds for an answer, and again for the last request to this side. Source: Session Management. */
const ANSWER_TIME = 5000;
const MOVING_TIME = 5000;

export const MAINTENANCE_RESULT = {
  accepted: flag,
  refusedBy: about(
    'client IDs of those who said no or nothing; empty: a side went down meanwhile, or somebody switched sides',
    optional(list(text)),
  ),
};
export type MaintenanceResult = RowOf<typeof MAINTENANCE_RESULT>;

/** The sides' part in it. */
export interface HandingOver {
  /** Whether the other side can take over. */
  possible(): boolean;
  /** The old side stops being the active one. */
  leave(): void;
  /** The other side becomes the active one. */
  promoteOther(): void;
  /** The old side has no business any more. */
  over(): void;
}

/**
 *     asking --all agree--> handing over --> leaving --all have moved, or 5 s--> over
 *        |
 *        +--one refuses, or 5 s--> over
 */
export class Maintenance implements Handover {
  readonly result: Promise<MaintenanceResult>;
  readonly #side: Side;
  readonly #invokeID: number;
  readonly #clock: Timers;
  readonly #handingOver: HandingOver;
  /** Sessions that take part. */
  readonly #asked: readonly OpenSession[];
  /** Those of them that are waited for. */
  readonly #waiting: Set<OpenSession>;
  #phase: 'beginning' | 'asking' | 'handing over' | 'leaving' | 'over' = 'beginning';
  #cancelTimer: () => void = () => {};
  #resolve: (result: MaintenanceResult) => void = () => {};

  constructor(side: Side, invokeID: number, clock: Timers, handingOver: HandingOver) {
    this.#side = side;
    this.#invokeID = invokeID;
    this.#clock = clock;
    this.#handingOver = handingOver;
    this.#asked = [...side.sessions].filter(({ client }) => client?.services.has('CTI_SERVICE_ACTIVE_STANDBY'));
    this.#waiting = new Set(this.#asked);
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  begin(): void {
    this.#side.handover = this;
    this.#tell(message('ACTIVE_MAINTENANCE_REQ_MSG', { invokeID: this.#invokeID }));
    this.#phase = 'asking';
    this.#cancelTimer = this.#clock.after(ANSWER_TIME, () => this.#refused([...this.#waiting].map(clientOf)));
    this.#proceed();
  }

  answered(session: OpenSession, answer: Payload<'ACTIVE_MAINTENANCE_RESP_MSG'>): void {
    const { invokeID, maintenanceModeAccepted } = answer;
    if (this.#phase !== 'asking' || invokeID !== this.#invokeID || !this.#waiting.has(session)) return;
    this.#waiting.delete(session);
    if (maintenanceModeAccepted) this.#proceed();
    else this.#refused([clientOf(session)]);
  }

  stopping(session: OpenSession): void {
    if (this.#phase === 'leaving') session.cut('has moved to the other side');
  }

  /** Who is gone has no say any more and need not move. */
  left(session: OpenSession): void {
    this.#waiting.delete(session);
    this.#proceed();
  }

  /** Ends it at once: it cannot go on. */
  abandon(): void {
    if (this.#phase === 'asking') this.#refused([]);
    else this.#closeRest();
  }

  #proceed(): void {
    if (this.#waiting.size > 0) return;
    if (this.#phase === 'asking') this.#allAgreed();
    else if (this.#phase === 'leaving') this.#end({ accepted: true });
  }

  #refused(refusedBy: readonly string[]): void {
    this.#end({ accepted: false, refusedBy });
    this.#tell(message('ACTIVE_MAINTENANCE_EVENT_MSG', { maintenanceModeStatus: false }));
  }

  #allAgreed(): void {
    if (this.#handingOver.possible()) this.#handOver();
    else this.#refused([]);
  }

  #handOver(): void {
    this.#cancelTimer();
    this.#phase = 'handing over';
    this.#handingOver.leave();
    this.#cancelTimer = this.#clock.after(MOVING_TIME, () => this.#closeRest());
    for (const session of this.#asked) if (this.#side.sessions.has(session)) this.#waiting.add(session);
    this.#tell(message('ACTIVE_MAINTENANCE_EVENT_MSG', { maintenanceModeStatus: true }));
    for (const session of [...this.#side.sessions]) {
      if (!this.#asked.includes(session)) session.end('E_CTI_CTI_SERVER_OFFLINE');
    }
    this.#handingOver.promoteOther();
    this.#phase = 'leaving';
    this.#proceed();
  }

  /** Each that is closed leaves; the last one ends it. */
  #closeRest(): void {
    for (const session of [...this.#waiting]) session.end('E_CTI_SERVER_IN_MAINTENANCE_MODE');
  }

  #end(result: MaintenanceResult): void {
    this.#phase = 'over';
    this.#cancelTimer();
    this.#side.handover = undefined;
    this.#handingOver.over();
    this.#resolve(result);
  }

  #tell(outgoing: Outgoing): void {
    for (const session of this.#asked) if (this.#side.sessions.has(session)) session.send(outgoing);
  }
}

function clientOf({ client }: OpenSession): string {
  return client?.clientID ?? '';
}
