import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { type AgentView, CALL_TOPICS, CALL_VIEW_KEYS, type JsonSchema, MESSAGE_NODES, messageSchema } from '../../lib';
import { ACTIONS } from '../../nodes/palette';

const { 'node-red': declared } = require('../../package.json') as { 'node-red': { nodes: Record<string, string> } };
const ajv = new Ajv({ strict: true, allowUnionTypes: true, formats: { 'date-time': true } });

/** A gap, as cti-session tells it. */
const GAP = {
  from: '2026-11-21T20:00:00.000Z',
  to: '2026-11-21T20:00:07.500Z',
  seconds: 7.5,
  side: 'A',
  newSide: 'B',
  code: 'CTI_CONNECTION_LOST',
  reason: 'the server closed the connection',
  lastSequence: 12,
  lastEpoch: 1,
  epoch: 2,
};

function properties(schema: JsonSchema): Record<string, JsonSchema> {
  return schema.properties as Record<string, JsonSchema>;
}

describe("JSON Schema of the nodes' messages", () => {
  it('is there for every node but the server, and is one', () => {
    const nodes = Object.keys(declared.nodes).filter((type) => type !== 'cti-server');
    assert.deepEqual([...MESSAGE_NODES].sort(), nodes.sort());
    for (const node of MESSAGE_NODES) assert.ok(ajv.validateSchema(messageSchema(node)), node);
  });

  it('holds for a message as it is sent, and not for one with a key too many, too few or another value', () => {
    const valid = ajv.compile(messageSchema('cti-session'));
    const { epoch: _, ...without } = GAP;
    assert.ok(valid({ topic: 'gap', payload: GAP }), JSON.stringify(valid.errors));
    assert.ok(!valid({ topic: 'gap', payload: { ...GAP, more: 1 } }));
    assert.ok(!valid({ topic: 'gap', payload: without }));
    assert.ok(!valid({ topic: 'gap', payload: { ...GAP, newSide: 'C' } }));
    assert.ok(!valid({ topic: 'gap', payload: GAP, more: 1 }));
  });

  it('lets a message that asked keep whatever else it has', () => {
    const valid = ajv.compile(messageSchema('cti-lookup'));
    assert.ok(
      valid({ topic: 'mine', payload: null, complete: true, customer: { id: 7 } }),
      JSON.stringify(valid.errors),
    );
    assert.ok(!valid({ payload: null }));
  });

  it('has the topics and all the keys of a call, the data under the guide’s names included', () => {
    const { topic, payload } = properties(messageSchema('cti-call'));
    assert.deepEqual(topic?.enum, CALL_TOPICS);
    assert.deepEqual(Object.keys(properties(payload ?? {})).sort(), [...CALL_VIEW_KEYS].sort());
    assert.deepEqual(properties(payload ?? {}).callVariable1, { type: 'string', maxLength: 40 });
  });

  it('is that of one topic where one is named', () => {
    const schema = messageSchema('cti-event', 'AGENT_STATE_EVENT');
    const { topic, payload } = properties(schema);
    assert.deepEqual(topic?.enum, ['AGENT_STATE_EVENT']);
    assert.ok('agentState' in properties(payload ?? {}));
    assert.equal(messageSchema('cti-session', 'session').anyOf, undefined);
  });

  it('knows the confirmation of every request that a node of the palette sends, and the request of a dry run', () => {
    for (const [node, actions] of Object.entries(ACTIONS)) {
      for (const { request } of actions) assert.ok(messageSchema(node, request), `${node} ${request}`);
    }
    assert.ok(messageSchema('cti-make-call', 'MAKE_CALL_CONF'));
  });

  it('names the nodes and the topics that there are', () => {
    assert.throws(() => messageSchema('cti-server'), { code: 'CTI_UNKNOWN_MESSAGE', message: /these do: cti-event/ });
    assert.throws(() => messageSchema('cti-call', 'gap'), { code: 'CTI_UNKNOWN_MESSAGE', message: /"gap"/ });
  });

  it('says in words what a key is', () => {
    const { payload } = properties(messageSchema('cti-agent'));
    const { eventReasonCode, supervises } = properties(payload ?? {}) satisfies Partial<
      Record<keyof AgentView, JsonSchema>
    >;
    assert.match(String(eventReasonCode?.description), /0: none; null: not known/);
    assert.equal(supervises?.description, 'TeamIDs');
  });
});
