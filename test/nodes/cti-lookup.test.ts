import assert from 'node:assert/strict';
import { Simulator } from '../../lib/simulator';
import type { CtiServerNode } from '../../nodes/session/shared-session';
import { at, type FlowMessage, Inbox, load, nodeOf, pictured, shown, withRuntime } from './flow';
import { callNode, lookupNode } from './model-nodes';
import { serverNode } from './real-input';

const lookup = (id: string, more: object = {}) => at(id, 'cti-lookup', { ...lookupNode(more), wires: [[`${id} out`]] });

describe('cti-lookup', () => {
  withRuntime();
  let simulator: Simulator;
  let port: number;
  beforeEach(async () => {
    simulator = new Simulator({ port: 0 });
    ({ port } = await simulator.start());
  });
  afterEach(() => simulator.stop());

  /** With the first picture there, and a call that rings at agent 1001 and one at 1004. */
  async function start(...nodes: object[]): Promise<void> {
    await load([
      serverNode('server', port, {
        peripheralID: '5000',
        expectedClients: '0',
        services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'],
      }),
      ...nodes,
      ...nodes.map((node) => at(`${(node as { id: string }).id} out`, 'helper')),
      at('call', 'cti-call', { ...callNode({ changes: ['call.ringing'] }), wires: [['call out']] }),
      at('call out', 'helper'),
      at('catch', 'catch', { scope: null, uncaught: false, wires: [['caught']] }),
      at('caught', 'helper'),
    ]);
    await pictured();
    const rings = new Inbox('call out');
    simulator.inboundCall({ ani: '5550001', callVariables: { callVariable1: 'gold' } });
    simulator.inboundCall({ dialedNumber: '8002', ani: '5550002', namedVariables: { 'user.account': '4711' } });
    await rings.count(2);
  }
  async function ask(id: string, payload: unknown): Promise<FlowMessage> {
    const inbox = new Inbox(`${id} out`);
    nodeOf(id).receive({ payload, mine: 'kept' } as object as { payload: unknown });
    return inbox.first();
  }
  async function refused(id: string, payload: unknown): Promise<FlowMessage> {
    const inbox = new Inbox('caught');
    nodeOf(id).receive({ payload });
    return inbox.first();
  }
  const callers = ({ payload }: FlowMessage) => payload.map(({ ani }: { ani: string }) => ani).sort();

  it('finds calls by what the message says', async () => {
    await start(lookup('find', { what: '', answer: '' }));
    const agents = { '1001': '5550001', '1004': '5550002' };
    for (const [agent, ani] of Object.entries(agents)) assert.deepEqual(callers(await ask('find', { agent })), [ani]);
    assert.deepEqual(callers(await ask('find', { device: '2004' })), ['5550002']);
    assert.deepEqual(callers(await ask('find', { skillGroup: '2', agent: 1004 })), ['5550002']);
    assert.deepEqual(callers(await ask('find', { variableName: 'callVariable1', variable: 'g*' })).slice(0, 1), [
      '5550001',
    ]);
    assert.deepEqual(callers(await ask('find', { variableName: 'user.account', agent: '1004' })), ['5550002']);
    assert.deepEqual((await ask('find', { agent: '1002' })).payload, []);
    const { payload, complete, mine } = await ask('find', { agent: '1001', answer: 'one' });
    assert.deepEqual([payload.ani, complete, mine], ['5550001', true, 'kept']);
    const { id, contactID, peripheralID, connectionCallID } = payload;
    assert.equal((await ask('find', { id, answer: 'one' })).payload.id, id);
    assert.equal((await ask('find', { connectionCallID, peripheralID, answer: 'one' })).payload.id, id);
    assert.equal((await ask('find', { connectionCallID, answer: 'one' })).payload.id, id);
    assert.equal((await ask('find', { contact: contactID, answer: 'count' })).payload, 2);
    assert.equal((await ask('find', { agent: '1002', answer: 'one' })).payload, null);
  });

  it('finds agents, a list, one or how many', async () => {
    await start(lookup('find', { what: 'agents', answer: '' }));
    const { payload } = await ask('find', { agent: '1001', answer: 'one' });
    assert.deepEqual([payload.firstName, payload.agentState], ['Ada', 'AGENT_STATE_RESERVED']);
    assert.equal(payload.calls.length, 1);
    assert.equal((await ask('find', { device: '2004', answer: 'one' })).payload.agentID, '1004');
    const group = await ask('find', { skillGroup: 2 });
    assert.ok(group.payload.some(({ agentID }: { agentID: string }) => agentID === '1004'));
    assert.equal((await ask('find', { skillGroup: 2, answer: 'count' })).payload, group.payload.length);
  });

  it('takes the dialog before the message, and every call where neither says which', async () => {
    await start(lookup('find', { agent: '1001' }), lookup('all', { answer: 'count' }));
    assert.deepEqual(callers(await ask('find', { agent: '1004' })), ['5550001']);
    assert.ok((await ask('all', Date.now())).payload >= 2);
  });

  it('gives copies', async () => {
    await start(lookup('find', { answer: 'one' }));
    const { payload } = await ask('find', { agent: '1001' });
    payload.connections.length = 0;
    assert.notEqual((await ask('find', { agent: '1001' })).payload.connections.length, 0);
  });

  it('refuses keys that it does not know, and what cannot be, by name', async () => {
    await start(lookup('find', { what: '', answer: '' }));
    const wrong = async (payload: object) => {
      const { error } = await refused('find', payload);
      assert.equal(error.code, 'CTI_INVALID_FIELD');
      return error.message;
    };
    assert.match(await wrong({ agnet: '1001', extension: '2' }), /agnet, extension: /);
    for (const payload of [{ skillGroup: {} }, { what: 'cars' }, { fresh: 'yes' }, { agent: {} }, { team: 1 }]) {
      const inbox = new Inbox('caught');
      const before = inbox.messages.length;
      nodeOf('find').receive({ payload });
      const messages = await inbox.count(before + 1);
      assert.match(messages.at(-1)?.error.message, new RegExp(`${Object.keys(payload)[0]}: right is `));
    }
  });

  it('asks the server first where that is wanted', async () => {
    await start(lookup('find', { what: '', fresh: true, answer: 'one' }));
    const sent = () => ({ ...nodeOf<CtiServerNode>('server').shared?.counters.typesOut });
    const before = sent();
    assert.equal((await ask('find', { device: '2001' })).payload.ani, '5550001');
    assert.equal((await ask('find', { what: 'agents', agent: '1004' })).payload.agentState, 'AGENT_STATE_RESERVED');
    const more = (topic: string) => (sent()[topic] ?? 0) - (before[topic] ?? 0);
    assert.ok(more('SNAPSHOT_DEVICE_REQ') >= 1);
    assert.ok(more('SNAPSHOT_CALL_REQ') >= 1);
    assert.equal(more('QUERY_AGENT_STATE_REQ'), 1);
  });

  /** Calls that began unseen, and no configuration that would name the agents. */
  async function startLate(): Promise<void> {
    simulator.inboundCall({ ani: '5550001' });
    simulator.inboundCall({ dialedNumber: '8002', ani: '5550002' });
    await load([
      serverNode('server', port, {
        peripheralID: '5000',
        expectedClients: '0',
        services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL'],
      }),
      lookup('find', { what: '', answer: '' }),
      at('find out', 'helper'),
    ]);
    await shown('find', ({ text = '' }) => text.endsWith('cti-call.status.agentsUnknown'));
  }

  it('says that agents are unknown without configuration events, and does not call the picture complete', async () => {
    await startLate();
    const { payload, complete } = await ask('find', { agent: '1001' });
    assert.deepEqual([payload, complete], [[], false]);
  });

  it('asks the server for an agent and a call that it does not know', async () => {
    await startLate();
    const asked = { peripheralID: 5000, snapshotDeviceType: 'DEVID_AGENT_DEVICE', agentInstrument: '2004' };
    // The model sees no answers to what others ask.
    const phone = await nodeOf<CtiServerNode>('server').shared?.request('SNAPSHOT_DEVICE_REQ', asked);
    const { calls = [] } = (phone?.payload ?? {}) as { calls?: readonly FlowMessage[] };
    const connectionCallID = calls[0]?.callConnectionCallID;
    assert.deepEqual(callers(await ask('find', { connectionCallID, peripheralID: '5000' })), []);
    assert.deepEqual(callers(await ask('find', { connectionCallID, peripheralID: '5000', fresh: true })), ['5550002']);
    assert.deepEqual(callers(await ask('find', { agent: '1001', fresh: true })), ['5550001']);
    assert.deepEqual(callers(await ask('find', { agent: '9999', fresh: true })), []);
  });
});
