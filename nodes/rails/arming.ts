/** The arm switch: dangerous requests pass only for the time for which a person has armed it. */
import type { RailsStatus } from '../../lib/node-messages';
import { type Clock, CtiError } from '../../lib/session';

/** Seconds. */
export const USUAL_ARMING = 60;
export const LONGEST_ARMING = 3600;

/** Absent where the switch is not in use. */
export type ArmingStatus = Pick<RailsStatus, 'armed' | 'armedUntil'>;

export class Arming {
  readonly #always: boolean;
  readonly #clock: Clock;
  readonly #changed: () => void;
  #until: string | undefined;
  #cancel = () => {};

  /** @param changed is called at each change of `status` */
  constructor(always: boolean, clock: Clock, changed: () => void) {
    this.#always = always;
    this.#clock = clock;
    this.#changed = changed;
  }

  get status(): ArmingStatus {
    if (this.#always) return {};
    return this.#until === undefined ? { armed: false } : { armed: true, armedUntil: this.#until };
  }

  /** From now on, whatever was before. Nothing where it is always armed. @throws CtiError CTI_INVALID_FIELD */
  arm(seconds: number = USUAL_ARMING): void {
    if (!(seconds > 0 && seconds <= LONGEST_ARMING)) {
      const right = `right are seconds above 0, at most ${LONGEST_ARMING}; ${USUAL_ARMING} when there are none`;
      throw new CtiError('CTI_INVALID_FIELD', `seconds: ${seconds}; ${right}`, { field: 'seconds' });
    }
    if (this.#always) return;
    this.#cancel();
    this.#until = new Date(this.#clock.date().getTime() + 1000 * seconds).toISOString();
    this.#cancel = this.#clock.after(seconds, () => this.disarm());
    this.#changed();
  }

  disarm(): void {
    if (this.#until === undefined) return;
    this.close();
    this.#changed();
  }

  /** @param danger in words @throws CtiError CTI_NOT_ARMED */
  check(topic: string, danger: string): void {
    if (this.#always || this.#until !== undefined) return;
    throw new CtiError(
      'CTI_NOT_ARMED',
      `${topic} is not sent: ${danger} needs the arm switch; right is a message with the action arm into a cti-session node before, or Always armed (cti-server, Safety)`,
      { topic },
    );
  }

  close(): void {
    this.#cancel();
    this.#until = undefined;
  }
}
