import type { CtiError } from '../codec';
import { blameCaller } from './caller';
import type { Clock } from './clock';
import type { SessionCounters } from './counters';
import { asCtiError, notSent, tooMany } from './failures';
import { checkGranted, type MissingService } from './grant';
import type { Link } from './link';
import type { Asked, Requests } from './requests';
import { unconfirmedAnswer } from './unconfirmed';

/** Bytes that may wait in a connection before further requests wait here. */
const ENOUGH_QUEUED = 65_536;
/** Requests that may wait here. A flow that is so far ahead of its server is in a loop. */
const MAX_WAITING = 10_000;

/** A request on its way. */
export interface Entry extends Asked {
  readonly payload: object;
}

interface Waiting extends Entry {
  /** Ends the time for which it is held. */
  cancelHold: (() => void) | undefined;
}

/** The connection that takes requests, and what its server has not granted. */
export interface Outlet {
  readonly link: Link;
  readonly missing: readonly MissingService[];
}

export interface OutboxLimits {
  readonly maxOutstanding: number;
  /** How many are held while nothing can be sent. */
  readonly holdRequests: number;
  readonly holdSeconds: number;
}

/**
 * Requests in the order they were made. They are sent while fewer than the limit wait for an answer
 * and the connection takes them; without a connection they are held, as far as the settings allow.
 */
export class Outbox {
  readonly #requests: Requests;
  readonly #clock: Clock;
  readonly #counters: SessionCounters;
  readonly #limits: OutboxLimits;
  readonly #waiting: Waiting[] = [];
  #outlet: Outlet | undefined;
  /** Seconds for which requests are held though the settings hold none. */
  #paused: number | undefined;
  #pumping = false;

  constructor(requests: Requests, clock: Clock, counters: SessionCounters, limits: OutboxLimits) {
    this.#requests = requests;
    this.#clock = clock;
    this.#counters = counters;
    this.#limits = limits;
  }

  /** Whether a request would be sent or held now. */
  get takes(): boolean {
    return this.#outlet !== undefined || this.#paused !== undefined || this.#limits.holdRequests > 0;
  }

  /** @throws CtiError what is wrong with it: the encoder's, CTI_SERVICE_NOT_GRANTED, CTI_TOO_MANY_REQUESTS */
  add(entry: Entry): void {
    const outlet = this.#outlet;
    // What cannot be sent at once is looked at now all the same: its mistakes are told at once.
    if (outlet !== undefined && !(this.#waiting.length === 0 && this.#hasRoom(outlet))) frameOf(entry, outlet, 0);
    const held = outlet === undefined && this.#paused === undefined;
    const limit = held ? this.#limits.holdRequests : MAX_WAITING;
    if (this.#waiting.length >= limit) throw tooMany(entry.topic, limit);
    const waiting: Waiting = { ...entry, cancelHold: undefined };
    this.#waiting.push(waiting);
    if (outlet === undefined) this.#hold(waiting);
    this.pump();
  }

  /** From now on requests go this way. */
  open(outlet: Outlet): void {
    this.#outlet = outlet;
    this.#paused = undefined;
    for (const waiting of this.#waiting) this.#release(waiting);
    this.pump();
  }

  /** Requests wait, whatever the settings, for so many seconds at most: another connection is about to open. */
  pause(seconds: number): void {
    this.#outlet = undefined;
    this.#paused = seconds;
    for (const waiting of this.#waiting) this.#hold(waiting);
  }

  /** Nothing can be sent any more; what may not be held ends. @param why undefined: closed on purpose */
  close(why: CtiError | undefined): void {
    this.#outlet = undefined;
    this.#paused = undefined;
    const allowed = why === undefined ? 0 : this.#limits.holdRequests;
    for (const waiting of this.#waiting.splice(allowed)) {
      this.#fail(waiting, notSent(waiting.topic, why?.message ?? 'the session was closed', why));
    }
    for (const waiting of this.#waiting) this.#hold(waiting);
  }

  /** Sends what may be sent. */
  pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (this.#waiting.length > 0 && this.#outlet !== undefined && this.#hasRoom(this.#outlet)) {
        this.#send(this.#waiting.shift() as Waiting, this.#outlet);
      }
    } finally {
      this.#pumping = false;
    }
  }

  #hasRoom({ link }: Outlet): boolean {
    return this.#requests.outstanding < this.#limits.maxOutstanding && link.queued < ENOUGH_QUEUED;
  }

  #send(waiting: Waiting, outlet: Outlet): void {
    const { link } = outlet;
    this.#release(waiting);
    const invokeID = this.#requests.nextID();
    let frame: Buffer;
    try {
      frame = frameOf(waiting, outlet, invokeID);
    } catch (cause) {
      this.#fail(waiting, asCtiError(cause, 'CTI_INVALID_FIELD'));
      return;
    }
    const unconfirmed = unconfirmedAnswer(waiting, invokeID, link, this.#clock);
    this.#requests.add({ ...waiting, invokeID, via: link, ...(unconfirmed && { unconfirmed }) });
    try {
      link.write(waiting.topic, frame, () => {
        this.#requests.written(invokeID);
        this.pump();
      });
    } catch (cause) {
      this.#requests.reject(invokeID, asCtiError(cause, 'CTI_NOT_SENT'));
    }
  }

  #hold(waiting: Waiting): void {
    const seconds = this.#paused ?? this.#limits.holdSeconds;
    waiting.cancelHold?.();
    waiting.cancelHold = this.#clock.after(seconds, () => {
      const at = this.#waiting.indexOf(waiting);
      if (at < 0) return;
      this.#waiting.splice(at, 1);
      this.#fail(waiting, notSent(waiting.topic, `no session was open for ${seconds} s`));
    });
  }

  #release(waiting: Waiting): void {
    waiting.cancelHold?.();
    waiting.cancelHold = undefined;
  }

  #fail(waiting: Waiting, error: CtiError): void {
    this.#release(waiting);
    if (error.code === 'CTI_NOT_SENT') this.#counters.requestsNotSent += 1;
    waiting.reject(blameCaller(error, waiting.caller));
  }
}

/** @throws CtiError the encoder's, CTI_SERVICE_NOT_GRANTED */
function frameOf({ topic, payload }: Entry, { link, missing }: Outlet, invokeID: number): Buffer {
  checkGranted(topic, missing, link.grant?.servicesGranted ?? []);
  return link.dialect.codec.encode(topic, { ...payload, invokeID });
}
