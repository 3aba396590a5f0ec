import { CtiError } from '../codec';
import { blameCaller, type Caller } from './caller';
import type { Clock } from './clock';
import type { SessionCounters } from './counters';
import { lost, refusal, timedOut } from './failures';
import type { SessionMessage } from './message';

const LAST_INVOKE_ID = 0xffffffff;

export interface NewRequest {
  readonly topic: string;
  readonly invokeID: number;
  readonly confirmedBy: string;
  /** Seconds until it counts as unanswered. */
  readonly timeout: number;
  readonly caller: Caller;
  resolve(answer: SessionMessage): void;
  reject(error: CtiError): void;
}

interface Pending extends NewRequest {
  written: boolean;
  readonly cancel: () => void;
}

/** The requests that wait for their answer, by InvokeID. Each ends exactly once. */
export class Requests {
  readonly #clock: Clock;
  readonly #counters: SessionCounters;
  readonly #pending = new Map<number, Pending>();
  #lastID: number;

  /** @param lastID the InvokeID used last */
  constructor(clock: Clock, counters: SessionCounters, lastID = 0) {
    this.#clock = clock;
    this.#counters = counters;
    this.#lastID = lastID;
  }

  get size(): number {
    return this.#pending.size;
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
    const { invokeID, timeout } = request;
    const cancel = this.#clock.after(timeout, () => {
      this.#counters.requestsTimedOut += 1;
      this.reject(invokeID, timedOut(named(request), timeout));
    });
    this.#pending.set(invokeID, { ...request, written: false, cancel });
    this.#counters.requestsSent += 1;
  }

  /** The operating system has taken the whole request. */
  written(invokeID: number): void {
    const request = this.#pending.get(invokeID);
    if (request !== undefined) request.written = true;
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
    this.#take(invokeID)?.resolve(message);
  }

  reject(invokeID: number, error: CtiError): void {
    const request = this.#take(invokeID);
    request?.reject(blameCaller(error, request.caller));
  }

  /** Ends every request. @param why undefined: the session is closed on purpose */
  settleAll(why: CtiError | undefined): void {
    for (const request of [...this.#pending.values()]) {
      this.#counters.requestsLost += 1;
      this.reject(request.invokeID, lost(request, why));
    }
  }

  #take(invokeID: number): Pending | undefined {
    const request = this.#pending.get(invokeID);
    this.#pending.delete(invokeID);
    request?.cancel();
    return request;
  }
}

function named({ topic, invokeID }: NewRequest): { topic: string; invokeID: number } {
  return { topic, invokeID };
}
