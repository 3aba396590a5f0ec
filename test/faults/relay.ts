import type { Socket } from 'node:net';
import type { Clock } from '../../lib/session/clock';
import { type Direction, Flow, reset, type Way } from './flow';

export interface RelayOwner {
  way(direction: Direction): Way;
  seen(direction: Direction, number: number, frame: Buffer, pass: (end: number) => void): void;
}

/** One connection through the proxy: two sockets and what flows between them. */
export class Relay {
  readonly toServer: Flow;
  readonly toClient: Flow | undefined;
  readonly #client: Socket;
  readonly #server: Socket | undefined;

  /** @param server undefined: the connection leads nowhere */
  constructor(owner: RelayOwner, client: Socket, server: Socket | undefined, clock: Clock) {
    this.#client = client;
    this.#server = server;
    const flow = (direction: Direction, source: Socket, sink: Socket | undefined) =>
      new Flow(
        {
          way: () => owner.way(direction),
          seen: (number, frame, pass) => owner.seen(direction, number, frame, pass),
          die: () => this.die(),
        },
        source,
        sink,
        clock,
      );
    this.toServer = flow('toServer', client, server);
    this.toClient = server && flow('toClient', server, client);
  }

  /** Sockets that are open. */
  get sockets(): number {
    return [this.#client, this.#server].filter((socket) => socket !== undefined && !socket.destroyed).length;
  }

  /** The client has not ended its connection. */
  get held(): boolean {
    return !this.#client.destroyed;
  }

  flow(direction: Direction): Flow | undefined {
    return this[direction];
  }

  /** Both ends are told that nothing more comes. */
  cut(): void {
    this.die();
    this.#client.end();
    this.#server?.end();
  }

  /** Only the client is told that nothing more comes. */
  cutClient(): void {
    this.toClient?.die();
    this.#client.end();
  }

  reset(): void {
    this.die();
    this.stop();
    for (const socket of [this.#client, this.#server]) if (socket) reset(socket);
  }

  /** Drops what is on its way. */
  stop(): void {
    this.toServer.stop();
    this.toClient?.stop();
  }

  /** Nothing goes through any more; the sockets stay. */
  die(): void {
    this.toServer.die();
    this.toClient?.die();
  }

  apply(): void {
    this.toServer.apply();
    this.toClient?.apply();
  }

  /** The network is in order again: each end learns whether the other one is gone. */
  healed(): void {
    this.apply();
    this.toServer.forgetChanges();
    this.toClient?.forgetChanges();
    if (this.#client.destroyed || this.#server?.destroyed) this.reset();
  }
}
