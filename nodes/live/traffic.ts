/** The latest messages of a session, decoded for as long as somebody looks at them. */
import { type CalmClock, realClock } from '../calm-status';
import type { SharedSession } from '../session/shared-session';
import { fieldsOf } from './traffic-line';

/** Messages that are kept for whoever looks. */
const MOST = 200;
/** Milliseconds without a question after which nobody looks any more: the tab was closed, or the editor has gone. */
const PATIENCE = 5000;

export interface TrafficLine {
  /** Counts the messages since somebody began to look. */
  readonly number: number;
  /** ISO, UTC. */
  readonly at: string;
  readonly way: 'in' | 'out';
  readonly topic: string;
  readonly fields: string;
}

export class Traffic {
  readonly #shared: SharedSession;
  readonly #clock: CalmClock;
  readonly #lines: TrafficLine[] = [];
  #number = 0;
  #unsubscribe: (() => void) | undefined;
  #cancel: (() => void) | undefined;

  constructor(shared: SharedSession, clock: CalmClock = realClock) {
    this.#shared = shared;
    this.#clock = clock;
  }

  /** Whether messages are decoded for this at the moment. */
  get isOn(): boolean {
    return this.#unsubscribe !== undefined;
  }

  /**
   * Messages are kept from the first question to some seconds after the last one.
   * @param number of the last line that is known; 0 for all
   */
  after(number: number): readonly TrafficLine[] {
    this.#cancel?.();
    this.#cancel = this.#clock.after(PATIENCE, () => this.stop());
    if (!this.isOn) this.#start();
    // A number of the session of before says nothing: this one counts anew.
    return number > this.#number ? [...this.#lines] : this.#lines.filter((line) => line.number > number);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#shared.outgoing.onSent = undefined;
    this.#lines.length = 0;
  }

  #start(): void {
    // Both come as flows may see them: what the server keeps back is not in them.
    this.#unsubscribe = this.#shared.subscribe('*', ({ topic, payload, cti }) => {
      this.#add('in', topic, payload, cti.received);
    });
    this.#shared.outgoing.onSent = (topic, payload) => this.#add('out', topic, payload, new Date().toISOString());
  }

  #add(way: TrafficLine['way'], topic: string, payload: object, at: string): void {
    this.#number += 1;
    this.#lines.push({ number: this.#number, at, way, topic, fields: fieldsOf(payload) });
    if (this.#lines.length > MOST) this.#lines.shift();
  }
}
