import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { Feed, party } from './feed';

/** What each message of the guide's Client Events Service says, one by one. */
describe('the changes of a call', () => {
  let feed: Feed;

  beforeEach(() => {
    feed = new Feed();
  });

  it('tell the whole call as it stands then, why, from which message, under a key', () => {
    feed.begin(7, '2001', { ani: '5551234' });
    feed.wait(1000);
    feed.ring(7, '2001', { eventCause: 'CEC_NEW_CALL', callingDeviceID: '5551234', skillGroupNumber: 3 });
    const [change] = feed.changes;
    assert.ok(change);
    const { call, contact, connection, ...rest } = change;
    assert.deepEqual(rest, {
      kind: 'call',
      topic: 'call.ringing',
      key: '5000-7-20260131/ringing/2001',
      at: feed.at,
      complete: true,
      cause: 'CEC_NEW_CALL',
      from: 'CALL_DELIVERED_EVENT',
    });
    assert.deepEqual(contact, { id: '5000-7-20260131', names: ['5000-7-20260131'], legs: ['5000-7-20260131'] });
    assert.equal(call.state, 'ringing');
    assert.equal(call.direction, 'in');
    assert.equal(call.ani, '5551234');
    assert.equal(call.callingDeviceID, '5551234');
    assert.equal(call.skillGroupNumber, 3);
    assert.equal(connection?.deviceID, '2001');
    assert.equal(connection?.localConnectionState, 'LCS_ALERTING');
    feed.answer(7, '2001');
    assert.equal(call.state, 'ringing', 'what was given out does not change any more');
  });

  it('say each thing once, however often it is told', () => {
    const twice = (run: () => string[]) => [run(), run()];
    const steps: [() => string[], string[]][] = [
      [() => feed.begin(7, '2001'), ['started']],
      [() => feed.ring(7, '2001'), ['ringing 2001']],
      [() => feed.answer(7, '2001'), ['answered 2001']],
      [() => feed.tell('CALL_HELD_EVENT', party(7, '2001')), ['held 2001']],
      [() => feed.tell('CALL_RETRIEVED_EVENT', party(7, '2001')), ['retrieved 2001']],
      [() => feed.tell('CALL_DATA_UPDATE_EVENT', { ...party(7, '2001'), callVariable1: 'x' }), ['data']],
      [() => feed.leave(7, '2001'), ['partyLeft 2001']],
      [() => feed.clear(7, '2001'), ['ended']],
      [() => feed.end(7, '2001'), []],
    ];
    for (const [run, expected] of steps) assert.deepEqual(twice(run), [expected, []]);
  });

  it('of a call that an agent makes', () => {
    feed.begin(7, '2001', { callType: 'CALLTYPE_OUT' });
    const calling = { ...party(7, '2001'), callingDeviceID: '2001', localConnectionState: 'LCS_INITIATE' };
    assert.deepEqual(feed.tell('CALL_SERVICE_INITIATED_EVENT', calling), ['initiated 2001']);
    assert.deepEqual(feed.tell('CALL_ORIGINATED_EVENT', { ...calling, calledDeviceID: '0555' }), ['originated 2001']);
    assert.deepEqual(feed.tell('CALL_REACHED_NETWORK_EVENT', party(7, '2001')), ['reachedNetwork 2001']);
    assert.deepEqual(feed.parties(7), ['2001 LCS_INITIATE']);
    assert.equal(feed.call(7).direction, 'out');
    assert.equal(feed.call(7).calledDeviceID, '0555');
    feed.ring(7, 'x', { alertingDeviceID: '0555' });
    assert.deepEqual(feed.answer(7, 'x'), ['answered x']);
    assert.deepEqual(feed.parties(7), ['2001 LCS_CONNECT', 'x LCS_CONNECT'], 'who called is connected with it');
  });

  it('of a call that fails', () => {
    feed.begin(7, '2001', { callType: 'CALLTYPE_OUT' });
    assert.deepEqual(feed.tell('CALL_FAILED_EVENT', { ...party(7, '2001'), eventCause: 'CEC_BUSY' }), ['failed 2001']);
    assert.equal(feed.changes[0]?.cause, 'CEC_BUSY');
    assert.equal(feed.call(7).state, 'failed');
    assert.deepEqual(feed.clear(7, '2001'), ['partyLeft 2001', 'ended'], 'nobody has given up');
  });

  it('of a call that waits', () => {
    feed.begin(7, 'C', { callType: 'CALLTYPE_ACD_IN' });
    feed.tell('CALL_DELIVERED_EVENT', { ...party(7, 'C'), localConnectionState: 'LCS_INITIATE' });
    assert.deepEqual(feed.changes, [], 'a seized trunk alerts nobody');
    feed.answer(7, 'V', { answeringDeviceType: 'DEVID_CTI_PORT' });
    const queue = { serviceNumber: 4, skillGroups: [{ skillGroupNumber: 1 }, { skillGroupNumber: 2 }] };
    assert.deepEqual(feed.tell('CALL_QUEUED_EVENT', { ...party(7, 'C'), ...queue }), ['queued']);
    assert.equal(feed.call(7).state, 'queued');
    assert.deepEqual(feed.parties(7), ['C LCS_QUEUED', 'V LCS_CONNECT']);
    assert.equal(feed.model.calls.bySkillGroup(2).length, 1);
    const out = { ...party(7, 'C'), skillGroups: [{ skillGroupNumber: 2 }] };
    assert.deepEqual(feed.tell('CALL_DEQUEUED_EVENT', out), ['dequeued']);
    assert.equal(feed.call(7).state, 'queued', 'there is another group');
    assert.equal(feed.model.calls.bySkillGroup(2).length, 0);
    assert.deepEqual(feed.tell('CALL_DEQUEUED_EVENT', party(7, 'C')), ['dequeued']);
    assert.equal(feed.call(7).queue, undefined);
    assert.deepEqual(feed.parties(7), ['C LCS_CONNECT', 'V LCS_CONNECT']);
  });

  it('of a call that is sent on before it is answered', () => {
    feed.begin(7, '2001');
    feed.ring(7, '2001');
    const diverted = { ...party(7, '2001'), divertingDeviceID: '2001', calledDeviceID: '2002' };
    assert.deepEqual(feed.tell('CALL_DIVERTED_EVENT', diverted), ['diverted 2001', 'partyLeft 2001']);
    assert.deepEqual(feed.leave(7, '2001', { eventCause: 'CEC_REDIRECTED' }), []);
    assert.deepEqual(feed.ring(7, '2002'), ['ringing 2002']);
    assert.equal(feed.call(7).state, 'ringing');
  });

  it('of a call that comes back to the phone that it has just left, in the same words', () => {
    feed.begin(7, '2001');
    feed.ring(7, '2001');
    for (const milliseconds of [0, 100]) {
      feed.wait(milliseconds);
      assert.deepEqual(feed.leave(7, '2001', { eventCause: 'CEC_REDIRECTED' }), ['partyLeft 2001']);
      assert.deepEqual(feed.ring(7, '2001'), ['ringing 2001']);
    }
    feed.wait(100);
    assert.deepEqual(feed.answer(7, '2001'), ['answered 2001']);
    assert.deepEqual(feed.parties(7), ['2001 LCS_CONNECT']);
  });

  it('of announcements: what their port was told again when it had left is a copy', () => {
    const rings = { ...party(7, 'V'), alertingDeviceType: 'DEVID_CTI_PORT', alertingDeviceID: 'V' };
    feed.begin(7, 'C');
    feed.tell('CALL_DELIVERED_EVENT', rings);
    feed.leave(7, 'V', { eventCause: 'CEC_REDIRECTED' });
    assert.deepEqual(feed.tell('CALL_DELIVERED_EVENT', rings), []);
    feed.wait(100);
    assert.deepEqual(feed.tell('CALL_DELIVERED_EVENT', rings), ['ringing V']);
  });

  describe('of two calls that become one', () => {
    beforeEach(() => {
      feed.talking(7, '2001');
      feed.tell('CALL_HELD_EVENT', { ...party(7, '2001'), holdingDeviceID: '2001' });
      feed.begin(8, '2001', { callType: 'CALLTYPE_CONSULT' });
      feed.tell('CALL_SERVICE_INITIATED_EVENT', { ...party(8, '2001'), callingDeviceID: '2001' });
      feed.ring(8, '2002');
      feed.answer(8, '2002');
    });
    const joined = (topic: string, callID: number, devices: string[]) =>
      feed.tell(topic, {
        primaryCallID: 7,
        primaryDeviceIDType: 'CONNECTION_ID_STATIC',
        primaryDeviceID: '2001',
        secondaryCallID: 8,
        secondaryDeviceIDType: 'CONNECTION_ID_STATIC',
        secondaryDeviceID: '2001',
        transferringDeviceID: '2001',
        numParties: devices.length,
        parties: devices.map((connectedPartyDeviceID) => ({
          connectedPartyCallID: callID,
          connectedPartyDeviceIDType: 'CONNECTION_ID_STATIC',
          connectedPartyDeviceID,
        })),
      });

    for (const callID of [7, 8]) {
      it(`a transfer leaves caller and colleague in the ${callID === 7 ? 'first' : 'second'} call`, () => {
        const told = joined('CALL_TRANSFERRED_EVENT', callID, ['C', '2002']);
        assert.deepEqual(told.sort(), ['partyLeft 2001', 'partyLeft 2001', 'transferred 2001']);
        const others = feed.parties(callID).filter((one) => !one.startsWith('2001'));
        assert.deepEqual(others.sort(), ['2002 LCS_CONNECT', 'C null']);
        assert.deepEqual(joined('CALL_TRANSFERRED_EVENT', callID, ['C', '2002']), []);
        assert.deepEqual(feed.end(15 - callID, '2001'), ['ended']);
        assert.deepEqual(feed.clear(callID, '2002').at(-1), 'ended');
      });

      it(`a conference has all in the ${callID === 7 ? 'first' : 'second'} call`, () => {
        const told = joined('CALL_CONFERENCED_EVENT', callID, ['C', '2001', '2002']);
        assert.deepEqual(told, ['conferenced 2001', 'partyLeft 2001']);
        const parties = feed.parties(callID);
        assert.deepEqual(parties.sort(), ['2001 LCS_CONNECT', '2002 LCS_CONNECT', 'C LCS_CONNECT']);
        assert.equal(feed.call(callID).state, 'talking');
        assert.deepEqual(feed.leave(callID, 'C'), ['partyLeft C']);
      });
    }

    it('those who are not listed go along, but for who joined the calls', () => {
      assert.deepEqual(joined('CALL_TRANSFERRED_EVENT', 7, []), [
        'transferred 2001',
        'partyLeft 2001',
        'partyLeft 2001',
      ]);
      assert.deepEqual(feed.parties(7), ['2001 LCS_NULL', '2002 LCS_CONNECT']);
    });

    it('a conference may have an id of its own', () => {
      const { id } = feed.call(7);
      joined('CALL_CONFERENCED_EVENT', 9, ['C', '2001', '2002']);
      assert.equal(feed.call(9).id, id);
      assert.equal(feed.parties(9).length, 3);
      assert.deepEqual(feed.end(7, '2001'), [], 'the id is history, the call goes on');
      assert.deepEqual(feed.end(8, '2001'), ['ended']);
      assert.equal(feed.call(9).state, 'talking');
    });
  });

  it('of calls that are announced', () => {
    const key = { routerCallKeyDay: 152_000, routerCallKeyCallID: 17, routerCallKeySequenceNumber: 0 };
    const announced = { ...key, agentInstrument: '2001', ani: '5551234', skillGroupNumber: 3 };
    assert.deepEqual(feed.tell('AGENT_PRE_CALL_EVENT', announced), ['preCall ']);
    const [change] = feed.changes;
    assert.equal(change?.key, '152000-17/-/preCall/2001');
    assert.equal(change?.call.state, 'expected');
    assert.equal(change?.call.connectionCallID, null);
    assert.equal(change?.call.ani, '5551234');
    assert.deepEqual(feed.tell('AGENT_PRE_CALL_EVENT', announced), []);
    assert.deepEqual(feed.tell('AGENT_PRE_CALL_ABORT_EVENT', { ...key, agentInstrument: '2001' }), ['preCallAborted ']);
    assert.equal(feed.changes[0]?.call.skillGroupNumber, 3, 'as it was announced');
    assert.equal(feed.changes[0]?.call.ani, '5551234');
    assert.deepEqual(feed.tell('AGENT_PRE_CALL_ABORT_EVENT', { ...key, agentInstrument: '2001' }), []);
    assert.deepEqual(feed.tell('AGENT_PRE_CALL_EVENT', announced), ['preCall ']);
    assert.deepEqual(feed.keys, ['152000-17/-/preCall/2001#2']);
    assert.equal(feed.model.calls.size, 0, 'there is no call yet');
  });

  for (const [how, fields] of [
    ['AgentID', { agentID: '1', agentInstrument: '2009' }],
    ['AgentSkillTargetID', { agentSkillTargetID: 7001, agentInstrument: '2009' }],
    ['the phone', { agentInstrument: '2001' }],
  ] as const) {
    it(`of calls that are announced: to the agent whom ${how} names`, () => {
      const agent = { agentID: '1', icmAgentID: 7001, agentExtension: '2001', agentInstrument: '2001', mrdid: 1 };
      feed.tell('AGENT_STATE_EVENT', { ...agent, agentState: 'AGENT_STATE_RESERVED' });
      feed.tell('AGENT_PRE_CALL_EVENT', {
        routerCallKeyDay: 152_000,
        routerCallKeyCallID: 17,
        dialedNumber: '8001',
        skillGroupNumber: 3,
        callVariable1: 'gold',
        ...fields,
      });
      const [change] = feed.changes;
      assert.equal(change?.connection?.agentID, '1');
      assert.equal(change?.connection?.deviceID, fields.agentInstrument);
      assert.deepEqual(change?.call.connections, [change?.connection]);
      const { direction, dialedNumber, skillGroupNumber, callVariable1 } = change?.call ?? {};
      assert.deepEqual([direction, dialedNumber, skillGroupNumber, callVariable1], ['in', '8001', 3, 'gold']);
    });
  }

  it('of calls that are announced: to nobody where two peripherals have an agent at such a phone', () => {
    for (const peripheralID of [5000, 5002]) {
      const agent = { agentID: `${peripheralID}`, agentExtension: '2001', agentInstrument: '2001', mrdid: 1 };
      feed.tell('AGENT_STATE_EVENT', { ...agent, peripheralID, agentState: 'AGENT_STATE_AVAILABLE' });
    }
    feed.tell('AGENT_PRE_CALL_EVENT', { routerCallKeyDay: 1, routerCallKeyCallID: 1, agentInstrument: '2001' });
    assert.equal(feed.changes[0]?.connection?.agentID, undefined);
  });

  it('are synthetic when events repeat what the client has missed, and silent when it has not', () => {
    const rebuilt = { eventCause: 'CEC_CALL_PARTY_UPDATE_IND' };
    feed.talking(7, '2001');
    feed.tell('CALL_HELD_EVENT', party(7, '2001'));
    assert.deepEqual(feed.ring(7, '2001', rebuilt), []);
    assert.deepEqual(feed.answer(7, '2001', rebuilt), []);
    assert.equal(feed.call(7).state, 'held');
    assert.deepEqual(feed.answer(8, '2002', rebuilt), ['answered 2002']);
    assert.equal(feed.changes[0]?.synthetic, true);
    assert.equal(feed.changes[0]?.reason, 'CEC_CALL_PARTY_UPDATE_IND');
  });

  it('repeat nothing of a connection that was known, however it became known', () => {
    const rebuilt = { eventCause: 'CEC_CALL_PARTY_UPDATE_IND', callingDeviceID: '5551234' };
    // Of the port the queue's side has told no ringing.
    feed.begin(7, '5551234');
    feed.ring(7, '5551234', { callingDeviceID: '5551234', localConnectionState: 'LCS_INITIATE' });
    feed.answer(7, 'VRU000');
    const wait = { ...party(7, '5551234'), skillGroups: [{ skillGroupNumber: 3, skillGroupID: 5003 }] };
    feed.tell('CALL_QUEUED_EVENT', wait);
    const seized = { ...rebuilt, localConnectionState: 'LCS_INITIATE' };
    assert.deepEqual(feed.ring(7, '5551234', seized), []);
    assert.deepEqual(feed.ring(7, 'VRU000', rebuilt), []);
    assert.deepEqual(feed.answer(7, 'VRU000', rebuilt), []);
    assert.deepEqual(feed.tell('CALL_QUEUED_EVENT', { ...wait, ...rebuilt }), []);
    assert.deepEqual(feed.parties(7), ['5551234 LCS_QUEUED', 'VRU000 LCS_CONNECT']);
  });

  it('are the same whether a call is rebuilt in one order or another', () => {
    const rebuilt = { eventCause: 'CEC_CALL_PARTY_UPDATE_IND' };
    const hold = () => feed.tell('CALL_HELD_EVENT', { ...party(7, '2001'), ...rebuilt });
    feed.begin(7, '2001');
    assert.deepEqual(hold(), ['held 2001']);
    assert.deepEqual(feed.answer(7, '2001', rebuilt), ['answered 2001']);
    assert.deepEqual(feed.ring(7, '2001', rebuilt), ['ringing 2001']);
    assert.equal(feed.call(7).state, 'held');
    assert.deepEqual([...hold(), ...feed.answer(7, '2001', rebuilt)], []);
  });

  it('tell no answer of a caller whose connection is all that is left to rebuild', () => {
    const rebuilt = { eventCause: 'CEC_CALL_PARTY_UPDATE_IND', callingDeviceID: '5551234' };
    feed.begin(7, '5551234');
    feed.ring(7, '5551234', { ...rebuilt, localConnectionState: 'LCS_INITIATE' });
    assert.deepEqual(feed.answer(7, '5551234', rebuilt), []);
    assert.deepEqual(feed.parties(7), ['5551234 LCS_CONNECT']);
  });

  it('never come of what makes no sense, which does no harm either', () => {
    feed.talking(7, '2001');
    for (const topic of ['CALL_HELD_EVENT', 'CALL_TRANSFERRED_EVENT', 'BEGIN_CALL_EVENT', 'SNAPSHOT_CALL_CONF', 'X']) {
      for (const fields of [{}, { connectionCallID: null }, { primaryCallID: null }, { peripheralID: null }]) {
        assert.doesNotThrow(() => feed.tell(topic, fields));
      }
    }
    assert.equal(feed.call(7).state, 'talking');
  });
});
