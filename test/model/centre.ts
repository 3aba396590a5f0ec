/** A simulator, a session that comes back, and a model that is kept right: for one seed after the other. */
import { CtiError } from '../../lib/codec';
import { type Change, ContactCentreModel, type Ledger, Resync } from '../../lib/model';
import { Session } from '../../lib/session';
import { openTransport } from '../../lib/session/transport/connection';
import type { Transport, TransportFactory, TransportHandlers } from '../../lib/session/transport/transport';
import type { Simulator } from '../../lib/simulator';
import type { Clock } from '../../lib/simulator/clock';
import type { Call } from '../../lib/simulator/switch/call';
import type { Switch } from '../../lib/simulator/switch/switch';
import { ManualClock as SessionClock } from '../session/manual-clock';
import { ManualClock as SimulatorClock } from '../simulator/manual-clock';
import { AGENTS } from '../simulator/site';
import { GaveUp } from './gave-up';
import { unseenBy } from './truth';

/** So many turns of the event loop for what takes two or three. */
const MOST_TURNS = 2000;
const UNDER_WAY: ReadonlySet<string> = new Set(['connecting', 'opening']);

/** The clock of a simulator that is used again and again: each time it begins at the same moment. */
export class SameClock implements Clock {
  #clock = new SimulatorClock();

  restart(): void {
    this.#clock = new SimulatorClock();
  }

  now(): number {
    return this.#clock.now();
  }

  after(milliseconds: number, run: () => void): () => void {
    return this.#clock.after(milliseconds, run);
  }

  advance(milliseconds: number): void {
    this.#clock.advance(milliseconds);
  }
}

export interface CentreOptions {
  readonly hotStandby: boolean;
  readonly outstanding: number;
  /** Something may happen before an answer is looked at. */
  readonly beforeAnswer: (centre: Centre) => void | Promise<void>;
}

export class Centre {
  model = new ContactCentreModel();
  readonly changes: Change[] = [];
  readonly ledgers: Ledger[] = [];
  readonly gaveUp = new GaveUp();
  /** What no question can have found. */
  readonly unseen = new Set<Call>();
  resync: Resync;
  readonly session: Session;
  readonly world: Switch;
  readonly #clock: SameClock;
  readonly #options: CentreOptions;
  readonly #sessionClock = new SessionClock();
  readonly #links = new Map<Transport, TransportHandlers>();
  readonly #endObservation: () => void;

  /** @param simulator that has been started on these ports */
  constructor(simulator: Simulator, clock: SameClock, ports: { A: number; B: number }, options: CentreOptions) {
    const { world, end } = simulator.observe({
      happened: (event) => this.gaveUp.take(event),
      published: () => {},
      sent: () => {},
    });
    this.world = world;
    this.#endObservation = end;
    this.#clock = clock;
    const host = '127.0.0.1';
    this.session = new Session(
      {
        sides: { A: { host, port: ports.A }, B: { host, port: ports.B } },
        clientID: 'model',
        services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'],
        hotStandby: options.hotStandby,
        protocolVersion: 25,
        heartbeatInterval: 0,
        reconnectPauses: [1],
        expectedClients: 10,
      },
      { clock: this.#sessionClock, random: () => 0.5, connect: this.#connect },
    );
    this.#options = options;
    this.resync = this.#resyncOf(this.model);
    this.session.subscribe('*', (message) => {
      this.changes.push(...this.model.apply(message, clock.now()));
      this.resync.take(message);
    });
    let opened = false;
    this.session.on('status', ({ state }) => {
      if (state !== 'open' || opened) return;
      opened = true;
      this.resync.start('opened');
    });
    this.session.on('gap', ({ seconds }) => this.resync.start('gap', clock.now() - seconds * 1000));
    this.session.open();
  }

  get isOpen(): boolean {
    return this.session.status.state === 'open';
  }

  /** Whoever keeps the model ends and begins anew; the next one knows who gave up, and nothing else. */
  restart(): void {
    this.resync.stop();
    const callers = this.model.callersWhoGaveUp(this.#clock.now());
    this.model = new ContactCentreModel();
    this.model.doubt();
    this.model.recallCallers(JSON.parse(JSON.stringify(callers)));
    this.resync = this.#resyncOf(this.model);
    this.drop();
  }

  #resyncOf(model: ContactCentreModel): Resync {
    return new Resync(model, {
      now: () => this.#clock.now(),
      after: (milliseconds, run) => this.#clock.after(milliseconds, run),
      send: (topic, payload) => this.session.send(topic, payload),
      ask: async (topic, payload) => {
        const answer = await this.session.request(topic as string, payload);
        await this.#options.beforeAnswer(this);
        return answer;
      },
      changes: (changes) => this.changes.push(...changes),
      over: (ledger) => {
        this.ledgers.push(ledger);
        if (!ledger.interrupted) for (const call of unseenBy(model, this.world)) this.unseen.add(call);
      },
      rate: 1000,
      outstanding: this.#options.outstanding,
    });
  }

  /** The network between is cut. */
  drop(): void {
    for (const [transport, handlers] of [...this.#links]) {
      this.#links.delete(transport);
      transport.reset();
      handlers.closed(new CtiError('CTI_CONNECTION_LOST', 'the network was cut'));
    }
  }

  /** Milliseconds. */
  async pass(milliseconds: number): Promise<void> {
    this.#clock.advance(milliseconds);
    this.#sessionClock.advance(milliseconds / 1000);
    this.changes.push(...this.model.sweep(this.#clock.now()));
    await this.turn();
  }

  /** Whatever goes over the network now has come: time does not go on while a connection is made. */
  async turn(): Promise<void> {
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      const { state, standby } = this.session.status;
      if (!UNDER_WAY.has(state) && !UNDER_WAY.has(standby?.state ?? '')) return;
    }
  }

  /** What the server has sent until now is here, if there is a session. */
  async heard(): Promise<void> {
    if (!this.isOpen) return this.turn();
    const asked = this.session.request('QUERY_AGENT_STATE_REQ', { peripheralID: AGENTS, agentID: '1' });
    await asked.then(
      () => {},
      () => {},
    );
  }

  /** So much time has passed that nothing more comes of what has happened. */
  async rest(): Promise<void> {
    await this.settle();
    await this.pass(20_000);
    await this.settle();
    this.changes.push(...this.model.sweep(this.#clock.now()));
  }

  /** The session is open and the picture complete. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      await this.heard();
      if (this.isOpen && !this.resync.running && this.model.complete) return;
      await this.pass(this.isOpen ? 20 : 500);
    }
    throw new Error(`no end: ${JSON.stringify(this.session.status)}, resync ${this.resync.running}`);
  }

  async close(): Promise<void> {
    this.resync.stop();
    this.#endObservation();
    const closed = this.session.close();
    let over = false;
    void closed.then(() => {
      over = true;
    });
    while (!over) await this.pass(100);
    await closed;
  }

  readonly #connect: TransportFactory = (endpoint, handlers) => {
    const own: TransportHandlers = {
      connected: () => handlers.connected(),
      data: (chunk) => handlers.data(chunk),
      closed: (error) => {
        this.#links.delete(transport);
        handlers.closed(error);
      },
    };
    const transport: Transport = openTransport(endpoint, own);
    const reset = transport.reset.bind(transport);
    transport.reset = () => {
      this.#links.delete(transport);
      reset();
    };
    this.#links.set(transport, own);
    return transport;
  };
}
