/** One session and the nodes that use it: opened for the first, told of every change of state. */
import type { Node } from 'node-red';
import { CtiError, type Session, type SessionMessage, type SessionStatus } from '../lib/session';

export type StatusListener = (status: SessionStatus) => void;

export class SharedSession {
  readonly #session: Session;
  readonly #users = new Map<Node, StatusListener>();
  #opening = false;
  #closed = false;

  constructor(session: Session) {
    this.#session = session;
    session.on('status', (status) => this.#tell(status));
  }

  get status(): SessionStatus {
    return this.#session.status;
  }

  /** Adds a node and tells it the present state. A node that is registered already stays as it is. */
  register(node: Node, listener: StatusListener): void {
    if (this.#users.has(node)) return;
    this.#users.set(node, listener);
    listener(this.#session.status);
    if (this.#opening || this.#closed) return;
    this.#opening = true;
    // Later, so that no node of this deployment misses the first change of state.
    setImmediate(() => {
      if (!this.#closed) this.#session.open();
    });
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

  subscribe(topics: readonly string[] | '*', listener: (message: SessionMessage) => void): () => void {
    return this.#session.subscribe(topics, listener);
  }

  /** @param timeout seconds; the session's setting when undefined */
  request(topic: string, payload: object, timeout?: number): Promise<SessionMessage> {
    return this.#session.request(topic, payload, timeout === undefined ? {} : { timeout });
  }

  send(topic: string, payload: object): void {
    this.#session.send(topic, payload);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#session.close();
    this.#users.clear();
  }

  #tell(status: SessionStatus): void {
    for (const listener of [...this.#users.values()]) listener(status);
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
