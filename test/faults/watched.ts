import assert from 'node:assert/strict';
import type { CtiError } from '../../lib/codec';
import { type Gap, Session, type SessionMessage, type SessionOptions, type SessionStatus } from '../../lib/session';
import type { Surroundings } from '../../lib/session/session';

/** A session under watch: all that it tells, and how each of its requests ended. */
export class Watched {
  readonly session: Session;
  readonly statuses: SessionStatus[] = [];
  readonly problems: CtiError[] = [];
  readonly gaps: Gap[] = [];
  /** How requests ended: `confirmed`, or the code of the error. */
  readonly endings: string[] = [];
  asked = 0;
  events = 0;
  /** What must never happen. */
  readonly #wrongs: string[] = [];
  #sequence = 0;
  /** The last sequence number of each epoch. */
  readonly #last = new Map<number, number>();
  #epoch = 0;

  constructor(options: SessionOptions, surroundings: Partial<Surroundings>) {
    this.session = new Session(options, surroundings);
    this.session.on('status', (status) => this.#changed(status));
    this.session.on('problem', (problem) => this.problems.push(problem));
    this.session.on('gap', (gap) => this.#gap(gap));
    this.session.subscribe('*', (message) => this.#hear(message));
  }

  get isOpen(): boolean {
    return this.session.status.state === 'open';
  }

  /** Requests without an end. */
  get pending(): number {
    return this.asked - this.endings.length;
  }

  /** Asks for an agent's state. @returns `confirmed`, or the code of the error */
  async ask(): Promise<string> {
    this.asked += 1;
    const agent = { peripheralID: 5000, agentID: '1001' };
    const ending = await this.session.request('QUERY_AGENT_STATE_REQ', agent).then(
      () => 'confirmed',
      (error: CtiError) => error.code,
    );
    this.endings.push(ending);
    return ending;
  }

  /** @throws AssertionError when a rule was broken that holds whatever happens */
  check(): void {
    assert.deepEqual(this.#wrongs, []);
    assert.equal(this.pending, 0, 'requests without an end');
    const { epoch } = this.session.status;
    assert.equal(this.gaps.length, Math.max(0, epoch - 1), 'one gap for each time that it was opened again');
  }

  #changed(status: SessionStatus): void {
    this.statuses.push(status);
    if (status.epoch !== this.#epoch && status.epoch !== this.#epoch + 1) {
      this.#wrongs.push(`epoch ${status.epoch} after ${this.#epoch}`);
    }
    if (status.epoch !== this.#epoch && status.state !== 'open') this.#wrongs.push(`a new epoch while ${status.state}`);
    this.#epoch = status.epoch;
  }

  #gap(gap: Gap): void {
    this.gaps.push(gap);
    const { epoch, lastEpoch, lastSequence, seconds } = gap;
    if (epoch !== this.#epoch || lastEpoch !== epoch - 1) this.#wrongs.push(`gap of epochs ${lastEpoch} to ${epoch}`);
    const heard = this.#last.get(lastEpoch) ?? 0;
    if (lastSequence < heard) this.#wrongs.push(`gap from ${lastSequence} though ${heard} was heard`);
    if (seconds < 0) this.#wrongs.push(`gap of ${seconds} s`);
  }

  #hear({ topic, cti }: SessionMessage): void {
    this.events += 1;
    if (cti.sequence <= this.#sequence) this.#wrongs.push(`${topic} ${cti.sequence} after ${this.#sequence}`);
    // What comes before OPEN_CONF belongs to the epoch to come.
    if (cti.epoch < this.#epoch || cti.epoch > this.#epoch + 1) {
      this.#wrongs.push(`${topic} of epoch ${cti.epoch} in epoch ${this.#epoch}`);
    }
    this.#sequence = cti.sequence;
    this.#last.set(cti.epoch, cti.sequence);
  }
}
