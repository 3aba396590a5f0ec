import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { Feed, party } from './feed';

describe('what is known of a call', () => {
  let feed: Feed;

  beforeEach(() => {
    feed = new Feed();
  });
  const update = (fields: object, protocol?: number) => {
    const payload = { monitorID: 0, peripheralID: 5000, ...party(7, '2001'), newConnectionCallID: 7, ...fields };
    const message = { topic: 'CALL_DATA_UPDATE_EVENT', payload, ...(protocol && { cti: { protocol } }) };
    return feed.model.apply(message, feed.at).map((change) => ('changed' in change ? change.changed : undefined));
  };

  it('are the fields of the guide, and what a message does not carry stays', () => {
    feed.begin(7, '2001', { ani: '5551234', callVariable1: 'a', callVariable2: 'b', callVariable3: '' });
    assert.deepEqual(update({ callVariable2: 'c', callWrapupData: 'sold' }), [['callVariable2', 'callWrapupData']]);
    const { ani, callVariable1, callVariable2, callVariable3, callWrapupData } = feed.call(7);
    assert.deepEqual([ani, callVariable1, callVariable2, callWrapupData], ['5551234', 'a', 'c', 'sold']);
    assert.equal(callVariable3, undefined);
    assert.deepEqual(update({ callVariable2: '' }), [['callVariable2']], 'emptied is not left out');
    assert.equal(feed.call(7).callVariable2, '');
  });

  it('is news only if it is different', () => {
    const namedVariables = { 'user.a': '1' };
    feed.begin(7, '2001', { callVariable1: 'a', namedVariables, callType: 'CALLTYPE_OTHER_IN' });
    assert.deepEqual(update({ callVariable1: 'a', namedVariables: { 'user.a': '1' } }), []);
    assert.deepEqual(update({ namedVariables, callType: 'CALLTYPE_TRANSFER_IN' }), [['callType']]);
    assert.equal(feed.call(7).direction, 'in', 'a transferred call goes the way it went');
  });

  it('has the ECC variables of the last update from version 22 on', () => {
    feed.begin(7, '2001', { namedVariables: { 'user.a': '1', 'user.b': '2' }, namedArrays: { 'user.c': ['x', null] } });
    update({ namedVariables: { 'user.a': '3' } }, 22);
    assert.deepEqual(feed.call(7).namedVariables, { 'user.a': '3' });
    assert.equal(feed.call(7).namedArrays, undefined);
  });

  it('gathers the ECC variables of all updates before version 22', () => {
    feed.begin(7, '2001', { namedVariables: { 'user.a': '1', 'user.b': '2' } });
    update({ namedVariables: { 'user.a': '3' } }, 21);
    assert.deepEqual(feed.call(7).namedVariables, { 'user.a': '3', 'user.b': '2' });
    assert.deepEqual(update({ callVariable1: 'x' }, 21), [['callVariable1']]);
    assert.deepEqual(feed.call(7).namedVariables, { 'user.a': '3', 'user.b': '2' });
  });

  it('may be completed after the call: wrap-up data', () => {
    feed.talking(7, '2001');
    feed.clear(7, '2001');
    feed.wait(30_000);
    assert.deepEqual(update({ callWrapupData: 'sold' }), [['callWrapupData']]);
    assert.equal(feed.call(7).state, 'ended');
    assert.equal(feed.call(7).callWrapupData, 'sold');
  });

  it('has the clients that had to do with it, and how it was disposed of', () => {
    const ctiClients = [{ ctiClientSignature: 'desk 1', ctiClientTimestamp: '2026-01-31T12:00:00Z' }];
    feed.begin(7, '2001', { ctiClients, calledPartyDisposition: 0 });
    assert.deepEqual(feed.call(7).ctiClients, ctiClients);
    assert.equal(feed.call(7).calledPartyDisposition, undefined);
    assert.deepEqual(update({ calledPartyDisposition: 'ABANDONED_RING' }), [['calledPartyDisposition']]);
  });

  it('says how it came to the agent who has it now', () => {
    feed.begin(7, '2001');
    feed.ring(7, '2001', { calledDeviceID: '8001', skillGroupNumber: 1, callingDeviceID: 'C' });
    feed.leave(7, '2001', { eventCause: 'CEC_REDIRECTED' });
    feed.wait(1000);
    feed.ring(7, '2002', { calledDeviceID: '2002', lastRedirectDeviceID: '2001', skillGroupNumber: 2 });
    const { callingDeviceID, calledDeviceID, lastRedirectDeviceID, skillGroupNumber } = feed.call(7);
    assert.deepEqual(
      [callingDeviceID, calledDeviceID, lastRedirectDeviceID, skillGroupNumber],
      ['C', '2002', '2001', 2],
    );
    assert.equal(feed.model.calls.bySkillGroup(2).length, 1);
    assert.equal(feed.model.calls.bySkillGroup(1).length, 0);
  });

  it('counts the time in each state', () => {
    const started = feed.at;
    feed.begin(7, 'C', { callType: 'CALLTYPE_ACD_IN' });
    feed.tell('CALL_QUEUED_EVENT', { ...party(7, 'C'), skillGroups: [{ skillGroupNumber: 1 }] });
    feed.wait(10_000);
    feed.tell('CALL_DEQUEUED_EVENT', party(7, 'C'));
    feed.ring(7, '2001');
    feed.wait(4000);
    feed.answer(7, '2001');
    feed.wait(30_000);
    feed.tell('CALL_HELD_EVENT', party(7, '2001'));
    feed.wait(5000);
    feed.tell('CALL_RETRIEVED_EVENT', party(7, '2001'));
    feed.wait(20_000);
    feed.clear(7, '2001');
    feed.wait(60_000);
    feed.tell('CALL_DATA_UPDATE_EVENT', { ...party(7, '2001'), callWrapupData: 'x' });
    assert.deepEqual(feed.call(7).times, {
      started,
      queued: started,
      ringing: started + 10_000,
      answered: started + 14_000,
      held: started + 44_000,
      ended: started + 69_000,
      wrapUp: undefined,
      queuedFor: 10_000,
      ringingFor: 4000,
      talkingFor: 50_000,
      heldFor: 5000,
      wrapUpFor: 0,
    });
  });

  it('counts on until the last message, and never backwards', () => {
    feed.talking(7, '2001');
    feed.wait(3000);
    feed.begin(8, '2002');
    assert.equal(feed.call(7).times.talkingFor, 3000);
    feed.at -= 60_000;
    feed.tell('CALL_HELD_EVENT', party(7, '2001'));
    assert.ok(feed.call(7).times.talkingFor >= 0);
  });

  it('is forgotten when it has been over for as long as was asked', () => {
    feed = new Feed({ keepEnded: 10 });
    feed.talking(7, '2001', { routerCallKeyDay: 152_000, routerCallKeyCallID: 17 });
    const { id } = feed.call(7);
    feed.clear(7, '2001');
    feed.talking(8, '2001');
    feed.wait(9999);
    feed.model.sweep(feed.at);
    assert.equal(feed.model.calls.get(id)?.state, 'ended');
    feed.wait(1);
    feed.model.sweep(feed.at);
    assert.equal(feed.model.calls.get(id), undefined);
    assert.deepEqual(feed.model.calls.byConnectionCallID(5000, 7), []);
    assert.deepEqual(feed.model.calls.byContact('152000-17'), []);
    assert.equal(feed.model.calls.size, 1, 'the other one goes on');
    assert.deepEqual(
      feed.model.calls.byDevice('2001').map(({ connectionCallID }) => connectionCallID),
      [8],
    );
  });
});
