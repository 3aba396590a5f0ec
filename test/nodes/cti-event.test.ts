import assert from 'node:assert/strict';
import type { CtiError } from '../../lib/session';
import { at, type FlowMessage, helper, Inbox, load, nodeOf, redeploy, withRuntime } from './flow';
import { serverNode } from './real-input';
import { ScriptedPeer } from './scripted-peer';

const DELIVERED = {
  monitorID: 0,
  peripheralID: 5000,
  peripheralType: 'PT_ENTERPRISE_AGENT',
  connectionDeviceIDType: 'CONNECTION_ID_STATIC',
  connectionCallID: 16777217,
  lineHandle: 0,
  lineType: 'LINETYPE_INBOUND_ACD',
  serviceNumber: null,
  serviceID: null,
  skillGroupNumber: 1,
  skillGroupID: 5101,
  skillGroupPriority: 0,
  alertingDeviceType: 'DEVID_AGENT_DEVICE',
  callingDeviceType: 'DEVID_EXTERNAL',
  calledDeviceType: 'DEVID_DEVICE_IDENTIFIER',
  lastRedirectDeviceType: null,
  localConnectionState: 'LCS_ALERTING',
  eventCause: null,
  connectionDeviceID: '2001',
  alertingDeviceID: '2001',
  ani: '5551234',
  namedVariables: { 'user.account': '4711' },
};

function event(id: string, messages: readonly string[], more: object = {}): object {
  return at(id, 'cti-event', { server: 'server', messages, wires: [[`${id} out`]], ...more });
}

describe('cti-event', () => {
  withRuntime();
  let peer: ScriptedPeer;
  beforeEach(async () => {
    peer = new ScriptedPeer();
    await peer.listen();
  });
  afterEach(() => peer.close());

  const isOpen = ({ topic, payload }: FlowMessage) => topic === 'session' && payload.state === 'open';

  it('sends the messages that are chosen, and no others', async () => {
    await load([
      serverNode('server', peer.port),
      event('calls', ['session', 'CALL_DELIVERED_EVENT']),
      at('calls out', 'helper'),
      event('all', ['*']),
      at('all out', 'helper'),
    ]);
    const [calls, all] = [new Inbox('calls out'), new Inbox('all out')];
    await calls.first(isOpen);
    const { invokeID } = peer.received[0]?.payload ?? {};
    peer.send('HEARTBEAT_CONF', { invokeID: 99 });
    peer.send('CALL_DELIVERED_EVENT', DELIVERED);
    const message = await calls.first(({ topic }) => topic === 'CALL_DELIVERED_EVENT');
    await all.count(3);
    assert.deepEqual(
      all.messages.map(({ topic }) => topic),
      ['OPEN_CONF', 'HEARTBEAT_CONF', 'CALL_DELIVERED_EVENT'],
    );
    assert.equal(all.messages[0]?.payload.invokeID, invokeID);
    assert.deepEqual(
      calls.messages.map(({ topic }) => topic),
      ['session', 'session', 'session', 'CALL_DELIVERED_EVENT'],
    );
    const { numNamedVariables, numNamedArrays, ...payload } = message.payload;
    assert.deepEqual(payload, DELIVERED, 'absent fields have no key');
    const { number, protocol, side, peer: name, epoch } = message.cti;
    assert.deepEqual([number, protocol, side, name, epoch], [9, 25, 'A', `127.0.0.1:${peer.port}`, 1]);
  });

  it('gives each node a copy of its own', async () => {
    await load([
      serverNode('server', peer.port),
      event('first', ['session', 'CALL_DELIVERED_EVENT']),
      at('first out', 'helper'),
      event('second', ['CALL_DELIVERED_EVENT']),
      at('second out', 'helper'),
    ]);
    const [first, second] = [new Inbox('first out'), new Inbox('second out')];
    nodeOf('first out').on('input', (message: FlowMessage) => {
      if (message.topic === 'session') return;
      message.payload.namedVariables['user.account'] = 'changed';
      message.payload.ani = 'changed';
      message.cti.number = 0;
    });
    await first.first(isOpen);
    peer.send('CALL_DELIVERED_EVENT', DELIVERED);
    const { payload, cti } = await second.first();
    assert.equal(payload.ani, '5551234');
    assert.equal(payload.namedVariables['user.account'], '4711');
    assert.equal(cti.number, 9);
  });

  it('tells each change of the session once, with its reason', async () => {
    await load([serverNode('server', peer.port), event('session', ['session']), at('session out', 'helper')]);
    const states = new Inbox('session out');
    const first = await states.first(isOpen);
    await peer.close();
    const lost = await states.first(({ payload }) => payload.previous === 'open' && payload.state === 'connecting');
    assert.equal(lost.payload.code, 'CTI_CONNECTION_LOST');
    assert.equal(typeof lost.payload.reason, 'string');
    await states.first(({ payload }) => payload.state === 'waiting');
    await peer.listen();
    const again = await states.first(({ payload }) => payload.state === 'open' && payload.epoch === 2);
    const { state, previous, side, host, port, protocol, services } = first.payload;
    assert.deepEqual(
      { state, previous, side, host, port, protocol },
      { state: 'open', previous: 'opening', side: 'A', host: '127.0.0.1', port: peer.port, protocol: 25 },
    );
    assert.deepEqual(services, [
      'CTI_SERVICE_CALL_DATA_UPDATE',
      'CTI_SERVICE_CLIENT_CONTROL',
      'CTI_SERVICE_ALL_EVENTS',
    ]);
    assert.equal('code' in first.payload, false, 'what is not known is absent');
    assert.equal(again.payload.previous, 'opening');
    const told = states.messages.map(({ payload }) => payload.state);
    assert.deepEqual(told.slice(0, 4), ['connecting', 'opening', 'open', 'connecting']);
    for (const [i, each] of told.slice(1).entries()) assert.notEqual(each, told[i]);
  });

  it('leaves changes within a state to cti-session', async () => {
    await load([
      serverNode('server', peer.port),
      event('session', ['session', 'SYSTEM_EVENT']),
      at('session out', 'helper'),
    ]);
    const states = new Inbox('session out');
    await states.first(isOpen);
    peer.send('SYSTEM_EVENT', {
      pgStatus: ['PGS_PERIPHERAL_OFFLINE'],
      icmCentralControllerTime: '2026-11-21T08:00:00.000Z',
      systemEventID: 'SYS_PERIPHERAL_OFFLINE',
      systemEventArg1: 5000,
      systemEventArg2: 0,
      systemEventArg3: 0,
      eventDeviceType: null,
    });
    await states.first(({ topic }) => topic === 'SYSTEM_EVENT');
    assert.equal(states.messages.filter(isOpen).length, 1);
  });

  it('shows the session, and no more often than once a second', async () => {
    await load([
      serverNode('server', peer.port),
      event('event', ['*']),
      at('event out', 'helper'),
      at('status', 'status', { scope: null, wires: [['statuses']] }),
      at('statuses', 'helper'),
    ]);
    const statuses = new Inbox('statuses');
    await statuses.first(({ status }) => status.state === 'open');
    await peer.close();
    await statuses.first(({ status }) => status.state !== 'open' && status.code !== undefined);
    const shown = statuses.messages.map(({ status: { fill, shape, text } }) => [fill, shape, text]);
    const key = (name: string) => `node-red:common.status.${name}`;
    assert.deepEqual(shown.slice(0, 2), [
      ['yellow', 'ring', key('connecting')],
      ['green', 'dot', key('connected')],
    ]);
  });

  it('shows why the server refuses the session', async () => {
    await peer.close();
    peer = new ScriptedPeer(({ topic }) =>
      topic === 'OPEN_REQ'
        ? ['FAILURE_CONF', { failureCode: 'E_CTI_INVALID_PASSWORD', peripheralErrorCode: 0 }]
        : undefined,
    );
    await peer.listen();
    await load([
      serverNode('server', peer.port),
      event('event', ['session']),
      at('event out', 'helper'),
      at('status', 'status', { scope: null, wires: [['statuses']] }),
      at('statuses', 'helper'),
    ]);
    const [states, statuses] = [new Inbox('event out'), new Inbox('statuses')];
    await statuses.first(({ status }) => status.code === 'E_CTI_INVALID_PASSWORD' && status.fill === 'red');
    const { payload } = await states.first(({ payload }) => payload.state === 'waiting');
    assert.equal(payload.code, 'E_CTI_INVALID_PASSWORD');
  });

  it('brings what cannot be read to the Catch nodes, once for each flow', async () => {
    const flow = [
      { id: 'other', type: 'tab', label: 'Other' },
      serverNode('server', peer.port),
      event('one', ['session', 'CALL_DELIVERED_EVENT']),
      at('one out', 'helper'),
      event('two', ['CALL_DELIVERED_EVENT']),
      at('two out', 'helper'),
      event('three', ['CALL_DELIVERED_EVENT'], { z: 'other' }),
      at('three out', 'helper', { z: 'other' }),
      at('catch', 'catch', { scope: null, uncaught: false, wires: [['caught']] }),
      at('caught', 'helper'),
      at('caught other', 'helper', { z: 'other' }),
    ];
    await load(flow);
    // The test helper cannot load two Catch nodes at once.
    const second = at('catch other', 'catch', { scope: null, uncaught: false, z: 'other', wires: [['caught other']] });
    await redeploy([...flow, second], 'full');
    const [one, here, there] = [new Inbox('one out'), new Inbox('caught'), new Inbox('caught other')];
    await one.first(isOpen);
    // A CALL_DELIVERED_EVENT that ends in the middle of its fixed part.
    peer.sendBytes(Buffer.from('000000040000000900000000', 'hex'));
    assert.equal((await here.first()).error.code, 'CTI_BAD_FRAME');
    assert.equal((await there.first()).error.code, 'CTI_BAD_FRAME');
    peer.send('CALL_DELIVERED_EVENT', DELIVERED);
    await one.first(({ topic }) => topic === 'CALL_DELIVERED_EVENT');
    assert.deepEqual([here.messages.length, there.messages.length], [1, 1]);
  });

  it('says when it has no server', async () => {
    await load([
      serverNode('server', peer.port, { d: true }),
      event('event', ['*']),
      at('event out', 'helper'),
      event('none', ['*'], { server: '' }),
      at('none out', 'helper'),
    ]);
    const logged = helper.log().args.map(([entry]) => entry);
    for (const id of ['event', 'none']) {
      const { msg } = logged.find((entry) => entry.id === id) ?? {};
      assert.equal((msg as CtiError).code, 'CTI_NO_SERVER', id);
    }
    assert.equal(peer.connections, 0);
  });

  it('goes on when a node is changed: the session stays, nothing comes twice', async () => {
    const flow = (messages: readonly string[]) => [
      serverNode('server', peer.port),
      event('event', messages),
      at('event out', 'helper'),
      event('other', ['session']),
      at('other out', 'helper'),
    ];
    await load(flow(['CALL_HELD_EVENT']));
    const other = new Inbox('other out');
    await other.first(isOpen);
    await redeploy(flow(['session', 'CALL_DELIVERED_EVENT']), 'nodes');
    peer.send('CALL_DELIVERED_EVENT', DELIVERED);
    const changed = new Inbox('event out');
    await changed.first();
    assert.equal(changed.messages.length, 1, 'no message for a state that has not changed');
    assert.equal(other.messages.length, 3);
    assert.equal(peer.count('OPEN_REQ'), 1);
    assert.equal(peer.count('CLOSE_REQ'), 0);
  });
});
