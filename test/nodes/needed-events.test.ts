/** Masks that follow from the nodes: of the shared session, and in flows. */
import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Node } from 'node-red';
import { MODEL_EVENTS } from '../../lib/model';
import { masksFor, neededBits } from '../../lib/protocol';
import { Session } from '../../lib/session';
import type { Topics } from '../../nodes/session/needed-events';
import { SharedSession } from '../../nodes/session/shared-session';
import { action, SERVICES, withCentre } from './centre-flow';
import { at, helper, Inbox, load, nodeOf, redeploy, withRuntime } from './flow';
import { agentNode, callNode } from './model-nodes';
import { serverNode } from './real-input';
import { ScriptedPeer } from './scripted-peer';

const AUTO = { callMsgMask: 'auto', agentStateMask: 'auto', configMsgMask: 'auto' };
const HELD = 'CALL_HELD_EVENT';
const BEGIN = 'BEGIN_CALL_EVENT';

describe('the events that a shared session asks for', () => {
  let peer: ScriptedPeer;
  let shared: SharedSession;
  const told: (readonly string[])[] = [];
  beforeEach(async () => {
    told.length = 0;
    peer = new ScriptedPeer();
    const port = await peer.listen();
    const session = new Session({
      sides: { A: { host: '127.0.0.1', port } },
      clientID: 'test',
      services: ['CTI_SERVICE_ALL_EVENTS'],
    });
    const fixed = { callMsgMask: [], agentStateMask: [], configMsgMask: [] };
    shared = new SharedSession(session, { events: { following: ['callMsgMask', 'agentStateMask'], fixed } });
    shared.onMoreEvents = (bits) => told.push(bits);
  });
  afterEach(async () => {
    await shared.close();
    await peer.close();
  });

  function user(id: string, needs?: Topics): Node {
    const node = { id, z: 'tab' } as Node;
    shared.register(node, { shows: () => {}, ...(needs && { needs }) });
    return node;
  }
  const isOpen = () => shared.status.state === 'open';
  /** Resolves when the session has been opened so many times and is open. */
  async function opened(times: number): Promise<void> {
    await peer.until(() => peer.count('OPEN_REQ') === times);
    while (!isOpen()) await setImmediate();
  }
  const asked = () => {
    const { callMsgMask, agentStateMask } = peer.received.findLast(({ topic }) => topic === 'OPEN_REQ')?.payload ?? {};
    return [...(callMsgMask as string[]), ...(agentStateMask as string[])];
  };

  it('are those that the nodes of the deployment need, all in one opening', async () => {
    user('one', [HELD]);
    await setImmediate();
    assert.equal(peer.connections, 0);
    user('two', [BEGIN, HELD]);
    user('none');
    shared.deployed();
    await opened(1);
    assert.deepEqual(asked(), ['CALL_HELD_MASK', 'BEGIN_CALL_MASK']);
  });

  it('make it open anew once where a later deployment needs more, and not where it needs less', async () => {
    const one = user('one', [HELD, BEGIN]);
    shared.deployed();
    await opened(1);
    shared.deploys();
    shared.deregister(one);
    user('less', [HELD]);
    shared.deployed();
    assert.ok(isOpen());
    shared.deploys();
    user('states', ['AGENT_STATE_EVENT']);
    user('queue', ['CALL_QUEUED_EVENT']);
    await setImmediate();
    assert.ok(isOpen());
    shared.deployed();
    assert.equal(isOpen(), false);
    await opened(2);
    assert.deepEqual(asked().slice(0, 3), ['CALL_QUEUED_MASK', 'CALL_HELD_MASK', 'AGENT_LOGIN_MASK']);
    assert.equal(told.length, 1);
    assert.ok(told[0]?.includes('CALL_QUEUED_MASK') && !told[0].includes('CALL_HELD_MASK'));
    shared.deploys();
    shared.deployed();
    await setImmediate();
    assert.deepEqual([peer.count('OPEN_REQ'), peer.count('CLOSE_REQ')], [2, 1]);
  });

  it('are every one for a node that wants every message', async () => {
    user('all', '*');
    shared.deployed();
    await opened(1);
    const { callMsgMask, agentStateMask } = masksFor('*');
    assert.deepEqual(asked(), [...callMsgMask, ...agentStateMask]);
  });

  it('are those of the model from when a node has asked for it', async () => {
    user('one');
    shared.deployed();
    await opened(1);
    assert.deepEqual(asked(), []);
    assert.ok(shared.lendModel());
    await setImmediate();
    assert.equal(peer.count('CLOSE_REQ'), 0, 'a dialog changes nothing');
    assert.ok(shared.model);
    await opened(2);
    const { callMsgMask, agentStateMask } = masksFor(MODEL_EVENTS);
    assert.deepEqual(asked(), [...callMsgMask, ...agentStateMask]);
    for (const topic of ['RTP_STARTED_EVENT', 'CALL_ATTRIBUTE_CHANGE_EVENT']) {
      assert.ok(!asked().includes(String(neededBits(topic)?.bits[0])), topic);
    }
  });

  it('do not follow dialogs: what is lent to them is read anew ten minutes after the first question', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      user('one', [HELD]);
      shared.deployed();
      await opened(1);
      const lent = shared.lendModel();
      assert.ok(lent);
      mock.timers.tick(1_000);
      assert.equal(shared.lendModel(), lent);
      mock.timers.tick(599_000);
      assert.notEqual(shared.lendModel(), lent);
      await shared.close();
    } finally {
      mock.timers.reset();
    }
    assert.equal(peer.count('OPEN_REQ'), 1);
  });

  it('count at connect() where the session was closed, which stays closed until then', async () => {
    user('one', [HELD]);
    shared.deployed();
    await opened(1);
    shared.deploys();
    user('two', [BEGIN]);
    shared.deployed();
    await shared.disconnect();
    await setImmediate();
    assert.equal(shared.status.state, 'closed');
    shared.connect();
    await opened(2);
    assert.deepEqual(asked(), ['CALL_HELD_MASK', 'BEGIN_CALL_MASK']);
  });
});

describe('a cti-server whose events follow the nodes', () => {
  const centre = withCentre();
  const events = (id: string, messages: readonly string[]) => at(id, 'cti-event', { server: 'server', messages });

  it('gives each node its events and asks for no others', async () => {
    const { current: flow } = centre;
    await flow.start(
      [events('held', [HELD, 'RTP_STARTED_EVENT']), action('hold', 'cti-call-control', { action: 'hold' })],
      AUTO,
    );
    const held = new Inbox('held out');
    flow.simulator.inboundCall();
    const ringing = await flow.call('call.ringing');
    await flow.simulator.perform({ action: 'answer', agent: ringing.connection.agentID });
    const { agentID } = ringing.connection;
    const answered = await flow.call('call.answered', ({ connection }) => connection?.agentID === agentID);
    assert.equal((await flow.put('hold', answered)).error, undefined);
    const { topic } = await held.first((message) => message.topic === HELD);
    assert.equal(topic, HELD);
    assert.ok(held.messages.some((message) => message.topic === 'RTP_STARTED_EVENT'));
    await flow.call('call.held');
    await flow.agent('agent.hold', agentID);
  });
});

describe('a deployment that needs more events', () => {
  withRuntime();
  let peer: ScriptedPeer;
  beforeEach(async () => {
    peer = new ScriptedPeer();
    await peer.listen();
  });
  afterEach(() => peer.close());
  const event = (id: string, messages: readonly string[]) => [
    at(id, 'cti-event', { server: 'server', messages, wires: [[`${id} out`]] }),
    at(`${id} out`, 'helper'),
  ];
  const masks = () =>
    peer.received.filter(({ topic }) => topic === 'OPEN_REQ').map(({ payload }) => payload.callMsgMask as string[]);

  it('opens the session anew once, says why, and tells what was missed', async () => {
    const server = serverNode('server', peer.port, AUTO);
    const watch = [
      at('session', 'cti-session', { server: 'server', answersMaintenance: false, wires: [['told']] }),
      at('told', 'helper'),
    ];
    const first = [server, ...watch, ...event('held', [HELD])];
    await load(first);
    const told = new Inbox('told');
    await told.first(({ payload }) => payload.state === 'open');
    assert.deepEqual(masks(), [['CALL_HELD_MASK']]);
    const second = [...first, ...event('begin', [BEGIN]), ...event('again', [BEGIN, HELD])];
    await redeploy(second, 'nodes');
    const gap = await told.first(({ topic }) => topic === 'gap');
    assert.equal(gap.payload.code, 'CTI_SESSION_CLOSED');
    assert.deepEqual(masks()[1], ['CALL_HELD_MASK', 'BEGIN_CALL_MASK']);
    await redeploy([server, ...watch, ...event('begin', [BEGIN])], 'nodes');
    assert.equal(peer.count('OPEN_REQ'), 2);
    const lines = helper
      .log()
      .args.map(([line]) => String(line.msg))
      .filter((line) => line.includes('moreEvents'));
    assert.equal(lines.length, 1);
  });

  it('is none that brings nodes without needs', async () => {
    const server = serverNode('server', peer.port, AUTO);
    const request = at('request', 'cti-call-control', {
      ...(action('request', 'cti-call-control', { callFrom: 'fields', action: 'hold' }) as object),
      server: 'server',
    });
    await load([server, ...event('held', [HELD, 'session'])]);
    await new Inbox('held out').first(({ payload }) => payload.state === 'open');
    await redeploy([server, ...event('held', [HELD, 'session']), request], 'nodes');
    assert.equal(nodeOf('request').type, 'cti-call-control');
    assert.equal(peer.count('OPEN_REQ'), 1);
  });

  it('is none that brings nodes whose requests need no calls or agents, nor is their first message', async () => {
    const query = action('query', 'cti-query', { action: 'skillGroupStatistics' }) as object;
    const server = serverNode('server', peer.port, { ...AUTO, services: SERVICES, peripheralID: '5000' });
    await load([server, ...event('held', ['session']), { ...query, server: 'server' }]);
    await new Inbox('held out').first(({ payload }) => payload.state === 'open');
    nodeOf('query').receive({ payload: { skillGroupNumber: 1 } });
    const asked = () => peer.count('QUERY_SKILL_GROUP_STATISTICS_REQ');
    await peer.until(() => asked() + peer.count('CLOSE_REQ') > 0);
    assert.deepEqual([asked(), peer.count('CLOSE_REQ')], [1, 0]);
  });

  it('is the first one for the nodes that keep calls and agents', async () => {
    const model = masksFor(MODEL_EVENTS).callMsgMask;
    for (const node of [
      at('call', 'cti-call', callNode()),
      at('agent', 'cti-agent', agentNode()),
      at('control', 'cti-call-control', { ...(action('control', 'cti-call-control') as object), server: 'server' }),
    ]) {
      await load([serverNode('server', peer.port, AUTO), node]);
      await peer.until(() => masks().length > 0);
      assert.deepEqual(masks()[0], model);
      await helper.unload();
      peer.received.length = 0;
    }
  });
});
