import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer, type Server, type TLSSocket, type TlsOptions } from 'node:tls';
import type { Endpoint, TlsSettings } from '../../lib/session/transport/transport';

/** A TLS server on a port of its own that sends back what comes. */
export class TlsPeer {
  readonly #server: Server;
  readonly #raw = new Set<Socket>();
  /** Connections whose handshake is done. */
  readonly sockets: TLSSocket[] = [];
  /** Codes with which handshakes and connections have failed. */
  readonly failures: string[] = [];

  private constructor(options: TlsOptions) {
    this.#server = createServer(options, (socket) => {
      this.sockets.push(socket);
      socket.on('data', (chunk) => socket.write(chunk));
      socket.on('error', (error) => this.#failed(error));
    });
    this.#server.on('tlsClientError', (error) => this.#failed(error));
    this.#server.on('connection', (socket: Socket) => {
      this.#raw.add(socket);
      socket.on('close', () => this.#raw.delete(socket));
    });
  }

  static async listen(options: TlsOptions): Promise<TlsPeer> {
    const peer = new TlsPeer(options);
    peer.#server.listen(0, '127.0.0.1');
    await once(peer.#server, 'listening');
    return peer;
  }

  endpoint(tls: Partial<TlsSettings> = {}): Endpoint {
    return endpointOf((this.#server.address() as AddressInfo).port, tls);
  }

  async client(): Promise<TLSSocket> {
    if (this.sockets.length === 0) await once(this.#server, 'secureConnection');
    return this.sockets[0] as TLSSocket;
  }

  /** Resolves when a handshake or connection has failed. */
  async failure(): Promise<string> {
    if (this.failures.length === 0) await once(this.#server, 'failure');
    return this.failures[0] as string;
  }

  connections(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
    });
  }

  async stop(): Promise<void> {
    for (const socket of this.#raw) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #failed(error: NodeJS.ErrnoException): void {
    this.failures.push(error.code ?? error.message);
    this.#server.emit('failure');
  }
}

/** `openssl s_server`, which tells a client by an alert that its certificate will not do, as a CTI Server does. */
export class OpensslPeer {
  readonly #process: ChildProcess;
  readonly #port: number;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.#port = port;
  }

  static async listen(...options: string[]): Promise<OpensslPeer> {
    // It ends with its standard input, so that stays open.
    const server = spawn('openssl', ['s_server', '-accept', '127.0.0.1:0', ...options], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let said = '';
    for await (const chunk of server.stdout) {
      said += chunk;
      const port = /^ACCEPT .*:(\d+)$/m.exec(said)?.[1];
      if (port !== undefined) return new OpensslPeer(server, Number(port));
    }
    throw new Error(`openssl s_server does not listen: ${said}`);
  }

  endpoint(tls: Partial<TlsSettings> = {}): Endpoint {
    return endpointOf(this.#port, tls);
  }

  async stop(): Promise<void> {
    this.#process.kill();
    await once(this.#process, 'exit');
  }
}

/** With the defaults of a session. */
export function endpointOf(port: number, tls: Partial<TlsSettings> = {}): Endpoint {
  return {
    host: '127.0.0.1',
    port,
    tls: { checkServerName: true, verify: true, minVersion: 'TLSv1.2', ...tls },
  };
}
