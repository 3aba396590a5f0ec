import assert from 'node:assert/strict';
import { CtiError } from '../../lib/codec';
import type { RequestName } from '../../lib/protocol';
import { Bench, CALL } from './fake-network';

type Told = CtiError & { readonly peripheralErrorCode?: number; readonly topic?: string };

async function failure(request: Promise<unknown>): Promise<Told> {
  const error: unknown = await request.then(
    () => assert.fail('confirmed'),
    (cause: unknown) => cause,
  );
  assert.ok(error instanceof CtiError, String(error));
  return error;
}

describe('requests of a session', () => {
  it('resolve with their confirmations, in whatever order these come', async () => {
    const bench = Bench.open();
    const ready = bench.session.request('QUERY_AGENT_STATE_REQ', { peripheralID: 5000, agentID: '1001' });
    const first = bench.peer.invokeID('QUERY_AGENT_STATE_REQ');
    const answer = bench.session.request('ANSWER_CALL_REQ', CALL);
    const second = bench.peer.invokeID('ANSWER_CALL_REQ');
    bench.peer.send('ANSWER_CALL_CONF', { invokeID: second });
    bench.peer.send('QUERY_AGENT_STATE_CONF', {
      invokeID: first,
      agentState: 'AGENT_STATE_TALKING',
      mrdid: 1,
      numTasks: 1,
      agentMode: 1,
      maxTaskLimit: 1,
      icmAgentID: 5007,
      agentAvailabilityStatus: 0,
      departmentID: 0,
    });
    const state = await ready;
    assert.equal(state.payload.agentState, 'AGENT_STATE_TALKING');
    assert.equal(state.cti.invokeID, first);
    assert.equal((await answer).topic, 'ANSWER_CALL_CONF');
    assert.notEqual(first, second);
    const { requestsSent, requestsConfirmed } = bench.session.counters;
    assert.deepEqual({ requestsSent, requestsConfirmed }, { requestsSent: 2, requestsConfirmed: 2 });
  });

  it('are looked at without being sent, as the session would look at them', () => {
    const bench = Bench.open();
    const { session } = bench;
    session.check('request', 'ANSWER_CALL_REQ', CALL);
    session.check('send', 'MAKE_AGENT_READY_IND', { body: Buffer.from('01') });
    const refusals: [way: 'request' | 'send', topic: string, payload: object, code: string][] = [
      ['request', 'ANSWER_CALL_REQ', { peripheralID: 5000 }, 'CTI_MISSING_FIELD'],
      ['request', 'ANSWER_CALL_CONF', {}, 'CTI_NOT_SENDABLE'],
      ['send', 'ANSWER_CALL_REQ', CALL, 'CTI_NOT_SENDABLE'],
      ['request', 'NO_SUCH_REQ', {}, 'CTI_UNKNOWN_MESSAGE'],
    ];
    for (const [way, topic, payload, code] of refusals) {
      assert.throws(() => session.check(way, topic, payload), { code }, topic);
    }
    assert.equal(session.counters.requestsSent, 0);
    assert.deepEqual(Object.keys(session.counters.typesOut), ['OPEN_REQ']);
  });

  it('have an InvokeID of their own, whatever the payload says', () => {
    const bench = Bench.open();
    const topic: string = 'ANSWER_CALL_REQ';
    bench.session.request(topic, { ...CALL, invokeID: 4711 }).catch(() => undefined);
    assert.equal(bench.peer.invokeID('ANSWER_CALL_REQ'), 2);
  });

  it('reject when the server refuses them', async () => {
    const bench = Bench.open();
    const request = bench.session.request('ANSWER_CALL_REQ', CALL);
    const invokeID = bench.peer.invokeID('ANSWER_CALL_REQ');
    const refused = { invokeID, failureCode: 'CF_NO_CALL_TO_ANSWER', peripheralErrorCode: 42 } as const;
    bench.peer.send('CONTROL_FAILURE_CONF', refused);
    const error = await failure(request);
    assert.equal(error.code, 'CF_NO_CALL_TO_ANSWER');
    assert.equal(error.peripheralErrorCode, 42);
    assert.equal(error.topic, 'ANSWER_CALL_REQ');
    assert.equal(bench.session.counters.requestsRefused, 1);
  });

  it('reject with the caller on the stack when nobody answers in time', async () => {
    const bench = Bench.open({ heartbeatInterval: 0 });
    function answerTheCall(): Promise<unknown> {
      return bench.session.request('ANSWER_CALL_REQ', CALL);
    }
    const request = answerTheCall();
    bench.clock.advance(20);
    const error = await failure(request);
    assert.equal(error.code, 'CTI_TIMEOUT');
    assert.match(error.stack ?? '', /within 20 s.*\n +at answerTheCall /);
    bench.peer.send('ANSWER_CALL_CONF', { invokeID: bench.peer.invokeID('ANSWER_CALL_REQ') });
    assert.equal(bench.session.counters.dropped.lateAnswers, 1);
    assert.equal(bench.session.counters.requestsTimedOut, 1);
    assert.equal(bench.session.status.state, 'open');
  });

  it('may have a time limit of their own', async () => {
    const bench = Bench.open();
    const request = bench.session.request('ANSWER_CALL_REQ', CALL, { timeout: 0.5 });
    bench.clock.advance(0.5);
    assert.equal((await failure(request)).code, 'CTI_TIMEOUT');
    const wrong = await failure(bench.session.request('ANSWER_CALL_REQ', CALL, { timeout: -1 }));
    assert.equal(wrong.code, 'CTI_INVALID_OPTION');
  });

  it('reject when the session is lost, also those that the system has not reported as sent: they may have left', async () => {
    const bench = Bench.open();
    const sent = bench.session.request('ANSWER_CALL_REQ', CALL);
    bench.peer.flows = false;
    const stuck = bench.session.request('ANSWER_CALL_REQ', CALL);
    bench.peer.lose(new CtiError('CTI_CONNECTION_LOST', 'lost'));
    const errors = [await failure(sent), await failure(stuck)];
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['CTI_CONNECTION_LOST', 'CTI_CONNECTION_LOST'],
    );
    const { requestsLost, requestsNotSent } = bench.session.counters;
    assert.deepEqual({ requestsLost, requestsNotSent }, { requestsLost: 2, requestsNotSent: 0 });
  });

  it('may still be answered while a server that goes off line is being left', async () => {
    const bench = Bench.open();
    const answered = bench.session.request('ANSWER_CALL_REQ', CALL);
    const invokeID = bench.peer.invokeID('ANSWER_CALL_REQ');
    const unanswered = bench.session.request('ANSWER_CALL_REQ', CALL);
    bench.peer.send('FAILURE_EVENT', { status: 'E_CTI_CTI_SERVER_OFFLINE' });
    assert.equal((await failure(bench.session.request('ANSWER_CALL_REQ', CALL))).code, 'CTI_NOT_CONNECTED');
    bench.peer.send('ANSWER_CALL_CONF', { invokeID });
    bench.peer.send('CLOSE_CONF', { invokeID: bench.peer.invokeID('CLOSE_REQ') });
    assert.equal((await answered).topic, 'ANSWER_CALL_CONF');
    const error = await failure(unanswered);
    assert.equal(error.code, 'CTI_CONNECTION_LOST');
    assert.equal((error.cause as CtiError).code, 'E_CTI_CTI_SERVER_OFFLINE');
  });

  it('reject at once when the session is not open', async () => {
    const bench = new Bench();
    const steps = [
      () => undefined,
      () => bench.session.open(),
      () => bench.peer.accept(),
      () => bench.clock.advance(30),
    ];
    const states: string[] = [];
    for (const step of steps) {
      step();
      const error = await failure(bench.session.request('ANSWER_CALL_REQ', CALL));
      assert.equal(error.code, 'CTI_NOT_CONNECTED');
      states.push(bench.session.status.state);
      assert.match(error.message, new RegExp(`is not open but ${bench.session.status.state}`));
    }
    assert.deepEqual(states, ['closed', 'connecting', 'opening', 'waiting']);
    assert.equal(bench.session.counters.requestsSent, 0);
  });

  it('reject when too many bytes wait already', async () => {
    const bench = Bench.open();
    bench.peer.refuses = new CtiError('CTI_SEND_QUEUE_FULL', 'full');
    assert.equal((await failure(bench.session.request('ANSWER_CALL_REQ', CALL))).code, 'CTI_SEND_QUEUE_FULL');
    const waiting = bench.clock.waiting;
    bench.peer.refuses = undefined;
    bench.session.request('ANSWER_CALL_REQ', CALL).catch(() => undefined);
    assert.equal(bench.clock.waiting, waiting + 1);
  });

  it('reject with the name of the field that is wrong, also while there is no session', async () => {
    const bench = new Bench();
    const wrong = { ...CALL, connectionCallID: 'seven' } as unknown as typeof CALL;
    const error = await failure(bench.session.request('ANSWER_CALL_REQ', wrong));
    assert.equal(error.code, 'CTI_INVALID_FIELD');
    assert.equal(error.field, 'connectionCallID');
  });

  it('reject when their answer cannot be read', async () => {
    const bench = Bench.open();
    const request = bench.session.request('QUERY_AGENT_STATE_REQ', { peripheralID: 5000, agentID: '1001' });
    const invokeID = bench.peer.invokeID('QUERY_AGENT_STATE_REQ');
    bench.peer.receive(Buffer.from(`0000000400000025${invokeID.toString(16).padStart(8, '0')}`, 'hex'));
    assert.equal((await failure(request)).code, 'CTI_BAD_FRAME');
    assert.equal(bench.problems[0]?.code, 'CTI_BAD_FRAME');
  });

  it('wait on when another confirmation comes with their InvokeID', async () => {
    const bench = Bench.open();
    const request = bench.session.request('ANSWER_CALL_REQ', CALL);
    const invokeID = bench.peer.invokeID('ANSWER_CALL_REQ');
    bench.peer.send('HOLD_CALL_CONF', { invokeID });
    assert.equal(bench.problems[0]?.code, 'CTI_UNEXPECTED_ANSWER');
    bench.peer.send('ANSWER_CALL_CONF', { invokeID });
    await request;
  });

  it('are shown to subscribers as well', async () => {
    const bench = Bench.open();
    const seen: (number | undefined)[] = [];
    bench.session.subscribe(['ANSWER_CALL_CONF'], ({ cti }) => seen.push(cti.invokeID));
    const request = bench.session.request('ANSWER_CALL_REQ', CALL);
    bench.peer.send('ANSWER_CALL_CONF', { invokeID: bench.peer.invokeID('ANSWER_CALL_REQ') });
    await request;
    assert.deepEqual(seen, [2]);
  });

  it('may be heartbeats of the user', async () => {
    const bench = Bench.open();
    const request = bench.session.request('HEARTBEAT_REQ', {});
    bench.peer.send('HEARTBEAT_CONF', { invokeID: bench.peer.invokeID('HEARTBEAT_REQ') });
    assert.equal((await request).topic, 'HEARTBEAT_CONF');
  });

  const refused: [topic: string, code: string, right: RegExp][] = [
    ['CALL_DELIVERED_EVENT', 'CTI_NOT_SENDABLE', /only a CTI Server/],
    ['CONFIG_REQUEST_EVENT', 'CTI_NOT_SENDABLE', /use send/],
    ['STOPPING_REQUESTS_TO_THIS_SIDE_IND', 'CTI_NOT_SENDABLE', /use send/],
    ['MEDIA_LOGIN_REQ', 'CTI_NOT_SENDABLE', /not public.*send/],
    ['ACTIVE_MAINTENANCE_REQ_MSG', 'CTI_NOT_SENDABLE', /only a CTI Server/],
    ['OPEN_REQ', 'CTI_NOT_SENDABLE', /by itself/],
    ['CLOSE_REQ', 'CTI_NOT_SENDABLE', /by itself/],
    ['ANSWER_CALL', 'CTI_UNKNOWN_MESSAGE', /ANSWER_CALL/],
    ['constructor', 'CTI_UNKNOWN_MESSAGE', /constructor/],
  ];
  for (const [topic, code, right] of refused) {
    it(`cannot be ${topic}`, async () => {
      const error = await failure(Bench.open().session.request(topic, {}));
      assert.equal(error.code, code);
      assert.match(error.message, right);
    });
  }

  it('cannot be of a later protocol version', async () => {
    const bench = Bench.open({ protocolVersion: 15 });
    const topic: RequestName = 'SET_AGENT_SERVICE_DATA_REQ';
    assert.equal((await failure(bench.session.request(topic as string, {}))).code, 'CTI_NOT_IN_VERSION');
  });
});

describe('send', () => {
  it('sends what nothing with an InvokeID answers', () => {
    const bench = Bench.open();
    bench.session.send('CONFIG_REQUEST_KEY_EVENT', { peripheralID: 5000 });
    bench.session.send('ACTIVE_MAINTENANCE_RESP_MSG', { invokeID: 3, maintenanceModeAccepted: true });
    bench.session.send('STOPPING_REQUESTS_TO_THIS_SIDE_IND', {});
    bench.session.send('MEDIA_LOGIN_REQ', { body: Buffer.of(1, 2, 3) });
    assert.deepEqual(bench.peer.topics.slice(1), [
      'CONFIG_REQUEST_KEY_EVENT',
      'ACTIVE_MAINTENANCE_RESP_MSG',
      'STOPPING_REQUESTS_TO_THIS_SIDE_IND',
      'MEDIA_LOGIN_REQ',
    ]);
    assert.equal(bench.session.counters.framesOut, 5);
  });

  it('refuses requests, what only a server sends, and what the session itself sends', () => {
    const { session } = Bench.open();
    for (const topic of ['ANSWER_CALL_REQ', 'SYSTEM_EVENT', 'OPEN_REQ', 'CLOSE_REQ']) {
      assert.throws(() => session.send(topic, {}), { code: 'CTI_NOT_SENDABLE' }, topic);
    }
    assert.throws(() => session.send('NO_SUCH_MESSAGE', {}), { code: 'CTI_UNKNOWN_MESSAGE' });
    assert.throws(() => session.send('CONFIG_REQUEST_KEY_EVENT', {}), { code: 'CTI_MISSING_FIELD' });
  });

  it('refuses while the session is not open', () => {
    const { session } = new Bench();
    assert.throws(() => session.send('CONFIG_REQUEST_KEY_EVENT', { peripheralID: 5000 }), {
      code: 'CTI_NOT_CONNECTED',
    });
  });
});

describe('the types of requests', () => {
  it('know the fields and the confirmation', () => {
    const { session } = new Bench();
    const uses = [
      () => session.request('QUERY_AGENT_STATE_REQ', { peripheralID: 1 }).then(({ payload }) => payload.agentState),
      // @ts-expect-error a field that the request lacks
      () => session.request('QUERY_AGENT_STATE_REQ', { peripheralID: 1, color: 'red' }),
      // @ts-expect-error a required field is missing
      () => session.request('QUERY_AGENT_STATE_REQ', {}),
      // @ts-expect-error not a request
      () => session.request('CALL_DELIVERED_EVENT', {}),
      // @ts-expect-error a field that the confirmation lacks
      () => session.request('QUERY_AGENT_STATE_REQ', { peripheralID: 1 }).then(({ payload }) => payload.color),
      (topic: string, payload: object) => session.request(topic, payload),
    ];
    assert.equal(uses.length, 6);
  });
});
