import assert from 'node:assert/strict';
import { ENUMS, MASKS, MESSAGES, type MessageDefinition } from '../../lib/protocol';
import { defaultPort } from '../../lib/session';
import { editorDefinitions, type RequestChoice } from '../../nodes/editor/editor-definitions';

const definitions = editorDefinitions();
const requests = new Map(definitions.requests.flatMap(({ messages }) => messages).map((each) => [each.name, each]));

function request(name: string): RequestChoice {
  const found = requests.get(name);
  assert.ok(found, `${name} is not offered`);
  return found;
}

describe('what the dialogs show of the protocol', () => {
  it('is plain data', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(definitions)), definitions);
  });

  it('offers every service but for hot standby, which is a setting of its own, and knows the default ports', () => {
    const { CTI_SERVICE_ACTIVE_STANDBY, ...others } = MASKS.CTIService.values;
    assert.deepEqual(definitions.services, Object.keys(others));
    for (const side of ['A', 'B'] as const) {
      assert.equal(definitions.ports[side] + definitions.ports.perInstance, defaultPort(side, false, 1));
      assert.equal(definitions.ports[`secure${side}`], defaultPort(side, true, 0));
    }
  });

  it('offers every message that a server sends, each once', () => {
    const offered = definitions.incoming.flatMap(({ messages }) => messages.map(({ name }) => name));
    const sent = Object.entries<MessageDefinition>(MESSAGES)
      .filter(([, { direction }]) => direction !== 'client-to-server')
      .map(([name]) => name);
    assert.deepEqual([...offered].sort(), sent.sort());
  });

  it('offers every documented message that a client sends, but for those of the session itself', () => {
    const sent = Object.entries<MessageDefinition>(MESSAGES)
      .filter(([, { direction, fixed }]) => direction !== 'server-to-client' && fixed !== undefined)
      .map(([name]) => name)
      .filter((name) => !['OPEN_REQ', 'HEARTBEAT_REQ', 'CLOSE_REQ'].includes(name));
    assert.deepEqual([...requests.keys()].sort(), sent.sort());
  });

  it('has no words: they come by the catalog', () => {
    assert.doesNotMatch(JSON.stringify(definitions), /"about"/);
  });

  it('leaves out what encoder and session write themselves', () => {
    const keys = request('SET_CALL_DATA_REQ').fields.map(({ key }) => key);
    assert.ok(keys.includes('callVariable1') && keys.includes('namedVariables'));
    for (const key of ['invokeID', 'numNamedVariables', 'numNamedArrays']) assert.ok(!keys.includes(key), key);
    assert.ok(!request('QUERY_DEVICE_INFO_REQ').fields.some(({ key }) => key === 'reserved'));
    assert.ok(!request('SET_AGENT_STATE_REQ').fields.some(({ key }) => key === 'numSkillGroups'));
  });

  it('keeps the InvokeID of an answer that this client gives', () => {
    assert.ok(request('START_RECORDING_CONF').fields.some(({ key }) => key === 'invokeID'));
  });

  it('marks what is required, and names groups of which one is', () => {
    const { fields, oneOf, confirmedBy } = request('SET_AGENT_STATE_REQ');
    const required = fields.filter((field) => field.required).map(({ key }) => key);
    assert.deepEqual(required, ['peripheralID', 'agentState', 'agentInstrument']);
    assert.deepEqual(oneOf?.[0], { keys: ['agentID'], when: 'AgentState is login or logout' });
    assert.equal(confirmedBy, 'SET_AGENT_STATE_CONF');
    assert.equal(request('CONFIG_REQUEST_EVENT').confirmedBy, undefined);
  });

  it('describes lists, sizes and constants', () => {
    const fields = new Map(request('SET_AGENT_STATE_REQ').fields.map((field) => [field.key, field]));
    assert.equal(fields.get('agentID')?.max, 12);
    assert.deepEqual(
      fields.get('skillGroups')?.items?.map(({ key }) => key),
      ['skillGroupNumber', 'skillGroupPriority'],
    );
    assert.equal(fields.get('agentState')?.enum, 'AgentState');
    assert.deepEqual(definitions.enums.AgentState, Object.keys(ENUMS.AgentState.values));
    for (const { fields } of requests.values()) {
      for (const field of fields) if (field.enum) assert.ok(definitions.enums[field.enum], field.enum);
      for (const field of fields) if (field.mask) assert.ok(definitions.masks[field.mask], field.mask);
    }
  });
});
