import assert from 'node:assert/strict';
import { CtiError } from '../../lib/codec';
import { Bench } from './fake-network';

/** What a promise has come to once everything that is due has run. */
async function settled(promise: Promise<void>): Promise<boolean> {
  const done = promise.then(() => true);
  const later = new Promise<boolean>((resolve) => {
    setImmediate(() => resolve(false));
  });
  return Promise.race([done, later]);
}

describe('closing a session', () => {
  it('that is closed already is done at once', async () => {
    const bench = new Bench();
    await bench.session.close();
    await bench.session.close();
    assert.deepEqual(bench.statuses, []);
  });

  const beforeOpen: [state: string, reach: (bench: Bench) => void][] = [
    ['connecting', (bench) => bench.session.open()],
    [
      'opening',
      (bench) => {
        bench.session.open();
        bench.peer.accept();
      },
    ],
    [
      'waiting',
      (bench) => {
        bench.session.open();
        bench.peer.lose(new CtiError('CTI_CONNECT_FAILED', 'nothing listens'));
      },
    ],
  ];
  for (const [state, reach] of beforeOpen) {
    it(`that is ${state} resets the connection and stops trying`, async () => {
      const bench = new Bench();
      reach(bench);
      assert.equal(bench.session.status.state, state);
      await bench.session.close();
      assert.equal(bench.session.status.state, 'closed');
      assert.equal(bench.session.status.previous, state);
      assert.ok(bench.peer.wasReset);
      assert.equal(bench.clock.waiting, 0);
    });
  }

  it('that is open waits for CLOSE_CONF, then resets', async () => {
    const bench = Bench.open();
    const closed = bench.session.close();
    assert.equal(bench.peer.last?.topic, 'CLOSE_REQ');
    assert.equal(bench.session.status.state, 'closed');
    assert.equal(bench.peer.wasReset, false);
    assert.equal(await settled(closed), false);
    bench.peer.send('CLOSE_CONF', { invokeID: bench.peer.invokeID('CLOSE_REQ') });
    await closed;
    assert.ok(bench.peer.wasReset);
    assert.equal(bench.clock.waiting, 0);
    assert.deepEqual(bench.states, ['connecting', 'opening', 'open', 'closed']);
  });

  it('that is open does not wait for CLOSE_CONF longer than closeTimeout', async () => {
    const bench = Bench.open({ closeTimeout: 0.5 });
    const closed = bench.session.close();
    bench.clock.advance(0.5);
    await closed;
    assert.ok(bench.peer.wasReset);
    assert.equal(bench.clock.waiting, 0);
  });

  it('that is open ends when the connection is lost meanwhile', async () => {
    const bench = Bench.open();
    const closed = bench.session.close();
    bench.peer.lose(new CtiError('CTI_CONNECTION_LOST', 'lost'));
    await closed;
    assert.deepEqual(bench.states.at(-1), 'closed');
    assert.equal(bench.clock.waiting, 0);
  });

  it('ends also when CLOSE_REQ cannot be sent', async () => {
    const bench = Bench.open();
    bench.peer.refuses = new CtiError('CTI_SEND_QUEUE_FULL', 'full');
    await bench.session.close();
    assert.ok(bench.peer.wasReset);
  });

  it('twice resolves both', async () => {
    const bench = Bench.open();
    const both = Promise.all([bench.session.close(), bench.session.close()]);
    bench.clock.advance(1.5);
    await both;
    assert.deepEqual(bench.peer.topics, ['OPEN_REQ', 'CLOSE_REQ']);
  });

  it('ends the requests without an answer', async () => {
    const bench = Bench.open();
    const request = bench.session.request('QUERY_AGENT_STATE_REQ', { peripheralID: 5000, agentID: '1001' });
    const refused = assert.rejects(request, { code: 'CTI_SESSION_CLOSED' });
    const closed = bench.session.close();
    await refused;
    bench.clock.advance(2);
    await closed;
    await assert.rejects(bench.session.request('HEARTBEAT_REQ', {}), { code: 'CTI_NOT_CONNECTED' });
  });

  it('tells subscribers no more', async () => {
    const bench = Bench.open();
    bench.session.subscribe('*', ({ topic }) => assert.fail(topic));
    const closed = bench.session.close();
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_TIMEOUT' });
    bench.peer.send('CLOSE_CONF', { invokeID: 2 });
    await closed;
  });

  it('of a server that goes off line ends for good when close() comes in between', async () => {
    const bench = Bench.open();
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_CTI_SERVER_OFFLINE' });
    const closed = bench.session.close();
    bench.clock.advance(1.5);
    await closed;
    assert.equal(bench.session.status.state, 'closed');
    assert.equal(bench.clock.waiting, 0);
    assert.deepEqual(bench.states, ['connecting', 'opening', 'open', 'waiting', 'closed']);
  });

  it('and opening it again closes politely first', async () => {
    const bench = Bench.open();
    const closed = bench.session.close();
    bench.session.open();
    assert.equal(bench.connections.length, 1);
    bench.peer.send('CLOSE_CONF', { invokeID: bench.peer.invokeID('CLOSE_REQ') });
    await closed;
    assert.equal(bench.connections.length, 2);
    bench.confirmOpen();
    assert.equal(bench.session.status.state, 'open');
    assert.equal(bench.session.counters.reconnects, 0);
  });

  it('and opening it again forgets what the old connection still brings', async () => {
    const bench = Bench.open();
    const closed = bench.session.close();
    bench.session.open();
    const confirmed = bench.codec.encode('CLOSE_CONF', { invokeID: bench.peer.invokeID('CLOSE_REQ') });
    bench.peer.receive(Buffer.concat([confirmed, Buffer.alloc(50, 0xff)]));
    await closed;
    assert.equal(bench.session.status.state, 'connecting');
  });

  it('may be done by a listener, at any change', async () => {
    for (const state of ['connecting', 'opening', 'open', 'waiting']) {
      const bench = new Bench();
      const ends: Promise<void>[] = [];
      bench.session.on('status', (status) => {
        if (status.state === state) ends.push(bench.session.close());
      });
      bench.session.open();
      if (state === 'waiting') bench.peer.lose(new CtiError('CTI_CONNECT_FAILED', 'no'));
      else if (state !== 'connecting') bench.peer.accept();
      if (state === 'open') bench.grant(1);
      bench.clock.advance(1.5);
      assert.equal(ends.length, 1, state);
      await ends[0];
      assert.equal(bench.session.status.state, 'closed', state);
      assert.equal(bench.clock.waiting, 0, state);
    }
  });

  it('by a listener resolves only when the session is closed', async () => {
    const bench = new Bench();
    let closed: Promise<void> | undefined;
    bench.session.on('status', ({ state }) => {
      if (state === 'open') closed = bench.session.close();
    });
    bench.session.open();
    bench.confirmOpen();
    assert.ok(closed);
    assert.equal(await settled(closed), false);
    bench.clock.advance(1.5);
    await closed;
  });
});
