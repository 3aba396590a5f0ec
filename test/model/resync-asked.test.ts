import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { AGENTS, type Asked, agentState, calls, Desk, parties, ring, standing, system, told } from './resync-desk';

describe('resync: what is asked', () => {
  it('who is where first, the busiest before the others; then known calls, their phones, other phones, and who is away', () => {
    const desk = new Desk();
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_LOGOUT', { agentExtension: undefined }));
    desk.hear('AGENT_STATE_EVENT', agentState('02', 'AGENT_STATE_AVAILABLE'));
    desk.hear('AGENT_STATE_EVENT', agentState('03', 'AGENT_STATE_TALKING'));
    desk.hear('AGENT_STATE_EVENT', agentState('04', 'AGENT_STATE_NOT_READY'));
    ring(desk, 7, '2004');
    desk.resync.start('gap');
    assert.deepEqual(desk.open, ['03', '04', '02', '7', '2004', '2003', '2002', '01']);
  });

  it('calls when all agents have been asked, so that a call that rings is told with whom it rings at', async () => {
    const desk = new Desk({ configuration: true, outstanding: 1 });
    const records = ['01', '02'].map((loginID) => ({ fltPeripheralID: AGENTS, loginID }));
    desk.hear('CONFIG_AGENT_EVENT', { records });
    desk.resync.start('opened');
    desk.configured();
    await desk.take('01').answer(standing('01', 'AGENT_STATE_TALKING'));
    await desk.take('02').answer(standing('02', 'AGENT_STATE_RESERVED'));
    await desk.take('2001').answer(calls([7, '2001', 'LCS_INITIATE']));
    await desk.take('7').answer(parties(7, ['2001', 'LCS_INITIATE'], ['2002', 'LCS_ALERTING']));
    const ringing = desk.found.find(({ topic }) => topic === 'call.ringing');
    assert.equal(ringing?.kind === 'call' && ringing.connection?.agentID, '02');
  });

  it('who is at the phone of a call, where nobody was signed in, so that it is told with whom it rings at', async () => {
    const desk = new Desk();
    desk.hear('AGENT_STATE_EVENT', agentState('09', 'AGENT_STATE_LOGOUT', { agentExtension: undefined }));
    ring(desk, 7, '5551234');
    ring(desk, 8, '5551235');
    desk.resync.start('gap');
    await desk.take('7').answer(parties(7, ['5551234', 'LCS_CONNECT'], ['2009', 'LCS_ALERTING']));
    await desk.take('8').answer(parties(8, ['5551235', 'LCS_CONNECT'], ['2009', 'LCS_HOLD']));
    assert.deepEqual(told(desk.found), []);
    const question = desk.take('2009');
    assert.deepEqual(question.payload, { peripheralID: AGENTS, mrdid: 1, agentInstrument: '2009' });
    await question.answer(standing('09', 'AGENT_STATE_RESERVED', { agentInstrument: '2009' }));
    const ringing = desk.found.find(({ topic }) => topic === 'call.ringing');
    assert.equal(ringing?.kind === 'call' && ringing.connection?.agentID, '09');
    assert.equal(desk.model.calls.byAgent('09').length, 2);
    assert.deepEqual(
      desk.open.filter((about) => about === '2009'),
      ['2009'],
      'the phone, once',
    );
  });

  it('at a phone that holds a call also where nobody is signed in any more: another call may be there', async () => {
    const desk = new Desk({ configuration: true });
    ring(desk, 7, '5551234');
    desk.resync.start('gap');
    desk.configured();
    await desk.take('7').answer(parties(7, ['5551234', 'LCS_CONNECT'], ['2009', 'LCS_HOLD']));
    await desk.take('2009').refuse('E_CTI_AGENT_NOT_LOGGED_ON');
    assert.equal(desk.take('2009').topic, 'SNAPSHOT_DEVICE_REQ');
  });

  it('and where the server does not say who is there, the call is told without', async () => {
    for (const code of ['E_CTI_AGENT_NOT_LOGGED_ON', 'CTI_TIMEOUT', 'CF_VALUE_OUT_OF_RANGE']) {
      const desk = new Desk({ configuration: true });
      ring(desk, 7, '5551234');
      desk.resync.start('gap');
      desk.configured();
      await desk.take('7').answer(parties(7, ['5551234', 'LCS_CONNECT'], ['2009', 'LCS_ALERTING']));
      await desk.take('2009').refuse(code);
      assert.ok(told(desk.found).includes('call.ringing'));
      assert.deepEqual([desk.ledgers[0]?.unknown, desk.model.complete], [[], true]);
    }
  });

  it('an answer about a phone that an event about its agent has overtaken says nothing of the agent', async () => {
    const desk = new Desk();
    ring(desk, 7, '5551234');
    desk.resync.start('gap');
    await desk.take('7').answer(parties(7, ['5551234', 'LCS_CONNECT'], ['2009', 'LCS_ALERTING']));
    const question = desk.take('2009');
    desk.hear('AGENT_STATE_EVENT', agentState('09', 'AGENT_STATE_TALKING', { agentInstrument: '2009' }));
    await question.answer(standing('09', 'AGENT_STATE_RESERVED', { agentInstrument: '2009' }));
    assert.equal(desk.model.agents.get('09')?.agentState, 'AGENT_STATE_TALKING');
    assert.ok(told(desk.found).includes('call.ringing'));
  });

  it('before the calls also an agent who was signed in before this model began', () => {
    const desk = new Desk();
    desk.model.agents.recall(AGENTS, '05', {
      agentState: 'AGENT_STATE_AVAILABLE',
      eventReasonCode: null,
      since: undefined,
      loginSession: undefined,
    });
    ring(desk, 7, '2004');
    desk.resync.start('opened');
    assert.deepEqual(desk.open, ['05', '7']);
  });

  it('so many a second and so many without an answer at the most', async () => {
    const desk = new Desk({ rate: 2, outstanding: 3 });
    for (const id of ['01', '02', '03', '04']) desk.hear('AGENT_STATE_EVENT', agentState(id, 'AGENT_STATE_AVAILABLE'));
    desk.resync.start('gap');
    assert.equal(desk.asked.length, 1);
    desk.clock.advance(499);
    assert.equal(desk.asked.length, 1);
    desk.clock.advance(1);
    assert.equal(desk.asked.length, 2);
    desk.clock.advance(10_000);
    assert.equal(desk.asked.length, 3);
    await desk.take('01').answer(standing('01', 'AGENT_STATE_AVAILABLE'));
    assert.equal(desk.open.length, 3);
  });

  it('each domain of an agent, and no phone of a peripheral that is off line', () => {
    const desk = new Desk();
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_ACTIVE', { mrdid: 5001 }));
    desk.hear('AGENT_STATE_EVENT', agentState('09', 'AGENT_STATE_AVAILABLE', { peripheralID: 5002 }));
    desk.resync.start('gap');
    desk.resync.take({ topic: 'SYSTEM_EVENT', payload: system('SYS_PERIPHERAL_OFFLINE', 5002) });
    const queries = desk.asked.filter(({ topic }) => topic === 'QUERY_AGENT_STATE_REQ').map(({ payload }) => payload);
    assert.deepEqual(queries[0], { peripheralID: AGENTS, mrdid: 1, agentID: '01' });
    desk.clock.advance(1);
    assert.deepEqual(
      desk.asked.map(({ payload }) => payload.mrdid),
      [1, 5001, undefined],
    );
  });

  it('route points of the configuration, whose calls are at no phone', async () => {
    const desk = new Desk();
    const records = [
      { recordType: 'CONFIG_RECORD_ADD', fltPeripheralID: AGENTS, deviceType: 'ROUTE_POINT', dialedNumber: '8001' },
    ];
    desk.hear('CONFIG_DEVICE_EVENT', { records });
    desk.resync.start('opened');
    const { payload } = desk.asked[0] as Asked;
    assert.equal(payload.snapshotDeviceType, 'DEVID_ROUTE_POINT');
    await desk.take('8001').answer(calls([9, '5551234', 'LCS_QUEUED']));
    await desk.take('9').answer(parties(9, ['5551234', 'LCS_QUEUED']));
    assert.equal(desk.model.calls.byConnectionCallID(AGENTS, 9)[0]?.state, 'queued');
  });

  it('the phone of whoever signs in meanwhile: a call may be there', async () => {
    const desk = new Desk();
    for (const id of ['01', '02']) {
      desk.hear('AGENT_STATE_EVENT', agentState(id, 'AGENT_STATE_LOGOUT', { agentExtension: undefined }));
    }
    desk.resync.start('gap');
    await desk.take('01').refuse('E_CTI_AGENT_NOT_LOGGED_ON');
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_LOGIN'));
    await desk.take('02').refuse('E_CTI_AGENT_NOT_LOGGED_ON');
    assert.deepEqual(desk.open, ['2001']);
  });
});
