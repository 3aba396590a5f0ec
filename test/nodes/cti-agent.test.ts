import assert from 'node:assert/strict';
import { Simulator } from '../../lib/simulator';
import type { CtiServerNode } from '../../nodes/session/shared-session';
import { at, type FlowMessage, Inbox, load, nodeOf, pictured, redeploy, shown, withRuntime } from './flow';
import { agentNode } from './model-nodes';
import { serverNode } from './real-input';

const agent = (id: string, more: object = {}) => at(id, 'cti-agent', { ...agentNode(more), wires: [[`${id} out`]] });

describe('cti-agent', () => {
  withRuntime();
  let simulator: Simulator;
  let port: number;
  beforeEach(async () => {
    simulator = new Simulator({ port: 0 });
    ({ port } = await simulator.start());
  });
  afterEach(() => simulator.stop());

  const server = () =>
    serverNode('server', port, {
      peripheralID: '5000',
      expectedClients: '0',
      services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'],
    });
  const flow = (...nodes: object[]) => [
    server(),
    ...nodes,
    ...nodes.map((node) => at(`${(node as { id: string }).id} out`, 'helper')),
  ];
  /** Until the first picture is there. */
  async function start(...nodes: object[]): Promise<void> {
    await load(flow(...nodes));
    await pictured();
  }
  const setState = (agentID: string, agentInstrument: string, agentState: string, more: object = {}) =>
    nodeOf<CtiServerNode>('server').shared?.request('SET_AGENT_STATE_REQ', {
      peripheralID: 5000,
      agentState,
      agentWorkMode: 'AWM_UNSPECIFIED',
      numSkillGroups: 0,
      eventReasonCode: 0,
      agentID,
      agentInstrument,
      ...more,
    });
  const of =
    (topic: string, agentID: string) =>
    ({ topic: one, payload, cti }: FlowMessage) =>
      one === topic && payload.agentID === agentID && !cti.synthetic;

  it('tells each change once, with the whole agent and what was before', async () => {
    await start(agent('agent'));
    const out = new Inbox('agent out');
    await setState('1001', '2001', 'AGENT_STATE_NOT_READY', { eventReasonCode: 7 });
    const { payload, before, key, cti } = await out.first(of('agent.notReady', '1001'));
    assert.deepEqual(
      [payload.agentState, payload.eventReasonCode, payload.agentExtension, before.agentState],
      ['AGENT_STATE_NOT_READY', 7, '2001', 'AGENT_STATE_AVAILABLE'],
    );
    assert.equal(payload.firstName, 'Ada');
    assert.match(key, /^5000\/1001\//);
    assert.deepEqual([cti.complete, cti.synthetic, cti.from], [true, false, 'AGENT_STATE_EVENT']);
    await setState('1001', '2001', 'AGENT_STATE_AVAILABLE');
    await out.first(of('agent.ready', '1001'));
    const told = out.messages.filter((message) => message.payload.agentID === '1001' && !message.cti.synthetic);
    assert.deepEqual(
      told.map(({ topic }) => topic),
      ['agent.notReady', 'agent.ready'],
    );
  });

  it('tells the first picture, too, marked', async () => {
    await load([server(), agent('agent', { changes: ['agent.ready'], agent: '1001' }), at('agent out', 'helper')]);
    const { cti, payload, key } = await new Inbox('agent out').first();
    assert.deepEqual([payload.agentState, cti.synthetic, cti.reason], ['AGENT_STATE_AVAILABLE', true, 'opened']);
    assert.ok(key);
  });

  it('tells how the agent stands whose events alone the session has, and is complete with that', async () => {
    const services = ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL'];
    const own = serverNode('server', port, { peripheralID: '5000', expectedClients: '0', services, agentID: '1001' });
    await load([own, agent('agent'), at('agent out', 'helper')]);
    const { payload, cti } = await new Inbox('agent out').first();
    assert.deepEqual([payload.agentID, payload.agentState, cti.reason], ['1001', 'AGENT_STATE_AVAILABLE', 'opened']);
    await shown('agent', ({ complete }) => complete === true);
  });

  it('sends what its filters let through', async () => {
    const filters: Record<string, object> = {
      agents: { agent: '100[1-3], 1005' },
      agents2: { agent: '*4, 1001' },
      phones: { device: '2001' },
      group: { skillGroup: '1' },
      reason: { reason: '7' },
      other: { changes: ['agent.logout'] },
    };
    const nodes = Object.entries(filters).map(([id, more]) => agent(id, { changes: ['agent.notReady'], ...more }));
    await start(...nodes, agent('all', { changes: ['agent.notReady'] }));
    const inboxes = Object.keys(filters).map((id) => [id, new Inbox(`${id} out`)] as const);
    const all = new Inbox('all out');
    await setState('1001', '2001', 'AGENT_STATE_NOT_READY', { eventReasonCode: 7 });
    await setState('1004', '2004', 'AGENT_STATE_NOT_READY', { eventReasonCode: 8 });
    await all.first(of('agent.notReady', '1004'));
    const agents = ({ messages }: Inbox) => messages.map(({ payload }) => payload.agentID);
    assert.deepEqual(Object.fromEntries(inboxes.map(([id, inbox]) => [id, agents(inbox)])), {
      agents: [],
      agents2: ['1001', '1004'],
      phones: ['1001'],
      group: ['1001'],
      reason: ['1001'],
      other: [],
    });
  });

  it('tells what happened while the server was deployed anew, marked, and nothing twice; time goes on', async () => {
    await start(agent('agent'));
    const before = new Inbox('agent out');
    await setState('1001', '2001', 'AGENT_STATE_NOT_READY', { eventReasonCode: 7 });
    const away = await before.first(of('agent.notReady', '1001'));
    // The session is closed, and the new one not open yet.
    nodeOf('server').on('close', (_removed: boolean, done: () => void) => {
      simulator.perform({ action: 'notReady', agent: '1004' }).then(done, done);
    });
    await redeploy(flow(agent('agent')), 'full');
    const out = new Inbox('agent out');
    const { cti, payload, key } = await out.first();
    await pictured();
    assert.deepEqual([payload.agentID, payload.agentState], ['1004', 'AGENT_STATE_NOT_READY']);
    assert.deepEqual([cti.synthetic, cti.reason], [true, 'opened']);
    assert.equal(
      out.messages.length,
      1,
      JSON.stringify(out.messages.map(({ topic, payload }) => [topic, payload.agentID])),
    );
    assert.ok(key);
    const stands = nodeOf<CtiServerNode>('server').shared?.model.model.agents.get('1001');
    assert.deepEqual(
      [stands?.since, stands?.eventReasonCode, stands?.loginSession?.id],
      [away.payload.since, 7, away.payload.loginSession.id],
    );
  });

  it('tells nobody twice where another node makes the picture begin anew, and gives it the same', async () => {
    await start(agent('agent'));
    await setState('1001', '2001', 'AGENT_STATE_NOT_READY', { eventReasonCode: 7 });
    const away = await new Inbox('agent out').first(of('agent.notReady', '1001'));
    await redeploy(flow(agent('agent'), agent('new', { agent: '1001' })), 'full');
    const [out, late] = [new Inbox('agent out'), new Inbox('new out')];
    const found = await late.first();
    await pictured();
    assert.deepEqual(out.messages, []);
    assert.equal(found.payload.since, away.payload.since);
    assert.equal(found.key, away.key);
  });
});
