import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CallIDs } from '../../lib/model/calls/call-ids';
import { GivenNames } from '../../lib/model/calls/given-names';
import { Feed, party } from './feed';

const DAY = 86_400_000;
const MORNING = Date.parse('2026-01-31T06:00:00Z');
const free = () => false;
const call = (callID: number, began = MORNING, reference?: string) => ({
  peripheralID: 5000,
  callID,
  reference,
  began,
});

describe('the ids of calls', () => {
  it('have number and day, and are numbered', () => {
    const ids = new CallIDs(new GivenNames());
    const next = (callID: number, at = MORNING) => ids.next(call(callID, at), free);
    assert.deepEqual(
      [next(7), next(8), next(7), next(7)].map((id) => id.slice(5)),
      ['7-20260131', '8-20260131', '7-20260131-2', '7-20260131-3'],
    );
    assert.equal(next(7, MORNING + DAY), '5000-7-20260201');
  });

  it('have the call reference instead of the day', () => {
    const ids = new CallIDs(new GivenNames());
    const next = (reference: string, at = MORNING) => ids.next(call(7, at, reference), free);
    assert.deepEqual(
      [next('0102aa'), next('0102ab'), next('0102aa', MORNING + DAY)],
      ['0102aa-5000-7', '0102ab-5000-7', '0102aa-5000-7-2'],
    );
  });

  it('are none that a call has now', () => {
    const ids = new CallIDs(new GivenNames());
    const isTaken = (id: string) => ['5000-7-20260131', '5000-7-20260131-2'].includes(id);
    assert.equal(ids.next(call(7), isTaken), '5000-7-20260131-3');
    assert.equal(ids.next(call(7), free), '5000-7-20260131-4');
  });

  it('are remembered, but never without bound', () => {
    const given = new GivenNames(1000);
    const ids = new CallIDs(given);
    for (let n = 0; n < 5000; n++) ids.next(call(n), free);
    assert.ok(given.size >= 1000 && given.size <= 2000, String(given.size));
    assert.equal(ids.next(call(4999), free), '5000-4999-20260131-2', 'the latest are remembered');
    assert.equal(ids.next(call(4001), free), '5000-4001-20260131-2', 'a thousand of them');
  });
});

/** The same caller, at the interactive voice response and then at an agent. */
describe('the legs of one call reference', () => {
  const reference = { callReferenceID: Buffer.from('00c0ffee', 'hex'), ani: '5551234' };
  const VRU = 5001;
  const atVRU = (feed: Feed) =>
    feed.tell('BEGIN_CALL_EVENT', {
      ...party(1, 'v'),
      peripheralID: VRU,
      callType: 'CALLTYPE_ACD_IN',
      ...reference,
    });
  const atAgent = (feed: Feed, callID = 9) => feed.begin(callID, '2001', reference);
  const agentLegOf = (...steps: ((feed: Feed) => unknown)[]) => {
    const feed = new Feed();
    for (const step of steps) step(feed);
    return feed.call(9);
  };

  it('have the same ids whichever is heard of first, and where the other one is not known any more', () => {
    const forgotten = (feed: Feed) => {
      feed.tell('CALL_CLEARED_EVENT', { ...party(1, 'v'), peripheralID: VRU });
      feed.wait(300_000);
      feed.model.sweep(feed.at);
      assert.equal(feed.model.calls.size, 0);
    };
    for (const steps of [[atVRU, atAgent], [atAgent, atVRU], [atVRU, forgotten, atAgent], [atAgent]]) {
      const { id, contactID } = agentLegOf(...steps);
      assert.deepEqual([id, contactID], ['00c0ffee-5000-9', '00c0ffee']);
    }
  });

  it('share no key, though the first is forgotten when the second begins', () => {
    const feed = new Feed();
    const keys: string[] = [];
    const hear = (callID: number) => {
      for (const step of [
        () => atAgent(feed, callID),
        () => feed.ring(callID, '2001'),
        () => feed.answer(callID, '2001'),
        () => feed.clear(callID, '2001'),
      ]) {
        step();
        keys.push(...feed.keys);
      }
      feed.wait(300_000);
      feed.model.sweep(feed.at);
    };
    for (const callID of [9, 10, 9]) hear(callID);
    assert.equal(keys.length, 15);
    assert.equal(new Set(keys).size, keys.length, keys.join('\n'));
    assert.ok(keys.includes('00c0ffee-5000-9-2/started'), 'number and reference are the same');
  });
});
