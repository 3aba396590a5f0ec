import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectSecurely } from 'node:tls';
import { type AnyMessage, Codec, Framer, type Message } from '../../lib/codec';
import { MASKS, type MaskName, type MessageName, type PayloadInput, type RequestName } from '../../lib/protocol';
import { noteOutcome } from '../outcomes';

type Fields = { readonly [key: string]: unknown };

/** Every bit that a version knows. */
export function allBits(name: MaskName, version: number): string[] {
  const { values, since = {} } = MASKS[name] as { values: Fields; since?: { readonly [bit: string]: number } };
  return Object.keys(values).filter((bit) => (since[bit] ?? 0) <= version);
}

/** A raw client: a socket, a framer and a codec, and no opinion about the order of things. */
export class TestClient {
  readonly version: number;
  /** Everything received that answers no request, in order. */
  readonly events: AnyMessage[] = [];
  /** Everything received, in order. */
  readonly received: AnyMessage[] = [];
  readonly socket: Socket;
  readonly closed: Promise<void>;
  readonly #codec: Codec;
  readonly #answers = new Map<number, (message: AnyMessage) => void>();
  #waiting: (() => void) | undefined;
  #invokeID = 0;

  static async connect(port: number, version = 25): Promise<TestClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new TestClient(socket, version);
  }

  /** Over TLS. Whatever certificate the server shows is taken. */
  static async secure(port: number, options: ConnectionOptions = {}): Promise<TestClient> {
    const socket = connectSecurely({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options });
    await once(socket, 'secureConnect');
    return new TestClient(socket, 25);
  }

  private constructor(socket: Socket, version: number) {
    this.socket = socket;
    this.version = version;
    this.#codec = new Codec({ version });
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    const framer = new Framer((buffer, start, end) => this.#take(this.#codec.decode(buffer, start, end)));
    socket.on('data', (chunk) => framer.push(chunk));
    // A reset by the server shows in `closed`.
    socket.on('error', () => {});
  }

  #take(message: AnyMessage): void {
    this.received.push(message);
    const { invokeID } = message.payload as { invokeID?: number };
    const answer = invokeID === undefined ? undefined : this.#answers.get(invokeID);
    if (answer && invokeID !== undefined) {
      this.#answers.delete(invokeID);
      answer(message);
    } else this.events.push(message);
    this.#waiting?.();
  }

  /** Sends a request as it is given and waits for whatever answers it. */
  ask(topic: string, payload: Fields): Promise<AnyMessage> {
    const invokeID = ++this.#invokeID;
    const answer = new Promise<AnyMessage>((resolve) => this.#answers.set(invokeID, resolve));
    this.socket.write(this.#codec.encode(topic, { invokeID, ...payload }));
    return answer.then((message) => {
      noteOutcome(topic, message);
      return message;
    });
  }

  /** A request that has to be confirmed. */
  async request<N extends RequestName>(
    topic: N,
    payload: Omit<PayloadInput<N>, 'invokeID'>,
  ): Promise<AnyMessage['payload']> {
    const answer = await this.ask(topic, payload);
    assert.doesNotMatch(answer.topic, /FAILURE_CONF$/, JSON.stringify(answer.payload));
    return answer.payload;
  }

  /** A request that has to be refused. Resolves to topic and code. */
  async refused(topic: string, payload: Fields): Promise<string> {
    const answer = await this.ask(topic, payload);
    const { failureCode, status } = answer.payload as { failureCode?: string; status?: string };
    assert.match(answer.topic, /FAILURE_CONF$/);
    return `${answer.topic} ${failureCode ?? status}`;
  }

  sendRaw(frame: Buffer): void {
    this.socket.write(frame);
  }

  encode<N extends MessageName>(topic: N, payload: PayloadInput<N>): Buffer {
    return this.#codec.encode(topic, payload);
  }

  /** @throws CtiError */
  decode(frame: Buffer): AnyMessage {
    return this.#codec.decode(frame, 0, frame.length);
  }

  /** When it resolves, everything that the server has sent until now is here. */
  async settled(): Promise<void> {
    await this.request('HEARTBEAT_REQ', {});
  }

  /** The events since the last call, by topic. */
  async news(): Promise<AnyMessage[]> {
    await this.settled();
    return this.events.splice(0);
  }

  async topics(): Promise<string[]> {
    return (await this.news()).map(short);
  }

  /** Waits for an event and takes it, with all before it, out of `events`. */
  async event<N extends MessageName>(topic: N): Promise<Message<N>['payload']> {
    for (;;) {
      const at = this.events.findIndex((message) => message.topic === topic);
      if (at >= 0) return (this.events.splice(0, at + 1)[at] as Message<N>).payload;
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }

  openPayload(fields: Fields = {}): Fields {
    return {
      versionNumber: this.version,
      idleTimeout: null,
      peripheralID: null,
      servicesRequested: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CALL_DATA_UPDATE'],
      callMsgMask: allBits('CallEventMessageMask', this.version),
      agentStateMask: allBits('AgentStateMask', this.version),
      configMsgMask: [],
      clientID: 'test',
      clientPassword: '',
      ...fields,
    };
  }

  /** Opens an All Events session, or what `fields` say. */
  async open(fields: Fields = {}): Promise<Message<'OPEN_CONF'>['payload']> {
    const answer = await this.ask('OPEN_REQ', this.openPayload(fields));
    assert.equal(answer.topic, 'OPEN_CONF', JSON.stringify(answer.payload));
    return (answer as Message<'OPEN_CONF'>).payload;
  }

  close(): void {
    this.socket.destroy();
  }
}

/** A message as a word: agent states with their state, calls with their connection's device. */
export function short(message: AnyMessage): string {
  const payload = message.payload as { agentState?: string; agentID?: string; connectionDeviceID?: string };
  const name = message.topic.replace(/_EVENT$/, '');
  if (message.topic === 'AGENT_STATE_EVENT') {
    return `${payload.agentID} ${payload.agentState?.replace('AGENT_STATE_', '')}`;
  }
  return payload.connectionDeviceID === undefined ? name : `${name} ${payload.connectionDeviceID}`;
}
