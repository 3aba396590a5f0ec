import assert from 'node:assert/strict';
import { at, env, helper, Inbox, load, nodeOf, redeploy, withRuntime } from './flow';
import { serverNode } from './real-input';
import { freePort } from './real-node-red';
import { ScriptedPeer } from './scripted-peer';

const session = (id: string, more: object = {}) => [
  at(id, 'cti-event', { server: 'server', messages: ['session'], wires: [[`${id} out`]], ...more }),
  at(`${id} out`, 'helper'),
];

describe('cti-server', () => {
  withRuntime();
  let peer: ScriptedPeer;
  beforeEach(async () => {
    peer = new ScriptedPeer();
    await peer.listen();
  });
  afterEach(() => peer.close());

  const opened = (id: string) => new Inbox(`${id} out`).first(({ payload }) => payload.state === 'open');

  it('is one session for all nodes that use it', async () => {
    await load([serverNode('server', peer.port), ...session('one'), ...session('two')]);
    await Promise.all([opened('one'), opened('two')]);
    assert.equal(peer.connections, 1);
    assert.equal(peer.count('OPEN_REQ'), 1);
  });

  it('does not connect without a user', async () => {
    await load([
      serverNode('unused', peer.port),
      serverNode('server', peer.port, { protocolVersion: '24' }),
      ...session('one'),
    ]);
    await opened('one');
    assert.deepEqual(
      peer.received.map(({ topic, payload }) => [topic, payload.versionNumber]),
      [['OPEN_REQ', 24]],
    );
  });

  it('asks for what the dialog says', async () => {
    const settings = {
      services: ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CONFIG_EVENTS'],
      callMsgMask: ['CALL_DELIVERED_MASK'],
      agentStateMask: [],
      peripheralID: '5000',
      heartbeatInterval: '30',
      signature: 'flow',
      agentInstrument: '2001',
    };
    await load([serverNode('server', peer.port, settings), ...session('one')], {
      server: { clientID: 'wallboard', password: 'secret' },
    });
    await opened('one');
    const payload = peer.received[0]?.payload ?? {};
    assert.deepEqual(payload.servicesRequested, ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CONFIG_EVENTS']);
    assert.deepEqual(payload.callMsgMask, ['CALL_DELIVERED_MASK']);
    assert.deepEqual(payload.agentStateMask, []);
    assert.equal((payload.configMsgMask as string[]).length, 10);
    assert.equal(payload.idleTimeout, 120);
    assert.deepEqual(
      [payload.peripheralID, payload.clientID, payload.clientSignature, payload.agentInstrument],
      [5000, 'wallboard', 'flow', '2001'],
    );
    assert.match(String(payload.clientPassword), /^secret/);
  });

  it('takes every setting from the environment, credentials included', async () => {
    Object.assign(process.env, {
      CTI_TEST_HOST: '127.0.0.1',
      CTI_TEST_PORT: String(peer.port),
      CTI_TEST_VERSION: '23',
      CTI_TEST_CLIENT: 'from the environment',
      CTI_TEST_PASSWORD: 'secret',
      CTI_TEST_HEARTBEAT: '15',
      CTI_TEST_HOST_B: 'localhost',
      CTI_TEST_PAUSES: '1, 2',
    });
    const settings = {
      host: env('CTI_TEST_HOST'),
      protocolVersion: env('CTI_TEST_VERSION'),
      heartbeatInterval: env('CTI_TEST_HEARTBEAT'),
      hostB: env('CTI_TEST_HOST_B'),
      portB: env('CTI_TEST_PORT'),
      reconnectPauses: env('CTI_TEST_PAUSES'),
    };
    await load([serverNode('server', env('CTI_TEST_PORT'), settings), ...session('one')], {
      server: { clientID: env('CTI_TEST_CLIENT'), password: env('CTI_TEST_PASSWORD') },
    });
    await opened('one');
    const payload = peer.received[0]?.payload ?? {};
    assert.deepEqual([payload.versionNumber, payload.idleTimeout, payload.clientID], [23, 60, 'from the environment']);
    assert.match(String(payload.clientPassword), /^secret/);
  });

  it('goes to side B where side A does not answer', async () => {
    const nobody = await freePort();
    await load([serverNode('server', nobody, { hostB: '127.0.0.1', portB: String(peer.port) }), ...session('one')]);
    const { payload } = await opened('one');
    assert.deepEqual([payload.side, payload.port], ['B', peer.port]);
  });

  it('logs an answer that comes too late at debug, and nowhere else', async () => {
    await load([
      serverNode('server', peer.port),
      ...session('one'),
      ...session('two', { messages: ['ANSWER_CALL_CONF'] }),
    ]);
    await opened('one');
    const late = new Inbox('two out');
    peer.send('ANSWER_CALL_CONF', { invokeID: 4711 });
    await late.first();
    const logged = helper.log().args.filter(([{ id }]) => id === 'server');
    assert.deepEqual(
      logged.filter(([{ msg }]) => /ANSWER_CALL_CONF/.test(String(msg))).map(([{ level }]) => level),
      [50],
    );
  });

  it('closes its session politely, and frees its users, when flows stop', async () => {
    await load([serverNode('server', peer.port), ...session('one')]);
    await opened('one');
    await helper.unload();
    assert.equal(peer.count('CLOSE_REQ'), 1);
    await peer.until(() => peer.connections === 0);
  });

  it('closes within two seconds when the server does not confirm it', async () => {
    await peer.close();
    peer = new ScriptedPeer(({ topic }) => (topic === 'CLOSE_REQ' ? ['HEARTBEAT_CONF', {}] : undefined));
    await peer.listen();
    await load([serverNode('server', peer.port), ...session('one')]);
    await opened('one');
    const before = performance.now();
    await helper.unload();
    assert.ok(performance.now() - before < 2000);
  });

  it('closes and opens again when its settings change', async () => {
    await load([serverNode('server', peer.port), ...session('one')]);
    await opened('one');
    await redeploy([serverNode('server', peer.port, { protocolVersion: '24' }), ...session('one')], 'nodes');
    await opened('one');
    assert.deepEqual(
      peer.received.map(({ topic }) => topic),
      ['OPEN_REQ', 'CLOSE_REQ', 'OPEN_REQ'],
    );
    assert.equal(peer.received[2]?.payload.versionNumber, 24);
  });

  it('keeps its session when another flow node is added or changed', async () => {
    await load([serverNode('server', peer.port), ...session('one')]);
    await opened('one');
    const server = nodeOf('server');
    await redeploy([serverNode('server', peer.port), ...session('one'), ...session('two', { name: 'new' })], 'nodes');
    await redeploy([serverNode('server', peer.port), ...session('two', { name: 'changed' })], 'nodes');
    assert.equal(nodeOf('server'), server);
    peer.send('HEARTBEAT_CONF', { invokeID: 1 });
    assert.deepEqual([peer.count('OPEN_REQ'), peer.count('CLOSE_REQ'), peer.connections], [1, 0, 1]);
  });

  it('can be chosen by each instance of a subflow', async () => {
    const second = new ScriptedPeer();
    await second.listen();
    const subflow = {
      id: 'sub',
      type: 'subflow',
      name: 'States',
      in: [],
      out: [{ x: 300, y: 100, wires: [{ id: 'inside', port: 0 }] }],
      env: [{ name: 'SERVER', type: 'conf-type', value: '', ui: { type: 'conf-types' } }],
    };
    const instance = (id: string, server: string) =>
      at(id, 'subflow:sub', { env: [{ name: 'SERVER', type: 'conf-type', value: server }], wires: [[`${id} out`]] });
    await load([
      subflow,
      at('inside', 'cti-event', { z: 'sub', server: env('SERVER'), messages: ['session'] }),
      serverNode('server', peer.port),
      serverNode('backup', second.port),
      instance('a', 'server'),
      at('a out', 'helper'),
      instance('b', 'backup'),
      at('b out', 'helper'),
    ]);
    await Promise.all([opened('a'), opened('b')]);
    assert.deepEqual([peer.count('OPEN_REQ'), second.count('OPEN_REQ')], [1, 1]);
    await second.close();
  });

  it('gives the editor the definitions of the protocol', async () => {
    await load([]);
    const { status, body } = await helper.request().get('/cti-server/definitions');
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body as object), [
      'versions',
      'ports',
      'services',
      'incoming',
      'requests',
      'enums',
      'masks',
      'eventMasks',
      'uses',
      'changes',
      'palette',
      'privacy',
      'route',
    ]);
  });
});
