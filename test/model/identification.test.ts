import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { AGENTS, Feed, partiesOf, party } from './feed';

/** The guide, Messaging Conventions: Call Event Data, "Call Identification". */
describe('which call a message is about', () => {
  let feed: Feed;

  beforeEach(() => {
    feed = new Feed();
  });

  it('is told by ConnectionCallID, on its peripheral', () => {
    feed.begin(7, '2001');
    feed.begin(8, '2002');
    feed.begin(7, '2001', { peripheralID: 6000 });
    assert.equal(feed.model.calls.size, 3);
    assert.deepEqual(feed.ring(8, '2002'), ['ringing 2002']);
    assert.deepEqual(feed.parties(8), ['2002 LCS_ALERTING']);
    assert.deepEqual(feed.parties(7), ['2001 null']);
  });

  it('has connections that ConnectionDeviceIDType and ConnectionDeviceID name together', () => {
    feed.talking(7, '2001');
    feed.ring(7, '2001', { connectionDeviceIDType: 'CONNECTION_ID_DYNAMIC' });
    assert.deepEqual(feed.parties(7), ['2001 LCS_CONNECT', '2001 LCS_ALERTING']);
  });

  it('takes ConnectionDeviceID for opaque: the number of the device is another field', () => {
    feed.begin(7, 'leg:0x17');
    feed.ring(7, 'leg:0x17', { alertingDeviceID: '2001' });
    assert.deepEqual(feed.parties(7), ['leg:0x17 LCS_ALERTING']);
    assert.equal(feed.model.calls.byDevice('2001')[0]?.connectionCallID, 7);
    assert.deepEqual(feed.model.calls.byDevice('leg:0x17'), []);
  });

  describe('when two calls share a ConnectionCallID', () => {
    const consult = () => feed.begin(7, '2001b', { callType: 'CALLTYPE_CONSULT' });
    const hold = () => feed.tell('CALL_HELD_EVENT', { ...party(7, '2001a'), holdingDeviceID: '2001' });
    const shared = () => feed.model.calls.byConnectionCallID(AGENTS, 7).map(partiesOf);

    for (const steps of [
      [hold, consult],
      [consult, hold],
    ]) {
      const order = steps[0] === hold ? 'hold first' : 'begin first';

      it(`the connection decides (${order})`, () => {
        feed.talking(7, '2001a');
        for (const step of steps) step();
        assert.deepEqual(shared(), [['2001a LCS_HOLD'], ['2001b null']]);
        feed.tell('CALL_SERVICE_INITIATED_EVENT', { ...party(7, '2001b'), callingDeviceID: '2001' });
        assert.deepEqual(shared(), [['2001a LCS_HOLD'], ['2001b LCS_INITIATE']]);
        assert.notEqual(feed.changes[0]?.call.id, feed.model.calls.byConnectionCallID(AGENTS, 7)[0]?.id);
      });

      it(`a new connection of CALL_ESTABLISHED_EVENT is that of the call without a destination (${order})`, () => {
        feed.talking(7, '2001a');
        for (const step of steps) step();
        assert.deepEqual(feed.answer(7, '2002b', { answeringDeviceID: '2002' }), ['answered 2002b']);
        assert.deepEqual(shared(), [['2001a LCS_HOLD'], ['2001b null', '2002b LCS_CONNECT']]);
      });
    }

    it('it ends one of them only', () => {
      feed.talking(7, '2001a');
      consult();
      feed.answer(7, '2002b');
      assert.deepEqual(feed.clear(7, '2002b'), ['partyLeft 2001b', 'partyLeft 2002b', 'ended']);
      assert.deepEqual(shared()[0], ['2001a LCS_CONNECT']);
      assert.equal(feed.call(7).state, 'talking');
    });

    it('CALL_ESTABLISHED_EVENT of a connection in both is that of the call without a destination', () => {
      feed.talking(7, '2001a');
      feed.begin(7, '2001a', { callType: 'CALLTYPE_CONSULT' });
      assert.deepEqual(feed.answer(7, '2001a'), ['answered 2001a']);
      assert.deepEqual(
        feed.changes.map(({ call }) => call.callType),
        ['CALLTYPE_CONSULT'],
      );
    });
  });

  it('is one call for all monitors that see it', () => {
    feed.begin(7, '2001', { monitorID: 1 });
    assert.deepEqual(feed.begin(7, '2002', { monitorID: 2 }), []);
    assert.equal(feed.model.calls.size, 1);
    assert.deepEqual(feed.end(7, '2001', { monitorID: 1 }), [], 'the other monitor still sees it');
    assert.deepEqual(feed.end(7, '2002', { monitorID: 2 }), ['ended']);
  });

  it('does not wait for the end at monitors that a new session does not have any more', () => {
    feed.begin(7, '2001', { monitorID: 1 });
    feed.model.doubt();
    feed.begin(7, '2001', { monitorID: 5 });
    assert.deepEqual(feed.end(7, '2001', { monitorID: 5 }), ['ended']);
  });

  it('is known from whatever message comes first', () => {
    feed.answer(7, '2001');
    const { id } = feed.call(7);
    assert.deepEqual(feed.begin(7, '2001', { ani: '5551234' }), ['started']);
    assert.equal(feed.call(7).id, id);
    assert.equal(feed.call(7).ani, '5551234');
    assert.equal(feed.call(7).state, 'talking');
    assert.deepEqual(feed.leave(8, '2001'), [], 'who leaves an unknown call does not make it known');
    assert.equal(feed.model.calls.size, 1);
  });

  describe('when CALL_DATA_UPDATE_EVENT gives another ConnectionCallID', () => {
    const renamed = (from: number, to: number, device: string) =>
      feed.tell('CALL_DATA_UPDATE_EVENT', {
        ...party(from, device),
        newConnectionCallID: to,
        newConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
        newConnectionDeviceID: device,
        callVariable1: 'gold',
      });

    it('the call goes on under that id, and is the same call', () => {
      feed.talking(7, '2001');
      const { id } = feed.call(7);
      assert.deepEqual(renamed(7, 9, '2001'), ['data']);
      assert.equal(feed.call(9).id, id);
      assert.equal(feed.call(9).connectionCallID, 9);
      assert.deepEqual(feed.end(7, '2001'), [], 'the end of the old id is no end of the call');
      assert.deepEqual(feed.leave(9, '2001'), ['partyLeft 2001']);
      assert.deepEqual(feed.clear(9, '2001'), ['ended']);
    });

    it('the party goes over if that call is known, and brings its story along', () => {
      feed.talking(7, '2001');
      feed.begin(8, '2002');
      feed.answer(8, '2002');
      renamed(8, 7, '2002');
      assert.deepEqual(feed.parties(7), ['2001 LCS_CONNECT', '2002 LCS_CONNECT']);
      assert.deepEqual(feed.parties(8), []);
      assert.equal(feed.call(7).callVariable1, 'gold');
      assert.equal(feed.call(8).contactID, feed.call(7).contactID);
      assert.deepEqual(feed.answer(7, '2002'), [], 'it had answered before');
      assert.deepEqual(
        feed.model.calls.byDevice('2002').map(({ connectionCallID }) => connectionCallID),
        [7],
      );
    });
  });

  describe('an id that comes again', () => {
    it('is a new call after CALL_CLEARED_EVENT', () => {
      feed.talking(7, '2001');
      feed.clear(7, '2001');
      feed.end(7, '2001');
      const { id } = feed.call(7);
      feed.wait(5000);
      assert.deepEqual(feed.begin(7, '2002'), ['started']);
      assert.notEqual(feed.call(7).id, id);
      assert.deepEqual(feed.ring(7, '2002'), ['ringing 2002']);
      assert.equal(feed.model.calls.get(id)?.state, 'ended');
    });

    it('has an id of its own on another day', () => {
      feed.begin(7, '2001');
      assert.equal(feed.call(7).id, '5000-7-20260131');
      feed.clear(7, '2001');
      feed.wait(86_400_000);
      feed.begin(7, '2001');
      assert.equal(feed.call(7).id, '5000-7-20260201');
    });

    it('has an id and keys of its own on the same day, even when the call before is forgotten', () => {
      const keys = new Set<string>();
      const ids: string[] = [];
      for (let n = 1; n <= 3; n++) {
        for (const step of [feed.begin, feed.ring, feed.clear] as const) {
          assert.notDeepEqual(step.call(feed, 7, '2001'), []);
          for (const key of feed.keys) assert.ok(!keys.has(key), key);
          for (const key of feed.keys) keys.add(key);
        }
        ids.push(feed.call(7).id);
        feed.end(7, '2001');
        feed.wait(3_600_000);
        feed.model.sweep(feed.at);
        assert.equal(feed.model.calls.size, 0);
      }
      assert.deepEqual(ids, ['5000-7-20260131', '5000-7-20260131-2', '5000-7-20260131-3']);
    });

    describe('after a call that nobody has confirmed', () => {
      const data: object = { ani: '5550001', routerCallKeyDay: 152_000, routerCallKeyCallID: 1 };

      for (const [what, other] of [
        ['caller', { ani: '5550009' }],
        ['router call key', { routerCallKeyCallID: 2 }],
        ['call reference', { callReferenceID: Uint8Array.of(2) }],
      ] as const) {
        it(`is a new call if it has another ${what}`, () => {
          feed.begin(7, '2001', { ...data, callReferenceID: Uint8Array.of(1) });
          const { id } = feed.call(7);
          const [first] = feed.keys;
          feed.model.doubt();
          feed.model.endUnconfirmed('gap', feed.at);
          feed.wait(5000);
          assert.deepEqual(feed.begin(7, '2001', { ...data, ...other }), ['started']);
          assert.notEqual(feed.call(7).id, id);
          assert.notEqual(feed.keys[0], first);
          assert.equal(feed.clear(7, '2001').at(-1), 'ended');
          assert.equal(feed.model.calls.get(id)?.ani, '5550001');
        });
      }

      it('is a new call if a snapshot shows another caller', () => {
        feed.begin(7, '2001', { ani: '5550001' });
        feed.model.doubt();
        feed.model.endUnconfirmed('gap', feed.at);
        const asked = { peripheralID: AGENTS, ...party(7, '2001') };
        const callDevices = [
          {
            callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
            callConnectionDeviceID: '2001',
            callDeviceConnectionState: 'LCS_CONNECT',
          },
        ];
        feed.tell('SNAPSHOT_CALL_CONF', { callType: 'CALLTYPE_OTHER_IN', ani: '5550009', callDevices }, { asked });
        assert.equal(feed.model.calls.size, 2);
        assert.equal(feed.call(7).id, '5000-7-20260131-2');
      });

      for (const told of [data, {}, { ani: '' }]) {
        it(`is the same call if nothing contradicts: ${JSON.stringify(told)}`, () => {
          feed.begin(7, '2001', data);
          const { id } = feed.call(7);
          feed.model.doubt();
          feed.model.endUnconfirmed('gap', feed.at);
          feed.wait(5000);
          assert.deepEqual(feed.begin(7, '2001', told), ['started']);
          assert.equal(feed.call(7).id, id);
          assert.match(feed.keys[0] ?? '', /started#2$/);
        });
      }
    });

    it('is the same call if only its association had ended, as when its peripheral was away', () => {
      feed.talking(7, '2001', { ani: '5551234' });
      const { id } = feed.call(7);
      feed.wait(2000);
      assert.deepEqual(feed.end(7, '2001'), ['ended']);
      feed.wait(8000);
      assert.deepEqual(feed.begin(7, '2001', { ani: '5551234' }), ['started']);
      assert.equal(feed.keys[0], `${id}/started#2`);
      assert.equal(feed.call(7).state, 'talking');
      assert.deepEqual(feed.answer(7, '2001'), []);
    });

    it('is the same call if it was routed once more meanwhile, for the same caller', () => {
      const data: object = { ani: '5551234', routerCallKeyDay: 152_000, routerCallKeyCallID: 1 };
      feed.talking(7, '2001', data);
      feed.model.doubt();
      feed.begin(7, '2001', { ...data, routerCallKeyCallID: 2 });
      assert.equal(feed.model.calls.size, 1);
    });

    describe('while nobody knows whether the call before goes on, and neither has another name', () => {
      beforeEach(() => {
        feed.talking(7, '2001', { ani: '5551' });
        feed.wait(600_000);
      });
      const shown = (ani: string, state: string) =>
        feed.tell(
          'SNAPSHOT_CALL_CONF',
          {
            ani,
            callType: 'CALLTYPE_OTHER_IN',
            callDevices: [
              {
                callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
                callConnectionDeviceID: '2001',
                callDeviceType: 'DEVID_AGENT_DEVICE',
                callDeviceConnectionState: state,
              },
            ],
          },
          { asked: { peripheralID: AGENTS, ...party(7, '2001') }, reason: 'gap' },
        );

      it('is a new call if another caller begins it', () => {
        feed.model.doubt();
        assert.deepEqual(feed.begin(7, '2001', { ani: '5552' }), ['ended', 'started']);
        assert.deepEqual(feed.ring(7, '2001'), ['ringing 2001']);
        assert.deepEqual(feed.answer(7, '2001'), ['answered 2001']);
      });

      it('is a new call if a snapshot shows another caller', () => {
        feed.model.doubt();
        assert.deepEqual(shown('5552', 'LCS_ALERTING'), ['ended', 'started', 'ringing 2001']);
      });

      it('is the same call if the caller is the same, or not known, or it has been transferred', () => {
        feed.model.doubt();
        assert.deepEqual(feed.begin(7, '2001', { ani: '5551' }), []);
        assert.deepEqual(feed.begin(7, '2001'), []);
        assert.deepEqual(feed.begin(7, '2001', { ani: '5552', callType: 'CALLTYPE_TRANSFER_IN' }), ['data']);
      });

      it('is the same call once the server has shown it again, or if nothing was missed', () => {
        assert.deepEqual(feed.begin(7, '2001', { ani: '5552' }), ['data']);
        feed.model.doubt();
        assert.deepEqual(shown('5552', 'LCS_CONNECT'), []);
        assert.deepEqual(feed.begin(7, '2001', { ani: '5553' }), ['data']);
      });
    });

    it('is a new call if its router call key is another one', () => {
      feed.talking(7, '2001', { routerCallKeyDay: 152_000, routerCallKeyCallID: 1 });
      feed.end(7, '2001');
      feed.wait(8000);
      feed.begin(7, '2001', { routerCallKeyDay: 152_000, routerCallKeyCallID: 2 });
      assert.equal(feed.model.calls.size, 2);
    });
  });

  it('never is an ended call come to life: late and repeated messages find it and say nothing new', () => {
    feed.begin(7, '2001');
    feed.ring(7, '2001');
    feed.answer(7, '2001');
    feed.clear(7, '2001');
    feed.wait(200);
    for (const late of [
      () => feed.begin(7, '2001'),
      () => feed.ring(7, '2001'),
      () => feed.answer(7, '2001'),
      () => feed.tell('CALL_HELD_EVENT', party(7, '2001')),
      () => feed.tell('CALL_QUEUED_EVENT', { ...party(7, '2001'), skillGroups: [{ skillGroupNumber: 1 }] }),
      () => feed.leave(7, '2001'),
      () => feed.clear(7, '2001'),
      () => feed.end(7, '2001'),
      () => feed.end(7, '2001'),
    ]) {
      assert.deepEqual(late(), []);
    }
    assert.equal(feed.model.calls.size, 1);
    assert.equal(feed.call(7).state, 'ended');
  });
});
