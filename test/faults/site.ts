import assert from 'node:assert/strict';
import type { SessionOptions, SessionStatus, SideName } from '../../lib/session';
import { openTransport } from '../../lib/session/transport/connection';
import type { Transport, TransportFactory } from '../../lib/session/transport/transport';
import { Simulator } from '../../lib/simulator';
import type { Place } from './faults';
import { Pace } from './pace';
import { FaultProxy } from './proxy';
import { Watched } from './watched';

/** Seconds, as the sessions of these tests promise them. */
export const PROMISES = {
  heartbeatInterval: 5,
  connectTimeout: 5,
  openTimeout: 10,
  requestTimeout: 8,
  closeTimeout: 1.5,
  /** The longest pause between tries, also the random one. */
  pause: 2,
  /** A dead server is found by its heartbeats. */
  dead: 4 * 5,
  /** A full deployment ends a session. */
  deploy: 2,
  /** What needs no timer takes some turns of the event loop. */
  atOnce: 2,
} as const;

const { heartbeatInterval, connectTimeout, openTimeout, requestTimeout, closeTimeout, pause } = PROMISES;

const OPTIONS = {
  clientID: 'wallboard',
  services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL'],
  heartbeatInterval,
  connectTimeout,
  openTimeout,
  requestTimeout,
  closeTimeout,
  reconnectPauses: [pause],
  expectedClients: pause * 10,
} as const satisfies Partial<SessionOptions>;

/** A connection that nobody answers. */
const unanswered: Transport = {
  stage: 'idle',
  queued: 0,
  connect() {},
  write() {
    assert.fail('nothing is sent without a connection');
  },
  reset() {},
};

interface Places {
  readonly A: Place;
  readonly B?: Place;
}

/** A simulator, the networks before its sides, and the sessions that go through them. */
export class Site {
  readonly pace: Pace;
  readonly simulator: Simulator;
  readonly sessions: Watched[] = [];
  readonly #places: Places;
  readonly #options: Partial<SessionOptions>;

  private constructor(pace: Pace, simulator: Simulator, places: Places, options: Partial<SessionOptions>) {
    this.pace = pace;
    this.simulator = simulator;
    this.#places = places;
    this.#options = options;
  }

  /** @param options of the sessions */
  static async start(sides: 1 | 2, options: Partial<SessionOptions> = {}): Promise<Site> {
    const pace = new Pace();
    const simulator = new Simulator({ port: 0, ...(sides === 2 && { sideB: { port: 0 } }) }, pace.simulator);
    const { sides: addresses } = await simulator.start();
    const place = async (port: number) => ({ proxy: await FaultProxy.listen(port, pace.network), answers: true });
    const A = await place(addresses.A.port);
    const B = addresses.B && (await place(addresses.B.port));
    return new Site(pace, simulator, { A, ...(B && { B }) }, options);
  }

  /** The latest session. */
  get watched(): Watched {
    return this.sessions.at(-1) as Watched;
  }

  get proxies(): FaultProxy[] {
    return Object.values(this.#places).map(({ proxy }) => proxy);
  }

  place(side: SideName = 'A'): Place {
    const place = this.#places[side];
    assert.ok(place, `there is no side ${side}`);
    return place;
  }

  async heal(): Promise<void> {
    for (const place of Object.values(this.#places)) place.answers = true;
    await Promise.all(this.proxies.map((proxy) => proxy.heal()));
  }

  /** A session that is not open yet. */
  make(): Watched {
    const { A, B } = this.#places;
    const side = ({ proxy }: Place) => ({ host: '127.0.0.1', port: proxy.port });
    const sides = { A: side(A), ...(B && { B: side(B) }) };
    const watched = new Watched(
      { ...OPTIONS, sides, ...this.#options },
      { clock: this.pace.session, random: () => 0.5, connect: this.#connect },
    );
    this.sessions.push(watched);
    return watched;
  }

  /** A session that is open, also with the standby side, and has heard all that comes at first. */
  async open(): Promise<Watched> {
    const watched = this.make();
    const { session } = watched;
    session.open();
    const greeted = () => (session.counters.typesIn.SYSTEM_EVENT ?? 0) >= 2;
    const standing = () => session.status.standby === undefined || session.status.standby.state === 'standby';
    const ready = () => watched.isOpen && greeted() && standing();
    await this.pace.until('the session is open', PROMISES.atOnce * 2, ready);
    return watched;
  }

  /** Resolves when the session is open again, within what its status and the settings promise. */
  async reopened(watched: Watched): Promise<void> {
    const limit = promised(watched.session.status, this.pace.session.date()) + PROMISES.atOnce;
    await this.pace.until('the session is open again', limit, () => watched.isOpen);
  }

  /** @throws AssertionError when it takes longer than so many seconds */
  async within(seconds: number, happening: Promise<unknown>): Promise<void> {
    const begun = this.pace.seconds;
    await happening;
    const took = this.pace.seconds - begun;
    assert.ok(took <= seconds + PROMISES.atOnce, `it took ${took} s, not ${seconds} s`);
  }

  /** Closes every session, and looks whether anything is left of them. */
  async close(): Promise<void> {
    const { pace } = this;
    await this.within(closeTimeout, Promise.all(this.sessions.map(({ session }) => session.close())));
    for (const watched of this.sessions) {
      assert.equal(watched.session.status.state, 'closed');
      watched.check();
    }
    assert.equal(pace.session.waiting, 0, 'timers left over');
    const held = () => this.proxies.reduce((sum, proxy) => sum + proxy.held, 0);
    await pace.until('the sessions have ended their connections', PROMISES.atOnce, () => held() === 0);
  }

  async stop(): Promise<void> {
    await Promise.all(this.sessions.map(({ session }) => session.close()));
    await Promise.all(this.proxies.map((proxy) => proxy.stop()));
    await this.pace.until('all sockets are closed', 5, () => this.proxies.every((proxy) => proxy.sockets === 0));
    await this.simulator.stop();
    this.pace.stop();
    assert.equal(this.pace.network.waiting, 0, 'timers of the proxy');
    assert.equal(this.pace.simulator.pending, 0, 'timers of the simulator');
  }

  readonly #connect: TransportFactory = (endpoint, handlers) => {
    const place = Object.values(this.#places).find(({ proxy }) => proxy.port === endpoint.port);
    return place?.answers ? openTransport(endpoint, handlers) : unanswered;
  };
}

/** Seconds in which a session is open, once all is well, as its status and the settings promise it. */
function promised({ state, retryAt }: SessionStatus, now: Date): number {
  if (state === 'connecting') return connectTimeout + pause;
  if (state === 'opening') return openTimeout + pause;
  if (retryAt !== undefined) return (Date.parse(retryAt) - now.getTime()) / 1000;
  return state === 'waiting' ? closeTimeout + pause : 0;
}
