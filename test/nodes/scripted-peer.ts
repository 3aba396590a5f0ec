/** The server side of a session, as a test wants it: answers what it is told to, sends when told. */
import { EventEmitter, once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Codec, Framer } from '../../lib/codec';
import { present } from '../codec/present';

export interface PeerMessage {
  readonly topic: string;
  readonly payload: Record<string, unknown>;
}

/** What the peer says to a request; undefined: what a server says, an empty array: nothing. */
export type Answer = (request: PeerMessage) => readonly [topic: string, payload: object] | readonly [] | undefined;

const GRANT = {
  servicesGranted: ['CTI_SERVICE_CALL_DATA_UPDATE', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_ALL_EVENTS'],
  monitorID: 0,
  pgStatus: [],
  icmCentralControllerTime: '2026-11-21T08:00:00.000Z',
  peripheralOnline: true,
  peripheralType: 'PT_ENTERPRISE_AGENT',
  agentState: 'AGENT_STATE_UNKNOWN',
  departmentID: 0,
  sessionType: 0,
};

/** Opens and closes sessions as a server does, unless `answer` has something else to say. */
export class ScriptedPeer {
  readonly received: PeerMessage[] = [];
  readonly #codec = new Codec();
  readonly #sockets = new Set<Socket>();
  readonly #changes = new EventEmitter();
  readonly #server = createServer((socket) => this.#accept(socket));
  readonly #answer: Answer;
  #port = 0;

  constructor(answer: Answer = () => undefined) {
    this.#answer = answer;
  }

  get port(): number {
    return this.#port;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  async listen(): Promise<number> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    return this.#port;
  }

  /** Ends all connections and listens no more; listen() brings it back on the same port. */
  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  send(topic: string, payload: object): void {
    this.sendBytes(this.#codec.encode(topic, payload));
  }

  sendBytes(bytes: Buffer): void {
    for (const socket of this.#sockets) socket.write(bytes);
  }

  count(topic: string): number {
    return this.received.filter((message) => message.topic === topic).length;
  }

  /** Resolves when the condition holds; tested anew after each message, connection and end of one. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await once(this.#changes, 'change');
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    const framer = new Framer((buffer, start, end) => {
      const { topic, payload } = this.#codec.decode(buffer, start, end);
      const message = { topic, payload: present(payload) as Record<string, unknown> };
      this.received.push(message);
      const answer = this.#answer(message) ?? usual(message);
      const { invokeID } = message.payload;
      if (answer?.[0]) socket.write(this.#codec.encode(answer[0], { invokeID, ...answer[1] }));
      this.#changes.emit('change');
    });
    socket.on('data', (chunk) => framer.push(chunk));
    // The client resets the connection when it has closed the session.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#changes.emit('change');
    });
  }
}

function usual({ topic }: PeerMessage): readonly [string, object] | undefined {
  if (topic === 'OPEN_REQ') return ['OPEN_CONF', GRANT];
  if (topic === 'HEARTBEAT_REQ') return ['HEARTBEAT_CONF', {}];
  return topic === 'CLOSE_REQ' ? ['CLOSE_CONF', {}] : undefined;
}
