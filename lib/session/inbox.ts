import { type CtiError, invokeIDOf, messageNumber } from '../codec';
import { HEADER_SIZE, MESSAGES, type Payload } from '../protocol';
import type { Clock } from './clock';
import type { SessionCounters } from './counters';
import type { Dialect } from './dialects';
import { asCtiError, listenerFailed, refusal, reportedFailure } from './failures';
import { callGuarded } from './guarded';
import type { SessionCti, SessionMessage } from './message';
import type { Requests } from './requests';
import type { SideName } from './sides';
import type { Subscription, Subscriptions } from './subscriptions';

const { OPEN_CONF, CLOSE_CONF, HEARTBEAT_CONF, FAILURE_CONF, FAILURE_EVENT, SYSTEM_EVENT } = MESSAGES;
const { STANDBY_ACTIVE_EVENT_MSG, ACTIVE_MAINTENANCE_REQ_MSG, ACTIVE_MAINTENANCE_EVENT_MSG } = MESSAGES;
const NOBODY: readonly Subscription[] = [];

/** What the inbox asks and tells its connection. */
export interface InboxOwner {
  readonly side: SideName;
  readonly peer: string;
  /** Whether OPEN_REQ waits for its answer. */
  opening(): boolean;
  /** Whether subscribers are to be told: neither of a standby side nor after close(). */
  listening(): boolean;
  epoch(): number;
  /** Name of the connection's own request (OPEN_REQ, HEARTBEAT_REQ, CLOSE_REQ) with this InvokeID. */
  ownRequest(invokeID: number): string | undefined;
  granted(grant: Payload<'OPEN_CONF'>): void;
  heartbeatAnswered(): void;
  closeConfirmed(): void;
  /** The session cannot go on: one of its own requests was refused or its answer is unreadable. */
  failed(error: CtiError): void;
  /** The server reports a failure that belongs to no request. */
  reported(error: CtiError): void;
  system(payload: Payload<'SYSTEM_EVENT'>): void;
  promoted(): void;
  maintenanceAsked(invokeID: number): void;
  maintenanceDecided(goesAhead: boolean): void;
  lateAnswer(number: number, invokeID: number): void;
  problem(error: CtiError): void;
}

/** What the session itself needs a frame for. */
type Purpose = 'grant' | 'own refused' | 'report' | 'answer' | 'system' | 'maintenance' | undefined;

export interface InboxParts {
  readonly dialect: Dialect;
  readonly requests: Requests;
  readonly subscriptions: Subscriptions;
  readonly counters: SessionCounters;
  readonly clock: Clock;
}

/** From frames to answers and events. A frame is decoded only if the session or a subscriber needs it. */
export class Inbox {
  readonly #owner: InboxOwner;
  readonly #dialect: Dialect;
  readonly #requests: Requests;
  readonly #subscriptions: Subscriptions;
  readonly #counters: SessionCounters;
  readonly #clock: Clock;
  #lastSequence = 0;

  constructor(owner: InboxOwner, parts: InboxParts) {
    this.#owner = owner;
    this.#dialect = parts.dialect;
    this.#requests = parts.requests;
    this.#subscriptions = parts.subscriptions;
    this.#counters = parts.counters;
    this.#clock = parts.clock;
  }

  /** Sequence number of the latest frame; 0 before the first. */
  get lastSequence(): number {
    return this.#lastSequence;
  }

  frame(buffer: Buffer, start: number, end: number): void {
    const number = messageNumber(buffer, start);
    this.#counters.framesIn += 1;
    this.#lastSequence = this.#counters.framesIn;
    this.#counters.countIn(number);
    // Before anything else: what this side says from now on is for the subscribers.
    if (number === STANDBY_ACTIVE_EVENT_MSG.number) this.#owner.promoted();
    const hasID = this.#dialect.catalog.hasInvokeID(number) && end - start >= HEADER_SIZE + 4;
    const invokeID = hasID ? invokeIDOf(buffer, start) : undefined;
    const purpose = this.#purposeOf(number, invokeID);
    const subscribers = this.#owner.listening() ? this.#subscriptions.of(this.#dialect.catalog, number) : NOBODY;
    const message =
      purpose === undefined && subscribers.length === 0
        ? this.#skip(number)
        : this.#decode(buffer, start, end, invokeID, purpose);
    // What ends the session is the last of its epoch: it is told before the next one begins.
    const isLast = purpose === 'report' || purpose === 'own refused';
    if (message !== undefined && isLast) this.#deliver(message, subscribers);
    if (message !== undefined) this.#use(message, invokeID, purpose);
    if (number === HEARTBEAT_CONF.number) this.#owner.heartbeatAnswered();
    if (number === CLOSE_CONF.number) this.#owner.closeConfirmed();
    if (message !== undefined && !isLast) this.#deliver(message, subscribers);
  }

  #purposeOf(number: number, invokeID: number | undefined): Purpose {
    switch (number) {
      case FAILURE_EVENT.number:
        return 'report';
      case SYSTEM_EVENT.number:
        return 'system';
      case ACTIVE_MAINTENANCE_REQ_MSG.number:
      case ACTIVE_MAINTENANCE_EVENT_MSG.number:
        return 'maintenance';
      // While OPEN_REQ is out nothing else is, so its answer is known by its type; a recorded server may send any InvokeID.
      case OPEN_CONF.number:
        return this.#owner.opening() ? 'grant' : undefined;
      case FAILURE_CONF.number:
        if (this.#owner.opening()) return 'own refused';
        if (invokeID !== undefined && this.#owner.ownRequest(invokeID) !== undefined) return 'own refused';
    }
    if (invokeID === undefined || !this.#dialect.catalog.answers(number)) return undefined;
    if (this.#requests.expects(invokeID)) return 'answer';
    if (number !== HEARTBEAT_CONF.number && number !== CLOSE_CONF.number) {
      this.#counters.dropped.lateAnswers += 1;
      this.#owner.lateAnswer(number, invokeID);
    }
    return undefined;
  }

  #skip(number: number): undefined {
    if (number !== HEARTBEAT_CONF.number && number !== CLOSE_CONF.number) this.#counters.dropped.unasked += 1;
  }

  #decode(
    buffer: Buffer,
    start: number,
    end: number,
    invokeID: number | undefined,
    purpose: Purpose,
  ): SessionMessage | undefined {
    try {
      const { topic, payload, cti } = this.#dialect.codec.decode(buffer, start, end);
      this.#counters.decoded += 1;
      const more: SessionCti = {
        number: cti.number,
        protocol: cti.protocol,
        length: cti.length,
        epoch: this.#owner.epoch(),
        sequence: this.#counters.framesIn,
        received: this.#clock.date().toISOString(),
        side: this.#owner.side,
        peer: this.#owner.peer,
        ...(invokeID === undefined ? {} : { invokeID }),
      };
      // Taking the union apart loses which payload belongs to which topic; they come from one message.
      return { topic, payload, cti: more } as SessionMessage;
    } catch (cause) {
      this.#malformed(asCtiError(cause, 'CTI_BAD_FRAME'), invokeID, purpose);
      return undefined;
    }
  }

  /** The stream goes on behind a frame that cannot be read, but whoever waits for it is told. */
  #malformed(error: CtiError, invokeID: number | undefined, purpose: Purpose): void {
    this.#counters.dropped.malformed += 1;
    if (purpose === 'answer' && invokeID !== undefined) this.#requests.reject(invokeID, error);
    if (purpose === 'grant' || purpose === 'own refused') this.#owner.failed(error);
    this.#owner.problem(error);
  }

  #use(message: SessionMessage, invokeID: number | undefined, purpose: Purpose): void {
    if (purpose === 'answer' && invokeID !== undefined) this.#answer(invokeID, message);
    else if (message.topic === 'OPEN_CONF' && purpose === 'grant') this.#owner.granted(message.payload);
    else if (message.topic === 'FAILURE_CONF' && purpose === 'own refused') {
      const topic = this.#owner.ownRequest(message.payload.invokeID) ?? 'OPEN_REQ';
      this.#owner.failed(refusal({ topic, invokeID: message.payload.invokeID }, message.payload, 'E_CTI'));
    } else if (message.topic === 'FAILURE_EVENT') this.#owner.reported(reportedFailure(message.payload));
    else if (message.topic === 'SYSTEM_EVENT') this.#owner.system(message.payload);
    else if (message.topic === 'ACTIVE_MAINTENANCE_REQ_MSG') this.#owner.maintenanceAsked(message.payload.invokeID);
    else if (message.topic === 'ACTIVE_MAINTENANCE_EVENT_MSG') {
      this.#owner.maintenanceDecided(message.payload.maintenanceModeStatus);
    }
  }

  #answer(invokeID: number, message: SessionMessage): void {
    try {
      this.#requests.answer(invokeID, message);
    } catch (cause) {
      this.#owner.problem(asCtiError(cause, 'CTI_UNEXPECTED_ANSWER'));
    }
  }

  #deliver(message: SessionMessage, subscribers: readonly Subscription[]): void {
    for (const subscription of subscribers) {
      if (!subscription.active) continue;
      callGuarded(subscription.listener, message, (cause) => {
        this.#owner.problem(listenerFailed(message.topic, cause));
      });
    }
  }
}
