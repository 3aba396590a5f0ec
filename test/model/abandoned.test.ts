/** Who gave up: told late, and only of callers of whom nothing more is heard. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { ContactCentreModel } from '../../lib/model';
import { AGENTS, Feed, party } from './feed';
import { type Happening, HISTORIES, record } from './histories';

const KEY = { routerCallKeyDay: 152000, routerCallKeyCallID: 17 };
const VRU = { peripheralID: 5001 };

describe('a caller gave up', () => {
  let feed: Feed;

  beforeEach(() => {
    feed = new Feed();
  });

  /** The caller rings at the agent, and is gone. */
  const lostAt = (callID: number, device: string, fields: object = {}, cause: object = {}) => {
    feed.begin(callID, device, fields);
    feed.ring(callID, device);
    feed.wait(9000);
    feed.leave(callID, device, cause);
    return feed.clear(callID, device);
  };

  const shown = (callID: number, callType: string, ...parties: [device: string, type: string][]) => {
    const callDevices = parties.map(([device, type]) => ({
      callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
      callConnectionDeviceID: device,
      callDeviceType: type,
      callDeviceConnectionState: 'LCS_CONNECT',
    }));
    const asked = { peripheralID: AGENTS, ...party(callID, 'C') };
    return feed.tell('SNAPSHOT_CALL_CONF', { ...KEY, callType, callDevices }, { asked, reason: 'gap' });
  };

  it('once, when nothing is left of the contact and for a while nothing more was heard', () => {
    feed.begin(7, 'C', KEY);
    feed.answer(7, 'V', { answeringDeviceType: 'DEVID_CTI_PORT' });
    assert.deepEqual(lostAt(8, '2001', KEY), ['ended'], 'the caller still waits');
    assert.deepEqual(feed.rest(), []);
    assert.deepEqual(feed.clear(7, 'C').slice(-1), ['ended']);
    feed.wait(14_000);
    assert.deepEqual(feed.model.sweep(feed.at), []);
    assert.deepEqual(feed.rest(), ['abandoned']);
    assert.deepEqual(feed.keys, ['152000-17/-/abandoned']);
    assert.equal(feed.changes[0]?.synthetic, undefined);
    assert.equal(feed.changes[0]?.call.state, 'ended');
    assert.deepEqual(feed.rest(), []);
  });

  it('also where calls are forgotten before that', () => {
    feed = new Feed({ keepEnded: 1 });
    lostAt(7, '2001');
    assert.deepEqual(feed.rest(), ['abandoned']);
    assert.equal([...feed.model.calls.all()].length, 0);
  });

  it('also where the association ended first', () => {
    feed.begin(7, 'C');
    feed.end(7, 'C');
    feed.clear(7, 'C');
    assert.deepEqual(feed.rest(), ['abandoned']);
  });

  it('not if an agent has answered in any of the calls', () => {
    feed.begin(7, 'C', KEY);
    feed.begin(8, '2001', KEY);
    feed.answer(8, '2001');
    feed.clear(8, '2001');
    feed.clear(7, 'C');
    assert.deepEqual(feed.rest(), []);
  });

  it('not if the call was found when it had been redirected already: the agent talks under another key', () => {
    feed.model.doubt();
    const callDevices = [
      {
        callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
        callConnectionDeviceID: 'C',
        callDeviceType: 'DEVID_EXTERNAL',
        callDeviceConnectionState: 'LCS_CONNECT',
      },
    ];
    const call = { ...KEY, callType: 'CALLTYPE_ACD_IN', calledPartyDisposition: 'REDIRECTED', callDevices };
    feed.tell('SNAPSHOT_CALL_CONF', call, { asked: { peripheralID: AGENTS, ...party(7, 'C') }, reason: 'gap' });
    feed.model.settle();
    feed.clear(7, 'C');
    assert.deepEqual(feed.rest(), []);
  });

  it('not if an agent has held the call, who must have answered it', () => {
    feed.begin(7, '2001');
    feed.tell('CALL_HELD_EVENT', { ...party(7, '2001'), holdingDeviceID: '2001' });
    feed.clear(7, '2001');
    assert.deepEqual(feed.rest(), []);
  });

  it('not if its beginning is told only with its end: who has left besides caller and called came unseen', () => {
    feed.begin(7, '2001');
    for (const device of ['C', 'D']) feed.leave(7, device);
    feed.clear(7, '2001');
    assert.deepEqual(feed.rest(), []);
    feed.begin(8, '2001');
    feed.leave(8, 'C');
    feed.clear(8, '2001');
    assert.deepEqual(feed.rest(), ['abandoned']);
  });

  it('not if only the view of the call ended: voice may go on', () => {
    feed.begin(7, '2001');
    feed.ring(7, '2001');
    feed.end(7, '2001');
    assert.deepEqual(feed.rest(), []);
  });

  it('not where the agent was busy', () => {
    feed.begin(7, '2001');
    feed.tell('CALL_FAILED_EVENT', { ...party(7, '2001'), eventCause: 'CEC_BUSY' });
    feed.clear(7, '2001');
    assert.deepEqual(feed.rest(), []);
  });

  it('who was busy first does not matter when the caller gave up elsewhere', () => {
    feed.begin(7, '2001', KEY);
    feed.tell('CALL_FAILED_EVENT', { ...party(7, '2001'), eventCause: 'CEC_BUSY' });
    feed.clear(7, '2001');
    feed.wait(2000);
    lostAt(8, '2002', KEY);
    assert.deepEqual(feed.rest(), ['abandoned']);
  });

  describe('and not somebody who only has not reached the first agent:', () => {
    it('the next one follows, where the queue is not seen', () => {
      lostAt(7, '2001', KEY, { eventCause: 'CEC_CALL_NOT_ANSWERED' });
      feed.wait(10_000);
      assert.deepEqual(feed.model.sweep(feed.at), []);
      feed.begin(8, '2002', KEY);
      feed.ring(8, '2002');
      assert.deepEqual(feed.rest(), []);
      feed.answer(8, '2002');
      feed.clear(8, '2002');
      assert.deepEqual(feed.rest(), []);
    });

    it('the next one follows, and there the caller gives up', () => {
      lostAt(7, '2001', KEY, { eventCause: 'CEC_REDIRECTED' });
      feed.wait(2000);
      lostAt(8, '2002', KEY, { eventCause: 'CEC_CALL_NOT_ANSWERED' });
      assert.deepEqual(feed.rest(), ['abandoned']);
      assert.deepEqual(feed.changes[0]?.call.connectionCallID, 8);
    });

    for (const how of ['before', 'after'] as const) {
      it(`the call was redirected, and no more is heard of it; the connection was cleared ${how} the call`, () => {
        feed.begin(7, 'C', KEY);
        feed.ring(7, '2001');
        feed.wait(9000);
        if (how === 'after') feed.clear(7, '2001');
        feed.leave(7, '2001', { eventCause: 'CEC_REDIRECTED' });
        if (how === 'before') feed.clear(7, '2001');
        assert.deepEqual(feed.rest(), []);
        assert.deepEqual(feed.rest(), []);
      });
    }

    it('the call was diverted, and no more is heard of it', () => {
      feed.begin(7, '2001', KEY);
      feed.ring(7, '2001');
      feed.tell('CALL_DIVERTED_EVENT', { ...party(7, '2001'), divertingDeviceID: '2001' });
      feed.clear(7, '2001');
      assert.deepEqual(feed.rest(), []);
    });

    it('the call was redirected, waits on in the queue, and there the caller gives up', () => {
      feed.begin(7, 'C', { ...KEY, ...VRU });
      lostAt(8, '2001', KEY, { eventCause: 'CEC_REDIRECTED' });
      feed.wait(5000);
      feed.tell('CALL_CLEARED_EVENT', { ...party(7, 'C'), ...VRU });
      assert.deepEqual(feed.rest(), ['abandoned']);
    });

    it('the agent is announced, and the call leaves the queue before it comes to the agent', () => {
      feed.begin(7, 'V', { ...KEY, ...VRU });
      feed.tell('AGENT_PRE_CALL_EVENT', { ...KEY, agentInstrument: '2001' });
      feed.tell('CALL_CLEARED_EVENT', { ...party(7, 'V'), ...VRU });
      assert.deepEqual(feed.rest(), []);
      feed.begin(8, '2001', KEY);
      feed.ring(8, '2001');
      feed.clear(8, '2001');
      assert.deepEqual(feed.rest(), ['abandoned']);
    });

    it('the agent was announced, which is taken back: the caller gave up on the way', () => {
      feed.begin(7, 'V', { ...KEY, ...VRU });
      feed.tell('AGENT_PRE_CALL_EVENT', { ...KEY, agentInstrument: '2001' });
      feed.tell('CALL_CLEARED_EVENT', { ...party(7, 'V'), ...VRU });
      assert.deepEqual(feed.rest(), []);
      feed.tell('AGENT_PRE_CALL_ABORT_EVENT', { ...KEY, agentInstrument: '2001' });
      assert.deepEqual(feed.rest(), ['abandoned']);
    });

    it('a translation route is pending until a call has come by it', () => {
      feed.begin(7, 'V', { ...KEY, ...VRU });
      feed.wait(5000);
      feed.tell('CALL_TRANSLATION_ROUTE_EVENT', KEY);
      feed.tell('CALL_CLEARED_EVENT', { ...party(7, 'V'), ...VRU });
      assert.deepEqual(feed.rest(), []);
      feed.wait(5000);
      lostAt(8, '2001', KEY);
      assert.deepEqual(feed.rest(), ['abandoned']);
    });
  });

  describe('only if it was a caller:', () => {
    for (const callType of ['CALLTYPE_OUT', 'CALLTYPE_AGENT_INSIDE', 'CALLTYPE_CONSULT', 'RESERVATION_PREVIEW']) {
      it(`not ${callType}`, () => {
        lostAt(7, '2001', { callType });
        assert.deepEqual(feed.rest(), []);
      });
    }
  });

  describe('after something may have been missed', () => {
    beforeEach(() => {
      feed.begin(7, 'C', KEY);
      feed.answer(7, 'V', { answeringDeviceType: 'DEVID_CTI_PORT' });
      feed.model.doubt();
    });
    const known = () => feed.model.endUnconfirmed('gap', feed.at);

    it('if the server shows the call as it was', () => {
      shown(7, 'CALLTYPE_ACD_IN', ['C', 'DEVID_EXTERNAL'], ['V', 'DEVID_CTI_PORT']);
      known();
      feed.clear(7, 'C');
      assert.deepEqual(feed.rest(), ['abandoned']);
    });

    it('not if it has gone on in another call: whoever has answered then may be in none that is left', () => {
      shown(8, 'CALLTYPE_ACD_IN', ['C', 'DEVID_EXTERNAL'], ['V', 'DEVID_CTI_PORT']);
      known();
      feed.clear(8, 'C');
      assert.deepEqual(feed.rest(), []);
    });

    it('not if somebody talks to the caller, whoever of the two has called', () => {
      assert.ok(!shown(7, 'CALLTYPE_ACD_IN', ['C', 'DEVID_EXTERNAL'], ['T', 'DEVID_EXTERNAL']).includes('answered'));
      known();
      feed.clear(7, 'C');
      assert.deepEqual(feed.rest(), []);
    });

    it('not if it is over before the server has shown it: it may have been answered', () => {
      feed.clear(7, 'C');
      known();
      assert.deepEqual(feed.rest(), []);
    });

    it('if the server repeats how it came to be, and that is nothing new', () => {
      const cause = { eventCause: 'CEC_CALL_PARTY_UPDATE_IND' };
      feed.answer(7, 'V', { answeringDeviceType: 'DEVID_CTI_PORT', ...cause });
      feed.clear(7, 'C');
      known();
      assert.deepEqual(feed.rest(), ['abandoned']);
    });

    for (const callType of ['CALLTYPE_TRANSFER_IN', 'CALLTYPE_CONFERENCE']) {
      it(`not if somebody has talked to the caller, as ${callType} says`, () => {
        shown(7, callType, ['C', 'DEVID_EXTERNAL'], ['V', 'DEVID_CTI_PORT']);
        known();
        feed.clear(7, 'C');
        assert.deepEqual(feed.rest(), []);
      });
    }
  });

  it('when calls are still asked about only after that, since the caller may have gone on', () => {
    lostAt(7, '2001', KEY);
    feed.model.doubt();
    assert.deepEqual(feed.rest(), []);
    feed.model.endUnconfirmed('gap', feed.at);
    assert.deepEqual(feed.rest(), ['abandoned']);
  });

  it('not if the answer to these questions is that the caller has gone on', () => {
    lostAt(7, '2001', KEY);
    feed.model.doubt();
    assert.deepEqual(feed.rest(), []);
    shown(8, 'CALLTYPE_ACD_IN', ['2002', 'DEVID_AGENT_DEVICE']);
    feed.model.endUnconfirmed('gap', feed.at);
    assert.deepEqual(feed.rest(), []);
  });

  it('at the latest before the calls are forgotten, if the picture does not get complete', () => {
    lostAt(7, '2001', KEY);
    feed.model.doubt();
    feed.wait(105_000);
    assert.deepEqual(feed.rest(), ['abandoned']);
  });

  it('if it began while others were still asked about', () => {
    feed.model.doubt();
    feed.begin(7, 'C', KEY);
    feed.ring(7, '2001');
    feed.clear(7, 'C');
    feed.model.endUnconfirmed('gap', feed.at);
    assert.deepEqual(feed.rest(), ['abandoned']);
  });

  it('not if only the beginning and the end were told meanwhile: it may have been answered before', () => {
    feed.model.doubt();
    feed.begin(7, '2001', KEY);
    feed.leave(7, '2001');
    feed.clear(7, '2001');
    feed.model.endUnconfirmed('gap', feed.at);
    assert.deepEqual(feed.rest(), []);
  });

  const GIVEN_UP = ['a caller gives up in the queue', 'a caller gives up while it rings'];
  for (const name of Object.keys(HISTORIES)) {
    const isGivenUp = GIVEN_UP.includes(name);
    it(`in a history of the simulator ${isGivenUp ? 'where that is so' : 'not where that is not so'}: ${name}`, async () => {
      const happenings = await record(name);
      assert.equal(lost(happenings).length, isGivenUp ? 1 : 0);
      // A client that hears of phones only hears nothing of who gives up in the queue.
      const isAtPhone = name === 'a caller gives up while it rings';
      assert.equal(lost(at(happenings, AGENTS)).length, isAtPhone ? 1 : 0);
    });
  }
});

/** The keys of the callers who gave up. */
function lost(happenings: readonly Happening[]): string[] {
  const model = new ContactCentreModel();
  const keys: string[] = [];
  const tell = (changes: ReturnType<typeof model.sweep>) => {
    for (const { topic, key } of changes) if (topic === 'call.abandoned') keys.push(key);
  };
  for (const { at: now, messages } of happenings) {
    tell(model.sweep(now));
    for (const message of messages) tell(model.apply(message, now));
  }
  tell(model.sweep((happenings.at(-1)?.at ?? 0) + 15_000));
  return keys;
}

function at(happenings: readonly Happening[], peripheralID: number): Happening[] {
  return happenings.map((one) => ({
    at: one.at,
    messages: one.messages.filter(
      ({ payload }) => (payload as { peripheralID?: number }).peripheralID === peripheralID,
    ),
  }));
}
