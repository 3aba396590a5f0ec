import { CtiError } from '../codec';
import { blameCaller, type Caller } from './caller';
import type { Clock } from './clock';
import type { SessionCounters } from './counters';
import { lost, refusal, timedOut } from './failures';
import type { SessionMessage } from './message';

const LAST_INVOKE_ID = 0xffffffff;
/** Seconds by which a timer may be late before the process counts as busy, and the answer may lie unread. */
const LATE = 0.5;

/** A request as its caller made it. */
export interface Asked {
  readonly topic: string;
  readonly confirmedBy: string;
  /** Seconds from when it is sent until it counts as unanswered. */
  readonly timeout: number;
  readonly caller: Caller;
  resolve(answer: SessionMessage): void;
  reject(error: CtiError): void;
}

export interface NewRequest extends Asked {
  readonly invokeID: number;
  /** The connection it is sent on. */
  readonly via: object;
  /** What stands for the confirmation that the server was asked to leave out; undefined: it will come. */
  readonly unconfirmed?: SessionMessage;
}

export interface RequestsOwner {
  /** One more may be sent. */
  settled(): void;
  /** A request that had been taken for carried out was refused. */
  problem(error: CtiError): void;
}

interface Pending extends NewRequest {
  readonly sentAt: number;
  /** Resolved without a confirmation; only a refusal is still of interest. */
  settled: boolean;
  cancel: () => void;
}

/**
 * The requests that wait for their answer, by InvokeID, whatever connection they went by: an answer
 * may come over the side that took over. Each ends exactly once.
 */
export class Requests {
  readonly #owner: RequestsOwner;
  readonly #clock: Clock;
  readonly #counters: SessionCounters;
  readonly #pending = new Map<number, Pending>();
  #outstanding = 0;
  #lastID: number;

  /** @param lastID the InvokeID used last */
  constructor(owner: RequestsOwner, clock: Clock, counters: SessionCounters, lastID = 0) {
    this.#owner = owner;
    this.#clock = clock;
    this.#counters = counters;
    this.#lastID = lastID;
  }

  /** Those that wait for an answer. */
  get outstanding(): number {
    return this.#outstanding;
  }

  /** The next InvokeID: never 0, never one that waits for its answer; begins again after the last. */
  nextID(): number {
    do this.#lastID = this.#lastID === LAST_INVOKE_ID ? 1 : this.#lastID + 1;
    while (this.#pending.has(this.#lastID));
    return this.#lastID;
  }

  expects(invokeID: number): boolean {
    return this.#pending.has(invokeID);
  }

  add(request: NewRequest): void {
    const pending = { ...request, sentAt: this.#clock.now(), settled: false, cancel: () => undefined };
    this.#pending.set(request.invokeID, pending);
    this.#outstanding += 1;
    this.#counters.requestsSent += 1;
    this.#limit(pending, request.timeout);
  }

  /** The operating system has taken the whole request. */
  written(invokeID: number): void {
    const request = this.#pending.get(invokeID);
    if (request === undefined) return;
    if (request.unconfirmed === undefined || request.settled) return;
    request.settled = true;
    this.#outstanding -= 1;
    request.resolve(request.unconfirmed);
    this.#owner.settled();
  }

  /**
   * Settles the request that the message answers.
   * @throws CtiError CTI_UNEXPECTED_ANSWER when that request has another confirmation; it waits on
   */
  answer(invokeID: number, message: SessionMessage): void {
    const request = this.#pending.get(invokeID);
    if (request === undefined) return;
    if (message.topic === 'FAILURE_CONF' || message.topic === 'CONTROL_FAILURE_CONF') {
      this.#counters.requestsRefused += 1;
      this.#answered(request);
      const prefix = message.topic === 'FAILURE_CONF' ? 'E_CTI' : 'CF';
      this.reject(invokeID, refusal(named(request), message.payload, prefix));
      return;
    }
    if (message.topic !== request.confirmedBy) {
      throw new CtiError(
        'CTI_UNEXPECTED_ANSWER',
        `${message.topic} came with the InvokeID ${invokeID} of ${request.topic}, which ${request.confirmedBy} would answer`,
        { topic: request.topic, invokeID },
      );
    }
    this.#counters.requestsConfirmed += 1;
    this.#answered(request);
    this.#take(request);
    if (request.settled) return;
    request.resolve(message);
    this.#owner.settled();
  }

  reject(invokeID: number, error: CtiError): void {
    const request = this.#pending.get(invokeID);
    if (request === undefined) return;
    this.#take(request);
    if (request.settled) {
      this.#owner.problem(error);
      return;
    }
    request.reject(blameCaller(error, request.caller));
    this.#owner.settled();
  }

  /** Ends every request that went this way. @param why undefined: the session is closed on purpose */
  settleAll(via: object, why: CtiError | undefined): void {
    for (const request of [...this.#pending.values()]) if (request.via === via) this.#end(request, why);
  }

  /** Ends every request: the session is closed on purpose. */
  endAll(): void {
    for (const request of [...this.#pending.values()]) this.#end(request, undefined);
  }

  #end(request: Pending, why: CtiError | undefined): void {
    if (request.settled) this.#take(request);
    else this.reject(request.invokeID, this.#ending(request, why));
  }

  /** Whatever was handed to the connection may have left, though the system has not told so yet. */
  #ending(request: Pending, why: CtiError | undefined): CtiError {
    this.#counters.requestsLost += 1;
    return lost(named(request), why);
  }

  #answered({ sentAt }: Pending): void {
    this.#counters.confirmationTime.record((this.#clock.now() - sentAt) / 1000);
  }

  #limit(request: Pending, seconds: number): void {
    const due = this.#clock.now() + seconds * 1000;
    request.cancel = this.#clock.after(seconds, () => {
      // After a busy time the answer may wait in the socket, which is read after the timers.
      if (this.#clock.now() - due > LATE * 1000) this.#limit(request, LATE);
      else this.#tooLate(request);
    });
  }

  #tooLate(request: Pending): void {
    if (request.settled) {
      this.#take(request);
      return;
    }
    this.#counters.requestsTimedOut += 1;
    this.reject(request.invokeID, timedOut(named(request), request.timeout));
  }

  #take(request: Pending): void {
    this.#pending.delete(request.invokeID);
    request.cancel();
    if (!request.settled) this.#outstanding -= 1;
  }
}

function named({ topic, invokeID }: NewRequest): { topic: string; invokeID: number } {
  return { topic, invokeID };
}
