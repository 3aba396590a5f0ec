/** Two calls become one while their parties are still on their way: what is told of them crosses. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { Feed, party } from './feed';

describe('what crosses with a transfer or a conference', () => {
  let feed: Feed;
  const parties = (...ids: string[]) =>
    ids.map((id) => ({
      connectedPartyCallID: 1,
      connectedPartyDeviceIDType: 'CONNECTION_ID_STATIC',
      connectedPartyDeviceID: id,
    }));
  const join = (topic: string, ...ids: string[]) =>
    feed.tell(topic, {
      primaryCallID: 1,
      primaryDeviceIDType: 'CONNECTION_ID_STATIC',
      primaryDeviceID: 'A',
      secondaryCallID: 2,
      secondaryDeviceIDType: 'CONNECTION_ID_STATIC',
      secondaryDeviceID: 'A',
      numParties: ids.length,
      transferringDeviceID: 'A',
      controllerDeviceID: 'A',
      parties: parties(...ids),
    });

  /** A talks to C, and calls B for advice, who rings. */
  const start = () => {
    feed = new Feed();
    feed.talking(1, 'A');
    feed.tell('CALL_HELD_EVENT', { ...party(1, 'A'), holdingDeviceID: 'A' });
    feed.begin(2, 'A', { callType: 'CALLTYPE_CONSULT' });
    feed.ring(2, 'B', { callingDeviceID: 'A' });
    feed.wait(3000);
  };
  beforeEach(start);

  for (const [topic, ids] of [
    ['CALL_TRANSFERRED_EVENT', ['C', 'B']],
    ['CALL_CONFERENCED_EVENT', ['C', 'A', 'B']],
  ] as const) {
    it(`${topic}: who answers in the call that is gone has answered in the one that is left`, () => {
      join(topic, ...ids);
      feed.answer(2, 'B');
      assert.ok(feed.parties(1).includes('B LCS_CONNECT'));
      assert.ok(!feed.parties(2).some((one) => one.startsWith('B')));
      assert.equal(feed.call(1).state, 'talking');
    });

    for (const arrival of ['ring', 'answer'] as const) {
      it(`${topic}: the key of who has ${arrival === 'ring' ? 'been called' : 'answered'} names the call that the event names, on either side of it`, () => {
        const keysOf = (run: (() => void)[]) => {
          const keys: string[] = [];
          for (const step of run) {
            step();
            keys.push(...feed.keys);
          }
          return keys.sort();
        };
        const steps = [() => join(topic, ...ids, 'D'), () => feed[arrival](2, arrival === 'ring' ? 'D' : 'B')];
        const late = keysOf(steps);
        start();
        assert.deepEqual(keysOf(steps.reverse()), late);
        assert.ok(late.includes(arrival === 'ring' ? '5000-2-20260131/ringing/D' : '5000-2-20260131/answered/B'));
      });
    }

    it(`${topic}: who was in the other call, whose end has come first, is in this one as before`, () => {
      feed.answer(2, 'B');
      feed.wait(3000);
      feed.clear(2, 'A');
      join(topic, ...ids);
      assert.ok(feed.parties(1).includes('B LCS_CONNECT'));
      assert.equal(
        feed.call(1).connections.find(({ connectionDeviceID }) => connectionDeviceID === 'B')?.deviceID,
        'B',
      );
      assert.equal(feed.call(1).state, 'talking');
      feed.wait(3000);
      assert.ok(feed.clear(1, 'B').includes('partyLeft B'));
    });
  }

  it('not the end of a connection in the call that is gone: the party is in the other one', () => {
    feed.answer(2, 'B');
    join('CALL_TRANSFERRED_EVENT', 'C', 'B');
    feed.leave(2, 'B');
    assert.ok(feed.parties(1).includes('B LCS_CONNECT'));
  });

  it('not what comes much later under the number of the call that is gone', () => {
    join('CALL_TRANSFERRED_EVENT', 'C', 'B');
    feed.wait(3000);
    feed.answer(2, 'B');
    assert.ok(feed.parties(1).includes('B LCS_ALERTING'));
  });
});
