/** One session and the nodes that use it: opened for the first, told of every change. */
import type { Node } from 'node-red';
import { type Ledger, MODEL_EVENTS } from '../../lib/model';
import type { SharedFigures, SharedStatus } from '../../lib/node-messages';
import type { EventMasks } from '../../lib/protocol';
import { CtiError, type Gap, type MaintenanceRequest, type Session, type SessionMessage } from '../../lib/session';
import { Privacy } from '../privacy/privacy';
import type { Subject } from '../privacy/privacy-rules';
import { Rails } from '../rails';
import type { Legacy } from './handed-over';
import { type EventChoice, missingBits, neededEvents, type Topics } from './needed-events';
import { SentMessages } from './sent-messages';
import { type ModelScope, SharedModel } from './shared-model';

/** What a node wants to know of the session. */
export interface SessionUser {
  /** The present state, when the node begins and at each change. */
  shows(status: SharedStatus): void;
  /** At each change only. */
  changed?(status: SharedStatus): void;
  gap?(gap: Gap): void;
  /** What was missed, once it has been found out; only where a model is kept. */
  ledger?(ledger: Ledger, gap: Gap | undefined): void;
  /** The active server asks whether it may go into maintenance. */
  maintenance?(request: MaintenanceRequest): void;
  /** This node's flow answers it; without such a node the answer is yes at once. */
  readonly answersMaintenance?: boolean;
  /** Messages without which the node is no use. What the model needs comes as long as it is kept. */
  readonly needs?: Topics;
}

/** How long a model that no node needs is kept after the last question of a dialog, in milliseconds. */
const LENT = 600_000;

const EVERYTHING: ModelScope = { configuration: true };

export interface SharedParts {
  /** Nothing leaves the session but through it. */
  readonly privacy?: Privacy;
  /** What flows send that controls something passes them. */
  readonly rails?: Rails;
  /** What the session is told of. */
  readonly scope?: ModelScope;
  /** Calls and agents of the session in whose place this one is. */
  readonly legacy?: Legacy | undefined;
  /** Where masks follow the nodes; then deploys() and deployed() have to be called. */
  readonly events?: EventChoice | undefined;
}

export class SharedSession {
  /** The session is opened anew, because nodes need more events than it has asked for. */
  onMoreEvents: ((bits: readonly string[]) => void) | undefined;
  /** Of flows and of the model. */
  readonly outgoing: SentMessages;
  readonly #session: Session;
  readonly #privacy: Privacy;
  readonly #rails: Rails;
  readonly #scope: ModelScope;
  readonly #events: EventChoice | undefined;
  readonly #users = new Map<Node, SessionUser>();
  #life: 'unused' | 'starting' | 'used' | 'closed' = 'unused';
  #maintenance: MaintenanceRequest | undefined;
  #model: SharedModel | undefined;
  /** Ends a model that was made for a dialog; undefined: there is none, or nodes need it. */
  #lent: NodeJS.Timeout | undefined;
  /** What the model begins with, as long as nobody has asked for it. */
  #legacy: Legacy | undefined;
  /** What the nodes of the last deployment need. */
  #needed: EventMasks | undefined;
  #deploying = true;
  /** By connect() and disconnect(). */
  #isWanted = true;
  #openingAnew = false;

  constructor(
    session: Session,
    { privacy = new Privacy(), rails = new Rails(), scope = EVERYTHING, legacy, events }: SharedParts = {},
  ) {
    this.#session = session;
    this.#privacy = privacy;
    this.#rails = rails;
    this.outgoing = new SentMessages(session, privacy);
    this.#scope = scope;
    this.#legacy = legacy;
    this.#events = events;
    rails.onChange = () => this.#tellStatus();
    session.on('status', (status) => {
      this.#model?.follower.changed?.(status);
      this.#tellStatus();
      // Not before all have been told.
      if (status.state === 'open') queueMicrotask(() => this.#openAnew());
    });
    session.on('gap', (gap) => {
      this.#model?.follower.gap?.(gap);
      for (const user of this.#all()) user.gap?.(gap);
    });
    session.on('problem', ({ code }) => {
      if (code === 'CTI_BAD_FRAME') this.#model?.follower.unreadable();
    });
    session.on('maintenance', (request) => this.#askMaintenance(request));
    // What flows may do must not hang on which nodes there are.
    if (rails.needsModel) this.#keptModel();
  }

  get status(): SharedStatus {
    return { ...this.#session.status, ...this.#rails.status };
  }

  get counters(): SharedFigures {
    return { ...this.#session.counters, rails: this.#rails.figures };
  }

  /**
   * Adds a node and tells it the present state, unless another one follows at once. A node that is
   * registered already stays as it is.
   */
  register(node: Node, user: SessionUser): void {
    if (this.#users.has(node)) return;
    this.#users.set(node, user);
    if (this.#life === 'unused') {
      this.#life = 'starting';
      // Later, so that no node of this deployment misses the first change of state, or its events.
      if (!this.#events) setImmediate(() => this.#start());
    }
    if (this.#life !== 'starting') user.shows(this.status);
  }

  /** The session stays open without users: the next deployment brings them back. */
  deregister(node: Node): void {
    this.#users.delete(node);
  }

  /** A deployment has begun: what nodes need is looked at when it is over. */
  deploys(): void {
    this.#deploying = true;
  }

  /** Every node of the deployment is registered. */
  deployed(): void {
    this.#deploying = false;
    if (!this.#events) return;
    this.#follow(this.#events);
    this.#start();
  }

  /** One user of each flow, by node id. */
  onePerFlow(): Record<string, Node> {
    const byFlow = new Map<string, Node>();
    for (const node of this.#users.keys()) if (!byFlow.has(node.z)) byFlow.set(node.z, node);
    return Object.fromEntries([...byFlow.values()].map((node) => [node.id, node]));
  }

  /** Calls and agents as they stand: kept from the first time a node asks, or from the start where the rails have lists, until the session is closed. */
  get model(): SharedModel {
    const isNew = !this.#model || this.#lent !== undefined;
    clearTimeout(this.#lent);
    this.#lent = undefined;
    const model = this.#keptModel();
    if (isNew && this.#events && !this.#deploying) this.#follow(this.#events);
    return model;
  }

  /**
   * For a question that a dialog asks. Where no node keeps a model, one begins, and ends ten minutes after the last
   * question; after the first, where the session has not asked for the events that would keep it right. undefined: nothing is known, and there is no session to ask.
   */
  lendModel(): SharedModel | undefined {
    if (this.#model && !this.#lent) return this.#model;
    if (!this.#model && this.status.state !== 'open') return undefined;
    if (this.#lent && !this.#hearsModel) return this.#model;
    clearTimeout(this.#lent);
    this.#lent = setTimeout(() => {
      this.#lent = undefined;
      this.#model?.close();
      this.#model = undefined;
    }, LENT).unref();
    return this.#keptModel();
  }

  /** undefined: nobody has asked for calls or agents, and this question makes no model. */
  get presentModel(): SharedModel | undefined {
    return this.#model;
  }

  /** Whether flows see such a value as it came; see Privacy. */
  keeps(subject: Subject | undefined, name: string): boolean {
    return this.#privacy.keeps(subject, name);
  }

  get #hearsModel(): boolean {
    const { chosenEvents } = this.#session;
    if (!this.#events || chosenEvents === undefined) return true;
    return missingBits(chosenEvents, neededEvents(this.#events, [MODEL_EVENTS])).length === 0;
  }

  #keptModel(): SharedModel {
    if (this.#model) return this.#model;
    const over = (ledger: Ledger, gap: Gap | undefined) => {
      // A flow is told nothing because somebody has opened a dialog.
      if (!this.#lent) for (const user of this.#all()) user.ledger?.(ledger, gap);
    };
    this.#model = new SharedModel(this, this.#scope, over, this.#legacy);
    this.#legacy = undefined;
    return this.#model;
  }

  subscribe(topics: readonly string[] | '*', listener: (message: SessionMessage) => void): () => void {
    return this.#session.subscribe(topics, (message) => listener(this.#privacy.shown(message)));
  }

  /**
   * In a dry run a request that controls comes back by itself, with `cti.dryRun`.
   * @param timeout seconds, from when it is sent; the session's setting when undefined
   * @throws CtiError as the session's request(), and CTI_NOT_ALLOWED, CTI_NOT_ARMED, CTI_RATE_LIMITED
   */
  async request(topic: string, payload: object, timeout?: number): Promise<SessionMessage> {
    const sent = this.#privacy.put(payload);
    const asked = { topic, payload: sent, given: payload };
    const model = () => this.#model?.model;
    const options = timeout === undefined ? {} : { timeout };
    const send = () => {
      this.outgoing.sent('request', topic, sent);
      return this.#session.request(topic, sent, options);
    };
    try {
      const rehearsed = this.#rails.rehearse(asked, model(), () => this.#session.check('request', topic, sent));
      if (rehearsed) return rehearsed;
      return this.#privacy.shown(await this.#rails.pass(asked, model, send));
    } catch (error) {
      throw this.outgoing.failed(topic, error);
    }
  }

  /**
   * Looks at a request as it would be sent now, and sends nothing; the server's own dry run makes no difference.
   * @throws CtiError what is wrong with its payload, and CTI_NOT_ALLOWED, CTI_NOT_ARMED
   */
  check(topic: string, payload: object): void {
    const sent = this.#privacy.put(payload);
    this.#session.check('request', topic, sent);
    this.#rails.check({ topic, payload: sent, given: payload }, this.#model?.model);
  }

  /**
   * @returns in a dry run the message itself, with `cti.dryRun`, if it controls something
   * @throws CtiError as the session's send(), and CTI_NOT_ALLOWED, CTI_RATE_LIMITED
   */
  send(topic: string, payload: object): SessionMessage | undefined {
    const sent = this.#privacy.put(payload);
    const asked = { topic, payload: sent, given: payload };
    const model = this.#model?.model;
    try {
      const rehearsed = this.#rails.rehearse(asked, model, () => this.#session.check('send', topic, sent));
      if (rehearsed) return rehearsed;
      this.#rails.admit(asked, model);
      this.#session.send(topic, sent);
      this.outgoing.sent('send', topic, sent);
      return undefined;
    } catch (error) {
      throw this.outgoing.failed(topic, error);
    }
  }

  /** Dangerous requests pass for so many seconds. @throws CtiError CTI_INVALID_FIELD */
  arm(seconds?: number): void {
    this.#rails.arm(seconds);
  }

  disarm(): void {
    this.#rails.disarm();
  }

  /** After disconnect(). */
  connect(): void {
    this.#isWanted = true;
    if (this.#life === 'used') this.#session.open();
  }

  /** Keeps the session closed until connect(), whatever nodes come and go. */
  async disconnect(): Promise<void> {
    this.#isWanted = false;
    if (this.#life === 'starting') {
      this.#life = 'used';
      for (const user of this.#all()) user.shows(this.status);
    }
    await this.#session.close();
  }

  /** @throws CtiError CTI_CANNOT_SWITCH */
  switchSide(): void {
    this.#session.switchSide();
  }

  /** @throws CtiError CTI_TOO_LATE */
  answerMaintenance(accepted: boolean): void {
    const request = this.#maintenance;
    this.#maintenance = undefined;
    if (request?.answer(accepted)) return;
    throw new CtiError(
      'CTI_TOO_LATE',
      request === undefined
        ? 'maintenance: no server waits for an answer; tick "this flow answers" in a cti-session node to be asked'
        : `maintenance: the answer had to come until ${request.until}; yes has been said`,
    );
  }

  /** @returns calls and agents as they stood; undefined: nobody has asked for them */
  async close(): Promise<Legacy | undefined> {
    this.#life = 'closed';
    clearTimeout(this.#lent);
    this.#rails.close();
    const legacy = this.#model?.close();
    await this.#session.close();
    this.#users.clear();
    return legacy;
  }

  #start(): void {
    if (this.#life !== 'starting') return;
    this.#life = 'used';
    this.#session.open();
  }

  /** Less than the session has asked for counts at its next opening; for more it is opened anew. */
  #follow(events: EventChoice): void {
    const needs = this.#all().map((user) => user.needs ?? []);
    if (this.#model && !this.#lent) needs.push(MODEL_EVENTS);
    this.#needed = neededEvents(events, needs);
    this.#session.chooseEvents(this.#needed);
    this.#openAnew();
  }

  #openAnew(): void {
    const { chosenEvents, status } = this.#session;
    if (!this.#needed || !chosenEvents || status.state !== 'open' || this.#openingAnew) return;
    const missing = missingBits(chosenEvents, this.#needed);
    if (missing.length === 0) return;
    this.#openingAnew = true;
    this.onMoreEvents?.(missing);
    void this.#session.close().then(() => {
      this.#openingAnew = false;
      if (this.#isWanted && this.#life === 'used') this.#session.open();
    });
  }

  #askMaintenance(request: MaintenanceRequest): void {
    const users = this.#all();
    if (users.some(({ answersMaintenance }) => answersMaintenance)) this.#maintenance = request;
    else request.answer(true);
    for (const user of users) user.maintenance?.(request);
  }

  #tellStatus(): void {
    const { status } = this;
    for (const user of this.#all()) {
      user.shows(status);
      user.changed?.(status);
    }
  }

  /** A copy: a user may go while it is told. */
  #all(): SessionUser[] {
    return [...this.#users.values()];
  }
}

/** A cti-server as the other nodes see it. */
export interface CtiServerNode extends Node {
  /** undefined where the settings are wrong: `problem` says why. */
  readonly shared?: SharedSession;
  readonly problem?: CtiError;
  /** The peripheral of requests that name none. */
  readonly peripheralID: number | null;
}

/** @throws CtiError CTI_NO_SERVER, or what is wrong with the server's settings */
export function sessionOf(server: CtiServerNode | null): SharedSession {
  if (server?.shared) return server.shared;
  throw server?.problem ?? new CtiError('CTI_NO_SERVER', 'server: no cti-server is chosen, or it is disabled');
}
