import { createServer, type Server } from 'node:net';
import { CtiError } from '../codec';
import { ClientSession } from './client-session';
import type { Office } from './office';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Listens for clients and keeps their sockets, so that all of them can be closed. */
export class CtiServer {
  readonly #server: Server;
  readonly #connections = new Set<ClientSession>();

  constructor(office: Office) {
    this.#server = createServer((socket) => {
      const session = new ClientSession(socket, office);
      this.#connections.add(session);
      socket.on('close', () => this.#connections.delete(session));
    });
  }

  /** @throws CtiError CTI_CANNOT_LISTEN */
  listen(address: Address): Promise<Address> {
    return new Promise((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException) => {
        const message = `cannot listen on ${address.host}:${address.port}: ${error.message}`;
        reject(new CtiError('CTI_CANNOT_LISTEN', message, { cause: error }));
      };
      this.#server.once('error', failed);
      this.#server.listen(address.port, address.host, () => {
        this.#server.off('error', failed);
        // A client that is gone before it is accepted must not stop the others.
        this.#server.on('error', () => {});
        const bound = this.#server.address();
        resolve({ host: address.host, port: typeof bound === 'object' && bound ? bound.port : address.port });
      });
    });
  }

  /** Tells the clients that the server goes off line, and closes every socket. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const session of this.#connections) session.end('E_CTI_CTI_SERVER_OFFLINE');
    });
  }
}
