import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Codec } from '../../lib/codec';
import { Connection, connectTooLate } from '../../lib/session/transport/connection';
import { Listener } from './listener';
import { TcpPeer } from './tcp-peer';

const frame = new Codec().encode('HEARTBEAT_REQ', { invokeID: 1 });

describe('a TCP connection', () => {
  let peer: TcpPeer;
  let listener: Listener;
  let connection: Connection;

  beforeEach(async () => {
    peer = await TcpPeer.listen();
    listener = new Listener();
    connection = new Connection({ host: '127.0.0.1', port: peer.port }, listener);
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

  it('may be reset while it is being made, and twice', async () => {
    connection.connect();
    connection.reset();
    connection.reset();
    await another(peer);
    assert.deepEqual(listener.told, []);
    assert.deepEqual(listener.stages, []);
  });

  it('is let go of when it is reset in the very turn in which the peer closes it', async () => {
    let closed: Promise<unknown> | undefined;
    const watch = (message: unknown) => {
      const { socket } = message as { socket: Socket };
      closed = once(socket, 'close');
      // Its own end is on the way then, and not yet gone.
      const reset = () => {
        assert.deepEqual([socket.writableEnded, socket.writableFinished], [true, false]);
        connection.reset();
      };
      socket.on('end', () => process.nextTick(() => process.nextTick(reset)));
    };
    subscribe('net.client.socket', watch);
    connection.connect();
    unsubscribe('net.client.socket', watch);
    await listener.hears('connected');
    const client = await peer.client(0);
    client.socket.end();
    assert.ok(closed);
    await closed;
    assert.deepEqual(listener.told, ['connected']);
  });

  it('is not made after it was reset', async () => {
    connection.reset();
    connection.connect();
    await another(peer);
    assert.equal(peer.clients.length, 1);
    assert.deepEqual(listener.told, []);
  });

  it('tells how far it has come', async () => {
    assert.equal(connection.stage, 'idle');
    connection.connect();
    assert.deepEqual(listener.stages, [], 'nothing is told before connect has returned');
    await listener.hears('connected');
    assert.equal(connection.stage, 'connected');
    const { remotePort } = (await peer.client(0)).socket;
    assert.deepEqual(listener.stages, [
      { name: 'resolved', addresses: ['127.0.0.1'] },
      { name: 'connected', local: `127.0.0.1:${remotePort}`, remote: `127.0.0.1:${peer.port}` },
    ]);
  });

  it('tells the addresses of a name', async () => {
    const named = new Connection({ host: 'localhost', port: peer.port }, listener);
    named.connect();
    await listener.hears('connected');
    named.reset();
    const [stage] = listener.stages;
    assert.ok(stage?.name === 'resolved' && stage.addresses.includes('127.0.0.1'), JSON.stringify(stage));
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
    const small = new Connection({ host: '127.0.0.1', port: peer.port }, listener, 100_000);
    small.connect();
    await listener.hears('connected');
    (await peer.client(0)).socket.pause();
    const fill = () => {
      // The operating systems on both ends take some megabytes before anything waits here.
      for (let i = 0; i < 10_000; i++) small.write(Buffer.alloc(65_536));
    };
    assert.equal(small.queued, 0);
    assert.throws(fill, { code: 'CTI_SEND_QUEUE_FULL' });
    assert.ok(small.queued > 0 && small.queued <= 100_000, `${small.queued} bytes wait`);
    small.reset();
  });

  it('that ends before a byte has come says that the port may be the secured one', async () => {
    connection.connect();
    await listener.hears('connected');
    connection.write(frame);
    const client = await peer.client(0);
    await client.message('HEARTBEAT_REQ');
    client.socket.end();
    const error = await listener.fails();
    assert.equal(error.code, 'CTI_CONNECTION_LOST');
    assert.match(
      error.message,
      /the peer closed it; it has not answered a byte: if this is the secured port, set up TLS/,
    );
  });

  it('that brings TLS is ended: this port wants TLS', async () => {
    connection.connect();
    await listener.hears('connected');
    const { socket } = await peer.client(0);
    // A fatal alert, its first byte alone.
    socket.write(Buffer.from('15', 'hex'));
    await listener.hears('data');
    socket.write(Buffer.from('03030002022f', 'hex'));
    const error = await listener.fails();
    assert.equal(error.code, 'CTI_TLS_REQUIRED');
    assert.match(error.message, /speaks TLS, and this side is set up without.*42027 on side A and 43027 on side B/);
    assert.deepEqual(listener.told, ['connected', 'data', 'closed']);
  });

  it('cannot be written to before it is made', () => {
    assert.throws(() => connection.write(frame), { code: 'CTI_NOT_CONNECTED' });
  });
});

describe('a TCP connection that is not made in time', () => {
  it('says which step was not answered', () => {
    const pg = { host: 'pg1a.example.com', port: 42027 };
    const resolving = connectTooLate(pg, 10, 'idle');
    assert.equal(resolving.code, 'CTI_CONNECT_FAILED');
    assert.match(resolving.message, /No connection to pg1a\.example\.com:42027 within 10 s: the name service has not/);
    assert.match(connectTooLate(pg, 10, 'resolved').message, /the host does not answer/);
    assert.match(connectTooLate({ ...pg, host: '10.0.0.1' }, 10, 'idle').message, /the host does not answer/);
  });
});

describe('a TCP connection that cannot be made', () => {
  it('says that nothing listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const listener = new Listener();
    new Connection({ host: '127.0.0.1', port }, listener).connect();
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
    new Connection({ host: 'localhost', port }, listener).connect();
    await listener.hears('closed');
    assert.match(listener.error?.message ?? '', /nothing listens on that port/);
  });

  it('says that the name is not known', async () => {
    // An impossible name, refused without asking a name server.
    const listener = new Listener();
    new Connection({ host: 'no..name', port: 42027 }, listener).connect();
    await listener.hears('closed');
    assert.equal(listener.error?.code, 'CTI_CONNECT_FAILED');
    assert.match(listener.error?.message ?? '', /no\.\.name:42027: the host name is not known/);
  });
});

/** One more connection, from its beginning to its end. */
async function another(peer: TcpPeer): Promise<void> {
  const listener = new Listener();
  const connection = new Connection({ host: '127.0.0.1', port: peer.port }, listener);
  connection.connect();
  await listener.hears('connected');
  await peer.client(0);
  connection.reset();
}
