import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type AnyMessage, Codec, Framer } from '../../lib/codec';

/** The far end of one real connection. */
export class TcpClient {
  readonly socket: Socket;
  readonly received: AnyMessage[] = [];
  readonly #codec = new Codec();
  readonly #waiting = new Set<() => void>();
  /** How the connection ended; undefined while it lasts. */
  ended: 'closed' | 'reset' | undefined;

  constructor(socket: Socket, answer: ((client: TcpClient, message: AnyMessage) => void) | undefined) {
    this.socket = socket;
    const framer = new Framer((buffer, start, end) => {
      const message = this.#codec.decode(buffer, start, end);
      this.received.push(message);
      answer?.(this, message);
    });
    socket.on('data', (chunk) => {
      framer.push(chunk);
      this.#changed();
    });
    socket.on('error', () => {
      this.ended = 'reset';
    });
    socket.on('close', () => {
      this.ended ??= 'closed';
      this.#changed();
    });
  }

  send(topic: string, payload: object): void {
    this.socket.write(this.#codec.encode(topic, payload));
  }

  /** Resolves when a message of this type has come. */
  async message(topic: string): Promise<AnyMessage> {
    const find = () => this.received.find((message) => message.topic === topic);
    await this.until(() => find() !== undefined);
    return find() as AnyMessage;
  }

  /** Resolves when it holds, looked at after every change of this connection. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      const look = () => {
        if (!holds()) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }

  #changed(): void {
    for (const look of [...this.#waiting]) look();
  }
}

/** A TCP server on a port of its own that answers as a test tells it. */
export class TcpPeer {
  readonly #server: Server;
  readonly clients: TcpClient[] = [];

  private constructor(server: Server, answer?: (client: TcpClient, message: AnyMessage) => void) {
    this.#server = server;
    server.on('connection', (socket) => this.clients.push(new TcpClient(socket, answer)));
  }

  static async listen(answer?: (client: TcpClient, message: AnyMessage) => void, port = 0): Promise<TcpPeer> {
    const server = createServer();
    const peer = new TcpPeer(server, answer);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return peer;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async client(index = this.clients.length): Promise<TcpClient> {
    while (this.clients[index] === undefined) await once(this.#server, 'connection');
    return this.clients[index];
  }

  async stop(): Promise<void> {
    for (const { socket } of this.clients) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** Grants every session, and answers heartbeats and CLOSE_REQ. */
export function obliging(client: TcpClient, { topic, payload }: AnyMessage): void {
  const invokeID = 'invokeID' in payload ? payload.invokeID : 0;
  if (topic === 'HEARTBEAT_REQ') client.send('HEARTBEAT_CONF', { invokeID });
  if (topic === 'CLOSE_REQ') client.send('CLOSE_CONF', { invokeID });
  if (topic !== 'OPEN_REQ') return;
  client.send('OPEN_CONF', {
    invokeID,
    servicesGranted: payload.servicesRequested,
    monitorID: 0,
    pgStatus: [],
    icmCentralControllerTime: '2026-01-31T12:00:00Z',
    peripheralOnline: true,
    peripheralType: 'PT_ENTERPRISE_AGENT',
    agentState: 'AGENT_STATE_UNKNOWN',
    departmentID: 0,
    sessionType: 1,
  });
}
