import { CtiError } from '../codec';
import { type EventMasks, MAX_VERSION, type Payload, type PayloadInput, type RequestName } from '../protocol';
import { ActiveSide } from './active-side';
import type { Answer, RequestOptions, Untyped } from './answer';
import { blameCaller, type Caller, captureCaller } from './caller';
import { seconds } from './checks';
import { type Clock, systemClock } from './clock';
import { Connector } from './connector';
import { nameOf, SessionCounters, type SessionFigures } from './counters';
import { Emitter } from './emitter';
import { asCtiError, cannotSwitch, listenerFailed, notConnected } from './failures';
import { callGuarded } from './guarded';
import type { LinkNews, LinkParts } from './link';
import type { Gap, MaintenanceRequest, SessionMessage } from './message';
import type { SessionOptions } from './options';
import { Outbox } from './outbox';
import { checkSendable, confirmationOf } from './outgoing';
import { needsPerson } from './refusals';
import { Requests } from './requests';
import { type Settings, settingsOf } from './settings';
import type { SideName } from './sides';
import type { SessionStatus } from './status';
import { statusOf } from './status-of';
import { type MessageListener, Subscriptions } from './subscriptions';
import { openTransport } from './transport/connection';
import { peerName } from './transport/peer';
import type { Endpoint, TransportFactory } from './transport/transport';

/** What a session takes from its surroundings; tests put in their own. */
export interface Surroundings {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly connect: TransportFactory;
}

export interface SessionEvents {
  /** Anything that status shows has changed. */
  status: SessionStatus;
  /** The session is open again after an interruption: what came in between was missed. */
  gap: Gap;
  /** The active server asks whether it may go into maintenance. Without a listener the answer is yes. */
  maintenance: MaintenanceRequest;
  /**
   * Something went wrong that did not end the session (a frame that cannot be read, a listener that
   * threw, a FAILURE_EVENT, services not granted), or that only a person can put right.
   */
  problem: CtiError;
  /** An answer to no request that is still waiting. */
  lateAnswer: { readonly topic: string; readonly invokeID: number };
}

/**
 * One live session with the CTI Server of a Peripheral Gateway, whichever of its sides is active.
 * It comes back by itself after every failure until close().
 *
 * @example
 * const session = new Session({
 *   sides: { A: { host: 'pg1a' }, B: { host: 'pg1b' } },
 *   clientID: 'wallboard',
 *   services: ['CTI_SERVICE_ALL_EVENTS'],
 * });
 * session.subscribe(['CALL_DELIVERED_EVENT'], (message) => show(message.payload));
 * session.open();
 */
export class Session {
  readonly #settings: Settings;
  readonly #clock: Clock;
  readonly #counters = new SessionCounters();
  readonly #subscriptions = new Subscriptions();
  readonly #outbox: Outbox;
  readonly #active: ActiveSide;
  readonly #connectors: readonly Connector[];
  readonly #events = new Emitter<SessionEvents>((event, listener, value) => {
    callGuarded(listener, value, (cause) => this.#listenerThrew(event, cause));
  });
  #status: SessionStatus;
  /** The problem that only a person can put right, as it was told last. */
  #told: string | undefined;

  /** @throws CtiError CTI_INVALID_OPTION; its `field` is the option */
  constructor(options: SessionOptions, surroundings: Partial<Surroundings> = {}) {
    const settings = settingsOf(options);
    const { clock = systemClock, random = Math.random, connect = openTransport } = surroundings;
    const counters = this.#counters;
    const requests = new Requests(
      { settled: () => this.#outbox.pump(), problem: (error) => this.#problem(error) },
      clock,
      counters,
    );
    const { heartbeatInterval, maxMessageSize, sides } = settings;
    const subscriptions = this.#subscriptions;
    const parts: LinkParts = { requests, subscriptions, counters, clock, connect, maxMessageSize, heartbeatInterval };
    this.#settings = settings;
    this.#clock = clock;
    this.#status = { state: 'closed', previous: 'closed', since: clock.date().toISOString(), attempt: 0, epoch: 0 };
    this.#outbox = new Outbox(requests, clock, counters, settings);
    this.#active = new ActiveSide(
      {
        changed: () => this.#changed(),
        gap: (gap) => this.#events.emit('gap', gap),
        maintenance: (request) => this.#events.emit('maintenance', request),
        problem: (error) => this.#problem(error),
      },
      parts,
      this.#outbox,
    );
    const versions = new Map<SideName, number>();
    // With hot standby each side has a connector of its own, else one goes from side to side.
    const groups = settings.hotStandby ? sides.map((side) => [side]) : [sides];
    this.#connectors = groups.map(
      (group) => new Connector(this.#active, this.#news, parts, settings, { sides: group, versions, random }),
    );
    this.#active.connectors = this.#connectors;
  }

  get status(): SessionStatus {
    return this.#status;
  }

  /** What the server granted; undefined while the session is not open. */
  get grant(): Payload<'OPEN_CONF'> | undefined {
    return this.#active.link?.grant;
  }

  /**
   * Chooses the events of the next opening, in the place of the options' masks; bits that the version lacks are left
   * out. The present session stays as it is: close() and open() make it another one.
   */
  chooseEvents(masks: EventMasks): void {
    this.#settings.dialects.choose(masks);
  }

  /** What the present session was opened with, as it was chosen; undefined: by the options, or there is none. */
  get chosenEvents(): EventMasks | undefined {
    return this.#active.link?.dialect.masks;
  }

  /** Counted on as long as the session exists, across reconnects. */
  get counters(): SessionFigures {
    return this.#counters.figures;
  }

  /** Connects, and reconnects after every failure until close(). Does nothing when that is under way. */
  open(): void {
    for (const connector of this.#connectors) connector.open();
  }

  /**
   * Closes the session politely, within closeTimeout. Never rejects. Requests without an answer end
   * with CTI_SESSION_CLOSED or CTI_NOT_SENT, and subscribers are told no more.
   */
  async close(): Promise<void> {
    this.#told = undefined;
    const closing = this.#connectors.map((connector) => connector.close());
    // Also what no link of today is responsible for any more.
    this.#active.close();
    await Promise.all(closing);
  }

  /**
   * Leaves the present side politely and opens with the other one; comes back when that fails.
   * @throws CtiError CTI_CANNOT_SWITCH with one side, or with hot standby
   */
  switchSide(): void {
    const { sides, hotStandby } = this.#settings;
    if (sides.length < 2) throw cannotSwitch('there is no other side; set side B');
    if (hotStandby) throw cannotSwitch('with hot standby the servers decide which side is active');
    for (const connector of this.#connectors) connector.switchSide();
  }

  /**
   * Sends a request and waits for its confirmation. Nothing is sent twice.
   *
   * Rejects with a CtiError: the guide's code when the server refuses it (E_CTI_..., CF_... with
   * peripheralErrorCode); CTI_TIMEOUT, CTI_CONNECTION_LOST and CTI_SESSION_CLOSED when it may have
   * been carried out; CTI_NOT_CONNECTED, CTI_NOT_SENT, CTI_SERVICE_NOT_GRANTED and
   * CTI_TOO_MANY_REQUESTS when it was not sent; or the encoder's code that names the field. Its
   * stack is the caller's.
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
    const link = this.#active.link;
    if (link === undefined) throw this.#notConnected(topic);
    link.send(topic, payload);
  }

  /**
   * Looks at a message as it would be sent now, without sending it; without a session as to the newest server.
   * @throws CtiError what request() or send() would find wrong with it, the encoder's errors above all
   */
  check(way: 'request' | 'send', topic: string, payload: object): void {
    if (way === 'request') confirmationOf(topic);
    else checkSendable(topic);
    this.#encode(topic, way === 'request' ? { ...payload, invokeID: 0 } : payload);
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

  readonly #news: LinkNews = {
    listens: (link) => this.#active.listens(link),
    nextEpoch: () => this.#active.epoch + 1,
    system: (link, payload) => this.#active.system(link, payload),
    promoted: (link) => this.#active.promoted(link),
    maintenanceAsked: (link, invokeID) => this.#active.maintenanceAsked(link, invokeID),
    maintenanceDecided: (link, goesAhead) => this.#active.maintenanceDecided(link, goesAhead),
    lateAnswer: (_link, number, invokeID) => this.#events.emit('lateAnswer', { topic: nameOf(number), invokeID }),
    problem: (error) => this.#problem(error),
  };

  #request(
    topic: string,
    payload: object,
    options: RequestOptions,
    ends: { caller: Caller; resolve(answer: SessionMessage): void; reject(error: CtiError): void },
  ): void {
    const confirmedBy = confirmationOf(topic);
    const timeout = options.timeout === undefined ? this.#settings.requestTimeout : seconds('timeout', options.timeout);
    if (this.#active.link === undefined) {
      // Its mistakes are told first: they will not go away.
      this.#encode(topic, { ...payload, invokeID: 0 });
      if (this.#status.state === 'closed' || !this.#outbox.takes) throw this.#notConnected(topic);
    }
    this.#outbox.add({ topic, payload, confirmedBy, timeout, ...ends });
  }

  #encode(topic: string, payload: object): void {
    const { dialects, protocolVersion } = this.#settings;
    const dialect = this.#active.link?.dialect ?? dialects.of(protocolVersion ?? MAX_VERSION);
    dialect.codec.encode(topic, payload);
  }

  #notConnected(topic: string): CtiError {
    const { host, port, state } = this.#status;
    const where = { host, port } as Endpoint;
    return notConnected(topic, peerName(host === undefined ? (this.#settings.endpoints.A as Endpoint) : where), state);
  }

  #changed(): void {
    const before = this.#status;
    const status = statusOf(this.#active, this.#settings, before, this.#clock.date().toISOString());
    if (JSON.stringify(status) === JSON.stringify(before)) return;
    this.#status = status;
    this.#events.emit('status', status);
    this.#tellPerson(status);
  }

  /** What only a person can put right is told once, not at every try. */
  #tellPerson({ state, code, reason, standby }: SessionStatus): void {
    if (state === 'open' && standby?.code === undefined) this.#told = undefined;
    const failed = code === undefined ? standby : { code, reason };
    if (failed?.code === undefined || failed.code === this.#told) return;
    const error = new CtiError(failed.code, failed.reason ?? failed.code);
    if (needsPerson(error)) this.#problem(error);
  }

  // Trouble that does not end the session.

  #problem(error: CtiError): void {
    this.#counters.problems += 1;
    if (needsPerson(error)) this.#told = error.code;
    this.#events.emit('problem', error);
  }

  #listenerThrew(event: keyof SessionEvents, cause: unknown): void {
    // One that throws at being told of a problem is not told of that, too: it would never end.
    if (event === 'problem') this.#counters.problems += 1;
    else this.#problem(listenerFailed(`'${event}'`, cause));
  }
}
