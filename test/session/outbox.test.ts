import assert from 'node:assert/strict';
import { CtiError } from '../../lib/codec';
import type { SessionOptions } from '../../lib/session';
import { Bench } from './fake-network';

const lost = new CtiError('CTI_CONNECTION_LOST', 'Connection lost: the peer reset it');
const nobody = new CtiError('CTI_CONNECT_FAILED', 'Cannot connect: nothing listens');
const call = (connectionCallID: number) =>
  ({
    peripheralID: 5000,
    connectionCallID,
    connectionDeviceIDType: 'CONNECTION_ID_STATIC',
    connectionDeviceID: '1',
  }) as const;

/** Requests with the numbers of calls, and how they ended: `7 ANSWER_CALL_CONF`, `8 CTI_TIMEOUT`. */
class Requests {
  readonly bench: Bench;
  readonly ends: string[] = [];
  readonly #all: Promise<unknown>[] = [];

  constructor(bench: Bench) {
    this.bench = bench;
  }

  make(...calls: number[]): void {
    for (const number of calls) {
      const request = this.bench.session.request('ANSWER_CALL_REQ', call(number)).then(
        ({ topic }) => this.ends.push(`${number} ${topic}`),
        ({ code }: CtiError) => this.ends.push(`${number} ${code}`),
      );
      this.#all.push(request);
    }
  }

  /** Calls that requests on the latest connection were about. */
  get sent(): number[] {
    return this.bench.peer.sent.flatMap(({ topic, payload }) =>
      topic === 'ANSWER_CALL_REQ' ? [payload.connectionCallID as number] : [],
    );
  }

  /** The peer confirms the request about this call. */
  confirm(number: number): void {
    const request = this.bench.peer.sent.find(
      ({ topic, payload }) => topic === 'ANSWER_CALL_REQ' && payload.connectionCallID === number,
    );
    assert.ok(request && 'invokeID' in request.payload);
    this.bench.peer.send('ANSWER_CALL_CONF', { invokeID: request.payload.invokeID });
  }

  async ended(): Promise<string[]> {
    await Promise.all(this.#all);
    return this.ends;
  }
}

const open = (options: Partial<SessionOptions> = {}) => new Requests(Bench.open({ heartbeatInterval: 0, ...options }));

describe('requests beyond the limit', () => {
  it('wait in order, and are sent as others are answered, refused or too late', async () => {
    const requests = open({ maxOutstanding: 2 });
    const { bench } = requests;
    requests.make(1, 2, 3, 4, 5);
    assert.deepEqual(requests.sent, [1, 2]);
    requests.confirm(2);
    assert.deepEqual(requests.sent, [1, 2, 3]);
    const [, first] = bench.peer.sent;
    assert.ok(first && 'invokeID' in first.payload);
    const { invokeID } = first.payload;
    bench.peer.send('CONTROL_FAILURE_CONF', { invokeID, failureCode: 'CF_NO_CALL_TO_ANSWER', peripheralErrorCode: 0 });
    assert.deepEqual(requests.sent, [1, 2, 3, 4]);
    bench.clock.advance(20);
    assert.deepEqual(requests.sent, [1, 2, 3, 4, 5]);
    requests.confirm(5);
    assert.deepEqual(await requests.ended(), [
      '2 ANSWER_CALL_CONF',
      '1 CF_NO_CALL_TO_ANSWER',
      '3 CTI_TIMEOUT',
      '4 CTI_TIMEOUT',
      '5 ANSWER_CALL_CONF',
    ]);
  });

  it('count their time from when they are sent', async () => {
    const requests = open({ maxOutstanding: 1 });
    requests.make(1, 2);
    requests.bench.clock.advance(19);
    requests.confirm(1);
    requests.bench.clock.advance(19);
    assert.deepEqual(requests.ends, []);
    requests.confirm(2);
    assert.deepEqual(await requests.ended(), ['1 ANSWER_CALL_CONF', '2 ANSWER_CALL_CONF']);
  });

  it('wait while the connection does not take more bytes', () => {
    const requests = open();
    const { peer } = requests.bench;
    peer.flows = false;
    requests.make(1);
    peer.queued = 70_000;
    requests.make(2, 3);
    assert.deepEqual(requests.sent, [1]);
    peer.queued = 0;
    peer.flow();
    assert.deepEqual(requests.sent, [1, 2, 3]);
  });

  it('are told of their mistakes at once and not when it is their turn', async () => {
    const requests = open({ maxOutstanding: 1 });
    requests.make(1);
    const wrong = { ...call(2), connectionDeviceID: 'x'.repeat(100) };
    await assert.rejects(requests.bench.session.request('ANSWER_CALL_REQ', wrong), { field: 'connectionDeviceID' });
  });

  it('end when the session is lost, and are known not to have been sent', async () => {
    const requests = open({ maxOutstanding: 1 });
    requests.make(1, 2, 3);
    requests.bench.peer.lose(lost);
    assert.deepEqual(await requests.ended(), ['2 CTI_NOT_SENT', '3 CTI_NOT_SENT', '1 CTI_CONNECTION_LOST']);
    const { requestsLost, requestsNotSent } = requests.bench.session.counters;
    assert.deepEqual([requestsLost, requestsNotSent], [1, 2]);
  });

  it('are refused when far too many wait', async () => {
    const requests = open({ maxOutstanding: 1 });
    requests.make(...Array.from({ length: 10_001 }, (_, i) => i));
    await assert.rejects(requests.bench.session.request('ANSWER_CALL_REQ', call(1)), { code: 'CTI_TOO_MANY_REQUESTS' });
    requests.bench.peer.lose(lost);
    await requests.ended();
  });
});

describe('requests made by who is told that the session is open', () => {
  it('are sent at once', () => {
    const bench = new Bench({ heartbeatInterval: 0 });
    const requests = new Requests(bench);
    bench.session.on('status', ({ state }) => {
      if (state === 'open') requests.make(1);
    });
    bench.session.open();
    bench.confirmOpen();
    assert.deepEqual(requests.sent, [1]);
  });
});

describe('requests while there is no session', () => {
  it('are held up to a number and a time when the settings say so, and sent in order', async () => {
    const requests = open({ holdRequests: 2, holdSeconds: 5 });
    const { bench } = requests;
    bench.peer.lose(lost);
    requests.make(1, 2, 3);
    bench.clock.advance(1);
    bench.confirmOpen();
    assert.deepEqual(requests.sent, [1, 2]);
    requests.confirm(1);
    requests.confirm(2);
    assert.deepEqual(await requests.ended(), ['3 CTI_TOO_MANY_REQUESTS', '1 ANSWER_CALL_CONF', '2 ANSWER_CALL_CONF']);
  });

  it('end after that time', async () => {
    const requests = open({ holdRequests: 2, holdSeconds: 5 });
    requests.bench.peer.lose(lost);
    requests.bench.peer.lose(nobody);
    requests.make(1);
    requests.bench.clock.advance(5);
    assert.deepEqual(await requests.ended(), ['1 CTI_NOT_SENT']);
  });

  it('that waited for their turn before are held, too', async () => {
    const requests = open({ maxOutstanding: 1, holdRequests: 1 });
    requests.make(1, 2, 3);
    requests.bench.peer.lose(lost);
    requests.bench.confirmOpen();
    assert.deepEqual(requests.sent, [2]);
    requests.confirm(2);
    assert.deepEqual(await requests.ended(), ['3 CTI_NOT_SENT', '1 CTI_CONNECTION_LOST', '2 ANSWER_CALL_CONF']);
  });

  it('are never sent twice', async () => {
    const requests = open({ holdRequests: 10 });
    requests.make(1);
    requests.bench.peer.lose(lost);
    requests.bench.confirmOpen();
    assert.deepEqual(requests.sent, []);
    assert.deepEqual(await requests.ended(), ['1 CTI_CONNECTION_LOST']);
  });

  it('are not held when the session is closed on purpose', async () => {
    const requests = open({ holdRequests: 10 });
    const closed = requests.bench.session.close();
    requests.make(1);
    requests.bench.clock.advance(1.5);
    await closed;
    requests.make(2);
    assert.deepEqual(await requests.ended(), ['1 CTI_NOT_CONNECTED', '2 CTI_NOT_CONNECTED']);
  });
});

describe('with CTI_SERVICE_IGNORE_CONF', () => {
  const services = ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_IGNORE_CONF'] as const;

  function ignoring(granted: readonly (typeof services)[number][] = services): Bench {
    const bench = new Bench({ services, heartbeatInterval: 0 });
    bench.session.open();
    bench.peer.accept();
    bench.grant(1, { servicesGranted: granted });
    return bench;
  }

  it('a third-party request is done when it is sent, and says that nothing confirmed it', async () => {
    const bench = ignoring();
    const { topic, payload, cti } = await bench.session.request('ANSWER_CALL_REQ', call(1));
    assert.equal(topic, 'ANSWER_CALL_CONF');
    assert.deepEqual(payload, { invokeID: bench.peer.invokeID('ANSWER_CALL_REQ') });
    assert.equal(cti.confirmed, false);
    bench.clock.advance(20);
    assert.equal(bench.clock.waiting, 0);
    assert.equal(bench.session.counters.requestsTimedOut, 0);
  });

  it('a refusal that comes all the same is a problem', async () => {
    const bench = ignoring();
    await bench.session.request('ANSWER_CALL_REQ', call(1));
    const invokeID = bench.peer.invokeID('ANSWER_CALL_REQ');
    bench.peer.send('CONTROL_FAILURE_CONF', { invokeID, failureCode: 'CF_NO_CALL_TO_ANSWER', peripheralErrorCode: 0 });
    assert.deepEqual(
      bench.problems.map(({ code }) => code),
      ['CF_NO_CALL_TO_ANSWER'],
    );
  });

  it('queries are answered as ever', () => {
    const bench = ignoring();
    let done = false;
    bench.session.request('QUERY_AGENT_STATE_REQ', { peripheralID: 5000 }).then(
      () => assert.fail('not answered'),
      () => {
        done = true;
      },
    );
    assert.equal(done, false);
    bench.peer.lose(lost);
  });

  it('that is asked for but not granted, confirmations are waited for', async () => {
    const bench = ignoring(['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL']);
    const request = assert.rejects(bench.session.request('ANSWER_CALL_REQ', call(1)), { code: 'CTI_TIMEOUT' });
    bench.clock.advance(20);
    await request;
  });
});

describe('the figures of a session', () => {
  it('tell frames by type, times and what was dropped', async () => {
    const requests = open();
    const { bench } = requests;
    requests.make(1);
    bench.clock.advance(0.5);
    requests.confirm(1);
    requests.confirm(1);
    const late: unknown[] = [];
    bench.session.on('lateAnswer', (answer) => late.push(answer));
    requests.confirm(1);
    await requests.ended();
    const { typesIn, typesOut, dropped, confirmationTime, tries } = bench.session.counters;
    assert.deepEqual(typesIn, { OPEN_CONF: 1, ANSWER_CALL_CONF: 3 });
    assert.deepEqual(typesOut, { OPEN_REQ: 1, ANSWER_CALL_REQ: 1 });
    assert.deepEqual(dropped, { unasked: 2, malformed: 0, lateAnswers: 2 });
    assert.deepEqual(late, [{ topic: 'ANSWER_CALL_CONF', invokeID: bench.peer.invokeID('ANSWER_CALL_REQ') }]);
    assert.equal(tries, 1);
    assert.equal(confirmationTime.count, 1);
    assert.equal(confirmationTime.last, 0.5);
    assert.ok(Math.abs(confirmationTime.p50 - 0.5) < 0.01, String(confirmationTime.p50));
  });

  it('measure the round trip of heartbeats', () => {
    const bench = Bench.open();
    bench.clock.advance(5);
    const invokeID = bench.peer.invokeID('HEARTBEAT_REQ');
    bench.clock.advance(0.02);
    bench.peer.send('HEARTBEAT_CONF', { invokeID });
    const { heartbeatRoundTrip, lastHeartbeat } = bench.session.counters;
    const { count, last } = heartbeatRoundTrip;
    assert.equal(count, 1);
    assert.equal(lastHeartbeat, bench.clock.date().toISOString());
    assert.ok(Math.abs(last - 0.02) < 1e-6);
  });
});
