import assert from 'node:assert/strict';
import { type AnyMessage, Codec, type CtiError, messageNumber } from '../../lib/codec';
import {
  type Constant,
  MESSAGES,
  type MessageName,
  type Payload,
  type PayloadInput,
  type RequestName,
} from '../../lib/protocol';
import { type Gap, Session, type SessionOptions, type SessionStatus, type SideName } from '../../lib/session';
import type { Endpoint, Transport, TransportHandlers } from '../../lib/session/transport/transport';
import { ManualClock } from './manual-clock';

export const OPTIONS: SessionOptions = {
  sides: { A: { host: 'pg1a.example.com' } },
  protocolVersion: 25,
  clientID: 'wallboard',
  clientPassword: 'open sesame',
  services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL'],
};

const GRANT = {
  servicesGranted: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL'],
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
  /** Bytes that wait for the peer to read. */
  queued = 0;
  readonly stage = 'idle';
  readonly endpoint: Endpoint;
  /** Of the version that OPEN_REQ named. */
  codec: Codec;
  readonly #handlers: TransportHandlers;
  readonly #unwritten: (() => void)[] = [];

  constructor(endpoint: Endpoint, codec: Codec, handlers: TransportHandlers) {
    this.endpoint = endpoint;
    this.codec = codec;
    this.#handlers = handlers;
  }

  connect(): void {}

  write(frame: Buffer, written?: () => void): void {
    if (this.refuses) throw this.refuses;
    if (messageNumber(frame, 0) === MESSAGES.OPEN_REQ.number)
      this.codec = new Codec({ version: frame.readUInt32BE(12) });
    this.sent.push(this.codec.decode(frame));
    if (this.flows) written?.();
    else if (written) this.#unwritten.push(written);
  }

  /** The operating system takes what it had not taken. */
  flow(): void {
    this.flows = true;
    for (const written of this.#unwritten.splice(0)) written();
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
    this.receive(this.codec.encode(topic, payload));
  }

  receive(...chunks: Buffer[]): void {
    for (const chunk of chunks) this.#handlers.data(chunk);
  }

  lose(error: CtiError): void {
    this.#handlers.closed(error);
  }
}

export const SYSTEM: PayloadInput<'SYSTEM_EVENT'> = {
  pgStatus: [],
  icmCentralControllerTime: '2026-01-31T12:00:00Z',
  systemEventID: 'SYS_PERIPHERAL_ONLINE',
  systemEventArg1: 5000,
  systemEventArg2: 0,
  systemEventArg3: 0,
  eventDeviceType: null,
};

/** Of requests about a connection. */
export const CALL = {
  peripheralID: 5000,
  connectionCallID: 7,
  connectionDeviceIDType: 'CONNECTION_ID_STATIC',
  connectionDeviceID: '3001',
} as const;

/** Both sides. */
export const BOTH: Partial<SessionOptions> = {
  sides: { A: { host: 'pg1a.example.com' }, B: { host: 'pg1b.example.com' } },
};

/** A session whose connections and clock belong to the test. */
export class Bench {
  readonly clock = new ManualClock();
  readonly codec: Codec;
  readonly connections: FakeConnection[] = [];
  readonly statuses: SessionStatus[] = [];
  readonly problems: CtiError[] = [];
  readonly gaps: Gap[] = [];
  readonly session: Session;

  constructor(options: Partial<SessionOptions> = {}, random = () => 0.5) {
    const { protocolVersion = 25 } = options;
    this.codec = new Codec({ version: protocolVersion === 'auto' ? 25 : protocolVersion });
    this.session = new Session(
      { ...OPTIONS, ...options },
      {
        clock: this.clock,
        random,
        connect: (endpoint, handlers) => {
          const connection = new FakeConnection(endpoint, this.codec, handlers);
          this.connections.push(connection);
          return connection;
        },
      },
    );
    this.session.on('status', (status) => this.statuses.push(status));
    this.session.on('problem', (problem) => this.problems.push(problem));
    this.session.on('gap', (gap) => this.gaps.push(gap));
  }

  /** The latest connection. */
  get peer(): FakeConnection {
    return this.connections.at(-1) as FakeConnection;
  }

  /** States as they came, each once. */
  get states(): string[] {
    return this.statuses.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1]);
  }

  /** Which side each connection went to. */
  get sides(): string {
    return this.connections.map(({ endpoint }) => (endpoint.host.startsWith('pg1b') ? 'B' : 'A')).join('');
  }

  /** The latest connection to a side. */
  at(side: SideName): FakeConnection {
    const found = this.connections.findLast(({ endpoint }) => endpoint.host.startsWith(`pg1${side.toLowerCase()}`));
    assert.ok(found, `no connection to side ${side}`);
    return found;
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
  grant(invokeID: number, more: Partial<PayloadInput<'OPEN_CONF'>> = {}, peer = this.peer): void {
    const { version } = peer.codec;
    const departmentID = version < 19 ? {} : { departmentID: 0 };
    const sessionType = version < 24 ? {} : { sessionType: 1 };
    const topic: string = 'OPEN_CONF';
    peer.receive(peer.codec.encode(topic, { ...GRANT, ...departmentID, ...sessionType, ...more, invokeID }));
  }

  /** The peer accepts, and answers OPEN_REQ as a side does. */
  confirm(side: SideName, sessionType: 'ACTIVE' | 'STANDBY' = 'ACTIVE'): FakeConnection {
    const peer = this.at(side);
    peer.accept();
    const { invokeID, servicesRequested: servicesGranted } = peer.payload('OPEN_REQ');
    this.grant(invokeID, { servicesGranted, sessionType }, peer);
    return peer;
  }

  /** The peer accepts, and refuses OPEN_REQ. */
  refuse(failureCode: Constant<'StatusCode'>): void {
    this.peer.accept();
    const invokeID = this.peer.invokeID('OPEN_REQ');
    this.peer.send('FAILURE_CONF', { invokeID, failureCode, peripheralErrorCode: 0 });
  }
}
