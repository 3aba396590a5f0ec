import assert from 'node:assert/strict';
import { Codec } from '../../lib/codec';
import type { SessionMessage } from '../../lib/session';
import { Bench, SYSTEM } from './fake-network';

/** A SYSTEM_EVENT with three bytes. */
const MALFORMED = Buffer.from('000000030000001f010203', 'hex');
/** An AGENT_STATE_EVENT with three bytes: a type that the session itself has no use for. */
const MALFORMED_STATE = Buffer.from('000000030000001e010203', 'hex');

describe('frames', () => {
  it('are cut right wherever the stream is split', () => {
    const { codec } = new Bench();
    const stream = Buffer.concat([
      codec.encode('SYSTEM_EVENT', { ...SYSTEM, text: 'hello' }),
      codec.encode('CALL_CLEARED_EVENT', {
        monitorID: 0,
        peripheralID: 5000,
        peripheralType: 'PT_ENTERPRISE_AGENT',
        connectionDeviceIDType: 'CONNECTION_ID_STATIC',
        connectionCallID: 7,
        localConnectionState: null,
        eventCause: null,
        connectionDeviceID: '3001',
      }),
      codec.encode('SYSTEM_EVENT', { ...SYSTEM, systemEventArg1: 5001 }),
    ]);
    for (let at = 0; at <= stream.length; at++) {
      const bench = Bench.open();
      const seen: SessionMessage[] = [];
      bench.session.subscribe('*', (message) => seen.push(message));
      bench.peer.receive(stream.subarray(0, at), stream.subarray(at));
      assert.deepEqual(
        seen.map(({ topic }) => topic),
        ['SYSTEM_EVENT', 'CALL_CLEARED_EVENT', 'SYSTEM_EVENT'],
        `split at ${at}`,
      );
      assert.deepEqual(bench.problems, []);
    }
  });

  it('may come byte by byte', () => {
    const bench = Bench.open();
    const seen: string[] = [];
    bench.session.subscribe(['SYSTEM_EVENT'], ({ topic }) => seen.push(topic));
    for (const byte of bench.codec.encode('SYSTEM_EVENT', SYSTEM)) bench.peer.receive(Buffer.of(byte));
    assert.deepEqual(seen, ['SYSTEM_EVENT']);
  });

  it('carry where they came from', () => {
    const bench = Bench.open();
    const seen: SessionMessage[] = [];
    bench.session.subscribe(['SYSTEM_EVENT'], (message) => seen.push(message));
    bench.peer.send('SYSTEM_EVENT', SYSTEM);
    assert.deepEqual(seen[0]?.cti, {
      number: 31,
      protocol: 25,
      length: seen[0]?.cti.length,
      epoch: 1,
      sequence: 2,
      received: bench.clock.date().toISOString(),
      side: 'A',
      peer: 'pg1a.example.com:42027',
    });
  });

  it('are decoded only when somebody asked for them', () => {
    const bench = Bench.open();
    const before = bench.session.counters;
    bench.peer.receive(MALFORMED_STATE, MALFORMED_STATE);
    assert.equal(bench.session.counters.dropped.unasked - before.dropped.unasked, 2);
    assert.equal(bench.session.counters.decoded, before.decoded);
    assert.equal(bench.session.counters.dropped.malformed, 0);
    assert.equal(bench.session.counters.framesIn - before.framesIn, 2);
  });

  it('that are malformed are a problem, and those behind them arrive', () => {
    const bench = Bench.open();
    const seen: string[] = [];
    bench.session.subscribe(['SYSTEM_EVENT'], ({ topic }) => seen.push(topic));
    const good = bench.codec.encode('SYSTEM_EVENT', SYSTEM);
    bench.peer.receive(Buffer.concat([good, MALFORMED, good]));
    assert.deepEqual(seen, ['SYSTEM_EVENT', 'SYSTEM_EVENT']);
    assert.deepEqual(
      bench.problems.map(({ code }) => code),
      ['CTI_BAD_FRAME'],
    );
    assert.equal(bench.session.counters.dropped.malformed, 1);
    assert.equal(bench.session.status.state, 'open');
  });

  it('with an impossible length end the session, since the stream cannot be trusted again', () => {
    const bench = Bench.open();
    const seen: string[] = [];
    bench.session.subscribe('*', ({ topic }) => seen.push(topic));
    const good = bench.codec.encode('SYSTEM_EVENT', SYSTEM);
    const tooLong = Buffer.from('7fffffff0000001f', 'hex');
    const { peer } = bench;
    peer.receive(Buffer.concat([good, tooLong, good]));
    assert.deepEqual(seen, ['SYSTEM_EVENT']);
    assert.ok(peer.wasReset);
    assert.equal(bench.session.status.code, 'CTI_FRAME_TOO_LONG');
    assert.match(bench.session.status.reason ?? '', /2147483647/);
    bench.confirmOpen();
    bench.peer.send('SYSTEM_EVENT', SYSTEM);
    assert.deepEqual(seen, ['SYSTEM_EVENT', 'OPEN_CONF', 'SYSTEM_EVENT']);
  });

  it('longer than the setting end the session, too', () => {
    const bench = Bench.open({ maxMessageSize: 100 });
    bench.peer.send('SYSTEM_EVENT', { ...SYSTEM, text: 'x'.repeat(100) });
    assert.equal(bench.session.status.code, 'CTI_FRAME_TOO_LONG');
  });

  it('of a connection that one of them ended are not looked at', () => {
    const bench = new Bench();
    const seen: string[] = [];
    bench.session.subscribe(['SYSTEM_EVENT'], ({ topic }) => seen.push(topic));
    bench.session.open();
    bench.peer.accept();
    const refused = { invokeID: 1, failureCode: 'E_CTI_INVALID_PASSWORD', peripheralErrorCode: 0 } as const;
    const chunk = [bench.codec.encode('FAILURE_CONF', refused), bench.codec.encode('SYSTEM_EVENT', SYSTEM)];
    bench.peer.receive(Buffer.concat(chunk));
    assert.deepEqual(seen, []);
    assert.equal(bench.session.counters.framesIn, 1);
  });

  it('are counted with their bytes', () => {
    const bench = Bench.open();
    const { bytesIn, bytesOut, framesOut } = bench.session.counters;
    assert.ok(bytesIn > 0 && bytesOut > 0);
    assert.equal(framesOut, 1);
    const frame = bench.codec.encode('SYSTEM_EVENT', SYSTEM);
    bench.peer.receive(frame);
    assert.equal(bench.session.counters.bytesIn, bytesIn + frame.length);
  });
});

describe('subscriptions', () => {
  it('get the types they name, and all get the same message', () => {
    const bench = Bench.open();
    const seen: [string, SessionMessage][] = [];
    bench.session.subscribe(['SYSTEM_EVENT', 'AGENT_STATE_EVENT'], (message) => seen.push(['a', message]));
    bench.session.subscribe(['SYSTEM_EVENT'], (message) => seen.push(['b', message]));
    bench.session.subscribe(['AGENT_STATE_EVENT'], (message) => seen.push(['c', message]));
    bench.peer.send('SYSTEM_EVENT', SYSTEM);
    assert.deepEqual(
      seen.map(([who]) => who),
      ['a', 'b'],
    );
    assert.equal(seen[0]?.[1], seen[1]?.[1]);
    assert.equal(bench.session.counters.decoded, 2);
  });

  it('may ask for numbers that have no name, and * gets them, too', () => {
    const bench = Bench.open();
    const seen: string[] = [];
    bench.session.subscribe(['MESSAGE_TYPE_259'], ({ topic }) => seen.push(`259 ${topic}`));
    bench.session.subscribe('*', ({ topic }) => seen.push(`* ${topic}`));
    bench.peer.receive(Buffer.from('0000000200000103abcd', 'hex'), Buffer.from('0000000000ffffff', 'hex'));
    assert.deepEqual(seen, ['259 MESSAGE_TYPE_259', '* MESSAGE_TYPE_259', '* MESSAGE_TYPE_16777215']);
  });

  it('end, even in the middle of a message', () => {
    const bench = Bench.open();
    const seen: string[] = [];
    bench.session.subscribe(['SYSTEM_EVENT'], () => {
      seen.push('a');
      endB();
    });
    const endB = bench.session.subscribe(['SYSTEM_EVENT'], () => seen.push('b'));
    bench.peer.send('SYSTEM_EVENT', SYSTEM);
    bench.peer.send('SYSTEM_EVENT', SYSTEM);
    assert.deepEqual(seen, ['a', 'a']);
  });

  it('that end leave the type undecoded again', () => {
    const bench = Bench.open();
    bench.session.subscribe('*', () => assert.fail('ended'))();
    bench.peer.receive(MALFORMED_STATE);
    assert.deepEqual(bench.problems, []);
  });

  it('to a type that the protocol version lacks wait in vain', () => {
    const bench = Bench.open({ protocolVersion: 15 });
    bench.session.subscribe(['ACTIVE_MAINTENANCE_REQ_MSG'], () => assert.fail('not in version 15'));
    bench.peer.receive(Buffer.from('0000000400000116000000ff', 'hex'));
    assert.deepEqual(bench.problems, []);
  });

  it('to an unknown type are refused', () => {
    const bench = new Bench();
    assert.throws(() => bench.session.subscribe(['CALL_DELIVERED'], () => undefined), { code: 'CTI_UNKNOWN_MESSAGE' });
    assert.throws(() => bench.session.subscribe(['toString'], () => undefined), { code: 'CTI_UNKNOWN_MESSAGE' });
  });

  it('follow the numbering of the network recording messages', () => {
    const started = {
      peripheralID: 5000,
      connectionCallID: 7,
      connectionDeviceIDType: 'CONNECTION_ID_STATIC',
      connectionDeviceID: '3001',
      recordingDeviceType: null,
      monitorID: 0,
    } as const;
    for (const networkRecording of ['messageTable', 'fieldTables'] as const) {
      const bench = Bench.open({ networkRecording });
      const seen: string[] = [];
      bench.session.subscribe(['NETWORK_RECORDING_STARTED_EVENT'], ({ topic, cti }) => {
        seen.push(`${topic} ${cti.number}`);
      });
      const frame = new Codec({ networkRecording }).encode('NETWORK_RECORDING_STARTED_EVENT', started);
      bench.peer.receive(frame);
      const number = networkRecording === 'messageTable' ? 271 : 272;
      assert.deepEqual(seen, [`NETWORK_RECORDING_STARTED_EVENT ${number}`]);
    }
  });
});

describe('listeners that throw', () => {
  it('are a problem, and the others are told', () => {
    const bench = Bench.open();
    const seen: string[] = [];
    const cause = new Error('mine');
    bench.session.subscribe(['SYSTEM_EVENT'], () => {
      throw cause;
    });
    bench.session.subscribe(['SYSTEM_EVENT'], ({ topic }) => seen.push(topic));
    bench.peer.send('SYSTEM_EVENT', SYSTEM);
    assert.deepEqual(seen, ['SYSTEM_EVENT']);
    assert.equal(bench.problems[0]?.code, 'CTI_LISTENER_FAILED');
    assert.equal(bench.problems[0]?.cause, cause);
    assert.match(bench.problems[0]?.message ?? '', /SYSTEM_EVENT.*mine/);
    assert.equal(bench.session.status.state, 'open');
  });

  it('are a problem also when they do it later', async () => {
    const bench = Bench.open();
    const told = new Promise<string>((resolve) => bench.session.on('problem', ({ code }) => resolve(code)));
    const listener: (message: SessionMessage) => unknown = () => Promise.reject(new Error('later'));
    bench.session.subscribe(['SYSTEM_EVENT'], listener);
    bench.peer.send('SYSTEM_EVENT', SYSTEM);
    assert.equal(await told, 'CTI_LISTENER_FAILED');
  });

  it('at a status are a problem', () => {
    const bench = new Bench();
    bench.session.on('status', () => {
      throw new Error('mine');
    });
    bench.session.open();
    assert.equal(bench.session.status.state, 'connecting');
    assert.deepEqual(
      bench.problems.map(({ code }) => code),
      ['CTI_LISTENER_FAILED'],
    );
  });

  it('at a problem are counted and told no further', () => {
    const bench = Bench.open();
    bench.session.on('problem', () => {
      throw new Error('mine');
    });
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_MONITOR_TERMINATED' });
    assert.equal(bench.session.counters.problems, 2);
    assert.equal(bench.problems.length, 1);
  });

  it('stop hearing when they are taken off', () => {
    const bench = Bench.open();
    const listener = () => assert.fail('taken off');
    bench.session.on('problem', listener);
    bench.session.off('problem', listener);
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_MONITOR_TERMINATED' });
    assert.equal(bench.problems.length, 1);
  });
});
