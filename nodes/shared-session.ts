/** One session and the nodes that use it: opened for the first, told of every change. */
import type { Node } from 'node-red';
import type { Ledger } from '../lib/model';
import {
  CtiError,
  type Gap,
  type MaintenanceRequest,
  type Session,
  type SessionFigures,
  type SessionMessage,
  type SessionStatus,
} from '../lib/session';
import type { Legacy } from './handed-over';
import { Privacy } from './privacy';
import { SharedModel } from './shared-model';

/** What a node wants to know of the session. */
export interface SessionUser {
  /** The present state, when the node begins and at each change. */
  shows(status: SessionStatus): void;
  /** At each change only. */
  changed?(status: SessionStatus): void;
  gap?(gap: Gap): void;
  /** What was missed, once it has been found out; only where a model is kept. */
  ledger?(ledger: Ledger, gap: Gap | undefined): void;
  /** The active server asks whether it may go into maintenance. */
  maintenance?(request: MaintenanceRequest): void;
  /** This node's flow answers it; without such a node the answer is yes at once. */
  readonly answersMaintenance?: boolean;
}

export class SharedSession {
  readonly #session: Session;
  readonly #privacy: Privacy;
  readonly #users = new Map<Node, SessionUser>();
  #life: 'unused' | 'starting' | 'used' | 'closed' = 'unused';
  #maintenance: MaintenanceRequest | undefined;
  #model: SharedModel | undefined;
  /** What the model begins with, as long as nobody has asked for it. */
  #legacy: Legacy | undefined;

  /**
   * @param privacy nothing leaves the session but through it
   * @param legacy calls and agents of the session in whose place this one is
   */
  constructor(session: Session, privacy: Privacy = new Privacy(), legacy?: Legacy) {
    this.#session = session;
    this.#privacy = privacy;
    this.#legacy = legacy;
    session.on('status', (status) => {
      this.#model?.follower.changed?.(status);
      for (const user of this.#all()) {
        user.shows(status);
        user.changed?.(status);
      }
    });
    session.on('gap', (gap) => {
      this.#model?.follower.gap?.(gap);
      for (const user of this.#all()) user.gap?.(gap);
    });
    session.on('maintenance', (request) => this.#askMaintenance(request));
  }

  get status(): SessionStatus {
    return this.#session.status;
  }

  get counters(): SessionFigures {
    return this.#session.counters;
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
      // Later, so that no node of this deployment misses the first change of state.
      setImmediate(() => this.#start());
    }
    if (this.#life !== 'starting') user.shows(this.#session.status);
  }

  /** The session stays open without users: the next deployment brings them back. */
  deregister(node: Node): void {
    this.#users.delete(node);
  }

  /** One user of each flow, by node id. */
  onePerFlow(): Record<string, Node> {
    const byFlow = new Map<string, Node>();
    for (const node of this.#users.keys()) if (!byFlow.has(node.z)) byFlow.set(node.z, node);
    return Object.fromEntries([...byFlow.values()].map((node) => [node.id, node]));
  }

  /** Calls and agents as they stand: kept from the first time somebody asks, until the session is closed. */
  get model(): SharedModel {
    if (this.#model) return this.#model;
    const over = (ledger: Ledger, gap: Gap | undefined) => {
      for (const user of this.#all()) user.ledger?.(ledger, gap);
    };
    this.#model = new SharedModel(this, over, this.#legacy);
    this.#legacy = undefined;
    return this.#model;
  }

  subscribe(topics: readonly string[] | '*', listener: (message: SessionMessage) => void): () => void {
    return this.#session.subscribe(topics, (message) => listener(this.#privacy.shown(message)));
  }

  /** @param timeout seconds; the session's setting when undefined */
  async request(topic: string, payload: object, timeout?: number): Promise<SessionMessage> {
    const sent = this.#privacy.put(payload);
    return this.#privacy.shown(await this.#session.request(topic, sent, timeout === undefined ? {} : { timeout }));
  }

  send(topic: string, payload: object): void {
    this.#session.send(topic, this.#privacy.put(payload));
  }

  /** After disconnect(). */
  connect(): void {
    if (this.#life === 'used') this.#session.open();
  }

  /** Keeps the session closed until connect(), whatever nodes come and go. */
  async disconnect(): Promise<void> {
    if (this.#life === 'starting') {
      this.#life = 'used';
      for (const user of this.#all()) user.shows(this.#session.status);
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

  #askMaintenance(request: MaintenanceRequest): void {
    const users = this.#all();
    if (users.some(({ answersMaintenance }) => answersMaintenance)) this.#maintenance = request;
    else request.answer(true);
    for (const user of users) user.maintenance?.(request);
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
