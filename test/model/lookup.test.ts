import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { CallsPart } from '../../lib/model/calls/calls-part';
import { Outages } from '../../lib/model/outages';
import { AGENTS, party } from './feed';

/** The half for calls alone, with agents that a test signs in. */
describe('looking for calls', () => {
  let agents: Map<string, string>;
  let calls: CallsPart;
  const tell = (topic: string, fields: object) =>
    calls.apply({ topic, payload: { monitorID: 0, peripheralID: AGENTS, ...fields } }, 0, {}, true);
  const ring = (callID: number, alertingDeviceID: string) =>
    tell('CALL_DELIVERED_EVENT', { ...party(callID, alertingDeviceID), alertingDeviceID });

  beforeEach(() => {
    agents = new Map([['2001', '1']]);
    const people = { agentAt: (_peripheral: unknown, device: string) => agents.get(device), agentOf: () => undefined };
    calls = new CallsPart(people, new Outages());
  });

  it('finds those of an agent, and says who it was when the agent has left the phone', () => {
    const [change] = ring(7, '2001');
    assert.equal(change?.connection?.agentID, '1');
    const { id } = calls.lookup.byAgent('1')[0] ?? {};
    assert.ok(id);
    assert.deepEqual(calls.lookup.byAgent('1', 6000), []);
    agents.clear();
    tell('CALL_CLEARED_EVENT', party(7, '2001'));
    assert.deepEqual(calls.lookup.byAgent('1'), []);
    assert.equal(calls.lookup.get(id)?.connections[0]?.agentID, '1');
  });

  it('finds those of an agent who was heard of later', () => {
    ring(7, '2002');
    assert.deepEqual(calls.lookup.byAgent('2'), []);
    agents.set('2002', '2');
    calls.signedIn(AGENTS, '2002');
    assert.equal(calls.lookup.byAgent('2')[0]?.connectionCallID, 7);
    assert.equal(calls.lookup.byAgent('2')[0]?.connections[0]?.agentID, '2');
  });

  it('finds those of a phone, as long as it is in them', () => {
    ring(7, '2001');
    ring(8, '2001');
    assert.equal(calls.lookup.byDevice('2001').length, 2);
    tell('CALL_CONNECTION_CLEARED_EVENT', party(7, '2001'));
    assert.deepEqual(
      calls.lookup.byDevice('2001').map(({ connectionCallID }) => connectionCallID),
      [8],
    );
    assert.equal(calls.lookup.byDevice('2001', 6000).length, 0);
  });

  it('gives each time what is there then', () => {
    ring(7, '2001');
    const [before] = [...calls.lookup.all()];
    tell('CALL_ESTABLISHED_EVENT', { ...party(7, '2001'), answeringDeviceID: '2001' });
    assert.equal(before?.state, 'ringing');
    assert.equal(calls.lookup.get(before?.id ?? '')?.state, 'talking');
    assert.equal(calls.lookup.size, 1);
  });
});
