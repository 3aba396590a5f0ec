import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { Codec, type CtiError } from '../../lib/codec';
import { TcpConnection } from '../../lib/session/connection';
import { TcpPeer } from './tcp-peer';

const frame = new Codec().encode('HEARTBEAT_REQ', { invokeID: 1 });

/** Handlers that note what is told, and whose promises resolve when it is. */
class Listener {
  readonly told: string[] = [];
  readonly chunks: Buffer[] = [];
  error: CtiError | undefined;
  readonly #waiting = new Map<string, () => void>();

  connected(): void {
    this.#tell('connected');
  }

  data(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.#tell('data');
  }

  closed(error: CtiError): void {
    this.error = error;
    this.#tell('closed');
  }

  async hears(what: string): Promise<void> {
    if (this.told.includes(what)) return;
    await new Promise<void>((resolve) => {
      this.#waiting.set(what, resolve);
    });
  }

  #tell(what: string): void {
    this.told.push(what);
    this.#waiting.get(what)?.();
  }
}

describe('a TCP connection', () => {
  let peer: TcpPeer;
  let listener: Listener;
  let connection: TcpConnection;

  beforeEach(async () => {
    peer = await TcpPeer.listen();
    listener = new Listener();
    connection = new TcpConnection({ host: '127.0.0.1', port: peer.port }, listener);
  });

  afterEach(async () => {
    connection.reset();
    await peer.stop();
  });

  it('carries bytes both ways and tells when they are written', async () => {
    connection.connect();
    await listener.hears('connected');
    const written = new Promise<void>((resolve) => connection.write(frame, resolve));
    await written;
    const client = await peer.client(0);
    assert.equal((await client.message('HEARTBEAT_REQ')).topic, 'HEARTBEAT_REQ');
    client.send('HEARTBEAT_CONF', { invokeID: 1 });
    await listener.hears('data');
    assert.equal(Buffer.concat(listener.chunks).toString('hex'), '000000040000000600000001');
  });

  it('is reset, not closed: the peer sees it at once', async () => {
    connection.connect();
    await listener.hears('connected');
    const client = await peer.client(0);
    connection.reset();
    await client.until(() => client.ended !== undefined);
    assert.equal(client.ended, 'reset');
    assert.deepEqual(listener.told, ['connected']);
  });

  it('may be reset while it is being made, twice, and before that', async () => {
    connection.reset();
    connection.connect();
    connection.reset();
    connection.reset();
    const another = new Listener();
    const next = new TcpConnection({ host: '127.0.0.1', port: peer.port }, another);
    next.connect();
    await another.hears('connected');
    next.reset();
    assert.deepEqual(listener.told, []);
  });

  it('tells once and last that the peer has closed it', async () => {
    connection.connect();
    await listener.hears('connected');
    (await peer.client(0)).socket.end(frame);
    await listener.hears('closed');
    assert.deepEqual(listener.told, ['connected', 'data', 'closed']);
    assert.equal(listener.error?.code, 'CTI_CONNECTION_LOST');
    assert.match(listener.error?.message ?? '', /127\.0\.0\.1:\d+ lost: the peer closed it/);
    assert.throws(() => connection.write(frame), { code: 'CTI_NOT_CONNECTED' });
  });

  it('tells that the peer has reset it', async () => {
    connection.connect();
    await listener.hears('connected');
    (await peer.client(0)).socket.resetAndDestroy();
    await listener.hears('closed');
    assert.equal(listener.error?.code, 'CTI_CONNECTION_LOST');
    assert.match(listener.error?.message ?? '', /the peer reset the connection/);
    assert.equal((listener.error?.cause as NodeJS.ErrnoException | undefined)?.code, 'ECONNRESET');
  });

  it('refuses to pile up more than may wait for a peer that does not read', async () => {
    const small = new TcpConnection({ host: '127.0.0.1', port: peer.port }, listener, 100_000);
    small.connect();
    await listener.hears('connected');
    (await peer.client(0)).socket.pause();
    const fill = () => {
      // The operating systems on both ends take some megabytes before anything waits here.
      for (let i = 0; i < 10_000; i++) small.write(Buffer.alloc(65_536));
    };
    assert.throws(fill, { code: 'CTI_SEND_QUEUE_FULL' });
    small.reset();
  });

  it('cannot be written to before it is made', () => {
    assert.throws(() => connection.write(frame), { code: 'CTI_NOT_CONNECTED' });
  });
});

describe('a TCP connection that cannot be made', () => {
  it('says that nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const listener = new Listener();
    new TcpConnection({ host: '127.0.0.1', port }, listener).connect();
    await listener.hears('closed');
    assert.deepEqual(listener.told, ['closed']);
    assert.equal(listener.error?.code, 'CTI_CONNECT_FAILED');
    assert.match(listener.error?.message ?? '', /nothing listens on that port.*ECONNREFUSED/);
  });

  it('says that a name with several addresses has failed on each', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const listener = new Listener();
    new TcpConnection({ host: 'localhost', port }, listener).connect();
    await listener.hears('closed');
    assert.match(listener.error?.message ?? '', /nothing listens on that port/);
  });

  it('says that the name is not known', async () => {
    // An impossible name, refused without asking a name server.
    const listener = new Listener();
    new TcpConnection({ host: 'no..name', port: 42027 }, listener).connect();
    await listener.hears('closed');
    assert.equal(listener.error?.code, 'CTI_CONNECT_FAILED');
    assert.match(listener.error?.message ?? '', /no\.\.name:42027: the host name is not known/);
  });
});
