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
    assert.deepEqual(bench.session.grant?.servicesGranted, ['CTI_SERVICE_ALL_EVENTS']);
    assert.deepEqual(bench.states, ['connecting', 'opening', 'open']);
    assert.deepEqual(bench.session.status, {
      state: 'open',
      previous: 'opening',
      peer: 'pg1a.example.com:42027',
      attempt: 0,
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
      peer: 'pg1a.example.com:42027',
      reason: 'The CTI Server refused OPEN_REQ: E_CTI_INVALID_PASSWORD',
      code: 'E_CTI_INVALID_PASSWORD',
      nextTry: 1,
      attempt: 1,
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
    bench.clock.advance(30);
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
    assert.equal(bench.session.counters.malformed, 1);
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
  it('pauses longer from try to try, and begins anew only after OPEN_CONF', () => {
    const bench = new Bench({ reconnectPauses: [1, 2, 5] });
    bench.session.open();
    bench.peer.lose(noConnection);
    bench.clock.advance(1);
    bench.peer.accept();
    bench.peer.lose(lost);
    bench.clock.advance(2);
    bench.peer.lose(noConnection);
    bench.clock.advance(5);
    bench.peer.lose(noConnection);
    bench.clock.advance(5);
    bench.confirmOpen();
    bench.peer.lose(lost);
    bench.clock.advance(1);
    bench.peer.lose(noConnection);
    const waits = bench.statuses.filter(({ state }) => state === 'waiting');
    assert.deepEqual(
      waits.map(({ nextTry, attempt }) => [nextTry, attempt]),
      [
        [1, 1],
        [2, 2],
        [5, 3],
        [5, 4],
        [1, 0],
        [2, 1],
      ],
    );
    assert.equal(bench.connections.length, 6);
  });

  it('stretches the pauses by chance', () => {
    const bench = new Bench({ reconnectPauses: [10] }, () => 0.5);
    bench.session.open();
    bench.peer.lose(noConnection);
    assert.equal(bench.session.status.nextTry, 11);
    bench.clock.advance(10.9);
    assert.equal(bench.connections.length, 1);
    bench.clock.advance(0.1);
    assert.equal(bench.connections.length, 2);
  });

  it('says why the session was lost, and counts the return', () => {
    const bench = Bench.open();
    bench.peer.lose(lost);
    const { state, previous, reason, code } = bench.session.status;
    assert.deepEqual(
      { state, previous, reason, code },
      {
        state: 'waiting',
        previous: 'open',
        reason: lost.message,
        code: 'CTI_CONNECTION_LOST',
      },
    );
    assert.equal(bench.session.grant, undefined);
    bench.clock.advance(1);
    bench.confirmOpen();
    assert.equal(bench.session.counters.reconnects, 1);
    assert.deepEqual(bench.states, ['connecting', 'opening', 'open', 'waiting', 'connecting', 'opening', 'open']);
  });

  it('keeps the subscriptions', () => {
    const bench = Bench.open();
    const seen: number[] = [];
    bench.session.subscribe(['FAILURE_EVENT'], ({ cti }) => seen.push(cti.sequence));
    bench.peer.lose(lost);
    bench.clock.advance(1);
    bench.confirmOpen();
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_TIMEOUT' });
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
    bench.clock.advance(2);
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
    bench.clock.advance(4);
    assert.deepEqual(bench.peer.topics, ['OPEN_REQ', 'HEARTBEAT_REQ', 'HEARTBEAT_REQ', 'CONFIG_REQUEST_EVENT']);
    beat();
    for (let i = 0; i < 10; i++) beat();
    assert.equal(bench.session.status.state, 'open');
    assert.equal(bench.session.counters.skipped, 0);
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
    assert.equal(bench.session.counters.lateAnswers, 2);
  });

  it('ends after three unanswered heartbeats', () => {
    const bench = Bench.open();
    bench.clock.advance(19.9);
    assert.equal(bench.session.status.state, 'open');
    bench.clock.advance(0.1);
    assert.equal(bench.session.status.code, 'CTI_NO_HEARTBEAT');
    assert.deepEqual(bench.peer.topics, ['OPEN_REQ', 'HEARTBEAT_REQ', 'HEARTBEAT_REQ', 'HEARTBEAT_REQ']);
    assert.ok(bench.peer.wasReset);
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
    const invokeID = bench.peer.invokeID('HEARTBEAT_REQ');
    bench.peer.send('FAILURE_CONF', { invokeID, failureCode: 'E_CTI_CTI_SERVER_OFFLINE', peripheralErrorCode: 0 });
    assert.equal(bench.session.status.code, 'E_CTI_CTI_SERVER_OFFLINE');
    assert.ok(bench.peer.wasReset);
  });

  it('closes politely when the server announces that it goes off line, and comes back', () => {
    const bench = Bench.open();
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_CTI_SERVER_OFFLINE' });
    assert.equal(bench.peer.last?.topic, 'CLOSE_REQ');
    assert.equal(bench.peer.wasReset, false);
    assert.equal(bench.session.status.state, 'waiting');
    assert.equal(bench.session.status.code, 'E_CTI_CTI_SERVER_OFFLINE');
    bench.peer.send('CLOSE_CONF', { invokeID: bench.peer.invokeID('CLOSE_REQ') });
    assert.ok(bench.peer.wasReset);
    assert.equal(bench.session.status.nextTry, 1);
    assert.equal(bench.session.status.previous, 'open');
    bench.clock.advance(1);
    bench.confirmOpen();
    assert.equal(bench.session.status.state, 'open');
    assert.equal(bench.session.counters.reconnects, 1);
  });

  it('does not wait long for CLOSE_CONF', () => {
    const bench = Bench.open();
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_CTI_SERVER_OFFLINE' });
    bench.clock.advance(1.5);
    assert.ok(bench.peer.wasReset);
  });

  it('takes a refused CLOSE_REQ for a closed session', () => {
    const bench = Bench.open();
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_CTI_SERVER_OFFLINE' });
    const invokeID = bench.peer.invokeID('CLOSE_REQ');
    bench.peer.send('FAILURE_CONF', { invokeID, failureCode: 'E_CTI_SESSION_NOT_OPEN', peripheralErrorCode: 0 });
    assert.ok(bench.peer.wasReset);
    assert.equal(bench.session.status.code, 'E_CTI_CTI_SERVER_OFFLINE');
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
