import assert from 'node:assert/strict';
import { Codec, CtiError } from '../../lib/codec';
import type { MessageName, PayloadInput } from '../../lib/protocol';
import { captureCaller } from '../../lib/session/caller';
import { SessionCounters } from '../../lib/session/counters';
import type { SessionMessage } from '../../lib/session/message';
import { Requests } from '../../lib/session/requests';
import { ManualClock } from './manual-clock';

const codec = new Codec();
const VIA = {};
const owner = { settled: () => undefined, problem: (error: CtiError) => assert.fail(error) };

function message<N extends MessageName>(topic: N, payload: PayloadInput<N>): SessionMessage {
  const decoded = codec.decode(codec.encode(topic, payload));
  const more = { epoch: 1, sequence: 1, received: '2026-01-31T12:00:00.000Z', side: 'A', peer: 'pg:42027' };
  const cti = { ...decoded.cti, ...more };
  return { ...decoded, cti } as SessionMessage;
}

describe('requests', () => {
  let clock: ManualClock;
  let counters: SessionCounters;
  let requests: Requests;
  let ends: string[];
  let errors: CtiError[];

  beforeEach(() => {
    clock = new ManualClock();
    counters = new SessionCounters();
    requests = new Requests(owner, clock, counters);
    ends = [];
    errors = [];
  });

  function add(topic: string, confirmedBy: string, timeout = 20): number {
    const invokeID = requests.nextID();
    requests.add({
      topic,
      invokeID,
      confirmedBy,
      timeout,
      caller: captureCaller(add),
      via: VIA,
      resolve: (answer) => ends.push(`${topic} ${answer.topic}`),
      reject: (error) => {
        ends.push(`${topic} ${error.code}`);
        errors.push(error);
      },
    });
    return invokeID;
  }

  it('are answered by InvokeID in any order, each once', () => {
    const hold = add('HOLD_CALL_REQ', 'HOLD_CALL_CONF');
    const answer = add('ANSWER_CALL_REQ', 'ANSWER_CALL_CONF');
    const second = add('HOLD_CALL_REQ', 'HOLD_CALL_CONF');
    requests.answer(second, message('HOLD_CALL_CONF', { invokeID: second }));
    requests.answer(answer, message('ANSWER_CALL_CONF', { invokeID: answer }));
    requests.answer(answer, message('ANSWER_CALL_CONF', { invokeID: answer }));
    requests.answer(hold, message('HOLD_CALL_CONF', { invokeID: hold }));
    assert.deepEqual(ends, [
      'HOLD_CALL_REQ HOLD_CALL_CONF',
      'ANSWER_CALL_REQ ANSWER_CALL_CONF',
      'HOLD_CALL_REQ HOLD_CALL_CONF',
    ]);
    assert.equal(clock.waiting, 0);
    assert.equal(counters.requestsSent, 3);
    assert.equal(counters.requestsConfirmed, 3);
  });

  it('end with the code of the control failure and the error of the peripheral', () => {
    const invokeID = add('ANSWER_CALL_REQ', 'ANSWER_CALL_CONF');
    const refused = { invokeID, failureCode: 'CF_INVALID_OBJECT_STATE', peripheralErrorCode: 13 } as const;
    requests.answer(invokeID, message('CONTROL_FAILURE_CONF', refused));
    const [error] = errors;
    assert.ok(error);
    const { code, topic, peripheralErrorCode } = error as CtiError & { topic: string; peripheralErrorCode: number };
    assert.deepEqual(
      { code, topic, peripheralErrorCode, invokeID: (error as { invokeID?: number }).invokeID },
      {
        code: 'CF_INVALID_OBJECT_STATE',
        topic: 'ANSWER_CALL_REQ',
        peripheralErrorCode: 13,
        invokeID,
      },
    );
    assert.match(error.message, /ANSWER_CALL_REQ.*CF_INVALID_OBJECT_STATE.*13/);
    assert.equal(counters.requestsRefused, 1);
  });

  it('end with the status code of either form of FAILURE_CONF', () => {
    const first = add('SET_CALL_DATA_REQ', 'SET_CALL_DATA_CONF');
    const second = add('SET_CALL_DATA_REQ', 'SET_CALL_DATA_CONF');
    const newer = { invokeID: first, failureCode: 'E_CTI_NOT_CALL_PARTY', peripheralErrorCode: 0 } as const;
    requests.answer(first, message('FAILURE_CONF', newer));
    const older = new Codec({ version: 15 }).encode('FAILURE_CONF', {
      invokeID: second,
      status: 'E_CTI_INVALID_CALLID',
    });
    requests.answer(second, { ...codec.decode(older) } as SessionMessage);
    assert.deepEqual(ends, ['SET_CALL_DATA_REQ E_CTI_NOT_CALL_PARTY', 'SET_CALL_DATA_REQ E_CTI_INVALID_CALLID']);
  });

  it('keep a code that no edition names as a number', () => {
    const first = add('HOLD_CALL_REQ', 'HOLD_CALL_CONF');
    requests.answer(first, message('FAILURE_CONF', { invokeID: first, failureCode: 999, peripheralErrorCode: 0 }));
    const second = add('HOLD_CALL_REQ', 'HOLD_CALL_CONF');
    const unknown = { invokeID: second, failureCode: 4321, peripheralErrorCode: 0 };
    requests.answer(second, message('CONTROL_FAILURE_CONF', unknown));
    assert.deepEqual(ends, ['HOLD_CALL_REQ E_CTI_UNKNOWN_999', 'HOLD_CALL_REQ CF_UNKNOWN_4321']);
  });

  it('wait on when a confirmation of another kind comes with their InvokeID', () => {
    const invokeID = add('HOLD_CALL_REQ', 'HOLD_CALL_CONF');
    assert.throws(() => requests.answer(invokeID, message('RETRIEVE_CALL_CONF', { invokeID })), {
      code: 'CTI_UNEXPECTED_ANSWER',
    });
    assert.deepEqual(ends, []);
    assert.ok(requests.expects(invokeID));
  });

  it('time out one by one, with the stack of the caller', () => {
    function theCaller(): void {
      requests.written(add('HOLD_CALL_REQ', 'HOLD_CALL_CONF', 5));
    }
    theCaller();
    requests.written(add('ANSWER_CALL_REQ', 'ANSWER_CALL_CONF'));
    clock.advance(4.9);
    assert.deepEqual(ends, []);
    clock.advance(0.1);
    assert.deepEqual(ends, ['HOLD_CALL_REQ CTI_TIMEOUT']);
    assert.match(errors[0]?.stack ?? '', /^CtiError: No answer to HOLD_CALL_REQ within 5 s.*\n +at theCaller /);
    clock.advance(15);
    assert.deepEqual(ends, ['HOLD_CALL_REQ CTI_TIMEOUT', 'ANSWER_CALL_REQ CTI_TIMEOUT']);
    assert.equal(counters.requestsTimedOut, 2);
  });

  it('are all ended by the loss of the connection, for they may have been carried out', () => {
    const written = add('HOLD_CALL_REQ', 'HOLD_CALL_CONF');
    add('ANSWER_CALL_REQ', 'ANSWER_CALL_CONF');
    requests.written(written);
    const cause = new CtiError('CTI_NO_HEARTBEAT', 'dead');
    requests.settleAll(VIA, cause);
    assert.deepEqual(ends, ['HOLD_CALL_REQ CTI_CONNECTION_LOST', 'ANSWER_CALL_REQ CTI_CONNECTION_LOST']);
    assert.match(errors[0]?.message ?? '', /may have been carried out/);
    assert.equal(errors[0]?.cause, cause);
    assert.equal(requests.outstanding, 0);
    assert.equal(clock.waiting, 0);
    assert.equal(counters.requestsLost, 2);
  });

  it('end with CTI_SESSION_CLOSED when the session is closed on purpose', () => {
    requests.written(add('HOLD_CALL_REQ', 'HOLD_CALL_CONF'));
    add('ANSWER_CALL_REQ', 'ANSWER_CALL_CONF');
    requests.settleAll(VIA, undefined);
    assert.deepEqual(ends, ['HOLD_CALL_REQ CTI_SESSION_CLOSED', 'ANSWER_CALL_REQ CTI_SESSION_CLOSED']);
  });

  it('may be made while others are being ended', () => {
    const invokeID = requests.nextID();
    requests.add({
      topic: 'HOLD_CALL_REQ',
      invokeID,
      confirmedBy: 'HOLD_CALL_CONF',
      timeout: 20,
      caller: captureCaller(add),
      via: VIA,
      resolve: () => undefined,
      reject: () => add('ANSWER_CALL_REQ', 'ANSWER_CALL_CONF'),
    });
    requests.settleAll(VIA, undefined);
    assert.equal(requests.outstanding, 1);
  });
});

describe('InvokeIDs', () => {
  const ids = (requests: Requests, count: number) => Array.from({ length: count }, () => requests.nextID());

  it('begin with 1', () => {
    assert.deepEqual(ids(new Requests(owner, new ManualClock(), new SessionCounters()), 3), [1, 2, 3]);
  });

  it('begin again after 0xFFFFFFFF, never with 0', () => {
    const requests = new Requests(owner, new ManualClock(), new SessionCounters(), 0xfffffffe);
    assert.deepEqual(ids(requests, 3), [0xffffffff, 1, 2]);
  });

  it('leave out those whose answer is awaited', () => {
    const requests = new Requests(owner, new ManualClock(), new SessionCounters(), 0xffffffff);
    const pending = {
      topic: 'HOLD_CALL_REQ',
      confirmedBy: 'HOLD_CALL_CONF',
      timeout: 20,
      caller: captureCaller(ids),
      via: VIA,
      resolve: () => undefined,
      reject: () => undefined,
    };
    requests.add({ ...pending, invokeID: 1 });
    requests.add({ ...pending, invokeID: 2 });
    assert.deepEqual(ids(requests, 2), [3, 4]);
  });
});
