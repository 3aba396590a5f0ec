import assert from 'node:assert/strict';
import { CtiError } from '../../lib/codec';
import type { PayloadInput } from '../../lib/protocol';
import { Bench, BOTH, CALL, SYSTEM } from './fake-network';

const lost = new CtiError('CTI_CONNECTION_LOST', 'Connection lost: the peer reset it');
const nobody = new CtiError('CTI_CONNECT_FAILED', 'Cannot connect: nothing listens');

/** An open session, on side A first. */
function opened(options = {}): Bench {
  const bench = new Bench({ ...BOTH, ...options });
  bench.session.open();
  bench.confirm('A');
  return bench;
}

describe('two sides', () => {
  it('are tried one after the other, by the order of the guide', () => {
    const bench = new Bench(BOTH);
    bench.session.open();
    const pauses: number[] = [];
    for (let i = 0; i < 8; i++) {
      bench.peer.lose(nobody);
      const { retryAt } = bench.session.status;
      const pause = retryAt === undefined ? 0 : (Date.parse(retryAt) - bench.clock.date().getTime()) / 1000;
      pauses.push(pause);
      bench.clock.advance(pause);
    }
    assert.equal(bench.sides, 'ABABABABA');
    assert.deepEqual(pauses, [0, 1, 0, 15, 0, 30, 0, 60]);
  });

  it('take turns at once when one resets the session', () => {
    const bench = opened({ heartbeatInterval: 0 });
    bench.peer.lose(lost);
    bench.peer.lose(nobody);
    bench.confirm('B');
    assert.equal(bench.sides, 'AAB');
    assert.equal(bench.session.status.side, 'B');
    assert.equal(bench.session.status.host, 'pg1b.example.com');
    assert.equal(bench.session.status.port, 43027);
    bench.clock.advance(60);
    bench.peer.lose(lost);
    assert.equal(bench.sides, 'AABB');
  });

  it('are left for the other one when they announce that they go off line, or fall silent', () => {
    const bench = opened();
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_CTI_SERVER_OFFLINE' });
    bench.peer.send('CLOSE_CONF', { invokeID: bench.peer.invokeID('CLOSE_REQ') });
    assert.equal(bench.sides, 'AB');
    bench.confirm('B');
    bench.clock.advance(20);
    assert.equal(bench.session.status.code, 'CTI_NO_HEARTBEAT');
    assert.equal(bench.sides, 'ABA');
  });

  it('that do not accept, or accept and never speak, hold the other one up for the set time only', () => {
    const bench = new Bench({ ...BOTH, connectTimeout: 3, openTimeout: 7 });
    bench.session.open();
    bench.clock.advance(2.9);
    assert.equal(bench.sides, 'A');
    bench.clock.advance(0.1);
    assert.equal(bench.sides, 'AB');
    bench.peer.accept();
    bench.clock.advance(6.9);
    assert.equal(bench.session.status.state, 'opening');
    bench.clock.advance(0.1);
    assert.equal(bench.session.status.code, 'CTI_OPEN_TIMEOUT');
  });

  for (const code of [
    'E_CTI_CTI_SERVER_OFFLINE',
    'E_CTI_SERVER_NOT_MASTER',
    'E_CTI_INVALID_CLIENT_FOR_STANDBY',
    'E_CTI_SERVER_IN_MAINTENANCE_MODE',
    'E_CTI_DUPLICATE_UNIQUE_INSTANCE_ID',
  ] as const) {
    it(`are tried at once after ${code}`, () => {
      const bench = new Bench(BOTH);
      bench.session.open();
      bench.refuse(code);
      assert.equal(bench.sides, 'AB');
      assert.equal(bench.session.status.code, code);
      bench.confirm('B');
      assert.equal(bench.session.status.state, 'open');
      assert.deepEqual(bench.problems, []);
    });
  }

  for (const [code, advice] of [
    ['E_CTI_INVALID_PASSWORD', /check client ID and password/],
    ['E_CTI_INVALID_VERSION', /set the protocol version to automatic/],
    ['E_CTI_INVALID_CALL_MSG_MASK', /choose fewer/],
    ['E_CTI_INVALID_SERVICE_MASK', /ask for fewer services/],
    ['E_CTI_REQUIRED_DATA_MISSING', /agent ID, extension and instrument/],
  ] as const) {
    it(`are left in peace for 120 s after ${code}, and a person is told once`, () => {
      const bench = new Bench(BOTH);
      bench.session.open();
      bench.refuse(code);
      assert.equal(bench.session.status.state, 'waiting');
      bench.clock.advance(119.9);
      assert.equal(bench.sides, 'A');
      bench.clock.advance(0.1);
      assert.equal(bench.sides, 'AB');
      bench.refuse(code);
      assert.deepEqual(
        bench.problems.map((problem) => problem.code),
        [code],
      );
      assert.match(bench.problems[0]?.message ?? '', advice);
      assert.match(bench.session.status.reason ?? '', advice);
    });
  }

  it('of which one has a certificate that is not trusted are tried at once, and a person is told', () => {
    const bench = new Bench(BOTH);
    bench.session.open();
    bench.peer.lose(new CtiError('CTI_TLS_NOT_TRUSTED', 'take host.pem as CA'));
    bench.confirm('B');
    assert.equal(bench.sides, 'AB');
    assert.deepEqual(
      bench.problems.map(({ code }) => code),
      ['CTI_TLS_NOT_TRUSTED'],
    );
  });

  it('are changed on request, politely', () => {
    const bench = opened();
    bench.session.switchSide();
    assert.equal(bench.at('A').last?.topic, 'CLOSE_REQ');
    bench.clock.advance(1.5);
    bench.confirm('B');
    assert.equal(bench.sides, 'AB');
    assert.equal(bench.gaps[0]?.code, 'CTI_SIDE_SWITCHED');
    bench.session.switchSide();
    bench.clock.advance(1.5);
    bench.peer.lose(nobody);
    assert.equal(bench.sides, 'ABAB');
  });

  it('cannot be changed where there is one', () => {
    assert.throws(() => Bench.open().session.switchSide(), { code: 'CTI_CANNOT_SWITCH' });
  });

  it('that open a standby session nobody asked for are refused', () => {
    const bench = new Bench(BOTH);
    bench.session.open();
    bench.confirm('A', 'STANDBY');
    assert.equal(bench.sides, 'AB');
    assert.equal(bench.session.status.code, 'CTI_STANDBY_SIDE');
  });
});

describe('an interruption', () => {
  it('is told of once, when it is over', () => {
    const bench = opened();
    bench.peer.send('SYSTEM_EVENT', SYSTEM);
    bench.clock.advance(4);
    const from = bench.clock.date().toISOString();
    bench.peer.lose(lost);
    bench.peer.lose(nobody);
    bench.clock.advance(2.5);
    assert.deepEqual(bench.gaps, []);
    bench.confirm('B');
    assert.deepEqual(bench.gaps, [
      {
        from,
        to: bench.clock.date().toISOString(),
        seconds: 2.5,
        side: 'A',
        newSide: 'B',
        code: 'CTI_CONNECTION_LOST',
        reason: lost.message,
        lastSequence: 2,
        lastEpoch: 1,
        epoch: 2,
      },
    ]);
  });

  it('shows in the epoch of the events after it', () => {
    const bench = opened();
    const seen: string[] = [];
    bench.session.subscribe(['OPEN_CONF', 'SYSTEM_EVENT'], ({ cti }) =>
      seen.push(`${cti.epoch}/${cti.sequence}${cti.side}`),
    );
    bench.peer.send('SYSTEM_EVENT', SYSTEM);
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_CTI_SERVER_OFFLINE' });
    bench.clock.advance(1.5);
    bench.confirm('B').send('SYSTEM_EVENT', SYSTEM);
    assert.deepEqual(seen, ['1/2A', '2/4B', '2/5B']);
  });

  it('begins behind the last words of a side that is left politely', () => {
    const bench = opened();
    const heard: number[] = [];
    bench.session.subscribe('*', ({ cti }) => {
      if (cti.epoch === 1) heard.push(cti.sequence);
    });
    bench.session.switchSide();
    bench.peer.send('SYSTEM_EVENT', SYSTEM);
    bench.peer.send('CLOSE_CONF', { invokeID: bench.peer.invokeID('CLOSE_REQ') });
    bench.confirm('B');
    assert.deepEqual(heard, [2, 3]);
    assert.deepEqual(
      bench.gaps.map(({ lastSequence, lastEpoch }) => [lastSequence, lastEpoch]),
      [[3, 1]],
    );
  });

  it('is one as well when the session was closed and opened again on purpose', async () => {
    const bench = opened();
    const closed = bench.session.close();
    bench.clock.advance(1.5);
    await closed;
    bench.session.open();
    bench.confirm('A');
    assert.deepEqual(
      bench.gaps.map(({ code }) => code),
      ['CTI_SESSION_CLOSED'],
    );
    assert.equal(bench.session.counters.reconnects, 0);
  });
});

describe('the protocol version', () => {
  it('is found by asking, one lower each time, and remembered for each side', () => {
    const bench = new Bench({ ...BOTH, protocolVersion: 'auto' });
    bench.session.open();
    const versions: number[] = [];
    while (bench.connections.length < 4) {
      bench.peer.accept();
      const { versionNumber, invokeID } = bench.peer.payload('OPEN_REQ');
      versions.push(versionNumber);
      if (bench.connections.length === 3) break;
      bench.peer.send('FAILURE_CONF', { invokeID, failureCode: 'E_CTI_INVALID_VERSION', peripheralErrorCode: 0 });
    }
    assert.deepEqual(versions, [25, 24, 23]);
    assert.equal(bench.sides, 'AAA');
    bench.grant(bench.peer.invokeID('OPEN_REQ'), { sessionType: 'UNKNOWN' });
    assert.equal(bench.session.status.protocol, 23);
    assert.equal(bench.session.status.attempt, 0);
    bench.peer.lose(lost);
    bench.peer.accept();
    assert.equal(bench.peer.payload('OPEN_REQ').versionNumber, 23);
    bench.peer.lose(lost);
    bench.peer.accept();
    assert.equal(bench.sides, 'AAAAB');
    assert.equal(bench.peer.payload('OPEN_REQ').versionNumber, 25);
  });

  it('does not matter once a session is open: such a failure ends it like any other', () => {
    const bench = new Bench({ protocolVersion: 'auto' });
    bench.session.open();
    bench.confirm('A');
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_INVALID_VERSION' });
    bench.peer.lose(lost);
    assert.equal(bench.session.status.state, 'waiting');
    bench.clock.advance(120);
    bench.confirm('A');
    assert.equal(bench.session.status.protocol, 25);
  });

  it('is a matter for a person when the server takes none, and begins at the top again', () => {
    const bench = new Bench({ protocolVersion: 'auto' });
    bench.session.open();
    const versions: number[] = [];
    for (let i = 0; i < 17; i++) {
      bench.peer.accept();
      versions.push(bench.peer.payload('OPEN_REQ').versionNumber);
      const { invokeID } = bench.peer.payload('OPEN_REQ');
      bench.peer.send('FAILURE_CONF', { invokeID, failureCode: 'E_CTI_INVALID_VERSION', peripheralErrorCode: 0 });
    }
    assert.deepEqual(versions, [25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9]);
    assert.equal(bench.session.status.state, 'waiting');
    assert.equal(bench.session.status.code, 'E_CTI_INVALID_VERSION');
    bench.clock.advance(120);
    bench.peer.accept();
    assert.equal(bench.peer.payload('OPEN_REQ').versionNumber, 25);
  });
});

describe('services that are not granted', () => {
  it('are reported with what will not work, and requests that need them fail at once', async () => {
    const bench = new Bench();
    bench.session.open();
    bench.peer.accept();
    bench.grant(1, { servicesGranted: ['CTI_SERVICE_ALL_EVENTS'] });
    assert.deepEqual(bench.session.status.missingServices, [
      {
        service: 'CTI_SERVICE_CLIENT_CONTROL',
        lost: 'calls cannot be made, answered, held, transferred or ended, agent states cannot be set',
      },
    ]);
    assert.equal(bench.problems[0]?.code, 'CTI_SERVICE_NOT_GRANTED');
    assert.match(bench.problems[0]?.message ?? '', /CTI_SERVICE_CLIENT_CONTROL \(calls cannot be made/);
    const refused = bench.session.request('QUERY_AGENT_STATE_REQ', { peripheralID: 5000, agentID: '1001' });
    await assert.rejects(refused, { code: 'CTI_SERVICE_NOT_GRANTED', service: 'CTI_SERVICE_CLIENT_CONTROL' });
    assert.deepEqual(bench.peer.topics, ['OPEN_REQ']);
    // What was never asked for is the server's to refuse.
    bench.session.request('RELEASE_CALL_REQ', CALL).catch(() => undefined);
    assert.equal(bench.peer.last?.topic, 'RELEASE_CALL_REQ');
  });

  it('leave agent states where only these are granted', () => {
    const bench = new Bench();
    bench.session.open();
    bench.peer.accept();
    bench.grant(1, { servicesGranted: ['CTI_SERVICE_ALL_EVENTS', 'CTI_AGENT_STATE_CONTROL_ONLY'] });
    assert.equal(bench.session.status.missingServices?.[0]?.lost, 'calls cannot be controlled; agent states can');
    bench.session.request('QUERY_AGENT_STATE_REQ', { peripheralID: 5000 }).catch(() => undefined);
    assert.equal(bench.peer.last?.topic, 'QUERY_AGENT_STATE_REQ');
  });
});

describe('an open session', () => {
  it('is degraded while something behind the server is off line, and says what', () => {
    const bench = Bench.open();
    const shown = () => {
      const { degraded, peripherals } = bench.session.status;
      return `${degraded?.join()} ${peripherals?.map(({ peripheralID, online }) => `${peripheralID}${online ? '+' : '-'}`)}`;
    };
    const tell = (systemEventID: PayloadInput<'SYSTEM_EVENT'>['systemEventID'], systemEventArg1 = 0) =>
      bench.peer.send('SYSTEM_EVENT', { ...SYSTEM, systemEventID, systemEventArg1 });
    const told: string[] = [];
    bench.session.on('status', () => told.push(shown()));
    tell('SYS_PERIPHERAL_ONLINE', 5000);
    tell('SYS_PERIPHERAL_ONLINE', 5001);
    tell('SYS_PERIPHERAL_ONLINE', 5001);
    tell('SYS_PERIPHERAL_OFFLINE', 5000);
    bench.peer.send('SYSTEM_EVENT', {
      ...SYSTEM,
      systemEventID: 'SYS_CENTRAL_CONTROLLER_OFFLINE',
      pgStatus: ['PGS_PERIPHERAL_OFFLINE'],
    });
    bench.peer.send('SYSTEM_EVENT', { ...SYSTEM, pgStatus: ['PGS_CC_DOWN'] });
    tell('SYS_CENTRAL_CONTROLLER_ONLINE');
    tell('SYS_HALF_HOUR_CHANGE');
    assert.deepEqual(told, [
      ' 5000+',
      ' 5000+,5001+',
      'PGS_PERIPHERAL_OFFLINE 5000-,5001+',
      'PGS_CC_DOWN,PGS_PERIPHERAL_OFFLINE 5000-,5001+',
      'PGS_CC_DOWN 5000+,5001+',
      ' 5000+,5001+',
    ]);
    assert.equal(bench.session.status.state, 'open');
  });

  it('may be degraded from the start', () => {
    const bench = new Bench();
    bench.session.open();
    bench.peer.accept();
    bench.grant(1, {
      pgStatus: ['PGS_CC_DOWN'],
      peripheralOnline: false,
      numPeripherals: 1,
      peripherals: [{ fltPeripheralID: 5000, multilineAgentControl: 0 }],
    });
    const { degraded, peripherals } = bench.session.status;
    assert.deepEqual(degraded, ['PGS_CC_DOWN', 'PGS_PERIPHERAL_OFFLINE']);
    assert.deepEqual(peripherals, [{ peripheralID: 5000, online: false }]);
  });
});
