import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { AGENTS, agentState, calls, connection, Desk, parties, ring, standing, system, told } from './resync-desk';

/** An agent who is signed in, and a session that has just been opened. */
function opened(): Desk {
  const desk = new Desk({ configuration: true });
  desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_NOT_READY'));
  desk.resync.start('opened');
  desk.configured();
  return desk;
}

describe('resync: what the server never tells this session', () => {
  for (const code of [
    'CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE',
    'E_CTI_FUNCTION_NOT_AVAILABLE',
    'CTI_SERVICE_NOT_GRANTED',
  ]) {
    it(`${code} leaves the picture as complete as it can be; the ledger names what is not known`, async () => {
      const desk = opened();
      await desk.take('01').answer(standing('01', 'AGENT_STATE_NOT_READY'));
      await desk.take('2001').refuse(code);
      assert.deepEqual(desk.ledgers[0]?.unknown, ['calls']);
      assert.deepEqual(desk.ledgers[0]?.failed, [{ what: `device ${AGENTS}/2001`, code }]);
      assert.equal(desk.model.complete, true);
      assert.equal(desk.clock.pending, 0);
    });
  }

  it('is named by the ledger of a repetition, too', async () => {
    const desk = opened();
    await desk.take('2001').refuse('CF_DEVICE_RESTRICTED');
    await desk.take('01').refuse('CF_GENERIC_UNSPECIFIED_REJECTION');
    desk.clock.advance(30_000);
    await desk.take('01').answer(standing('01', 'AGENT_STATE_NOT_READY'));
    await desk.take('2001').answer(calls());
    assert.deepEqual([desk.ledgers[1]?.unknown, desk.model.complete], [['calls'], true]);
  });
});

describe('resync: a picture that is never complete', () => {
  /** The server does not tell the configuration, for the reason that the code says. */
  function unnamed(code: string): Desk {
    const desk = new Desk({ configuration: code });
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_NOT_READY'));
    desk.resync.start('opened');
    return desk;
  }

  it('is as complete as can be when all questions have their answers', async () => {
    const desk = unnamed('CTI_SERVICE_NOT_GRANTED');
    await desk.take('01').answer(standing('01', 'AGENT_STATE_NOT_READY'));
    assert.equal(desk.model.allAsked, false);
    await desk.take('2001').refuse('CF_DEVICE_RESTRICTED');
    assert.deepEqual([desk.model.complete, desk.model.allAsked], [false, true]);
    assert.deepEqual([desk.ledgers[0]?.unknown, desk.clock.pending], [['calls', 'agents'], 0]);
    desk.resync.start('gap');
    assert.equal(desk.model.allAsked, false);
  });

  it('but not as long as a question has none', async () => {
    const desk = unnamed('CTI_SERVICE_NOT_GRANTED');
    await desk.take('2001').answer(calls());
    await desk.take('01').refuse('CF_GENERIC_UNSPECIFIED_REJECTION');
    assert.equal(desk.model.allAsked, false);
    desk.clock.advance(30_000);
    await desk.take('01').answer(standing('01', 'AGENT_STATE_NOT_READY'));
    await desk.take('2001').answer(calls());
    assert.deepEqual([desk.model.complete, desk.model.allAsked], [false, true]);
  });

  it('nor while a peripheral is off line', async () => {
    const desk = unnamed('CTI_SERVICE_NOT_GRANTED');
    await desk.take('01').answer(standing('01', 'AGENT_STATE_NOT_READY'));
    await desk.take('2001').answer(calls());
    assert.equal(desk.model.allAsked, true);
    desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_OFFLINE'));
    assert.equal(desk.model.allAsked, false);
  });

  it('also where the server says nothing, however often it is asked for the configuration', async () => {
    const desk = new Desk({ configuration: true });
    desk.resync.start('opened');
    let times = 0;
    for (; !desk.model.allAsked && times < 20; times++) {
      desk.clock.advance(30_000);
      if (!desk.model.allAsked) desk.clock.advance(480_000);
    }
    assert.equal(desk.sent.length, 6);
    assert.deepEqual([desk.ledgers.at(-1)?.unknown, desk.model.complete], [['agents'], false]);
  });

  it('nor where the configuration only failed: it may come another time', async () => {
    const desk = unnamed('CONFIGEND_FAILURE');
    await desk.take('01').answer(standing('01', 'AGENT_STATE_NOT_READY'));
    await desk.take('2001').answer(calls());
    assert.deepEqual([desk.ledgers[0]?.unknown, desk.model.allAsked], [['agents'], false]);
  });
});

describe('resync: a question without an answer', () => {
  it('is put again by itself after a pause, without the others, and the picture is complete then', async () => {
    const desk = opened();
    const from = desk.clock.now();
    await desk.take('2001').answer(calls());
    for (let i = 0; i < 3; i++) await desk.take('01').refuse('CTI_TIMEOUT');
    assert.deepEqual([desk.ledgers[0]?.unknown, desk.model.complete], [['agent states'], false]);
    desk.clock.advance(29_000);
    assert.deepEqual(desk.open, []);
    desk.clock.advance(1000);
    assert.deepEqual(desk.open, ['01']);
    await desk.take('01').answer(standing('01', 'AGENT_STATE_AVAILABLE'));
    assert.deepEqual(told(desk.found), ['agent.ready']);
    await desk.take('2001').answer(calls());
    const ledger = desk.ledgers[1];
    assert.deepEqual([ledger?.reason, ledger?.from, ledger?.unknown], ['opened', from, []]);
    assert.deepEqual([desk.model.complete, desk.clock.pending], [true, 0]);
  });

  it('is given up after some times, until the next opening', async () => {
    const desk = opened();
    await desk.take('2001').answer(calls());
    let repetitions = 0;
    for (;;) {
      for (let i = 0; i < 3; i++) await desk.take('01').refuse('CTI_TIMEOUT');
      if (desk.clock.pending === 0) break;
      desk.clock.advance(480_000);
      repetitions++;
    }
    assert.equal(repetitions, 5);
    desk.resync.start('gap');
    desk.configured();
    assert.deepEqual(desk.open, ['01', '2001']);
  });

  it('does not make the picture complete while a peripheral is off line', async () => {
    const desk = opened();
    desk.hear('AGENT_STATE_EVENT', agentState('09', 'AGENT_STATE_AVAILABLE', { peripheralID: 5002 }));
    desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_OFFLINE', 5002));
    await desk.take('2001').answer(calls());
    await desk.take('01').refuse('CF_GENERIC_UNSPECIFIED_REJECTION');
    desk.clock.advance(30_000);
    await desk.take('01').answer(standing('01', 'AGENT_STATE_NOT_READY'));
    await desk.take('2001').answer(calls());
    assert.deepEqual([desk.ledgers.length, desk.model.complete], [2, false]);
  });

  it('nor when one goes off line in the pause', async () => {
    const desk = opened();
    desk.hear('AGENT_STATE_EVENT', agentState('09', 'AGENT_STATE_AVAILABLE', { peripheralID: 5002 }));
    await desk.take('2001').answer(calls());
    await desk.take('01').refuse('CF_GENERIC_UNSPECIFIED_REJECTION');
    desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_OFFLINE', 5002));
    desk.clock.advance(30_000);
    await desk.take('01').answer(standing('01', 'AGENT_STATE_NOT_READY'));
    await desk.take('2001').answer(calls());
    assert.deepEqual([desk.ledgers.length, desk.model.complete], [2, false]);
    assert.deepEqual([...desk.resync.unknown].sort(), ['agent states', 'calls']);
  });

  it('that is out of service is asked about again, where no event says that the peripheral is', async () => {
    const desk = opened();
    await desk.take('2001').refuse('CF_RESOURCE_OUT_OF_SERVICE');
    await desk.take('01').answer(standing('01', 'AGENT_STATE_NOT_READY'));
    desk.clock.advance(30_000);
    await desk.take('2001').answer(calls());
    assert.equal(desk.model.complete, true);
  });

  it('is put again at once when the peripheral is said to be on line', async () => {
    const desk = opened();
    await desk.take('2001').refuse('CF_RESOURCE_OUT_OF_SERVICE');
    await desk.take('01').answer(standing('01', 'AGENT_STATE_NOT_READY'));
    assert.equal(desk.resync.running, false);
    desk.hear('SYSTEM_EVENT', system('SYS_PERIPHERAL_ONLINE'));
    assert.equal(desk.resync.running, true);
  });

  it('waits no more when the session is given up', async () => {
    const desk = opened();
    await desk.take('2001').answer(calls());
    await desk.take('01').refuse('CF_GENERIC_UNSPECIFIED_REJECTION');
    desk.resync.stop();
    assert.equal(desk.clock.pending, 0);
  });
});

describe('resync: the session of one agent', () => {
  it('asks for the agent, the phone and the calls there, and is complete without a configuration', async () => {
    const desk = new Desk({ own: { peripheralID: AGENTS, agentID: '01', agentInstrument: '2001' } });
    desk.resync.start('opened');
    assert.deepEqual(desk.open, ['01', '2001']);
    await desk.take('01').answer(standing('01', 'AGENT_STATE_TALKING'));
    await desk.take('2001').answer(calls([7, '2001', 'LCS_CONNECT']));
    await desk.take('7').answer(parties(7, ['2001', 'LCS_CONNECT'], ['5551234', 'LCS_CONNECT']));
    assert.deepEqual(
      desk.model.calls.byAgent('01').map(({ state }) => state),
      ['talking'],
    );
    assert.deepEqual([desk.ledgers[0]?.unknown, desk.model.complete], [[], true]);
  });

  it('asks for whoever is signed in, where only the phone is known', async () => {
    const desk = new Desk({ own: { peripheralID: AGENTS, agentExtension: '2001' } });
    desk.resync.start('opened');
    assert.deepEqual(desk.open, ['2001', '2001']);
    const question = desk.asked.find(({ topic }) => topic === 'QUERY_AGENT_STATE_REQ');
    assert.deepEqual(question?.payload, { peripheralID: AGENTS, mrdid: 1, agentExtension: '2001' });
    await question?.answer(standing('01', 'AGENT_STATE_AVAILABLE'));
    assert.equal(desk.model.agents.get('01')?.agentState, 'AGENT_STATE_AVAILABLE');
  });

  it('finds that the agent has signed out meanwhile', async () => {
    const desk = new Desk({ own: { peripheralID: AGENTS, agentInstrument: '2001' } });
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    desk.resync.start('gap');
    assert.ok(desk.open.length > 1);
    const question = desk.asked.find(({ payload }) => payload.agentID === undefined && payload.mrdid === 1);
    await question?.refuse('E_CTI_AGENT_NOT_LOGGED_ON');
    assert.deepEqual(told(desk.found), ['agent.logout']);
  });

  it('is not asked about agents whom only the configuration names', () => {
    const desk = new Desk({ configuration: true, own: { peripheralID: AGENTS, agentID: '01' } });
    const records = [{ recordType: 'CONFIG_RECORD_ADD', loginID: '02', fltPeripheralID: AGENTS }];
    desk.hear('CONFIG_AGENT_EVENT', { records });
    ring(desk, 7, '2001');
    desk.hear('END_CALL_EVENT', connection(7, '2001'));
    desk.resync.start('gap');
    desk.configured();
    assert.ok(desk.open.includes('01'));
    assert.ok(!desk.open.includes('02'));
  });
});
