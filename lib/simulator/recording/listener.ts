import { createServer, type Server, type Socket } from 'node:net';
import { CtiError } from '../../codec';

export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** A plain port and the sockets of those who came to it. */
export class Listener {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  /** @param accept has to listen for the socket's errors; the socket stays half open until both ends have ended */
  constructor(accept: (socket: Socket) => void) {
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      accept(socket);
    });
  }

  /** @param address port 0: any free one. @throws CtiError CTI_CANNOT_LISTEN */
  open({ host, port }: ListenAddress): Promise<ListenAddress> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (cause) => {
        reject(new CtiError('CTI_CANNOT_LISTEN', `cannot listen on ${host}:${port}: ${cause.message}`, { cause }));
      });
      this.#server.listen(port, host, () => {
        // A client that is gone before it is accepted must not stop the others.
        this.#server.on('error', () => {});
        const bound = this.#server.address();
        resolve({ host, port: typeof bound === 'object' && bound ? bound.port : port });
      });
    });
  }

  /** Resolves when the port is free and every socket is closed. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
