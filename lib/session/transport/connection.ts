import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { connect, isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { CtiError } from '../../codec';
import { failureOf } from './connection-failures';
import { peerName } from './peer';
import { securedStage } from './tls-certificate';
import { secure, secureContextOf } from './tls-client';
import { plainAnsweredWithTls } from './tls-failures';
import { objection } from './tls-verdict';
import type { Endpoint, Transport, TransportFactory, TransportHandlers, TransportStage } from './transport';

export { connectTooLate } from './connection-failures';

/** Bytes that may wait for the peer to read. A CTI Server that lets more pile up is not working. */
const MAX_QUEUED = 1_048_576;
/** Milliseconds until TCP itself asks whether the peer is there: the last resort of a session without heartbeats. */
const KEEP_ALIVE_DELAY = 30_000;

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** A TCP connection to a CTI Server, with TLS over it if the endpoint has it. */
export class Connection implements Transport {
  readonly #endpoint: Endpoint;
  readonly #handlers: TransportHandlers;
  readonly #maxQueued: number;
  #stage: Transport['stage'] = 'idle';
  #tcp: Socket | undefined;
  #outermost: Socket | undefined;
  /** What frames go through, TCP or TLS, once they may. */
  #stream: Socket | undefined;
  /** The first two bytes that came without TLS: enough to know TLS by. */
  #head = Buffer.alloc(0);
  #sent = false;
  /** The server has said something that it says only to a client it has let in. */
  #admitted = false;
  #over = false;
  #error: Error | undefined;

  /** @param maxQueued bytes that may wait to be sent */
  constructor(endpoint: Endpoint, handlers: TransportHandlers, maxQueued = MAX_QUEUED) {
    this.#endpoint = endpoint;
    this.#handlers = handlers;
    this.#maxQueued = maxQueued;
  }

  get stage(): Transport['stage'] {
    return this.#stage;
  }

  get queued(): number {
    return this.#stream?.writableLength ?? 0;
  }

  connect(): void {
    if (this.#over) return;
    const { host, port, tls } = this.#endpoint;
    let start = (tcp: Socket) => this.#open(tcp);
    if (tls !== undefined) {
      try {
        const context = secureContextOf(this.#endpoint, tls);
        start = (tcp) => this.#handshake(secure(tcp, this.#endpoint, tls, context));
      } catch (cause) {
        process.nextTick(() => this.#fail(cause as CtiError));
        return;
      }
    }
    // TCP_NODELAY by advice of the guide: requests are small and each waits for its answer.
    const tcp = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_DELAY,
      lookup: (name, options, found) => this.#lookup(name, options, found as Found),
    });
    this.#tcp = tcp;
    if (isIP(host)) process.nextTick(() => this.#reach({ name: 'resolved', addresses: [host] }));
    tcp.on('connect', () => {
      if (this.#over) return;
      this.#reach({
        name: 'connected',
        local: end(tcp.localAddress, tcp.localPort),
        remote: end(tcp.remoteAddress, tcp.remotePort),
      });
      if (!this.#over) start(tcp);
    });
    this.#watch(tcp);
  }

  write(frame: Buffer, written?: () => void): void {
    const stream = this.#stream;
    if (stream === undefined || this.#over) {
      throw new CtiError('CTI_NOT_CONNECTED', `Not sent: there is no connection to ${peerName(this.#endpoint)}`);
    }
    if (stream.writableLength + frame.length > this.#maxQueued) {
      throw new CtiError(
        'CTI_SEND_QUEUE_FULL',
        `Not sent: ${stream.writableLength} bytes already wait for ${peerName(this.#endpoint)} to read them, at most ${this.#maxQueued} may`,
      );
    }
    this.#sent = true;
    stream.write(frame, (error) => {
      if (!error && !this.#over) written?.();
    });
  }

  reset(): void {
    this.#over = true;
    const tcp = this.#tcp;
    if (tcp === undefined || tcp.destroyed) return;
    // resetAndDestroy would wait for a connection that is still being made.
    if (tcp.connecting) tcp.destroy();
    else if (this.#endpoint.tls === undefined) this.#resetNow(tcp);
    // Node.js may crash when TCP goes away under TLS inside one of TLS's own callbacks, so not from within.
    else setImmediate(() => this.#resetNow(tcp));
  }

  /** While its end is on the way to the peer, Node.js fails to reset a socket (EINVAL), and never lets go of it. */
  #resetNow(tcp: Socket): void {
    const { writableEnded, writableFinished } = this.#outermost ?? tcp;
    if (writableEnded && !writableFinished) tcp.destroy();
    else if (!tcp.destroyed) tcp.resetAndDestroy();
  }

  #lookup(name: string, options: LookupOptions, found: Found): void {
    lookup(name, options, (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => {
      if (!error) {
        const addresses = typeof address === 'string' ? [address] : address.map((one) => one.address);
        this.#reach({ name: 'resolved', addresses });
      }
      found(error, address, family);
    });
  }

  #reach(stage: TransportStage): void {
    if (this.#over) return;
    this.#stage = stage.name;
    this.#handlers.stage?.(stage);
  }

  #handshake(tls: TLSSocket): void {
    this.#watch(tls);
    tls.on('session', () => {
      this.#admitted = true;
    });
    tls.on('secureConnect', () => {
      if (this.#over) return;
      const error = objection(tls, this.#endpoint);
      if (error !== undefined) {
        this.#fail(error);
        return;
      }
      // Before TLS 1.3 the server has the last word of a handshake; since then it may refuse this side afterwards.
      if (tls.getProtocol() !== 'TLSv1.3') this.#admitted = true;
      this.#reach(securedStage(tls));
      if (!this.#over) this.#open(tls);
    });
  }

  /** The outermost socket is the one whose end counts: TLS knows more of the reason than TCP below it. */
  #watch(socket: Socket): void {
    this.#outermost = socket;
    socket.on('error', (error) => {
      this.#error ??= error;
    });
    socket.on('close', () => {
      if (socket === this.#outermost) this.#fail();
    });
  }

  #open(stream: Socket): void {
    this.#stream = stream;
    stream.on('data', (chunk) => this.#data(chunk));
    this.#handlers.connected();
  }

  #data(chunk: Buffer): void {
    if (this.#over) return;
    this.#admitted = true;
    if (this.#endpoint.tls === undefined && this.#head.length < 2) {
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, 2)]);
      if (isTlsRecord(this.#head)) {
        this.#fail(plainAnsweredWithTls(this.#endpoint));
        return;
      }
    }
    this.#handlers.data(chunk);
  }

  /** @param error why; by default the reason is read from what was seen of the connection */
  #fail(error?: CtiError): void {
    if (this.#over) return;
    const reason =
      error ??
      failureOf({
        endpoint: this.#endpoint,
        stage: this.#stage,
        error: this.#error,
        received: this.#tcp?.bytesRead ?? 0,
        sent: this.#sent,
        admitted: this.#admitted,
      });
    this.reset();
    this.#handlers.closed(reason);
  }
}

/** A connection over the network. */
export const openTransport: TransportFactory = (endpoint, handlers) => new Connection(endpoint, handlers);

/**
 * Whether a stream begins with TLS: change_cipher_spec to application_data (20 to 23), then version 3. As the
 * length of a message it would be above 300 MB.
 */
function isTlsRecord([type = 0, major]: Buffer): boolean {
  return type >= 20 && type <= 23 && major === 3;
}

function end(host: string | undefined, port: number | undefined): string {
  return peerName({ host: host ?? '', port: port ?? 0 });
}
