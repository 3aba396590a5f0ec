import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Codec } from '../../lib/codec';
import { FAULTS, type FaultName, type Place } from './faults';
import { Pace } from './pace';
import { FaultProxy } from './proxy';

const codec = new Codec();
const frame = (invokeID: number) => codec.encode('HEARTBEAT_REQ', { invokeID });
const ONE = frame(1);
const TWO = frame(2);

/** One end of a connection and what has come to it. */
class End {
  readonly socket: Socket;
  bytes = Buffer.alloc(0);
  chunks = 0;
  end: 'lasts' | 'closed' | 'reset' = 'lasts';

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => {
      this.bytes = Buffer.concat([this.bytes, chunk]);
      this.chunks += 1;
    });
    socket.on('end', () => {
      this.end = 'closed';
    });
    socket.on('error', () => {
      this.end = 'reset';
    });
  }
}

describe('the proxy between client and server', () => {
  let pace: Pace;
  let listener: Server;
  /** The servers' ends of connections. */
  let ends: End[];
  let proxy: FaultProxy;
  let place: Place;
  const clients: Socket[] = [];

  beforeEach(async () => {
    pace = new Pace();
    ends = [];
    listener = createServer((socket) => ends.push(new End(socket))).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    proxy = await FaultProxy.listen((listener.address() as AddressInfo).port, pace.network);
    place = { proxy, answers: true };
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    await proxy.stop();
    await pace.until('every socket is closed', 5, () => proxy.sockets === 0);
    listener.close();
    await once(listener, 'close');
    pace.stop();
    assert.equal(pace.network.waiting, 0);
  });

  async function client(): Promise<End> {
    const socket = connect(proxy.port, '127.0.0.1').setNoDelay();
    clients.push(socket);
    const end = new End(socket);
    const before = proxy.accepted;
    await pace.until('it is connected', 5, () => proxy.accepted > before || end.end !== 'lasts');
    return end;
  }

  /** Both ends of a connection. */
  async function pair(): Promise<{ client: End; server: End }> {
    const index = ends.length;
    const one = await client();
    await pace.until('the server is reached', 5, () => ends.length > index);
    return { client: one, server: ends[index] as End };
  }

  const come = (end: End, ...frames: Buffer[]) =>
    pace.until('all of it has come', 5, () => end.bytes.equals(Buffer.concat(frames)));

  /** Whatever is on its way has come when a second has passed. */
  const settled = () => pace.pass(1);

  const begin = (fault: FaultName) => FAULTS[fault].begin(place);

  it('passes on what comes and how it ends', async () => {
    const { client, server } = await pair();
    client.socket.write(ONE);
    server.socket.write(TWO);
    await come(server, ONE);
    await come(client, TWO);
    client.socket.end();
    await pace.until('the server hears of it', 5, () => server.end === 'closed');
    const next = await pair();
    next.server.socket.resetAndDestroy();
    await pace.until('the client hears of it', 5, () => next.client.end === 'reset');
  });

  it('cuts', async () => {
    const { client, server } = await pair();
    begin('cut');
    await pace.until('both hear of it', 5, () => client.end === 'closed' && server.end === 'closed');
    const next = await pair();
    next.client.socket.write(ONE);
    await come(next.server, ONE);
  });

  it('resets', async () => {
    const { client, server } = await pair();
    begin('reset');
    await pace.until('both hear of it', 5, () => client.end === 'reset' && server.end === 'reset');
  });

  it('goes away as a dead process does, and comes back on its port', async () => {
    const { port } = proxy;
    const { client: old } = await pair();
    begin('nobody listens');
    await pace.until('the client hears of it', 5, () => old.end === 'reset');
    assert.equal((await client()).end, 'reset');
    await proxy.heal();
    assert.equal(proxy.port, port);
    await pair();
  });

  it('swallows everything, and the sockets stay', async () => {
    const { client, server } = await pair();
    begin('half-open');
    client.socket.write(ONE);
    server.socket.write(TWO);
    await settled();
    assert.equal(client.bytes.length + server.bytes.length, 0);
    client.socket.resetAndDestroy();
    await settled();
    assert.equal(server.end, 'lasts');
    await proxy.heal();
    await pace.until('the server hears of it', 5, () => server.end === 'reset');
  });

  it('never lets a connection go on that has lost bytes', async () => {
    const { client, server } = await pair();
    begin('half-open to the client');
    client.socket.write(ONE);
    server.socket.write(ONE);
    await come(server, ONE);
    await proxy.heal();
    server.socket.write(TWO);
    await settled();
    assert.equal(client.bytes.length, 0);
  });

  it('is deaf to the client', async () => {
    const { client, server } = await pair();
    begin('half-open to the server');
    client.socket.write(ONE);
    server.socket.write(ONE);
    await come(client, ONE);
    assert.equal(server.bytes.length, 0);
  });

  it('accepts and leads nowhere', async () => {
    const { client: old } = await pair();
    begin('black hole');
    await pace.until('the client hears of it', 5, () => old.end === 'reset');
    const next = await client();
    next.socket.write(ONE);
    await settled();
    assert.equal(ends.length, 1);
    assert.equal(next.end, 'lasts');
  });

  it('delays, and keeps the order when it no longer does', async () => {
    const { client, server } = await pair();
    begin('delay of a second');
    const sent = pace.seconds;
    client.socket.write(ONE);
    await pace.until('it is on its way', 5, () => pace.network.waiting > 0);
    await proxy.heal();
    client.socket.write(TWO);
    await come(server, ONE, TWO);
    assert.ok(pace.seconds - sent >= 1);
  });

  it('sends one byte at a time', async () => {
    const { client, server } = await pair();
    begin('one byte at a time');
    client.socket.write(Buffer.concat([ONE, TWO]));
    await come(server, ONE, TWO);
    assert.ok(server.chunks > 6, `${server.chunks} chunks`);
  });

  it('puts garbage into the stream', async () => {
    const { client, server } = await pair();
    client.socket.write(ONE);
    server.socket.write(ONE);
    await come(server, ONE);
    begin('garbage to the server');
    begin('garbage to the client');
    client.socket.write(TWO);
    await come(server, ONE, Buffer.alloc(16, 0xff), TWO);
    await come(client, ONE, Buffer.alloc(16, 0xff));
  });

  const changed: readonly [fault: FaultName, to: 'server' | 'client', what: readonly Buffer[]][] = [
    ['frame twice to the client', 'client', [ONE, ONE, TWO]],
    ['frame twice to the server', 'server', [ONE, ONE, TWO]],
    ['chunk twice to the client', 'client', [ONE.subarray(0, 6), ONE, TWO]],
    ['chunk twice to the server', 'server', [ONE.subarray(0, 6), ONE, TWO]],
    ['frames reordered to the client', 'client', [TWO, ONE]],
    ['chunks reordered to the client', 'client', [ONE.subarray(6), ONE.subarray(0, 6), TWO]],
    ['chunks reordered to the server', 'server', [ONE.subarray(6), ONE.subarray(0, 6), TWO]],
  ];
  for (const [fault, to, what] of changed) {
    it(`delivers ${fault}, once`, async () => {
      const both = await pair();
      begin(fault);
      const from = to === 'client' ? both.server : both.client;
      from.socket.write(Buffer.concat([ONE, TWO, TWO]));
      await come(both[to], ...what, TWO);
    });
  }

  it('closes slowly: the other end hears of it ten seconds later', async () => {
    const { client, server } = await pair();
    begin('slow close');
    await pace.until('the client hears of it', 5, () => client.end === 'closed');
    const closed = pace.seconds;
    await pace.until('the server hears of it', 15, () => server.end !== 'lasts');
    assert.ok(pace.seconds - closed > 8, `${pace.seconds - closed} s`);
  });

  it('stops in the middle of a frame', async () => {
    const { client, server } = await pair();
    begin('stop in the middle of a frame');
    server.socket.write(Buffer.concat([ONE, TWO]));
    await come(client, ONE.subarray(0, 6));
    await settled();
    assert.equal(client.bytes.length, 6);
    assert.equal(client.end, 'lasts');
  });

  it('reads no more, so that bytes pile up with the client', async () => {
    const { client, server } = await pair();
    begin('server that reads no more');
    const all = Buffer.concat(Array.from({ length: 1_000_000 }, () => ONE));
    client.socket.write(all);
    await settled();
    assert.ok(client.socket.writableLength > 0);
    assert.equal(server.bytes.length, 0);
    client.socket.destroy();
    await proxy.heal();
  });

  it('tells of a frame before it is passed on, and lets half of it through before', async () => {
    const { client, server } = await pair();
    proxy.when({ direction: 'toServer', nth: 2, half: true, run: () => begin('half-open') });
    client.socket.write(Buffer.concat([ONE, TWO, ONE]));
    await come(server, ONE, TWO.subarray(0, 6));
    await settled();
    assert.equal(server.bytes.length, 18);
  });
});
