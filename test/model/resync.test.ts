import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { AGENTS, agentState, calls, connection, Desk, parties, ring, standing, system, told } from './resync-desk';

describe('resync: what is found', () => {
  it('a call that has ended unseen, one that has begun unseen and an agent who has changed', async () => {
    const desk = new Desk({ configuration: true });
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    ring(desk, 7, '2001');
    desk.clock.advance(60_000);
    const lost = desk.clock.now() - 30_000;
    desk.resync.start('gap', lost);
    desk.configured();
    assert.equal(desk.model.complete, false);
    await desk.take('7').refuse('CF_INVALID_CSTA_CALL_IDENTIFIER');
    await desk.take('01').answer(standing('01', 'AGENT_STATE_TALKING'));
    await desk.take('2001').answer(calls([8, '2001', 'LCS_CONNECT']));
    const [call] = desk.model.calls.byConnectionCallID(AGENTS, 7);
    assert.equal(call?.state, 'ended');
    await desk.take('8').answer(parties(8, ['2001', 'LCS_CONNECT'], ['5551234', 'LCS_CONNECT']));
    assert.equal(desk.model.complete, true);
    const [fresh] = desk.model.calls.byConnectionCallID(AGENTS, 8);
    assert.equal(fresh?.state, 'talking');
    for (const change of desk.found) {
      assert.equal(change.synthetic, true);
      assert.equal(change.reason, 'gap');
      assert.equal(change.complete, false);
    }
    const [ledger] = desk.ledgers;
    assert.ok(call && fresh && ledger);
    assert.deepEqual(ledger.calls, { changed: 2, begun: [fresh.id], vanished: [call.id] });
    assert.deepEqual(ledger.agents, { changed: 1 });
    assert.deepEqual([ledger.from, ledger.to], [lost, desk.clock.now()]);
    assert.deepEqual([ledger.asked, ledger.failures, ledger.interrupted], [4, 0, false]);
    assert.deepEqual(ledger.unknown, []);
  });

  it('a party by which the call cannot be asked for has left; the call has ended when no other names it', async () => {
    const desk = new Desk();
    ring(desk, 7, '2001');
    desk.hear('CALL_ESTABLISHED_EVENT', {
      ...connection(7, '2002'),
      localConnectionState: 'LCS_CONNECT',
      answeringDeviceType: 'DEVID_AGENT_DEVICE',
      answeringDeviceID: '2002',
      eventCause: null,
    });
    desk.resync.start('gap');
    const first = desk.take('7');
    await first.refuse('CF_INVALID_CSTA_CONNECTION_IDENTIFIER');
    const second = desk.take('7');
    assert.notEqual(second.payload.connectionDeviceID, first.payload.connectionDeviceID);
    await second.refuse('E_CTI_INVALID_CALLID');
    assert.equal(desk.model.calls.byConnectionCallID(AGENTS, 7)[0]?.state, 'ended');
    assert.deepEqual(desk.ledgers[0]?.calls.vanished.length, 1);
  });

  it('an agent of whom the server knows no login has signed out', async () => {
    const desk = new Desk();
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    desk.resync.start('gap');
    await desk.take('2001').answer(calls());
    await desk.take('01').refuse('E_CTI_AGENT_NOT_LOGGED_ON');
    assert.deepEqual(told(desk.found), ['agent.logout']);
  });

  it('nothing, when nothing was missed', async () => {
    const desk = new Desk();
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_RESERVED'));
    ring(desk, 7, '2001');
    desk.resync.start('gap');
    await desk.take('7').answer(parties(7, ['2001', 'LCS_ALERTING'], ['5551234', 'LCS_INITIATE']));
    await desk.take('2001').answer(calls([7, '2001', 'LCS_ALERTING']));
    await desk.take('01').answer(standing('01', 'AGENT_STATE_RESERVED'));
    assert.deepEqual(told(desk.found), []);
    assert.equal(desk.ledgers[0]?.calls.changed, 0);
  });

  it('what could not be asked is in the ledger, and stays as it was; the picture is not complete', async () => {
    const desk = new Desk({ configuration: true });
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    ring(desk, 7, '2001');
    desk.resync.start('gap');
    desk.configured();
    await desk.take('7').refuse('CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE');
    for (let i = 0; i < 3; i++) await desk.take('2001').refuse('CTI_TIMEOUT');
    await desk.take('01').refuse('CF_RESOURCE_OUT_OF_SERVICE');
    const [ledger] = desk.ledgers;
    assert.deepEqual(ledger?.failed.map(({ code }) => code).sort(), [
      'CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE',
      'CF_RESOURCE_OUT_OF_SERVICE',
      'CTI_TIMEOUT',
    ]);
    assert.equal(ledger?.repeated, 2);
    assert.equal(desk.model.calls.byConnectionCallID(AGENTS, 7)[0]?.state, 'ringing');
    assert.deepEqual([...(ledger?.unknown ?? [])].sort(), ['agent states', 'calls']);
    assert.deepEqual([ledger?.interrupted, desk.model.complete], [false, false]);
  });

  it('what could not be asked is asked for again at the next opening, since the first', async () => {
    const desk = new Desk({ configuration: true });
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_NOT_READY', { agentExtension: '2001' }));
    const begun = desk.clock.now();
    desk.resync.start('opened');
    desk.configured();
    await desk.take('2001').answer(calls());
    await desk.take('01').refuse('CF_GENERIC_UNSPECIFIED_REJECTION');
    assert.deepEqual(desk.ledgers[0]?.unknown, ['agent states']);
    desk.clock.advance(5000);
    desk.resync.start('gap');
    desk.configured();
    await desk.take('2001').answer(calls());
    await desk.take('01').answer(standing('01', 'AGENT_STATE_NOT_READY'));
    assert.deepEqual([desk.ledgers[1]?.from, desk.ledgers[1]?.unknown], [begun, []]);
    assert.equal(desk.model.complete, true);
  });

  it('and when a peripheral is back, even another one', async () => {
    const desk = new Desk({ configuration: true });
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_NOT_READY'));
    desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_OFFLINE', 5002));
    desk.resync.start('opened');
    desk.configured();
    await desk.take('01').refuse('CF_GENERIC_UNSPECIFIED_REJECTION');
    await desk.take('2001').answer(calls());
    assert.equal(desk.model.complete, false);
    desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_OFFLINE', 5002));
    desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_ONLINE', 5002));
    desk.configured();
    await desk.take('01').answer(standing('01', 'AGENT_STATE_NOT_READY'));
    await desk.take('2001').answer(calls());
    assert.equal(desk.model.complete, true);
  });

  it('a call, an agent or a device that is not there leaves nothing unknown', async () => {
    const desk = new Desk({ configuration: true });
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    ring(desk, 7, '2001');
    desk.resync.start('gap');
    desk.configured();
    await desk.take('7').refuse('E_CTI_INVALID_CALLID');
    await desk.take('2001').refuse('CF_INVALID_CSTA_DEVICE_IDENTIFIER');
    await desk.take('01').refuse('E_CTI_AGENT_NOT_LOGGED_ON');
    assert.deepEqual(desk.ledgers[0]?.unknown, []);
    assert.equal(desk.model.complete, true);
  });

  it('without a configuration nobody says which agents there are: the picture is not complete', () => {
    const desk = new Desk();
    desk.resync.start('opened');
    assert.deepEqual(desk.ledgers[0]?.unknown, ['agents']);
    assert.deepEqual([desk.ledgers[0]?.interrupted, desk.model.complete], [false, false]);
  });
});

describe('resync: answers that events have overtaken', () => {
  it('about a call are asked for again, and given up in the end', async () => {
    const desk = new Desk();
    ring(desk, 7, '2001');
    desk.resync.start('gap');
    for (let i = 0; i < 3; i++) {
      const question = desk.take('7');
      desk.hear('CALL_ESTABLISHED_EVENT', { ...connection(7, '2001'), localConnectionState: 'LCS_CONNECT' });
      await question.answer(parties(7, ['2001', 'LCS_ALERTING']));
    }
    assert.equal(
      desk.model.calls.byConnectionCallID(AGENTS, 7)[0]?.connections[0]?.localConnectionState,
      'LCS_CONNECT',
    );
    assert.deepEqual(
      desk.ledgers[0]?.failed.map(({ code }) => code),
      ['CTI_OVERTAKEN'],
    );
    assert.deepEqual(desk.found, []);
  });

  it('about a phone, when a call came to it meanwhile', async () => {
    const desk = new Desk();
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    desk.resync.start('gap');
    const question = desk.take('2001');
    ring(desk, 7, '2001');
    await question.answer(calls());
    assert.equal(desk.model.calls.byDevice('2001').length, 1);
    assert.ok(desk.open.includes('2001'));
  });

  it('about a route point say which calls there are all the same: in a busy one events overtake every answer', async () => {
    const desk = new Desk({ configuration: true });
    const record = { recordType: 'CONFIG_RECORD_ADD', deviceType: 'ROUTE_POINT', dialedNumber: '8001' };
    desk.hear('CONFIG_DEVICE_EVENT', { records: [{ ...record, fltPeripheralID: AGENTS }] });
    desk.resync.start('opened');
    desk.configured();
    const question = desk.take('8001');
    ring(desk, 7, '8001');
    await question.answer(calls([9, '5551234', 'LCS_QUEUED']));
    await desk.take('9').answer(parties(9, ['5551234', 'LCS_QUEUED']));
    assert.equal(desk.model.calls.byConnectionCallID(AGENTS, 9)[0]?.state, 'queued');
    assert.ok(!desk.open.includes('8001'), 'once');
  });

  it('about a phone name calls that are asked for all the same, as often as they are overtaken', async () => {
    const desk = new Desk();
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    desk.resync.start('gap');
    const question = desk.take('2001');
    ring(desk, 7, '2001');
    await question.answer(calls([7, '2001', 'LCS_ALERTING'], [9, '2001', 'LCS_HOLD']));
    assert.ok(desk.open.includes('9'));
    assert.ok(desk.open.includes('2001'));
  });

  it('about an agent are not needed any more: the event told everything', async () => {
    const desk = new Desk();
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    desk.resync.start('gap');
    const question = desk.take('01');
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_TALKING'));
    await question.answer(standing('01', 'AGENT_STATE_AVAILABLE'));
    assert.equal(desk.model.agents.get('01')?.agentState, 'AGENT_STATE_TALKING');
    assert.ok(!desk.open.includes('01'));
  });

  it('a call that is announced while it goes on is asked for, with its parties', () => {
    const desk = new Desk();
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    desk.resync.start('gap');
    desk.hear('BEGIN_CALL_EVENT', { ...connection(9, '2001'), callType: 'CALLTYPE_OTHER_IN' });
    assert.ok(desk.open.includes('9'));
  });
});

describe('resync: when', () => {
  it('a gap during a resync begins it anew, from the first gap on', async () => {
    const desk = new Desk();
    const begun = desk.clock.now();
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    desk.resync.start('gap', begun);
    const old = desk.take('01');
    desk.clock.advance(5000);
    desk.resync.start('gap');
    assert.equal(desk.ledgers[0]?.interrupted, true);
    await old.answer(standing('01', 'AGENT_STATE_TALKING'));
    assert.deepEqual(desk.found, []);
    for (const about of ['01', '2001', '2001']) {
      await desk.take(about).answer(about === '01' ? standing('01', 'AGENT_STATE_NOT_READY') : calls());
    }
    assert.deepEqual(told(desk.found), ['agent.notReady']);
    assert.equal(desk.ledgers[1]?.from, begun);
    assert.equal(desk.ledgers[1]?.interrupted, false);
  });

  it('a lost session ends it, and the picture stays incomplete', async () => {
    const desk = new Desk();
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    desk.resync.start('gap');
    await desk.take('01').refuse('CTI_CONNECTION_LOST');
    assert.equal(desk.resync.running, false);
    assert.equal(desk.model.complete, false);
    assert.equal(desk.ledgers[0]?.interrupted, true);
    assert.equal(desk.clock.pending, 0);
  });

  it('a peripheral that comes back is asked about, and no other', () => {
    const desk = new Desk();
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    desk.hear('AGENT_STATE_EVENT', agentState('02', 'AGENT_STATE_AVAILABLE', { peripheralID: 5002 }));
    desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_ONLINE'));
    assert.equal(desk.resync.running, false);
    desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_OFFLINE'));
    desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_ONLINE'));
    assert.equal(desk.resync.running, true);
    assert.deepEqual(desk.open, ['01', '2001']);
  });

  it('a gateway is back when its status says so', () => {
    const desk = new Desk();
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_GATEWAY_OFFLINE', 0, ['PGS_OPC_DOWN']));
    desk.hear('SYSTEM_EVENT', system('SYS_CENTRAL_CONTROLLER_OFFLINE', 0, ['PGS_OPC_DOWN', 'PGS_CC_DOWN']));
    assert.equal(desk.resync.running, false);
    desk.hear('SYSTEM_EVENT', system('SYS_HALF_HOUR_CHANGE', 0, ['PGS_CC_DOWN']));
    assert.equal(desk.resync.running, true);
  });
});
