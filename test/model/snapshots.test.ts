import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { type CallView, ContactCentreModel } from '../../lib/model';
import { AGENTS, Feed, party } from './feed';
import { HISTORIES, record } from './histories';

const shown = (device: string, callDeviceConnectionState: string, callDeviceType = 'DEVID_AGENT_DEVICE') => ({
  callConnectionCallID: 7,
  callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
  callConnectionDeviceID: device,
  callDeviceType,
  callDeviceID: device,
  callDeviceConnectionState,
});

describe('what the server says when it is asked', () => {
  let feed: Feed;

  beforeEach(() => {
    feed = new Feed();
  });
  const callSnapshot = (callDevices: readonly object[], fields: object = {}) => {
    const asked = { peripheralID: AGENTS, ...party(7, '2001') };
    return feed.tell('SNAPSHOT_CALL_CONF', { callType: 'CALLTYPE_OTHER_IN', callDevices, ...fields }, { asked });
  };
  const deviceSnapshot = (device: string, calls: readonly [number, string][]) => {
    const payload = {
      calls: calls.map(([callConnectionCallID, callState]) => ({
        callConnectionCallID,
        callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
        callConnectionDeviceID: device,
        callState,
      })),
    };
    const asked = { peripheralID: AGENTS, agentInstrument: device };
    return { told: feed.tell('SNAPSHOT_DEVICE_CONF', payload, { asked }), payload, asked };
  };
  const outside = shown('C', 'LCS_CONNECT', 'DEVID_EXTERNAL');

  it('gives the changes that events would have given, marked, under the same keys', () => {
    assert.deepEqual(callSnapshot([shown('2001', 'LCS_HOLD'), outside], { ani: '5551234' }), [
      'started',
      'answered 2001',
      'held 2001',
    ]);
    const id = '5000-7-20260131';
    assert.deepEqual(feed.keys, [`${id}/started`, `${id}/answered/2001`, `${id}/held/2001`]);
    for (const change of feed.changes) {
      assert.equal(change.synthetic, true);
      assert.equal(change.reason, 'snapshot');
    }
    assert.equal(feed.call(7).ani, '5551234');
    assert.deepEqual(feed.begin(7, '2001', { ani: '5551234' }), []);
    assert.deepEqual(feed.answer(7, '2001'), []);
  });

  it('adds the clients that are there now to those that were there', () => {
    const [first, second] = ['desk 1', 'desk 2'].map((ctiClientSignature, i) => ({
      ctiClientSignature,
      ctiClientTimestamp: `2026-01-31T12:00:0${i}Z`,
    }));
    feed.begin(7, '2002', { ctiClients: [first] });
    callSnapshot([shown('2002', 'LCS_CONNECT')], { ctiClients: [second] });
    assert.deepEqual(feed.call(7).ctiClients, [first, second]);
    callSnapshot([shown('2002', 'LCS_CONNECT')], { ctiClients: [second] });
    callSnapshot([shown('2002', 'LCS_CONNECT')], { ctiClients: [] });
    assert.deepEqual(feed.call(7).ctiClients, [first, second]);
  });

  it('is no news if it is known', () => {
    feed.talking(7, '2001');
    assert.deepEqual(callSnapshot([shown('2001', 'LCS_CONNECT')]), []);
  });

  it('shows who has come, who has left, and what else has changed', () => {
    feed.talking(7, '2001');
    const told = callSnapshot([shown('2002', 'LCS_ALERTING'), outside], { callVariable1: 'gold' });
    assert.deepEqual(told, ['data', 'ringing 2002', 'partyLeft 2001']);
    assert.equal(feed.call(7).state, 'ringing');
    assert.equal(feed.call(7).callVariable1, 'gold');
  });

  it('shows that who was first heard of in leaving is gone: whoever rings there then has come again', () => {
    feed.begin(7, '2001');
    feed.leave(7, '2001', { eventCause: 'CEC_REDIRECTED' });
    feed.ring(7, '2002');
    feed.wait(100);
    assert.deepEqual(callSnapshot([shown('2002', 'LCS_ALERTING')]), []);
    feed.wait(100);
    feed.leave(7, '2002', { eventCause: 'CEC_REDIRECTED' });
    assert.deepEqual(feed.ring(7, '2001', { lastRedirectDeviceID: '2002' }), ['ringing 2001']);
    assert.deepEqual(feed.parties(7), ['2001 LCS_ALERTING', '2002 LCS_NULL']);
    assert.equal(feed.call(7).state, 'ringing');
  });

  it('does not answer the caller of a conference that it shows first', () => {
    callSnapshot([shown('2001', 'LCS_CONNECT'), outside, shown('2004', 'LCS_CONNECT')], {
      callType: 'CALLTYPE_CONFERENCE',
    });
    assert.ok(!feed.keys.some((key) => key.includes('answered/C')), feed.keys.join(' '));
  });

  it('does not answer who has called', () => {
    callSnapshot([shown('2001', 'LCS_CONNECT'), outside], { callType: 'CALLTYPE_OUT' });
    assert.deepEqual(
      feed.changes.map(({ key }) => key.split('/').slice(1).join('/')),
      ['started', 'answered/C'],
    );
  });

  it('answers the agent who takes what another agent has called a queue for', () => {
    const out = { callType: 'CALLTYPE_OUT', ani: '2001' };
    const waiting = shown('2001', 'LCS_CONNECT');
    assert.deepEqual(callSnapshot([shown('2004', 'LCS_ALERTING'), waiting], out), ['started', 'ringing 2004']);
    assert.deepEqual(callSnapshot([shown('2004', 'LCS_CONNECT'), waiting], out), ['answered 2004']);
    assert.equal(feed.call(7).state, 'talking');
  });

  it('answers the agent to whom a call to somebody outside was transferred', () => {
    feed.begin(7, '2001', { callType: 'CALLTYPE_OUT', ani: '' });
    callSnapshot([shown('2001', 'LCS_CONNECT'), outside], { callType: 'CALLTYPE_OUT' });
    const told = callSnapshot([shown('2002', 'LCS_CONNECT'), outside], { callType: 'CALLTYPE_TRANSFER_IN' });
    assert.deepEqual(told, ['data', 'answered 2002', 'transferred 2001', 'partyLeft 2001']);
  });

  it('comes too late for a call that has ended meanwhile', () => {
    feed.talking(7, '2001');
    feed.clear(7, '2001');
    assert.deepEqual(callSnapshot([shown('2001', 'LCS_CONNECT')]), []);
    assert.equal(feed.call(7).state, 'ended');
  });

  it('is of another call if the id is in use again: the end of the first was lost', () => {
    feed.talking(7, '2001', { routerCallKeyDay: 152_000, routerCallKeyCallID: 1 });
    const { id } = feed.call(7);
    const other = { routerCallKeyDay: 152_000, routerCallKeyCallID: 2 };
    assert.deepEqual(callSnapshot([shown('2002', 'LCS_ALERTING')], other), ['ended', 'started', 'ringing 2002']);
    assert.equal(feed.changes[0]?.call.id, id);
    assert.notEqual(feed.call(7).id, id);
  });

  it('tells of a transfer and of a conference by the type of the call', () => {
    feed.talking(7, '2001');
    feed.tell('CALL_HELD_EVENT', party(7, '2001'));
    feed.talking(8, '2002', { callType: 'CALLTYPE_CONSULT' });
    const conference = { callType: 'CALLTYPE_CONFERENCE' };
    const all = [shown('2001', 'LCS_CONNECT'), shown('2002', 'LCS_CONNECT'), outside];
    assert.deepEqual(callSnapshot(all, conference), ['data', 'conferenced 2001']);
    assert.deepEqual(feed.parties(8), []);
    const transferred = { callType: 'CALLTYPE_TRANSFER_IN' };
    const told = callSnapshot([shown('2002', 'LCS_CONNECT'), outside], transferred);
    assert.deepEqual(told, ['data', 'transferred 2001', 'partyLeft 2001']);
  });

  it('says that a call with nobody in it is over', () => {
    feed.talking(7, '2001');
    assert.deepEqual(callSnapshot([]), ['partyLeft 2001', 'ended']);
  });

  it('of a device clears the calls that are not there, and names those to ask about', () => {
    feed.talking(7, '2001');
    feed.talking(8, '2001');
    const { told, payload, asked } = deviceSnapshot('2001', [
      [8, 'LCS_HOLD'],
      [9, 'LCS_CONNECT'],
    ]);
    assert.deepEqual(told, ['held 2001', 'partyLeft 2001']);
    assert.equal(feed.call(8).state, 'held');
    assert.deepEqual(feed.model.unknownCalls({ topic: 'SNAPSHOT_DEVICE_CONF', payload }, asked), [
      { peripheralID: AGENTS, ...party(9, '2001') },
    ]);
    assert.deepEqual(deviceSnapshot('2001', []).told, ['partyLeft 2001']);
    assert.deepEqual(feed.model.calls.byDevice('2001'), []);
  });

  describe('while the picture is rebuilt', () => {
    beforeEach(() => {
      feed.talking(7, '2001');
      feed.talking(8, '2002');
      feed.talking(9, '2003');
      feed.model.doubt();
    });
    const unconfirmed = () => feed.model.unconfirmedCalls().map(({ connectionCallID }) => connectionCallID);

    it('every change says that it is not complete', () => {
      assert.equal(feed.model.complete, false);
      feed.tell('CALL_HELD_EVENT', party(7, '2001'));
      assert.equal(feed.changes[0]?.complete, false);
      feed.model.endUnconfirmed('gap', feed.at);
      assert.equal(feed.model.complete, true);
    });

    it('calls want to be confirmed, and end if nothing does', () => {
      feed.tell('CALL_HELD_EVENT', party(8, '2002'));
      callSnapshot([shown('2001', 'LCS_CONNECT')]);
      assert.deepEqual(unconfirmed(), [9]);
      const [change, ...more] = feed.model.endUnconfirmed('gap', feed.at);
      assert.equal(more.length, 0);
      assert.equal(change?.topic, 'call.ended');
      assert.equal(change?.synthetic, true);
      assert.equal(change?.reason, 'gap');
      assert.deepEqual(unconfirmed(), []);
    });

    it('a call that the server does not know ends at once', () => {
      const changes = feed.model.endCall(feed.call(9).id, 'gap', feed.at);
      assert.deepEqual(
        changes.map(({ topic }) => topic),
        ['call.ended'],
      );
      assert.deepEqual(feed.model.endCall('no such call', 'gap', feed.at), []);
    });

    it('a call that was given up and is shown again goes on, and one that is over is not given up', () => {
      feed.clear(8, '2002');
      assert.deepEqual(feed.model.endCall(feed.call(8).id, 'gap', feed.at), []);
      assert.deepEqual(feed.tell('CALL_HELD_EVENT', party(8, '2002')), []);
      feed.model.endUnconfirmed('gap', feed.at);
      assert.deepEqual(callSnapshot([shown('2001', 'LCS_CONNECT')]), ['started']);
      assert.equal(feed.call(7).state, 'talking');
      assert.deepEqual(deviceSnapshot('2003', [[9, 'LCS_CONNECT']]).told, ['started']);
    });

    it('a call whose view ended with its peripheral, and that a phone still shows, goes on', () => {
      feed.end(9, '2003');
      feed.clear(8, '2002');
      feed.model.doubt();
      assert.deepEqual(unconfirmed(), [7, 9], 'it may go on, unlike the one that is over');
      feed.wait(7000);
      assert.deepEqual(deviceSnapshot('2003', [[9, 'LCS_HOLD']]).told, ['started', 'held 2003']);
    });

    it('a call that was given up and speaks again goes on', () => {
      feed.model.endUnconfirmed('gap', feed.at);
      assert.equal(feed.call(9).state, 'ended');
      feed.wait(5000);
      assert.deepEqual(feed.tell('CALL_HELD_EVENT', party(9, '2003')), ['started', 'held 2003']);
      assert.equal(feed.call(9).state, 'held');
      assert.match(feed.changes[0]?.key ?? '', /started#2$/);
    });
  });

  for (const name of Object.keys(HISTORIES)) {
    it(`asked after each step, gives the same picture without any event: ${name}`, async () => {
      const hearing = new ContactCentreModel();
      const asking = new ContactCentreModel();
      const keys = new Set<string>();
      const found = new Set<string>();
      let seen = 0;
      await record(name, {}, async ({ happenings, bridge, site }) => {
        for (const { at, messages } of happenings.slice(seen)) {
          for (const message of messages) for (const { key } of hearing.apply(message, at)) keys.add(key);
        }
        seen = happenings.length;
        asking.doubt();
        const at = site.clock.now();
        for (const call of [...hearing.calls.all()].filter(({ state }) => state !== 'ended')) {
          const [connection] = call.connections;
          assert.ok(connection);
          const asked = { peripheralID: call.peripheralID, ...party(call.connectionCallID as number, '') };
          const payload = await bridge.request('SNAPSHOT_CALL_REQ', {
            ...asked,
            connectionDeviceID: connection.connectionDeviceID,
          });
          for (const { key } of asking.apply({ topic: 'SNAPSHOT_CALL_CONF', payload }, at, { asked })) {
            assert.ok(!found.has(key), `${key} was told twice`);
            found.add(key);
          }
        }
        for (const { key } of asking.endUnconfirmed('gap', at)) found.add(key);
        assert.deepEqual(agents(asking), agents(hearing));
      });
      assert.ok(found.size > 1);
      const all = [...keys].map(ownPart);
      // Not every change of data is told to every client.
      const told = [...found].map(ownPart).filter((key) => !/\/data(#|$)/.test(key));
      for (const key of told) assert.ok(all.includes(key), `${key} is not among ${all.join(' ')}`);
    });
  }
});

/** Without the contact: a router call key may be told later than with the first message. */
const ownPart = (key: string): string => key.replace(/^[^/]*\/-\//, '-/');

/** Agents' parts in the calls that go on. Of other parties events do not always tell. */
function agents(model: ContactCentreModel): string[] {
  const parts = ({ connectionCallID, connections }: CallView) =>
    connections
      .filter(({ deviceType, localConnectionState }) => deviceType === 'DEVID_AGENT_DEVICE' && localConnectionState)
      .filter(({ localConnectionState }) => localConnectionState !== 'LCS_NULL')
      .map(({ deviceID, localConnectionState }) => `${connectionCallID} ${deviceID} ${localConnectionState}`);
  return [...model.calls.all()]
    .filter(({ state }) => state !== 'ended')
    .flatMap(parts)
    .sort();
}
