import assert from 'node:assert/strict';
import { type AnyMessage, Codec, type CtiError } from '../../lib/codec';
import type { MessageName, Payload, PayloadInput, RequestName } from '../../lib/protocol';
import { Session, type SessionOptions, type SessionStatus } from '../../lib/session';
import type { Transport, TransportHandlers } from '../../lib/session/transport';
import { ManualClock } from './manual-clock';

export const OPTIONS: SessionOptions = {
  host: 'pg1a.example.com',
  port: 42027,
  clientID: 'wallboard',
  clientPassword: 'open sesame',
  services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL'],
};

const GRANT = {
  servicesGranted: ['CTI_SERVICE_ALL_EVENTS'],
  monitorID: 0,
  pgStatus: [],
  icmCentralControllerTime: '2026-01-31T12:00:00Z',
  peripheralOnline: true,
  peripheralType: 'PT_ENTERPRISE_AGENT',
  agentState: 'AGENT_STATE_UNKNOWN',
} as const satisfies Partial<PayloadInput<'OPEN_CONF'>>;

/** The far end of one connection, in the hands of a test. */
export class FakeConnection implements Transport {
  readonly sent: AnyMessage[] = [];
  wasReset = false;
  /** Whether the operating system takes what is sent. */
  flows = true;
  /** What write throws. */
  refuses: CtiError | undefined;
  readonly #codec: Codec;
  readonly #handlers: TransportHandlers;

  constructor(codec: Codec, handlers: TransportHandlers) {
    this.#codec = codec;
    this.#handlers = handlers;
  }

  connect(): void {}

  write(frame: Buffer, written?: () => void): void {
    if (this.refuses) throw this.refuses;
    this.sent.push(this.#codec.decode(frame));
    if (this.flows) written?.();
  }

  reset(): void {
    this.wasReset = true;
  }

  get last(): AnyMessage | undefined {
    return this.sent.at(-1);
  }

  /** Names of what came, in order. */
  get topics(): string[] {
    return this.sent.map(({ topic }) => topic);
  }

  /** Of the last message of this type. */
  payload<N extends MessageName>(topic: N): Payload<N> {
    const message = this.sent.findLast((one) => one.topic === topic);
    assert.ok(message, `no ${topic} among ${this.topics.join(', ')}`);
    return message.payload as Payload<N>;
  }

  /** InvokeID of the last message of this type. */
  invokeID(topic: RequestName): number {
    return this.payload(topic).invokeID;
  }

  accept(): void {
    this.#handlers.connected();
  }

  send<N extends MessageName>(topic: N, payload: PayloadInput<N>): void {
    this.receive(this.#codec.encode(topic, payload));
  }

  receive(...chunks: Buffer[]): void {
    for (const chunk of chunks) this.#handlers.data(chunk);
  }

  lose(error: CtiError): void {
    this.#handlers.closed(error);
  }
}

/** A session whose connections and clock belong to the test. */
export class Bench {
  readonly clock = new ManualClock();
  readonly codec: Codec;
  readonly connections: FakeConnection[] = [];
  readonly statuses: SessionStatus[] = [];
  readonly problems: CtiError[] = [];
  readonly session: Session;

  constructor(options: Partial<SessionOptions> = {}, random = () => 0) {
    this.codec = new Codec({ version: options.protocolVersion ?? 25 });
    this.session = new Session(
      { ...OPTIONS, ...options },
      {
        clock: this.clock,
        random,
        connect: (_address, handlers) => {
          const connection = new FakeConnection(this.codec, handlers);
          this.connections.push(connection);
          return connection;
        },
      },
    );
    this.session.on('status', (status) => this.statuses.push(status));
    this.session.on('problem', (problem) => this.problems.push(problem));
  }

  /** The latest connection. */
  get peer(): FakeConnection {
    return this.connections.at(-1) as FakeConnection;
  }

  /** States as they came. */
  get states(): string[] {
    return this.statuses.map(({ state }) => state);
  }

  /** An open session. */
  static open(options: Partial<SessionOptions> = {}): Bench {
    const bench = new Bench(options);
    bench.session.open();
    bench.confirmOpen();
    return bench;
  }

  /** The peer accepts and grants the session. */
  confirmOpen(): void {
    this.peer.accept();
    this.grant(this.peer.invokeID('OPEN_REQ'));
  }

  /** OPEN_CONF with the fields of the protocol version. */
  grant(invokeID: number): void {
    const { version } = this.codec;
    const departmentID = version < 19 ? {} : { departmentID: 0 };
    const sessionType = version < 24 ? {} : { sessionType: 1 };
    const topic: string = 'OPEN_CONF';
    this.peer.receive(this.codec.encode(topic, { ...GRANT, ...departmentID, ...sessionType, invokeID }));
  }
}
