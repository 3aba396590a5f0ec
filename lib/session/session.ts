import type { CtiError } from '../codec';
import type { Payload, PayloadInput, RequestName } from '../protocol';
import type { Answer, RequestOptions, Untyped } from './answer';
import { blameCaller, type Caller, captureCaller } from './caller';
import { Catalog } from './catalog';
import { type Clock, systemClock } from './clock';
import { TcpConnection } from './connection';
import { noCounts, type SessionCounters } from './counters';
import { Emitter } from './emitter';
import { asCtiError, heartbeatLost, listenerFailed, notConnected } from './failures';
import { callGuarded } from './guarded';
import { Heartbeat } from './heartbeat';
import { Inbox } from './inbox';
import { type Effect, type MachineInput, type MachineState, type Rules, transition } from './machine';
import type { SessionMessage } from './message';
import { type SessionOptions, type Settings, seconds, settingsOf } from './options';
import { checkSendable, confirmationOf } from './outgoing';
import { Requests } from './requests';
import { type SessionStatus, statusOf } from './status';
import { type MessageListener, Subscriptions } from './subscriptions';
import type { TransportFactory } from './transport';
import { Wire } from './wire';

/** What a session takes from its surroundings; tests put in their own. */
export interface Surroundings {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly connect: TransportFactory;
}

export interface SessionEvents {
  status: SessionStatus;
  /** Something went wrong that did not end the session: a frame that cannot be read, a listener that threw, a FAILURE_EVENT. */
  problem: CtiError;
}

/**
 * One live session with one CTI Server. It comes back by itself after every failure until close().
 *
 * @example
 * const session = new Session({ host: 'pg1a', port: 42027, clientID: 'wallboard', services: ['CTI_SERVICE_ALL_EVENTS'] });
 * session.subscribe(['CALL_DELIVERED_EVENT'], (message) => show(message.payload));
 * session.open();
 */
export class Session {
  readonly #settings: Settings;
  readonly #clock: Clock;
  readonly #rules: Rules;
  readonly #counters = noCounts();
  readonly #subscriptions: Subscriptions;
  readonly #requests: Requests;
  readonly #wire: Wire;
  readonly #heartbeat: Heartbeat;
  readonly #inbox: Inbox;
  readonly #events = new Emitter<SessionEvents>((event, listener, value) => {
    callGuarded(listener, value, (cause) => this.#listenerThrew(event, cause));
  });

  #state: MachineState = { name: 'closed' };
  #status: SessionStatus;
  #grant: Payload<'OPEN_CONF'> | undefined;
  /** Cancels the time limit of the present state. */
  #cancelLimit: (() => void) | undefined;
  readonly #inputs: { readonly input: MachineInput; readonly ended?: () => void }[] = [];
  #stepping = false;
  /** Resolve the promises of close(). */
  #ended: (() => void)[] = [];
  /** Unanswered requests of the session itself, by InvokeID. */
  readonly #own = new Map<number, string>();
  #lostBefore = false;

  /** @throws CtiError CTI_INVALID_OPTION; its `field` is the option */
  constructor(options: SessionOptions, surroundings: Partial<Surroundings> = {}) {
    const settings = settingsOf(options);
    const clock = surroundings.clock ?? systemClock;
    const catalog = new Catalog(settings.codec);
    this.#settings = settings;
    this.#clock = clock;
    const { peer, openTimeout, closeTimeout, reconnectPauses } = settings;
    this.#rules = { peer, openTimeout, closeTimeout, reconnectPauses, random: surroundings.random ?? Math.random };
    this.#status = { state: 'closed', previous: 'closed', peer: settings.peer, attempt: 0 };
    this.#subscriptions = new Subscriptions(catalog);
    this.#requests = new Requests(clock, this.#counters);
    this.#wire = new Wire(
      {
        connected: () => this.#take({ type: 'connected' }),
        frame: (buffer, start, end) => this.#inbox.frame(buffer, start, end),
        failed: (error) => this.#fail(error),
      },
      {
        address: settings.address,
        maxMessageSize: settings.maxMessageSize,
        make: surroundings.connect ?? ((address, handlers) => new TcpConnection(address, handlers)),
        counters: this.#counters,
        clock,
      },
    );
    this.#heartbeat = new Heartbeat(
      {
        lastSent: () => this.#wire.lastSent,
        sendHeartbeat: () => this.#sendOwn('HEARTBEAT_REQ', {}),
        died: (unanswered) => this.#fail(heartbeatLost(unanswered, settings.peer)),
      },
      clock,
      settings.heartbeatInterval,
    );
    this.#inbox = new Inbox(
      {
        peer: settings.peer,
        opening: () => this.#state.name === 'opening',
        listening: () => this.#state.name !== 'closing' || this.#state.next.name === 'waiting',
        ownRequest: (invokeID) => this.#own.get(invokeID),
        granted: (grant) => this.#granted(grant),
        heartbeatAnswered: () => this.#heartbeatAnswered(),
        closeConfirmed: () => this.#take({ type: 'close confirmed' }),
        failed: (error) => this.#fail(error),
        offLine: (error) => this.#take({ type: 'off line', error }),
        problem: (error) => this.#problem(error),
      },
      {
        codec: settings.codec,
        catalog,
        requests: this.#requests,
        subscriptions: this.#subscriptions,
        counters: this.#counters,
        clock,
      },
    );
  }

  get status(): SessionStatus {
    return this.#status;
  }

  /** What the server granted; undefined while the session is not open. */
  get grant(): Payload<'OPEN_CONF'> | undefined {
    return this.#grant;
  }

  /** Counted on as long as the session exists, across reconnects. */
  get counters(): Readonly<SessionCounters> {
    return this.#counters;
  }

  /** Connects, and reconnects after every failure until close(). Does nothing when that is under way. */
  open(): void {
    this.#take({ type: 'open' });
  }

  /**
   * Closes the session politely, within closeTimeout. Never rejects. Requests without an answer end
   * with CTI_SESSION_CLOSED, and subscribers are told no more.
   */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#take({ type: 'close' }, resolve);
    });
  }

  /**
   * Sends a request and waits for its confirmation.
   *
   * Rejects with a CtiError: the guide's code when the server refuses it (E_CTI_..., CF_... with
   * peripheralErrorCode), CTI_TIMEOUT, CTI_CONNECTION_LOST and CTI_SESSION_CLOSED (`written` says
   * whether the server may have got it), CTI_NOT_CONNECTED and CTI_SEND_QUEUE_FULL (not sent), or
   * the encoder's code that names the field. Its stack is the caller's.
   */
  request<N extends RequestName>(
    topic: N,
    payload: Omit<PayloadInput<N>, 'invokeID'>,
    options?: RequestOptions,
  ): Promise<Answer<N>>;
  request<T extends string>(topic: T & Untyped<T>, payload: object, options?: RequestOptions): Promise<SessionMessage>;
  request(topic: string, payload: object, options: RequestOptions = {}): Promise<SessionMessage> {
    const caller = captureCaller(this.request);
    return new Promise((resolve, reject) => {
      try {
        this.#request(topic, payload, options, { caller, resolve, reject });
      } catch (cause) {
        reject(blameCaller(asCtiError(cause, 'CTI_INVALID_FIELD'), caller));
      }
    });
  }

  /**
   * Sends a message that nothing with an InvokeID answers: indications, responses, configuration
   * requests, and messages without a public layout as `{ body }`.
   * @throws CtiError CTI_NOT_CONNECTED, CTI_NOT_SENDABLE, CTI_SEND_QUEUE_FULL, or the encoder's
   */
  send(topic: string, payload: object): void {
    checkSendable(topic);
    const frame = this.#settings.codec.encode(topic, payload);
    this.#checkOpen(topic);
    this.#wire.write(frame);
  }

  /**
   * Asks for messages of these types, or of all; nothing else is decoded. Holds across reconnects.
   * All subscribers get the same object: copy it before you change it.
   * @returns what ends the subscription
   * @throws CtiError CTI_UNKNOWN_MESSAGE
   */
  subscribe(topics: readonly string[] | '*', listener: MessageListener): () => void {
    return this.#subscriptions.add(topics, listener);
  }

  on<E extends keyof SessionEvents>(event: E, listener: (value: SessionEvents[E]) => void): void {
    this.#events.on(event, listener);
  }

  off<E extends keyof SessionEvents>(event: E, listener: (value: SessionEvents[E]) => void): void {
    this.#events.off(event, listener);
  }

  // The machine: inputs are taken one after the other, also those that arise while one is worked on.

  #take(input: MachineInput, ended?: () => void): void {
    this.#inputs.push(ended === undefined ? { input } : { input, ended });
    if (this.#stepping) return;
    this.#stepping = true;
    try {
      for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) {
        if (next.ended !== undefined) this.#ended.push(next.ended);
        this.#step(next.input);
      }
    } finally {
      this.#stepping = false;
    }
  }

  #step(input: MachineInput): void {
    const before = this.#state;
    const { state, effects } = transition(before, input, this.#rules);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    if (state !== before) this.#entered(state, before);
    if (state.name === 'closing') return;
    for (const ended of this.#ended.splice(0)) ended();
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'connect':
        this.#own.clear();
        this.#wire.connect();
        break;
      case 'send OPEN_REQ':
        this.#sendOwn('OPEN_REQ', this.#settings.openRequest);
        break;
      case 'send CLOSE_REQ':
        this.#sendOwn('CLOSE_REQ', {});
        break;
      case 'end requests':
        this.#requests.settleAll(effect.error);
        break;
      case 'reset':
        this.#wire.reset();
        break;
    }
  }

  #entered(state: MachineState, before: MachineState): void {
    this.#cancelLimit?.();
    this.#cancelLimit =
      'limit' in state ? this.#clock.after(state.limit, () => this.#take({ type: 'too late' })) : undefined;
    if (state.name === 'open') {
      this.#heartbeat.start();
      if (this.#lostBefore) this.#counters.reconnects += 1;
    } else {
      this.#heartbeat.stop();
      this.#grant = undefined;
    }
    if (state.name === 'waiting' && (before.name === 'open' || before.name === 'closing')) this.#lostBefore = true;
    if (state.name === 'closed') this.#lostBefore = false;
    this.#announce(statusOf(state, this.#status));
  }

  #announce(status: SessionStatus): void {
    const { state, nextTry } = this.#status;
    const changed = status.state !== state || status.nextTry !== nextTry;
    this.#status = status;
    if (changed) this.#events.emit('status', status);
  }

  #fail(error: CtiError): void {
    this.#take({ type: 'failed', error });
  }

  #granted(grant: Payload<'OPEN_CONF'>): void {
    this.#own.clear();
    this.#grant = grant;
    this.#take({ type: 'granted' });
  }

  #heartbeatAnswered(): void {
    this.#heartbeat.answered();
    for (const [invokeID, topic] of this.#own) if (topic === 'HEARTBEAT_REQ') this.#own.delete(invokeID);
  }

  // Sending.

  #request(
    topic: string,
    payload: object,
    options: RequestOptions,
    ends: { caller: Caller; resolve(answer: SessionMessage): void; reject(error: CtiError): void },
  ): void {
    const confirmedBy = confirmationOf(topic);
    const timeout = options.timeout === undefined ? this.#settings.requestTimeout : seconds('timeout', options.timeout);
    const invokeID = this.#requests.nextID();
    const frame = this.#settings.codec.encode(topic, { ...payload, invokeID });
    this.#checkOpen(topic);
    this.#requests.add({ topic, invokeID, confirmedBy, timeout, ...ends });
    try {
      this.#wire.write(frame, () => this.#requests.written(invokeID));
    } catch (cause) {
      this.#requests.reject(invokeID, asCtiError(cause, 'CTI_NOT_CONNECTED'));
    }
  }

  #checkOpen(topic: string): void {
    if (this.#state.name !== 'open') throw notConnected(topic, this.#settings.peer, this.#status.state);
  }

  #sendOwn(topic: 'OPEN_REQ' | 'HEARTBEAT_REQ' | 'CLOSE_REQ', payload: object): void {
    const invokeID = this.#requests.nextID();
    this.#own.set(invokeID, topic);
    try {
      this.#wire.write(this.#settings.codec.encode(topic, { ...payload, invokeID }));
    } catch (cause) {
      // A heartbeat that found no room in the queue counts as unanswered.
      if (topic !== 'HEARTBEAT_REQ') this.#fail(asCtiError(cause, 'CTI_CONNECTION_LOST'));
    }
  }

  // Trouble that does not end the session.

  #problem(error: CtiError): void {
    this.#counters.problems += 1;
    this.#events.emit('problem', error);
  }

  #listenerThrew(event: keyof SessionEvents, cause: unknown): void {
    // One that throws at being told of a problem is not told of that, too: it would never end.
    if (event === 'problem') this.#counters.problems += 1;
    else this.#problem(listenerFailed(`'${event}'`, cause));
  }
}
