import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { Clock } from '../../lib/session/clock';
import { type Change, CLEAR, type Direction, type Way } from './flow';
import { Relay } from './relay';

/** Something that happens when a frame comes, before it is passed on. */
export interface Trigger {
  readonly direction: Direction;
  /** Of this message number. @default any */
  readonly number?: number;
  /** The first, the second ... that comes. @default 1 */
  readonly nth?: number;
  /** Half of the frame is passed on before. @default false */
  readonly half?: boolean;
  run(): void;
}

const DIRECTIONS: readonly Direction[] = ['toServer', 'toClient'];

/**
 * A TCP proxy before a CTI Server, whose network can be made to fail in every way. What is switched on holds for the
 * connections there are and those to come, until heal(); a connection that has lost bytes never gets them back.
 */
export class FaultProxy {
  readonly #target: number;
  readonly #clock: Clock;
  readonly #relays = new Set<Relay>();
  readonly #triggers: { readonly trigger: Trigger; left: number }[] = [];
  readonly #onAccept: (() => void)[] = [];
  #ways: { readonly [D in Direction]: Way } = { toServer: CLEAR, toClient: CLEAR };
  #server: Server | undefined;
  #leadsNowhere = false;
  #port = 0;
  /** Connections so far. */
  accepted = 0;

  private constructor(target: number, clock: Clock) {
    this.#target = target;
    this.#clock = clock;
  }

  /** @param target the server's port, on this machine */
  static async listen(target: number, clock: Clock): Promise<FaultProxy> {
    const proxy = new FaultProxy(target, clock);
    await proxy.#listen();
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** Sockets that are open, two for a connection. */
  get sockets(): number {
    return [...this.#relays].reduce((sum, relay) => sum + relay.sockets, 0);
  }

  /** Connections that their clients have not ended. */
  get held(): number {
    return [...this.#relays].filter((relay) => relay.held).length;
  }

  /** At the next connection, before anything goes through it. */
  onAccept(run: () => void): void {
    this.#onAccept.push(run);
  }

  when(trigger: Trigger): void {
    this.#triggers.push({ trigger, left: trigger.nth ?? 1 });
  }

  set(way: Partial<Way>, ...directions: Direction[]): void {
    const treated = directions.length > 0 ? directions : DIRECTIONS;
    this.#ways = {
      toServer: treated.includes('toServer') ? { ...this.#ways.toServer, ...way } : this.#ways.toServer,
      toClient: treated.includes('toClient') ? { ...this.#ways.toClient, ...way } : this.#ways.toClient,
    };
    for (const relay of this.#relays) relay.apply();
  }

  /** Ends every connection politely. */
  cut(): void {
    for (const relay of this.#relays) relay.cut();
  }

  /** Ends every connection politely towards the client; the server does not hear of it. */
  cutClient(): void {
    for (const relay of this.#relays) relay.cutClient();
  }

  reset(): void {
    for (const relay of this.#relays) relay.reset();
  }

  /** New connections are accepted and lead nowhere. */
  leadNowhere(): void {
    this.#leadsNowhere = true;
  }

  /** Nobody listens any more; the connections there are stay. */
  refuse(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  inject(direction: Direction, bytes: Buffer): void {
    for (const relay of this.#relays) relay.flow(direction)?.inject(bytes);
  }

  /** The next frame of every connection goes on like this; of several changes each takes one frame. */
  change(direction: Direction, ...changes: Change[]): void {
    for (const relay of this.#relays) for (const change of changes) relay.flow(direction)?.change(change);
  }

  /** New connections are treated well again; the ends of old ones learn what happened to the other. */
  async heal(): Promise<void> {
    this.#leadsNowhere = false;
    this.#ways = { toServer: CLEAR, toClient: CLEAR };
    for (const relay of this.#relays) relay.healed();
    if (this.#server === undefined) await this.#listen();
  }

  async stop(): Promise<void> {
    this.reset();
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.close();
    await once(server, 'close');
  }

  async #listen(): Promise<void> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#accept(client));
    this.#server = server;
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
  }

  #accept(client: Socket): void {
    this.accepted += 1;
    const server = this.#leadsNowhere
      ? undefined
      : connect({ port: this.#target, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const relay = new Relay(
      {
        way: (direction) => this.#ways[direction],
        seen: (direction, number, frame, pass) => this.#seen(direction, number, frame, pass),
      },
      client,
      server,
      this.#clock,
    );
    this.#relays.add(relay);
    for (const socket of [client, server]) {
      socket?.on('close', () => {
        if (relay.sockets > 0) return;
        relay.stop();
        this.#relays.delete(relay);
      });
    }
    relay.apply();
    for (const run of this.#onAccept.splice(0)) run();
  }

  #seen(direction: Direction, number: number, frame: Buffer, pass: (end: number) => void): void {
    for (const entry of [...this.#triggers]) {
      const { trigger } = entry;
      if (trigger.direction !== direction || (trigger.number ?? number) !== number) continue;
      entry.left -= 1;
      if (entry.left > 0) continue;
      this.#triggers.splice(this.#triggers.indexOf(entry), 1);
      if (trigger.half) pass(Math.ceil(frame.length / 2));
      trigger.run();
    }
  }
}
