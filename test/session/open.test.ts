import assert from 'node:assert/strict';
import { Codec, CtiError } from '../../lib/codec';
import { Bench } from './fake-network';

const lost = new CtiError('CTI_CONNECTION_LOST', 'Connection to pg1a.example.com:42027 lost: the peer closed it');
const noConnection = new CtiError('CTI_CONNECT_FAILED', 'Cannot connect to pg1a.example.com:42027: nothing listens');

describe('opening a session', () => {
  it('sends OPEN_REQ with every field and keeps the grant', () => {
    const bench = new Bench({
      clientSignature: 'Wall 1',
      protocolVersion: 20,
      services: ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL'],
      callMsgMask: ['CALL_DELIVERED_MASK'],
      agentStateMask: 3,
      configMsgMask: ['CONFIG_MSG_AGENT_MASK'],
      peripheralID: 5000,
      agentExtension: '3001',
      agentID: '1001',
      agentInstrument: '3001',
      applicationPathID: 5001,
      heartbeatInterval: 10,
    });
    bench.session.open();
    assert.deepEqual(bench.peer.sent, []);
    bench.peer.accept();
    const { topic, payload } = bench.peer.last ?? assert.fail();
    assert.equal(topic, 'OPEN_REQ');
    const given = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
    assert.deepEqual(given, {
      invokeID: 1,
      versionNumber: 20,
      idleTimeout: 40,
      peripheralID: 5000,
      servicesRequested: ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL'],
      callMsgMask: ['CALL_DELIVERED_MASK'],
      agentStateMask: ['AGENT_LOGIN_MASK', 'AGENT_LOGOUT_MASK'],
      configMsgMask: ['CONFIG_MSG_AGENT_MASK'],
      reserved1: 0,
      reserved2: 0,
      reserved3: 0,
      clientID: 'wallboard',
      clientPassword: Buffer.from('open sesame\0'),
      clientSignature: 'Wall 1',
      agentExtension: '3001',
      agentID: '1001',
      agentInstrument: '3001',
      applicationPathID: 5001,
    });
    assert.equal(bench.session.grant ?? 'none', 'none');
    bench.grant(1);
    assert.deepEqual(bench.session.grant?.servicesGranted, ['CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_ALL_EVENTS']);
    assert.deepEqual(bench.states, ['connecting', 'opening', 'open']);
    const { missingServices, ...status } = bench.session.status;
    assert.deepEqual(
      missingServices?.map(({ service }) => service),
      ['CTI_SERVICE_CLIENT_EVENTS'],
    );
    assert.deepEqual(status, {
      state: 'open',
      previous: 'opening',
      side: 'A',
      host: 'pg1a.example.com',
      port: 42027,
      since: bench.clock.date().toISOString(),
      attempt: 0,
      epoch: 1,
      protocol: 20,
      services: ['CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_ALL_EVENTS'],
      degraded: [],
      peripherals: [],
    });
  });

  it('sends an empty password as no bytes', () => {
    const bench = new Bench({ clientPassword: '' });
    bench.session.open();
    bench.peer.accept();
    assert.deepEqual(bench.peer.payload('OPEN_REQ').clientPassword, Buffer.alloc(0));
  });

  it('knows OPEN_CONF by its type, whatever its InvokeID: a recorded server cannot know ours', () => {
    const bench = new Bench();
    bench.session.open();
    bench.peer.accept();
    bench.grant(4711);
    assert.equal(bench.session.status.state, 'open');
  });

  it('does nothing when it is open or being opened already', () => {
    const bench = Bench.open();
    bench.session.open();
    assert.equal(bench.connections.length, 1);
    assert.deepEqual(bench.states, ['connecting', 'opening', 'open']);
  });

  it('is refused with the code of the guide, resets and waits', () => {
    const bench = new Bench();
    bench.session.open();
    bench.peer.accept();
    const invokeID = bench.peer.invokeID('OPEN_REQ');
    bench.peer.send('FAILURE_CONF', { invokeID, failureCode: 'E_CTI_INVALID_PASSWORD', peripheralErrorCode: 0 });
    assert.ok(bench.peer.wasReset);
    assert.deepEqual(bench.session.status, {
      state: 'waiting',
      previous: 'opening',
      side: 'A',
      host: 'pg1a.example.com',
      port: 42027,
      code: 'E_CTI_INVALID_PASSWORD',
      reason:
        'The CTI Server refused OPEN_REQ: E_CTI_INVALID_PASSWORD (wrong client ID or password); check client ID and password',
      since: bench.clock.date().toISOString(),
      attempt: 1,
      retryAt: new Date(bench.clock.date().getTime() + 120_000).toISOString(),
      epoch: 0,
    });
  });

  it('is refused by the older form of FAILURE_CONF, too', () => {
    const bench = new Bench();
    bench.session.open();
    bench.peer.accept();
    const older = new Codec({ version: 15 });
    bench.peer.receive(older.encode('FAILURE_CONF', { invokeID: 99, status: 'E_CTI_INVALID_VERSION' }));
    assert.equal(bench.session.status.code, 'E_CTI_INVALID_VERSION');
  });

  it('gives up on a peer that accepts and never speaks', () => {
    const bench = new Bench({ openTimeout: 60 });
    bench.session.open();
    bench.peer.accept();
    bench.clock.advance(59.9);
    assert.equal(bench.session.status.state, 'opening');
    bench.clock.advance(0.1);
    assert.ok(bench.peer.wasReset);
    assert.equal(bench.session.status.state, 'waiting');
    assert.equal(bench.session.status.code, 'CTI_OPEN_TIMEOUT');
  });

  it('gives up on a host that never accepts', () => {
    const bench = new Bench();
    bench.session.open();
    bench.clock.advance(10);
    assert.ok(bench.peer.wasReset);
    assert.equal(bench.session.status.code, 'CTI_CONNECT_FAILED');
  });

  it('fails on an OPEN_CONF that cannot be read, instead of waiting for another', () => {
    const bench = new Bench();
    bench.session.open();
    bench.peer.accept();
    bench.peer.receive(Buffer.from('000000040000000400000001', 'hex'));
    assert.equal(bench.session.status.state, 'waiting');
    assert.equal(bench.session.status.code, 'CTI_BAD_FRAME');
    assert.equal(bench.session.counters.dropped.malformed, 1);
  });

  it('fails when not even OPEN_REQ can be sent', () => {
    const bench = new Bench();
    bench.session.open();
    bench.peer.refuses = new CtiError('CTI_SEND_QUEUE_FULL', 'full');
    bench.peer.accept();
    assert.equal(bench.session.status.code, 'CTI_SEND_QUEUE_FULL');
  });
});

describe('coming back', () => {
  it('tries at once, then after the pauses of the guide, and begins anew only after OPEN_CONF', () => {
    const bench = new Bench();
    const pauses: number[] = [];
    const lose = (error: CtiError) => {
      bench.peer.lose(error);
      const { state, retryAt } = bench.session.status;
      const pause = state === 'waiting' ? (Date.parse(retryAt ?? '') - bench.clock.date().getTime()) / 1000 : 0;
      pauses.push(pause);
      bench.clock.advance(pause);
    };
    bench.session.open();
    lose(noConnection);
    bench.peer.accept();
    lose(lost);
    for (let i = 0; i < 5; i++) lose(noConnection);
    bench.confirmOpen();
    bench.clock.advance(12);
    lose(lost);
    lose(noConnection);
    assert.deepEqual(pauses, [1, 15, 30, 60, 120, 120, 120, 0, 1]);
    assert.equal(bench.connections.length, 10);
    assert.equal(bench.session.counters.tries, 10);
  });

  it('says why the session was lost, and counts the return', () => {
    const bench = Bench.open();
    bench.peer.lose(lost);
    const { state, previous, reason, code, attempt } = bench.session.status;
    assert.deepEqual(
      { state, previous, reason, code, attempt },
      { state: 'connecting', previous: 'open', reason: lost.message, code: 'CTI_CONNECTION_LOST', attempt: 1 },
    );
    assert.equal(bench.session.grant, undefined);
    bench.confirmOpen();
    assert.equal(bench.session.counters.reconnects, 1);
    assert.deepEqual(bench.states, ['connecting', 'opening', 'open', 'connecting', 'opening', 'open']);
  });

  it('keeps the subscriptions', () => {
    const bench = Bench.open();
    const seen: number[] = [];
    bench.session.subscribe(['FAILURE_EVENT'], ({ cti }) => seen.push(cti.sequence));
    bench.peer.lose(lost);
    bench.confirmOpen();
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_MONITOR_TERMINATED' });
    assert.deepEqual(seen, [3]);
  });

  it('survives a transport that throws when it is to connect', () => {
    const bench = new Bench();
    bench.session.open();
    const failing = Object.getPrototypeOf(bench.peer) as { connect: () => void };
    const { connect } = failing;
    failing.connect = () => {
      throw new RangeError('no such port');
    };
    try {
      bench.peer.lose(lost);
      bench.clock.advance(1);
    } finally {
      failing.connect = connect;
    }
    assert.equal(bench.session.status.code, 'CTI_CONNECT_FAILED');
    bench.clock.advance(15);
    bench.confirmOpen();
    assert.equal(bench.session.status.state, 'open');
  });
});

describe('a session without trouble from its server', () => {
  it('sends heartbeats only when it has sent nothing else', () => {
    const bench = Bench.open();
    const beat = () => {
      bench.clock.advance(5);
      const invokeID = bench.peer.invokeID('HEARTBEAT_REQ');
      bench.peer.send('HEARTBEAT_CONF', { invokeID });
    };
    beat();
    beat();
    bench.clock.advance(4);
    bench.session.send('CONFIG_REQUEST_EVENT', { configInformation: [], peripheralID: 5000 });
    bench.peer.send('CONFIG_END_EVENT', { configEndStatus: 'CONFIGEND_EMPTY' });
    bench.clock.advance(4);
    assert.deepEqual(bench.peer.topics, ['OPEN_REQ', 'HEARTBEAT_REQ', 'HEARTBEAT_REQ', 'CONFIG_REQUEST_EVENT']);
    beat();
    for (let i = 0; i < 10; i++) beat();
    assert.equal(bench.session.status.state, 'open');
    assert.equal(bench.session.counters.dropped.unasked, 1);
  });

  it('has no heartbeats when they are switched off', () => {
    const bench = Bench.open({ heartbeatInterval: 0 });
    bench.clock.advance(1000);
    assert.deepEqual(bench.peer.topics, ['OPEN_REQ']);
    assert.equal(bench.peer.payload('OPEN_REQ').idleTimeout, null);
  });
});

describe('a session whose server dies', () => {
  it('is not a session whose server refuses what was answered long ago', () => {
    const bench = Bench.open();
    bench.clock.advance(5);
    const invokeID = bench.peer.invokeID('HEARTBEAT_REQ');
    bench.peer.send('HEARTBEAT_CONF', { invokeID });
    const late = { failureCode: 'E_CTI_UNSPECIFIED_FAILURE', peripheralErrorCode: 0 } as const;
    bench.peer.send('FAILURE_CONF', { ...late, invokeID });
    bench.peer.send('FAILURE_CONF', { ...late, invokeID: bench.peer.invokeID('OPEN_REQ') });
    assert.equal(bench.session.status.state, 'open');
    assert.equal(bench.session.counters.dropped.lateAnswers, 2);
  });

  it('ends after three unanswered heartbeats', () => {
    const bench = Bench.open();
    const { peer } = bench;
    bench.clock.advance(19.9);
    assert.equal(bench.session.status.state, 'open');
    bench.clock.advance(0.1);
    assert.equal(bench.session.status.code, 'CTI_NO_HEARTBEAT');
    assert.deepEqual(peer.topics, ['OPEN_REQ', 'HEARTBEAT_REQ', 'HEARTBEAT_REQ', 'HEARTBEAT_REQ']);
    assert.ok(peer.wasReset);
  });

  it('ends also when the heartbeats do not even find room in the queue', () => {
    const bench = Bench.open();
    bench.peer.refuses = new CtiError('CTI_SEND_QUEUE_FULL', 'full');
    bench.clock.advance(20);
    assert.equal(bench.session.status.code, 'CTI_NO_HEARTBEAT');
  });

  it('ends when a heartbeat is refused', () => {
    const bench = Bench.open();
    bench.clock.advance(5);
    const { peer } = bench;
    const invokeID = peer.invokeID('HEARTBEAT_REQ');
    peer.send('FAILURE_CONF', { invokeID, failureCode: 'E_CTI_CTI_SERVER_OFFLINE', peripheralErrorCode: 0 });
    assert.equal(bench.session.status.code, 'E_CTI_CTI_SERVER_OFFLINE');
    assert.ok(peer.wasReset);
  });

  it('closes politely when the server announces that it goes off line, and comes back at once', () => {
    const bench = Bench.open();
    const { peer } = bench;
    peer.send('FAILURE_EVENT', { status: 'E_CTI_CTI_SERVER_OFFLINE' });
    assert.equal(peer.last?.topic, 'CLOSE_REQ');
    assert.equal(peer.wasReset, false);
    assert.equal(bench.session.status.state, 'waiting');
    assert.equal(bench.session.status.code, 'E_CTI_CTI_SERVER_OFFLINE');
    peer.send('CLOSE_CONF', { invokeID: peer.invokeID('CLOSE_REQ') });
    assert.ok(peer.wasReset);
    assert.equal(bench.session.status.state, 'connecting');
    bench.confirmOpen();
    assert.equal(bench.session.status.state, 'open');
    assert.equal(bench.session.counters.reconnects, 1);
  });

  it('does not wait long for CLOSE_CONF', () => {
    const bench = Bench.open();
    const { peer } = bench;
    peer.send('FAILURE_EVENT', { status: 'E_CTI_CTI_SERVER_OFFLINE' });
    bench.clock.advance(1.5);
    assert.ok(peer.wasReset);
  });

  it('takes a refused CLOSE_REQ for a closed session', () => {
    const bench = Bench.open();
    const { peer } = bench;
    peer.send('FAILURE_EVENT', { status: 'E_CTI_SERVER_IN_MAINTENANCE_MODE' });
    const invokeID = peer.invokeID('CLOSE_REQ');
    peer.send('FAILURE_CONF', { invokeID, failureCode: 'E_CTI_SESSION_NOT_OPEN', peripheralErrorCode: 0 });
    assert.ok(peer.wasReset);
    assert.equal(bench.session.status.code, 'E_CTI_SERVER_IN_MAINTENANCE_MODE');
  });

  it('ends for the reason that the server gave just before it closed the connection', () => {
    const bench = Bench.open();
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_NEW_SESSION_OPENED' });
    bench.peer.lose(lost);
    const { state, code, reason } = bench.session.status;
    assert.deepEqual({ state, code }, { state: 'waiting', code: 'E_CTI_NEW_SESSION_OPENED' });
    assert.match(reason ?? '', /another client with the same client ID/);
    assert.deepEqual(
      bench.problems.map((problem) => problem.code),
      ['E_CTI_NEW_SESSION_OPENED'],
    );
    bench.clock.advance(119);
    assert.equal(bench.connections.length, 1);
  });

  it('reports any other FAILURE_EVENT as a problem and stays open', () => {
    const bench = Bench.open();
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_MONITOR_TERMINATED' });
    assert.deepEqual(
      bench.problems.map(({ code }) => code),
      ['E_CTI_MONITOR_TERMINATED'],
    );
    assert.equal(bench.session.status.state, 'open');
  });
});
