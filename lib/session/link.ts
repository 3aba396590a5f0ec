import type { CtiError } from '../codec';
import type { Payload } from '../protocol';
import type { Clock } from './clock';
import type { SessionCounters } from './counters';
import type { Dialect } from './dialects';
import { asCtiError, heartbeatLost, lastWords } from './failures';
import { Heartbeat } from './heartbeat';
import { Inbox } from './inbox';
import { asksToLeave } from './refusals';
import type { Requests } from './requests';
import type { SideName } from './sides';
import type { Subscriptions } from './subscriptions';
import { peerName } from './transport/peer';
import type { Endpoint, Transport, TransportFactory, TransportStage } from './transport/transport';
import { Wire } from './wire';

/** Seconds in which a connection that ends is taken to end for the reason of a FAILURE_EVENT before it. */
const LAST_WORDS = 5;

/** The life of a link, told to whoever keeps it. */
export interface LinkOwner {
  connected(link: Link): void;
  granted(link: Link): void;
  closeConfirmed(link: Link): void;
  failed(link: Link, error: CtiError): void;
  /** The server asks to close the session. */
  offLine(link: Link, error: CtiError): void;
  stage?(link: Link, stage: TransportStage): void;
}

/** What comes over a link and concerns the session as a whole. */
export interface LinkNews {
  /** Whether subscribers are to be told what comes over this link. */
  listens(link: Link): boolean;
  /** Of the next opening. */
  nextEpoch(): number;
  system(link: Link, payload: Payload<'SYSTEM_EVENT'>): void;
  promoted(link: Link): void;
  maintenanceAsked(link: Link, invokeID: number): void;
  maintenanceDecided(link: Link, goesAhead: boolean): void;
  lateAnswer(link: Link, number: number, invokeID: number): void;
  problem(error: CtiError): void;
}

export interface LinkParts {
  readonly requests: Requests;
  readonly subscriptions: Subscriptions;
  readonly counters: SessionCounters;
  readonly clock: Clock;
  readonly connect: TransportFactory;
  /** Bytes, header included. */
  readonly maxMessageSize: number;
  /** Seconds; 0: no heartbeats. */
  readonly heartbeatInterval: number;
}

/** One session with one CTI Server on one connection, from connecting to its end; used once. */
export class Link {
  readonly side: SideName;
  readonly endpoint: Endpoint;
  readonly dialect: Dialect;
  /** host:port */
  readonly peer: string;
  /** Which opening of the session this link is; undefined until it is the active one. */
  epoch: number | undefined;
  readonly #owner: LinkOwner;
  readonly #news: LinkNews;
  readonly #requests: Requests;
  readonly #counters: SessionCounters;
  readonly #clock: Clock;
  readonly #wire: Wire;
  readonly #heartbeat: Heartbeat;
  readonly #inbox: Inbox;
  /** Unanswered requests of the link itself, by InvokeID. */
  readonly #own = new Map<number, string>();
  #opening = false;
  #grant: Payload<'OPEN_CONF'> | undefined;
  #lastWords: { readonly error: CtiError; readonly at: number } | undefined;

  constructor(
    owner: LinkOwner,
    news: LinkNews,
    to: { readonly side: SideName; readonly endpoint: Endpoint; readonly dialect: Dialect },
    parts: LinkParts,
  ) {
    this.side = to.side;
    this.endpoint = to.endpoint;
    this.dialect = to.dialect;
    this.peer = peerName(to.endpoint);
    this.#owner = owner;
    this.#news = news;
    this.#requests = parts.requests;
    this.#counters = parts.counters;
    this.#clock = parts.clock;
    this.#wire = new Wire(
      {
        connected: () => owner.connected(this),
        frame: (buffer, start, end) => this.#inbox.frame(buffer, start, end),
        failed: (error) => this.#fail(error),
        stage: (stage) => owner.stage?.(this, stage),
      },
      { ...parts, endpoint: to.endpoint },
    );
    this.#heartbeat = new Heartbeat(
      {
        lastSent: () => this.#wire.lastSent,
        lastReceived: () => this.#wire.lastReceived,
        sendHeartbeat: () => this.#sendOwn('HEARTBEAT_REQ', {}),
        died: (unanswered) => this.#fail(heartbeatLost(unanswered, this.peer)),
        roundTrip: (seconds) => parts.counters.heartbeatAnswered(seconds, parts.clock.date()),
      },
      parts.clock,
      parts.heartbeatInterval,
    );
    this.#inbox = this.#makeInbox(parts);
  }

  /** What the server granted; undefined until OPEN_CONF. */
  get grant(): Payload<'OPEN_CONF'> | undefined {
    return this.#grant;
  }

  /** Whether the server is the one that serves requests and sends events. */
  get isStandby(): boolean {
    return this.#grant?.sessionType === 'STANDBY' && this.epoch === undefined;
  }

  get stage(): Transport['stage'] {
    return this.#wire.stage;
  }

  /** Sequence number of the latest frame that came over it; 0 before the first. */
  get lastSequence(): number {
    return this.#inbox.lastSequence;
  }

  /** Bytes that wait to be sent. */
  get queued(): number {
    return this.#wire.queued;
  }

  connect(): void {
    this.#wire.connect();
  }

  /** Sends OPEN_REQ. */
  open(): void {
    this.#opening = true;
    this.#sendOwn('OPEN_REQ', this.dialect.openRequest);
  }

  /** Sends CLOSE_REQ. */
  close(): void {
    this.#heartbeat.stop();
    this.#sendOwn('CLOSE_REQ', {});
  }

  /** Ends the connection at once; the owner hears no more of it. */
  reset(): void {
    this.#heartbeat.stop();
    this.#wire.reset();
  }

  /**
   * @param written called when the operating system has taken the whole frame
   * @throws CtiError CTI_SEND_QUEUE_FULL, CTI_NOT_CONNECTED
   */
  write(topic: string, frame: Buffer, written?: () => void): void {
    this.#wire.write(frame, written);
    this.#counters.countOut(topic);
  }

  /** @throws CtiError the encoder's, CTI_SEND_QUEUE_FULL, CTI_NOT_CONNECTED */
  send(topic: string, payload: object): void {
    this.write(topic, this.dialect.codec.encode(topic, payload));
  }

  #makeInbox({ requests, subscriptions, counters, clock }: LinkParts): Inbox {
    const news = this.#news;
    return new Inbox(
      {
        side: this.side,
        peer: this.peer,
        opening: () => this.#opening,
        listening: () => this.#opening || news.listens(this),
        epoch: () => this.epoch ?? news.nextEpoch(),
        ownRequest: (invokeID) => this.#own.get(invokeID),
        granted: (grant) => this.#granted(grant),
        heartbeatAnswered: () => this.#heartbeatAnswered(),
        closeConfirmed: () => this.#owner.closeConfirmed(this),
        failed: (error) => this.#fail(error),
        reported: (error) => this.#reported(error),
        system: (payload) => news.system(this, payload),
        promoted: () => news.promoted(this),
        maintenanceAsked: (invokeID) => news.maintenanceAsked(this, invokeID),
        maintenanceDecided: (goesAhead) => news.maintenanceDecided(this, goesAhead),
        lateAnswer: (number, invokeID) => news.lateAnswer(this, number, invokeID),
        problem: (error) => news.problem(error),
      },
      { dialect: this.dialect, requests, subscriptions, counters, clock },
    );
  }

  #granted(grant: Payload<'OPEN_CONF'>): void {
    this.#opening = false;
    this.#own.clear();
    this.#grant = grant;
    this.#heartbeat.start();
    this.#owner.granted(this);
  }

  #heartbeatAnswered(): void {
    this.#heartbeat.answered();
    for (const [invokeID, topic] of this.#own) if (topic === 'HEARTBEAT_REQ') this.#own.delete(invokeID);
  }

  #reported(error: CtiError): void {
    if (asksToLeave(error)) {
      this.#owner.offLine(this, error);
      return;
    }
    this.#lastWords = { error, at: this.#clock.now() };
    this.#news.problem(error);
  }

  #fail(error: CtiError): void {
    this.#heartbeat.stop();
    const words = this.#lastWords;
    const said = words !== undefined && this.#clock.now() - words.at <= LAST_WORDS * 1000;
    this.#owner.failed(this, said ? lastWords(words.error, error) : error);
  }

  #sendOwn(topic: 'OPEN_REQ' | 'HEARTBEAT_REQ' | 'CLOSE_REQ', payload: object): void {
    const invokeID = this.#requests.nextID();
    this.#own.set(invokeID, topic);
    try {
      this.send(topic, { ...payload, invokeID });
    } catch (cause) {
      // A heartbeat that found no room in the queue counts as unanswered.
      if (topic !== 'HEARTBEAT_REQ') this.#fail(asCtiError(cause, 'CTI_CONNECTION_LOST'));
    }
  }
}
