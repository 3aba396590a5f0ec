import assert from 'node:assert/strict';
import {
  agentStateBit,
  ENUMS,
  EVENT_MASKS,
  type EventMaskField,
  joinedMasks,
  MASKS,
  MESSAGES,
  type MessageDefinition,
  masksFor,
  neededBits,
} from '../../lib/protocol';

const fields = Object.keys(EVENT_MASKS) as EventMaskField[];
const bitsOf = (field: EventMaskField) => Object.keys(MASKS[EVENT_MASKS[field]].values);

describe('the masks of events', () => {
  it('have a bit for each event of a call, of which each brings one event', () => {
    const found = new Map<string, string>();
    for (const topic of Object.keys(MESSAGES)) {
      const needed = neededBits(topic);
      if (needed === undefined || needed.field === 'agentStateMask') continue;
      assert.equal(needed.bits.length, 1, topic);
      const [bit] = needed.bits as [string];
      assert.equal(found.get(bit), undefined, `${topic} and ${found.get(bit)} need ${bit}`);
      found.set(bit, topic);
    }
    const without = [...bitsOf('callMsgMask'), ...bitsOf('configMsgMask')].filter((bit) => !found.has(bit));
    assert.deepEqual(without, ['CALL_TERMINATION_MASK']);
    assert.equal(found.get('CALL_HELD_MASK'), 'CALL_HELD_EVENT');
    assert.equal(found.get('CONFIG_MSG_SKILL_GROUP_MASK'), 'CONFIG_SKILL_GROUP_EVENT');
  });

  it('are needed by events of the server only', () => {
    for (const [topic, { direction, kind }] of Object.entries<MessageDefinition>(MESSAGES)) {
      if (neededBits(topic)) assert.deepEqual([direction, kind], ['server-to-client', 'event'], topic);
    }
    for (const topic of ['OPEN_CONF', 'SYSTEM_EVENT', 'USER_MESSAGE_EVENT', 'CONFIG_KEY_EVENT', 'NO_EVENT']) {
      assert.equal(neededBits(topic), undefined, topic);
    }
  });

  it('have a bit for each state that the guide tells of', () => {
    const bits = Object.keys(ENUMS.AgentState.values).map((state) => agentStateBit(state));
    const told = bits.filter((bit) => bit !== undefined);
    assert.deepEqual([...told].sort(), bitsOf('agentStateMask').sort());
    assert.equal(agentStateBit('AGENT_STATE_UNKNOWN'), undefined);
  });

  it('are those of the messages that are chosen, all for every message, none for answers', () => {
    assert.deepEqual(masksFor(['CALL_HELD_EVENT', 'CONFIG_AGENT_EVENT', 'CONFIG_END_EVENT', 'OPEN_CONF']), {
      callMsgMask: ['CALL_HELD_MASK'],
      agentStateMask: [],
      configMsgMask: ['CONFIG_MSG_AGENT_MASK'],
    });
    assert.deepEqual(masksFor(['AGENT_STATE_EVENT']).agentStateMask, bitsOf('agentStateMask'));
    for (const field of fields) {
      assert.deepEqual(masksFor('*')[field], bitsOf(field));
      assert.deepEqual(masksFor(['QUERY_AGENT_STATE_CONF', 'SYSTEM_EVENT'])[field], []);
    }
  });

  it('are all of the configuration where only the end of an update is chosen', () => {
    assert.deepEqual(masksFor(['CONFIG_END_EVENT']).configMsgMask, bitsOf('configMsgMask'));
  });

  it('are joined in the order of the guide', () => {
    const joined = joinedMasks([masksFor(['END_CALL_EVENT', 'CALL_HELD_EVENT']), masksFor(['CALL_DELIVERED_EVENT'])]);
    assert.deepEqual(joined, {
      callMsgMask: ['CALL_DELIVERED_MASK', 'CALL_HELD_MASK', 'END_CALL_MASK'],
      agentStateMask: [],
      configMsgMask: [],
    });
    assert.deepEqual(joinedMasks([]), masksFor([]));
  });
});
