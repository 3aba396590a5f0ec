import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createSecureServer, TLSSocket } from 'node:tls';
import { CtiError } from '../../codec';
import { ClientSession } from '../sessions/client-session';
import type { Office } from '../sessions/office';
import type { Side } from './side';

/** What a secured port shows of itself and wants of its clients, in PEM. */
export interface Credentials {
  readonly key: string | Buffer;
  readonly cert: string | Buffer;
  /** Of an encrypted key. */
  readonly passphrase?: string;
  /** Given: a client has to show a certificate that this one vouches for. */
  readonly ca?: string | Buffer;
}

/** Listens on one port and keeps its sockets, so that all of them can be closed. */
export class CtiServer {
  readonly #server: Server;
  /** Also those whose TLS handshake is not over. */
  readonly #sockets = new Set<Socket>();
  readonly #sessions = new Set<ClientSession>();
  #listening: Promise<unknown> = Promise.resolve();

  /** @throws CtiError CTI_INVALID_OPTION */
  constructor(side: Side, office: Office, credentials?: Credentials) {
    const accept = (socket: Socket) => {
      const session = new ClientSession(socket, office, side, this.#beneath(socket));
      this.#sessions.add(session);
      socket.on('close', () => this.#sessions.delete(session));
    };
    this.#server = credentials ? secureServer(credentials, accept, side, office) : createServer(accept);
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** A secured socket cannot be reset, the connection that it is on can. */
  #beneath(socket: Socket): Socket | undefined {
    const { remoteAddress, remotePort } = socket;
    const same = (one: Socket) => one.remotePort === remotePort && one.remoteAddress === remoteAddress;
    return socket instanceof TLSSocket ? [...this.#sockets].find(same) : undefined;
  }

  /**
   * @returns the port, which is another one than 0
   * @throws CtiError CTI_CANNOT_LISTEN
   */
  listen(host: string, port: number): Promise<number> {
    const bound = new Promise<number>((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException) => {
        const message = `cannot listen on ${host}:${port}: ${error.message}`;
        reject(new CtiError('CTI_CANNOT_LISTEN', message, { cause: error }));
      };
      this.#server.once('error', failed);
      this.#server.listen(port, host, () => {
        this.#server.off('error', failed);
        // A client that is gone before it is accepted must not stop the others.
        this.#server.on('error', () => {});
        const address = this.#server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
    this.#listening = bound.catch(() => {});
    return bound;
  }

  /** Tells the clients that the server goes off line, and closes every socket. */
  close(): Promise<void> {
    return this.#end(() => {
      for (const session of this.#sessions) session.end('E_CTI_CTI_SERVER_OFFLINE');
    });
  }

  /** As if the process had died: every connection is reset. */
  reset(): Promise<void> {
    return this.#end(() => {
      for (const socket of this.#sockets) {
        // While its end is on the way to the client, Node.js fails to reset a socket, and never lets go of it.
        if (socket.writableEnded && !socket.writableFinished) socket.destroy();
        else if (!socket.destroyed) socket.resetAndDestroy();
      }
      for (const session of this.#sessions) session.cut('the server has died');
    });
  }

  async #end(endSessions: () => void): Promise<void> {
    // A server that is still about to listen would not notice that it is closed.
    await this.#listening;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    endSessions();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

function secureServer(credentials: Credentials, accept: (socket: Socket) => void, side: Side, office: Office): Server {
  const { key, cert, passphrase, ca } = credentials;
  const mutual = ca !== undefined;
  try {
    const server = createSecureServer(
      {
        key,
        cert,
        ...(passphrase && { passphrase }),
        ...(mutual && { ca }),
        requestCert: mutual,
        rejectUnauthorized: mutual,
        minVersion: 'TLSv1.2',
      },
      accept,
    );
    return server.on('tlsClientError', (error, { authorizationError }) => {
      office.trace(() => `SIDE ${side.name}: a TLS handshake failed: ${authorizationError || error.message}`);
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CtiError('CTI_INVALID_OPTION', `tls: key, cert and ca have to be PEM and fit together: ${reason}`, {
      field: 'tls',
      cause: error,
    });
  }
}
