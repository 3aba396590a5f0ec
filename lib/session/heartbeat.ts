import type { Clock } from './clock';

/** Unanswered heartbeats after which a session is dead (guide, Session Management). */
const MISSES = 3;

export interface HeartbeatOwner {
  /** When the client last sent anything, in milliseconds of the clock. */
  lastSent(): number;
  /** When a whole frame last came, in milliseconds of the clock. */
  lastReceived(): number;
  sendHeartbeat(): void;
  /** @param unanswered heartbeats without an answer */
  died(unanswered: number): void;
  /** A heartbeat was answered, after so many seconds. */
  roundTrip(seconds: number): void;
}

/**
 * Sends a heartbeat when nothing was sent for the interval, as the server has to hear, or when
 * nothing has come for so long: a client that sends all the time would not notice a dead peer
 * otherwise. Gives up when an interval has passed after the third unanswered one.
 *
 * Timers come late when the process was busy or asleep: what counts is the time that passed, and
 * after a late timer nobody is declared dead, since the answers may still lie unread in the socket.
 */
export class Heartbeat {
  readonly #owner: HeartbeatOwner;
  readonly #clock: Clock;
  /** Milliseconds. */
  readonly #interval: number;
  #cancel: (() => void) | undefined;
  #unanswered = 0;
  #lastBeat = 0;
  #due = 0;

  /** @param interval seconds; 0: no heartbeats */
  constructor(owner: HeartbeatOwner, clock: Clock, interval: number) {
    this.#owner = owner;
    this.#clock = clock;
    this.#interval = interval * 1000;
  }

  start(): void {
    if (this.#interval === 0 || this.#cancel !== undefined) return;
    this.#unanswered = 0;
    this.#schedule(this.#interval);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  answered(): void {
    if (this.#unanswered > 0) this.#owner.roundTrip((this.#clock.now() - this.#lastBeat) / 1000);
    this.#unanswered = 0;
  }

  #schedule(milliseconds: number): void {
    this.#due = this.#clock.now() + milliseconds;
    this.#cancel = this.#clock.after(milliseconds / 1000, () => this.#check());
  }

  #check(): void {
    const now = this.#clock.now();
    const late = now - this.#due > this.#interval / 2;
    if (this.#unanswered >= MISSES && !late && now - this.#lastBeat >= this.#interval) {
      this.#cancel = undefined;
      this.#owner.died(this.#unanswered);
      return;
    }
    const quiet = now - Math.min(this.#owner.lastSent(), Math.max(this.#owner.lastReceived(), this.#lastBeat));
    if (quiet < this.#interval) {
      this.#schedule(this.#interval - quiet);
      return;
    }
    this.#unanswered += 1;
    this.#lastBeat = now;
    // Before sending: a send that fails ends the session and stops this timer.
    this.#schedule(this.#interval);
    this.#owner.sendHeartbeat();
  }
}
