import assert from 'node:assert/strict';
import { CtiError } from '../../lib/codec';
import type { SessionOptions } from '../../lib/session';
import { Bench, BOTH, CALL, SYSTEM } from './fake-network';

const lost = new CtiError('CTI_CONNECTION_LOST', 'Connection lost: the peer reset it');
const nobody = new CtiError('CTI_CONNECT_FAILED', 'Cannot connect: nothing listens');

/** Side A active, side B standby. No heartbeats: they would fill the lists of what was sent. */
function both(options: Partial<SessionOptions> = {}): Bench {
  const bench = new Bench({ ...BOTH, hotStandby: true, heartbeatInterval: 0, ...options });
  bench.session.open();
  bench.confirm('A');
  bench.confirm('B', 'STANDBY');
  return bench;
}

/** Of a session: `open A, standby B standby`. */
function shown({ session }: Bench): string {
  const { state, side = '', standby } = session.status;
  return `${state} ${side}${standby === undefined ? '' : `, ${standby.side} ${standby.state}`}`;
}

describe('hot standby', () => {
  it('opens with both sides at once, and asks both for CTI_SERVICE_ACTIVE_STANDBY', () => {
    const bench = new Bench({ ...BOTH, hotStandby: true });
    bench.session.open();
    assert.equal(bench.sides, 'AB');
    bench.confirm('B', 'STANDBY');
    assert.equal(shown(bench), 'standby B');
    bench.confirm('A');
    assert.equal(shown(bench), 'open A, B standby');
    for (const side of ['A', 'B'] as const) {
      assert.ok(bench.at(side).payload('OPEN_REQ').servicesRequested.includes('CTI_SERVICE_ACTIVE_STANDBY'));
    }
    assert.deepEqual(bench.session.status.missingServices, []);
  });

  it('is never asked for without the option', () => {
    const bench = new Bench(BOTH);
    bench.session.open();
    bench.confirm('A');
    assert.ok(!bench.peer.payload('OPEN_REQ').servicesRequested.includes('CTI_SERVICE_ACTIVE_STANDBY'));
  });

  it('takes over at once when the standby server becomes active, before or after the active side is lost', async () => {
    for (const lossFirst of [true, false]) {
      const bench = both();
      const seen: string[] = [];
      bench.session.subscribe(['FAILURE_EVENT', 'STANDBY_ACTIVE_EVENT_MSG'], ({ topic, cti }) =>
        seen.push(`${topic} ${cti.side} ${cti.epoch}`),
      );
      if (lossFirst) {
        bench.at('A').lose(lost);
        assert.equal(shown(bench), 'standby B');
        assert.equal(bench.session.status.previous, 'open');
      }
      bench.at('B').send('STANDBY_ACTIVE_EVENT_MSG', {});
      assert.match(shown(bench), /^open B/);
      bench.at('B').send('FAILURE_EVENT', { status: 'E_CTI_MONITOR_TERMINATED' });
      assert.deepEqual(seen, ['STANDBY_ACTIVE_EVENT_MSG B 2', 'FAILURE_EVENT B 2']);
      assert.equal(bench.gaps.length, 1);
      assert.deepEqual([bench.gaps[0]?.side, bench.gaps[0]?.newSide, bench.gaps[0]?.seconds], ['A', 'B', 0]);
      const request = bench.session.request('ANSWER_CALL_REQ', CALL);
      const peer = bench.at('B');
      peer.send('ANSWER_CALL_CONF', { invokeID: peer.invokeID('ANSWER_CALL_REQ') });
      await request;
    }
  });

  it('hears no events of the standby side, nor of the side that was left', () => {
    const bench = both();
    const seen: string[] = [];
    bench.session.subscribe('*', ({ cti }) => seen.push(cti.side));
    bench.at('B').send('FAILURE_EVENT', { status: 'E_CTI_MONITOR_TERMINATED' });
    assert.deepEqual(seen, []);
    bench.at('B').send('STANDBY_ACTIVE_EVENT_MSG', {});
    bench.at('A').send('FAILURE_EVENT', { status: 'E_CTI_MONITOR_TERMINATED' });
    assert.deepEqual(seen, ['B']);
  });

  it('comes back to a side that is still active when only the connection broke', () => {
    const bench = both();
    bench.at('A').lose(lost);
    bench.confirm('A');
    assert.equal(shown(bench), 'open A, B standby');
    assert.equal(bench.session.counters.reconnects, 1);
  });

  it('keeps the standby session alive on its own, by the same order', () => {
    const bench = both();
    bench.at('B').lose(lost);
    assert.equal(shown(bench), 'open A, B connecting');
    bench.at('B').lose(nobody);
    assert.equal(shown(bench), 'open A, B waiting');
    assert.equal(bench.session.status.standby?.code, 'CTI_CONNECT_FAILED');
    assert.deepEqual(bench.gaps, []);
    bench.clock.advance(1);
    bench.confirm('B', 'STANDBY');
    assert.equal(shown(bench), 'open A, B standby');
  });

  it('does not wait for the end of a pause when the active side is lost', () => {
    const bench = both();
    bench.at('B').lose(lost);
    bench.at('B').lose(nobody);
    bench.clock.advance(1);
    bench.at('B').lose(nobody);
    assert.equal(bench.session.status.standby?.state, 'waiting');
    const before = bench.connections.length;
    bench.at('A').lose(lost);
    assert.equal(bench.sides.slice(before), 'BA');
    bench.confirm('B');
    assert.equal(bench.session.status.side, 'B');
  });

  it('takes the other session at once where both servers call themselves active', () => {
    const bench = new Bench({ ...BOTH, hotStandby: true });
    bench.session.open();
    bench.confirm('A');
    bench.confirm('B', 'ACTIVE');
    assert.equal(bench.session.status.side, 'A');
    bench.at('A').lose(lost);
    assert.equal(bench.session.status.side, 'B');
    assert.equal(bench.session.status.epoch, 2);
  });

  it('tells the last words of the side that is left before what came of them', () => {
    const bench = new Bench({ ...BOTH, hotStandby: true });
    bench.session.open();
    bench.confirm('A');
    bench.confirm('B', 'ACTIVE');
    const told: string[] = [];
    bench.session.subscribe(['FAILURE_EVENT'], ({ cti }) => told.push(`event of epoch ${cti.epoch}`));
    bench.session.on('gap', ({ epoch }) => told.push(`gap before epoch ${epoch}`));
    bench.at('A').send('FAILURE_EVENT', { status: 'E_CTI_CTI_SERVER_OFFLINE' });
    assert.deepEqual(told, ['event of epoch 1', 'gap before epoch 2']);
  });

  it('leaves the choice of the side to the servers', () => {
    assert.throws(() => both().session.switchSide(), { code: 'CTI_CANNOT_SWITCH' });
  });

  it('tells a person what keeps the standby side from it, once', () => {
    const bench = new Bench({ ...BOTH, hotStandby: true, heartbeatInterval: 0 });
    bench.session.open();
    bench.confirm('A');
    for (let round = 0; round < 2; round++) {
      const peer = bench.at('B');
      peer.accept();
      const invokeID = peer.invokeID('OPEN_REQ');
      peer.send('FAILURE_CONF', { invokeID, failureCode: 'E_CTI_INVALID_PASSWORD', peripheralErrorCode: 0 });
      bench.clock.advance(120);
    }
    assert.deepEqual(
      bench.problems.map(({ code }) => code),
      ['E_CTI_INVALID_PASSWORD'],
    );
    const before = bench.sides;
    bench.at('A').lose(lost);
    assert.equal(bench.sides, `${before}A`, 'nobody hurries what a person has to put right');
  });

  it('begins the search for the other side anew when the active one is lost', () => {
    const bench = both({ reconnectPauses: [100] });
    const pauses = () => {
      bench.at('B').lose(nobody);
      const waiting = bench.clock.waiting;
      bench.clock.advance(1);
      return bench.clock.waiting === waiting;
    };
    bench.at('B').lose(lost);
    pauses();
    pauses();
    bench.at('A').lose(lost);
    bench.at('B').lose(nobody);
    const before = bench.sides.length;
    bench.clock.advance(1);
    assert.ok(bench.sides.slice(before).includes('B'), 'tried again within the random pause');
  });

  it('knows how things stand behind the standby server before it takes over', () => {
    const bench = new Bench({ ...BOTH, hotStandby: true, heartbeatInterval: 0 });
    bench.session.open();
    bench.confirm('A');
    const peer = bench.at('B');
    peer.accept();
    const { invokeID, servicesRequested: servicesGranted } = peer.payload('OPEN_REQ');
    bench.grant(invokeID, { servicesGranted, sessionType: 'STANDBY', peripheralOnline: false }, peer);
    peer.send('SYSTEM_EVENT', SYSTEM);
    peer.send('STANDBY_ACTIVE_EVENT_MSG', {});
    assert.deepEqual(bench.session.status.degraded, []);
    assert.deepEqual(bench.session.status.peripherals, [{ peripheralID: 5000, online: true }]);
  });

  it('sends a request that is made when the other side is told to be active to that side', () => {
    const bench = both();
    bench.session.on('status', ({ side }) => {
      if (side === 'B') bench.session.request('ANSWER_CALL_REQ', CALL).catch(() => undefined);
    });
    bench.at('B').send('STANDBY_ACTIVE_EVENT_MSG', {});
    assert.ok(bench.at('B').topics.includes('ANSWER_CALL_REQ'));
  });

  it('closes both sessions', async () => {
    const bench = both();
    const closed = bench.session.close();
    assert.deepEqual(
      bench.connections.map(({ last }) => last?.topic),
      ['CLOSE_REQ', 'CLOSE_REQ'],
    );
    bench.clock.advance(1.5);
    await closed;
    assert.equal(bench.session.status.state, 'closed');
    assert.equal(bench.clock.waiting, 0);
  });

  it('works as one session after the other with servers that are too old for it', () => {
    const bench = new Bench({ ...BOTH, hotStandby: true, protocolVersion: 'auto', heartbeatInterval: 0 });
    bench.session.open();
    const refuse = (side: 'A' | 'B', code: 'E_CTI_INVALID_VERSION' | 'E_CTI_CTI_SERVER_OFFLINE') => {
      const peer = bench.at(side);
      peer.accept();
      const { invokeID } = peer.payload('OPEN_REQ');
      peer.send(...(['FAILURE_CONF', { invokeID, failureCode: code, peripheralErrorCode: 0 }] as const));
    };
    refuse('A', 'E_CTI_INVALID_VERSION');
    refuse('A', 'E_CTI_INVALID_VERSION');
    const peer = bench.at('A');
    peer.accept();
    bench.grant(peer.invokeID('OPEN_REQ'), {}, peer);
    assert.equal(bench.session.status.protocol, 23);
    assert.deepEqual(
      bench.session.status.missingServices?.map(({ service }) => service),
      [],
    );
    refuse('B', 'E_CTI_CTI_SERVER_OFFLINE');
    assert.equal(shown(bench), 'open A, B waiting');
    peer.lose(lost);
    assert.equal(bench.at('B').topics.length, 0, 'a new connection at once');
  });
});

describe('maintenance of the active side', () => {
  const ask = (bench: Bench) => bench.at('A').send('ACTIVE_MAINTENANCE_REQ_MSG', { invokeID: 77 });
  const decide = (bench: Bench, maintenanceModeStatus: boolean) =>
    bench.at('A').send('ACTIVE_MAINTENANCE_EVENT_MSG', { maintenanceModeStatus });

  it('is agreed to at once when nobody wants to answer', () => {
    const bench = both();
    ask(bench);
    const { invokeID, maintenanceModeAccepted } = bench.at('A').payload('ACTIVE_MAINTENANCE_RESP_MSG');
    assert.deepEqual({ invokeID, maintenanceModeAccepted }, { invokeID: 77, maintenanceModeAccepted: true });
  });

  it('is answered by a flow, once, or agreed to after 4 s', () => {
    for (const answer of [true, false, undefined]) {
      const bench = both();
      const results: boolean[] = [];
      bench.session.on('maintenance', (request) => {
        assert.equal(Date.parse(request.until) - bench.clock.date().getTime(), 4000);
        bench.clock.advance(3.9);
        if (answer !== undefined) results.push(request.answer(answer), request.answer(!answer));
        bench.clock.advance(0.1);
        if (answer === undefined) results.push(request.answer(false));
      });
      ask(bench);
      const answers = bench.at('A').sent.filter(({ topic }) => topic === 'ACTIVE_MAINTENANCE_RESP_MSG');
      assert.equal(answers.length, 1);
      assert.equal(bench.at('A').payload('ACTIVE_MAINTENANCE_RESP_MSG').maintenanceModeAccepted, answer ?? true);
      assert.deepEqual(results, answer === undefined ? [false] : [true, false]);
    }
  });

  it('moves the session: new requests wait, those in flight finish, and the old side is told in time', async () => {
    const bench = both();
    const inFlight = bench.session.request('ANSWER_CALL_REQ', CALL);
    const first = bench.at('A').invokeID('ANSWER_CALL_REQ');
    ask(bench);
    decide(bench, true);
    const held = bench.session.request('HOLD_CALL_REQ', CALL);
    assert.ok(!bench.at('A').topics.includes('HOLD_CALL_REQ'));
    bench.clock.advance(1);
    bench.at('B').send('STANDBY_ACTIVE_EVENT_MSG', {});
    assert.equal(bench.at('B').last?.topic, 'HOLD_CALL_REQ');
    assert.equal(bench.at('A').last?.topic, 'STOPPING_REQUESTS_TO_THIS_SIDE_IND');
    bench.at('A').send('ANSWER_CALL_CONF', { invokeID: first });
    assert.equal((await inFlight).cti.side, 'A');
    const peer = bench.at('B');
    peer.send('HOLD_CALL_CONF', { invokeID: peer.invokeID('HOLD_CALL_REQ') });
    assert.equal((await held).cti.side, 'B');
    bench.at('A').lose(lost);
    assert.equal(bench.session.status.side, 'B');
    assert.equal(bench.gaps.length, 1);
    assert.equal(bench.gaps[0]?.code, 'E_CTI_SERVER_IN_MAINTENANCE_MODE');
    bench.confirm('A', 'STANDBY');
    assert.equal(shown(bench), 'open B, A standby');
  });

  it('may bring the answer to a request over the other side', async () => {
    const bench = both();
    const inFlight = bench.session.request('ANSWER_CALL_REQ', CALL);
    const invokeID = bench.at('A').invokeID('ANSWER_CALL_REQ');
    decide(bench, true);
    bench.at('B').send('STANDBY_ACTIVE_EVENT_MSG', {});
    bench.at('A').lose(lost);
    bench.at('B').send('ANSWER_CALL_CONF', { invokeID });
    assert.equal((await inFlight).cti.side, 'B');
  });

  it('ends such a request when the session is closed', async () => {
    const bench = both();
    const inFlight = assert.rejects(bench.session.request('ANSWER_CALL_REQ', CALL), { code: 'CTI_SESSION_CLOSED' });
    bench.at('B').send('STANDBY_ACTIVE_EVENT_MSG', {});
    bench.at('A').lose(lost);
    const closed = bench.session.close();
    await inFlight;
    bench.clock.advance(1.5);
    await closed;
    assert.equal(bench.clock.waiting, 0);
  });

  it('does not go back to the side that was left when the new one is lost meanwhile', () => {
    const bench = both();
    decide(bench, true);
    bench.at('B').send('STANDBY_ACTIVE_EVENT_MSG', {});
    bench.at('B').lose(lost);
    assert.notEqual(bench.session.status.state, 'open');
  });

  it('is told that requests stop within 5 s even when the other side takes longer', async () => {
    const bench = both();
    decide(bench, true);
    bench.clock.advance(3.9);
    assert.ok(!bench.at('A').topics.includes('STOPPING_REQUESTS_TO_THIS_SIDE_IND'));
    bench.clock.advance(0.1);
    assert.equal(bench.at('A').last?.topic, 'STOPPING_REQUESTS_TO_THIS_SIDE_IND');
    const held = bench.session.request('HOLD_CALL_REQ', CALL);
    bench.at('A').lose(lost);
    bench.at('A').lose(nobody);
    assert.equal(bench.session.status.state, 'standby');
    bench.clock.advance(10);
    bench.at('B').send('STANDBY_ACTIVE_EVENT_MSG', {});
    const peer = bench.at('B');
    peer.send('HOLD_CALL_CONF', { invokeID: peer.invokeID('HOLD_CALL_REQ') });
    await held;
    assert.equal(bench.at('B').topics.filter((topic) => topic === 'HOLD_CALL_REQ').length, 1);
  });

  it('that is called off lets requests go on', () => {
    const bench = both();
    decide(bench, true);
    bench.session.request('HOLD_CALL_REQ', CALL).catch(() => undefined);
    decide(bench, false);
    const peer = bench.at('A');
    assert.equal(peer.last?.topic, 'HOLD_CALL_REQ');
    bench.clock.advance(60);
    assert.equal(peer.last?.topic, 'HOLD_CALL_REQ');
    assert.equal(shown(bench), 'open A, B standby');
  });

  it('does not hold requests for ever', async () => {
    const bench = both();
    decide(bench, true);
    const held = bench.session.request('HOLD_CALL_REQ', CALL);
    bench.at('A').lose(lost);
    bench.at('A').lose(nobody);
    const refused = assert.rejects(held, { code: 'CTI_NOT_SENT' });
    bench.clock.advance(30);
    await refused;
    await assert.rejects(bench.session.request('HOLD_CALL_REQ', CALL), { code: 'CTI_NOT_CONNECTED' });
  });

  it('ends with us leaving a side that does not close the connection', () => {
    const bench = both();
    decide(bench, true);
    bench.at('B').send('STANDBY_ACTIVE_EVENT_MSG', {});
    const old = bench.at('A');
    bench.clock.advance(10);
    assert.equal(old.last?.topic, 'CLOSE_REQ');
    bench.clock.advance(1.5);
    assert.ok(old.wasReset);
    assert.equal(shown(bench), 'open B, A connecting');
  });

  it('that is announced twice leaves no timer behind', async () => {
    const bench = both();
    decide(bench, true);
    decide(bench, true);
    const closed = bench.session.close();
    bench.clock.advance(1.5);
    await closed;
    assert.equal(bench.clock.waiting, 0);
  });

  it('leaves no timer behind when the session is closed in the middle of it', async () => {
    const bench = both();
    bench.session.on('maintenance', () => undefined);
    ask(bench);
    decide(bench, true);
    const held = assert.rejects(bench.session.request('HOLD_CALL_REQ', CALL), { code: 'CTI_NOT_SENT' });
    const closed = bench.session.close();
    bench.clock.advance(1.5);
    await closed;
    await held;
    assert.equal(bench.clock.waiting, 0);
  });
});
