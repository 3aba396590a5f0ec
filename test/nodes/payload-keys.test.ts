import assert from 'node:assert/strict';
import { addedKeys, isAgent, isCall } from '../../nodes/requests/our-payloads';
import { checkKeys } from '../../nodes/requests/payload-keys';

const KNOWN = ['agentID', 'dialedNumber', 'callVariable1'];
const call = { id: '5000/1/1', connections: [], state: 'ringing', callVariable3: 'x', ani: '5551234' };
const agent = { peripheralID: 5000, agentID: '1001', domains: [], skillGroups: [], loginName: 'anna' };
const gap = {
  from: '2026-01-01T00:00:00.000Z',
  to: '2026-01-01T00:00:01.000Z',
  seconds: 1,
  side: 'A',
  newSide: 'B',
  code: 'CTI_CONNECTION_LOST',
  reason: 'x',
  lastSequence: 1,
  lastEpoch: 1,
  epoch: 2,
};
const check = (payload: unknown, topic?: unknown) => checkKeys(KNOWN, payload, topic);
const names = (payload: unknown, topic?: unknown) => {
  try {
    check(payload, topic);
  } catch (error) {
    return (error as { field: string }).field;
  }
  return 'none';
};

describe('the keys of a payload', () => {
  it('are those of a request, of the message that the topic names, or of what our nodes tell', () => {
    check({ agentID: '1001', dialedNumber: '5' });
    check({ ani: '5551234' }, 'CALL_DELIVERED_EVENT');
    check(call, 'call.ringing');
    check(agent, 'agent.ready');
    check(gap, 'gap');
    for (const payload of ['text', 7, null, undefined, [1]]) check(payload);
  });

  it('are recognised as a call or an agent whatever the topic is, as cti-lookup gives them', () => {
    check(call);
    check(agent, 'mine');
  });

  it('are named where nothing takes them, also when the topic of before has stayed', () => {
    const mistyped = { agentID: '1001', dialedNumber: '5', callVariabel1: 'x' };
    for (const topic of ['call.ringing', 'agent.ready', 'session', 'gap', 'ledger', 'trace', 'counters', 'scenario']) {
      assert.equal(names(mistyped, topic), 'callVariabel1', topic);
    }
    assert.equal(names({ ...mistyped, ani: '5' }, 'call.ringing'), 'callVariabel1, ani');
  });

  it('are named where a flow has added them to what our nodes tell', () => {
    for (const payload of [call, agent])
      assert.equal(names({ ...payload, callVariabel1: 'x' }, 'any'), 'callVariabel1');
    assert.equal(names({ ...gap, callVariabel1: 'x' }, 'gap'), 'callVariabel1');
    assert.equal(names(gap, 'call.ringing'), Object.keys(gap).join(', '));
  });

  it('tell what a flow has added from the call or the agent', () => {
    assert.ok(isCall(call) && isAgent(agent) && !isCall(agent) && !isAgent(call));
    assert.deepEqual(addedKeys({ ...call, dialedNumber: '5', eventReasonCode: 7 } as never), { eventReasonCode: 7 });
    assert.deepEqual(addedKeys({ ...agent, forcedFlag: true } as never), { forcedFlag: true });
  });
});
