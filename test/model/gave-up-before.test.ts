/** Who gave up shortly before a model ended: the next one tells it. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { GaveUp } from '../../lib/model';
import { AGENTS, Feed, party } from './feed';

const KEY = { routerCallKeyDay: 152000, routerCallKeyCallID: 17 };

describe('a caller gave up before the model began', () => {
  let before: Feed;
  let feed: Feed;

  beforeEach(() => {
    before = new Feed();
    before.begin(7, 'C', KEY);
    before.ring(7, '2001');
    before.wait(9000);
    before.clear(7, '2001');
  });

  /** The earlier model ends, and so many ms later another one begins, which asks for the present. */
  const restart = (pause = 5000): readonly GaveUp[] => {
    before.wait(2000);
    const callers = before.model.callersWhoGaveUp(before.at);
    feed = new Feed();
    feed.at = before.at + pause;
    feed.model.doubt();
    feed.model.recallCallers(callers);
    return callers;
  };
  const known = () => feed.model.endUnconfirmed('opened', feed.at);

  it('and is told by the next one, once, as the first would have told it', () => {
    const callers = restart();
    known();
    assert.deepEqual(feed.rest(), ['abandoned']);
    const [change] = feed.changes;
    assert.deepEqual(before.rest(), ['abandoned']);
    const [first] = before.changes;
    assert.deepEqual(
      [change?.key, change?.call, change?.contact],
      ['152000-17/-/abandoned', first?.call, first?.contact],
    );
    assert.deepEqual([change?.synthetic, change?.reason, change?.complete], [true, 'restart', true]);
    assert.deepEqual(feed.rest(), []);
    feed.model.recallCallers(callers);
    assert.deepEqual(feed.rest(), []);
  });

  it('but not before so long nothing was heard as ever, nor as long as the picture is not complete', () => {
    restart();
    assert.deepEqual(feed.model.sweep(feed.at), []);
    feed.wait(7000);
    known();
    feed.wait(999);
    assert.deepEqual(feed.model.sweep(feed.at), []);
    feed.wait(1);
    assert.equal(feed.model.sweep(feed.at).length, 1);
    restart();
    feed.wait(100_000);
    assert.deepEqual(feed.model.sweep(feed.at), []);
    known();
    assert.equal(feed.model.sweep(feed.at).length, 1);
  });

  it('and is not told where the server shows that the caller has gone on', () => {
    restart();
    const callDevices = [
      { callConnectionDeviceID: '2002', callDeviceType: 'DEVID_AGENT_DEVICE' },
      { callConnectionDeviceID: 'C', callDeviceType: 'DEVID_EXTERNAL' },
    ].map((one) => ({
      ...one,
      callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
      callDeviceConnectionState: 'LCS_CONNECT',
    }));
    const asked = { peripheralID: AGENTS, ...party(8, '2002') };
    const shown = { ...KEY, callType: 'CALLTYPE_ACD_IN', callDevices };
    feed.tell('SNAPSHOT_CALL_CONF', shown, { asked, reason: 'opened' });
    known();
    assert.deepEqual(feed.rest(), []);
    feed.clear(8, '2002');
    assert.deepEqual(feed.rest(), []);
  });

  it('nor a second time where the caller is heard of only after that', () => {
    restart();
    known();
    assert.deepEqual(feed.rest(), ['abandoned']);
    feed.begin(8, '2002', KEY);
    feed.ring(8, '2002');
    feed.wait(2000);
    feed.model.sweep(feed.at);
    feed.clear(8, '2002');
    assert.deepEqual(feed.rest(), []);
  });

  it('nor where too much time has passed: the caller may have gone on and talked', () => {
    restart(110_000);
    feed.wait(9000);
    known();
    assert.deepEqual(feed.rest(), []);
  });

  it('nor where the end was so fresh that the reason could still come', () => {
    assert.deepEqual(before.model.callersWhoGaveUp(before.at + 999), []);
    assert.equal(before.model.callersWhoGaveUp(before.at + 1000).length, 1);
  });

  it('nor by the model itself that has it under way, or has told it', () => {
    before.wait(1000);
    const callers = before.model.callersWhoGaveUp(before.at);
    before.model.recallCallers(callers);
    assert.deepEqual(before.rest(), ['abandoned']);
    before.model.recallCallers(callers);
    assert.deepEqual(before.rest(), []);
    assert.deepEqual(before.model.callersWhoGaveUp(before.at), []);
  });

  it('goes on to the one after that, where the next one ends, too', () => {
    const callers = restart();
    assert.deepEqual(feed.model.callersWhoGaveUp(feed.at), callers);
    known();
    feed.rest();
    assert.deepEqual(feed.model.callersWhoGaveUp(feed.at), []);
  });

  it('is known by all names of the contact and its calls as long as it may be told', () => {
    const [caller] = restart();
    for (const id of ['152000-17', caller?.call.id ?? '']) assert.equal(feed.model.isRecalled(id), true, id);
    assert.equal(feed.model.isRecalled('152000-18'), false);
    feed.wait(200_000);
    feed.model.sweep(feed.at);
    assert.equal(feed.model.isRecalled('152000-17'), false);
  });

  it('is one of a thousand at the most: the latest', () => {
    const [caller] = restart();
    assert.ok(caller);
    const many = Array.from({ length: 1500 }, (_, i) => ({
      ...caller,
      key: `152000-${100 + i}/-/abandoned`,
      contact: { ...caller.contact, id: `152000-${100 + i}`, names: [`152000-${100 + i}`], legs: [] },
    }));
    feed.model.recallCallers(many);
    const kept = feed.model.callersWhoGaveUp(feed.at);
    assert.equal(kept.length, 1000);
    assert.equal(kept.at(-1)?.contact.id, '152000-1599');
  });
});
