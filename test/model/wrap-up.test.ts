import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { CallChange } from '../../lib/model';
import { Feed } from './feed';

describe('the work after a call', () => {
  let feed: Feed;
  beforeEach(() => {
    feed = new Feed();
    state('TALKING');
    feed.talking(7, '2001');
    feed.wait(60_000);
  });
  /** @returns the changes of calls that it leads to */
  function state(word: string, fields: object = {}): CallChange[] {
    const agent = { agentID: '1', agentExtension: '2001', agentInstrument: '2001', mrdid: 1 };
    feed.tell('AGENT_STATE_EVENT', { ...agent, agentState: `AGENT_STATE_${word}`, ...fields });
    return feed.changes.filter(({ kind }) => kind === 'call');
  }
  const over = () => {
    feed.leave(7, '2001');
    feed.clear(7, 'C');
    feed.end(7, 'C');
  };

  for (const [order, steps] of [
    ['before', [() => state('WORK_READY'), over]],
    ['behind', [over, () => state('WORK_READY')]],
  ] as const) {
    it(`is told when it is done, and belongs to the call: the state comes ${order} the end of the call`, () => {
      const ended = feed.at;
      for (const step of steps) step();
      feed.wait(20_000);
      assert.deepEqual(state('WORK_NOT_READY'), [], 'it goes on');
      feed.wait(10_000);
      const [change, ...others] = state('AVAILABLE');
      assert.deepEqual(others, []);
      assert.equal(change?.topic, 'call.wrappedUp');
      assert.equal(change?.key, '5000-7-20260131/wrappedUp/2001');
      assert.equal(change?.from, 'AGENT_STATE_EVENT');
      assert.equal(change?.connection?.agentID, '1');
      assert.equal(change?.call.state, 'ended');
      assert.deepEqual([change?.call.times.wrapUp, change?.call.times.wrapUpFor], [ended, 30_000]);
      assert.equal(feed.call(7).times.wrapUpFor, 30_000);
      assert.deepEqual(state('NOT_READY'), []);
    });
  }

  it('may take longer than calls are kept', () => {
    over();
    state('WORK_READY');
    feed.wait(600_000);
    feed.model.sweep(feed.at);
    assert.equal(feed.model.calls.size, 0);
    const [change] = state('LOGOUT');
    assert.equal(change?.topic, 'call.wrappedUp');
    assert.equal(change?.call.times.wrapUpFor, 600_000);
  });

  it('belongs to the call that the agent has left and that goes on, not to the one that was for advice', () => {
    feed.begin(8, '2001', { callType: 'CALLTYPE_CONSULT' });
    feed.ring(8, '2002');
    feed.answer(8, '2002');
    const primary = { primaryCallID: 7, primaryDeviceIDType: 'CONNECTION_ID_STATIC', primaryDeviceID: '2001' };
    const secondary = { secondaryCallID: 8, secondaryDeviceIDType: 'CONNECTION_ID_STATIC', secondaryDeviceID: '2001' };
    state('WORK_READY');
    feed.tell('CALL_TRANSFERRED_EVENT', { ...primary, ...secondary, transferringDeviceID: '2001' });
    feed.wait(5000);
    const [change] = state('AVAILABLE');
    assert.equal(change?.call.id, '5000-7-20260131');
    assert.notEqual(change?.call.state, 'ended');
    assert.equal(change?.call.times.wrapUpFor, 5000);
  });

  it('is added up over the agents of a call', () => {
    feed.ring(7, '2002', { callingDeviceID: 'C' });
    const bob = { agentID: '2', agentExtension: '2002', agentInstrument: '2002' };
    state('TALKING', bob);
    feed.answer(7, '2002');
    over();
    for (const agent of [{}, bob]) state('WORK_READY', agent);
    feed.wait(5000);
    state('AVAILABLE');
    feed.wait(5000);
    assert.equal(state('AVAILABLE', bob)[0]?.call.times.wrapUpFor, 15_000);
  });

  it('is none without a call, long after one, or when an outage has hidden how long it took', () => {
    state('WORK_READY', { agentID: '3', agentExtension: '2003', agentInstrument: '2003' });
    assert.deepEqual(state('AVAILABLE', { agentID: '3', agentExtension: '2003', agentInstrument: '2003' }), []);
    over();
    state('NOT_READY');
    feed.wait(60_000);
    state('WORK_NOT_READY');
    assert.deepEqual(state('NOT_READY'), []);
    feed.talking(9, '2001');
    feed.clear(9, '2001');
    state('WORK_READY');
    state('UNKNOWN');
    assert.deepEqual(state('AVAILABLE'), []);
  });

  it('is synthetic where asking the agent’s state has found its end', () => {
    over();
    state('WORK_READY');
    feed.wait(5000);
    const asked = { peripheralID: 5000, agentID: '1' };
    const answer = { agentState: 'AGENT_STATE_AVAILABLE', mrdid: 1, agentID: '1' };
    feed.tell('QUERY_AGENT_STATE_CONF', answer, { asked, reason: 'gap' });
    const change = feed.changes.find(({ kind }) => kind === 'call');
    assert.deepEqual([change?.topic, change?.synthetic, change?.reason], ['call.wrappedUp', true, 'gap']);
    assert.equal(feed.call(7).times.wrapUpFor, 5000);
  });
});
