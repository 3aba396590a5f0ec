import { CtiError } from '../codec';
import type { Clock } from './clock';
import type { Link } from './link';
import type { MaintenanceRequest } from './message';

/** Seconds. The server takes silence for a refusal after 5 (guide, PG and CTI Server Graceful Shutdown). */
const ANSWER_WITHIN = 4;
/** Seconds. STOPPING_REQUESTS_TO_THIS_SIDE_IND has to come within 5. */
const STOP_WITHIN = 4;
/** Seconds for which requests wait for the other side to become active. */
const MOVE_LIMIT = 30;
/** Seconds until a side that was left and has not closed the connection is left by us. */
const CLOSE_WITHIN = 10;

export interface MaintenanceOwner {
  /** @returns whether somebody will answer */
  asks(request: MaintenanceRequest): boolean;
  /** Requests wait from now on, so many seconds at most. */
  hold(seconds: number): void;
  /** Requests are sent again. */
  goOn(): void;
  /** The side has not closed the connection that it was to close. */
  retire(link: Link, why: CtiError): void;
}

/**
 * The handshake before a planned maintenance, from the client's side. It never keeps the site's
 * admin waiting: whoever does not answer in time has said yes.
 * Source: guide, Session Management, PG and CTI Server Graceful Shutdown.
 */
export class Maintenance {
  readonly #owner: MaintenanceOwner;
  readonly #clock: Clock;
  /** The side that goes into maintenance, until another one is active. */
  #moving: Link | undefined;
  #cancelMove: (() => void) | undefined;
  /** Only a maintenance that is called off needs no word that requests stop. */
  #cancelStop: (() => void) | undefined;
  /** What ends with a link. */
  readonly #timers = new Map<Link, Set<() => void>>();
  readonly #stopped = new WeakSet<Link>();

  constructor(owner: MaintenanceOwner, clock: Clock) {
    this.#owner = owner;
    this.#clock = clock;
  }

  /** Whether requests wait for the other side to become active. */
  get moving(): boolean {
    return this.#moving !== undefined;
  }

  /** ACTIVE_MAINTENANCE_REQ_MSG */
  asked(link: Link, invokeID: number): void {
    let answered = false;
    const answer = (accepted: boolean): boolean => {
      if (answered) return false;
      answered = true;
      cancel();
      trySend(link, 'ACTIVE_MAINTENANCE_RESP_MSG', { invokeID, maintenanceModeAccepted: accepted });
      return true;
    };
    const cancel = this.#after(link, ANSWER_WITHIN, () => answer(true));
    const until = new Date(this.#clock.date().getTime() + ANSWER_WITHIN * 1000).toISOString();
    if (!this.#owner.asks({ side: link.side, until, answer })) answer(true);
  }

  /** ACTIVE_MAINTENANCE_EVENT_MSG */
  decided(link: Link, goesAhead: boolean): void {
    this.#cancelStop?.();
    if (!goesAhead) {
      if (this.moved()) this.#owner.goOn();
      return;
    }
    this.moved();
    this.#moving = link;
    this.#owner.hold(MOVE_LIMIT);
    this.#cancelMove = this.#clock.after(MOVE_LIMIT, () => {
      if (this.moved()) this.#owner.goOn();
    });
    this.#cancelStop = this.#after(link, STOP_WITHIN, () => this.stopRequests(link));
  }

  /** Another side is active, or it was called off. @returns whether requests had to wait */
  moved(): boolean {
    const moving = this.#moving !== undefined;
    this.#moving = undefined;
    this.#cancelMove?.();
    this.#cancelMove = undefined;
    return moving;
  }

  /** Nothing more is sent to this side; what it has got it may answer, and then it closes the connection. */
  stopRequests(link: Link): void {
    if (this.#stopped.has(link)) return;
    this.#stopped.add(link);
    trySend(link, 'STOPPING_REQUESTS_TO_THIS_SIDE_IND', {});
    this.#after(link, CLOSE_WITHIN, () => {
      this.#owner.retire(link, new CtiError('CTI_SIDE_SWITCHED', `Side ${link.side} is no longer the active one`));
    });
  }

  /** The link has ended. */
  over(link: Link): void {
    for (const cancel of this.#timers.get(link) ?? []) cancel();
    this.#timers.delete(link);
  }

  /** Everything ends. */
  close(): void {
    this.moved();
    for (const link of [...this.#timers.keys()]) this.over(link);
  }

  #after(link: Link, seconds: number, callback: () => void): () => void {
    const timers = this.#timers.get(link) ?? new Set();
    this.#timers.set(link, timers);
    const cancel = this.#clock.after(seconds, () => {
      timers.delete(cancel);
      callback();
    });
    timers.add(cancel);
    return () => {
      timers.delete(cancel);
      cancel();
    };
  }
}

/** A connection that does not take it is about to end anyhow. */
function trySend(link: Link, topic: string, payload: object): void {
  try {
    link.send(topic, payload);
  } catch {}
}
