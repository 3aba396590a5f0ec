import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { AGENTS, agentState, calls, connection, Desk, parties, ring, standing, told } from './resync-desk';

const HALF_AN_HOUR = 1_800_000;

describe('resync: a call of which nothing is heard while the session goes on', () => {
  let desk: Desk;
  const states = () => [...desk.model.calls.all()].map(({ state }) => state);
  /** Looks as often as it may. @returns what is asked then */
  const pass = (hours: number): string[] => {
    for (let i = 0; i < hours * 2; i++) {
      desk.clock.advance(HALF_AN_HOUR);
      desk.resync.look();
    }
    return desk.open;
  };
  beforeEach(() => {
    desk = new Desk({ configuration: true });
    desk.resync.start('opened');
    desk.configured();
    ring(desk, 7, '2004');
  });

  it('is asked about after four hours, and has ended if the server does not know it; the ledger says so', async () => {
    assert.deepEqual(pass(3.5), []);
    assert.deepEqual(pass(1), ['7']);
    await desk.take('7').refuse('CF_INVALID_CSTA_CALL_IDENTIFIER');
    assert.deepEqual(states(), ['ended']);
    assert.deepEqual(desk.found.map(({ topic, reason }) => [topic, reason]).at(-1), ['call.ended', 'unheard']);
    const ledger = desk.ledgers.at(-1);
    assert.deepEqual([ledger?.reason, ledger?.calls.vanished.length, ledger?.unknown], ['unheard', 1, []]);
    assert.equal(desk.model.complete, true);
  });

  it('is not asked about again for as long, where it goes on, and no ledger is given', async () => {
    const { length } = desk.ledgers;
    pass(4.5);
    await desk.take('7').answer(parties(7, ['2004', 'LCS_ALERTING'], ['5551234', 'LCS_INITIATE']));
    await desk.take('2004').refuse('E_CTI_AGENT_NOT_LOGGED_ON');
    assert.deepEqual(states(), ['ringing']);
    assert.deepEqual(pass(3.5), []);
    assert.equal(desk.ledgers.length, length);
    assert.deepEqual(pass(1), ['7']);
  });

  it('is not asked about while events tell of it', () => {
    for (let i = 0; i < 5; i++) {
      assert.deepEqual(pass(3), []);
      const topic = i % 2 === 0 ? 'CALL_HELD_EVENT' : 'CALL_RETRIEVED_EVENT';
      desk.hear(topic, connection(7, '2004'));
    }
  });

  it('has ended when the server refuses for the third time to say anything, whatever the code', async () => {
    pass(4);
    for (let i = 0; i < 3; i++) {
      assert.deepEqual(states(), ['ringing']);
      assert.deepEqual(pass(0.5), ['7']);
      await desk.take('7').refuse('CF_INVALID_OBJECT_STATE');
    }
    assert.deepEqual(states(), ['ended']);
    assert.deepEqual([desk.ledgers.at(-1)?.calls.vanished.length, desk.model.complete], [1, true]);
  });

  it('goes on where no answer comes, or the server may not say', async () => {
    pass(4);
    for (const code of ['CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE', 'CF_RESOURCE_OUT_OF_SERVICE', 'CTI_BAD_FRAME']) {
      for (let i = 0; i < 4; i++) {
        assert.deepEqual(pass(0.5), ['7']);
        await desk.take('7').refuse(code);
      }
    }
    assert.deepEqual([states(), desk.model.complete], [['ringing'], true]);
  });

  it('is asked about with few others at a time', async () => {
    for (let id = 100; id < 160; id++) ring(desk, id, String(3000 + id));
    assert.equal(pass(4.5).length, 50);
    for (const question of desk.asked.splice(0)) await question.refuse('E_CTI_INVALID_CALLID');
    assert.equal(pass(0.5).length, 11);
  });

  it('is asked about only while the session is open', () => {
    desk.resync.stop();
    assert.deepEqual(pass(12), []);
  });
});

describe('resync: what was given up', () => {
  it('is asked for again now and then, so that the picture is complete at last', async () => {
    const desk = new Desk({ configuration: true });
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_NOT_READY'));
    desk.resync.start('gap');
    desk.configured();
    await desk.take('2001').answer(calls());
    for (let i = 0; i < 6; i++) {
      await desk.take('01').refuse('CF_GENERIC_UNSPECIFIED_REJECTION');
      desk.clock.advance(480_000);
    }
    assert.deepEqual([desk.clock.pending, desk.model.complete, desk.open], [0, false, []]);
    desk.resync.look();
    await desk.take('01').answer(standing('01', 'AGENT_STATE_AVAILABLE'));
    await desk.take('2001').answer(calls());
    assert.deepEqual([told(desk.found), desk.model.complete], [['agent.ready'], true]);
    assert.deepEqual([desk.ledgers.at(-1)?.reason, desk.ledgers.at(-1)?.unknown], ['gap', []]);
    assert.equal(desk.model.agents.get('01', AGENTS)?.agentState, 'AGENT_STATE_AVAILABLE');
  });
});
