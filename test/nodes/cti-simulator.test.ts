import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { CtiError } from '../../lib/session';
import { at, helper, Inbox, load, nodeOf, redeploy, withRuntime } from './flow';
import { serverNode } from './real-input';
import { freePort } from './real-node-red';

describe('cti-simulator', () => {
  withRuntime();
  let port: number;
  beforeEach(async () => {
    port = await freePort();
  });

  const flow = (more: object = {}) => [
    at('simulator', 'cti-simulator', { host: '127.0.0.1', port: String(port), wires: [['out']], ...more }),
    at('out', 'helper'),
    serverNode('server', port, { peripheralID: '5000' }),
    at('events', 'cti-event', { server: 'server', messages: ['*', 'session'], wires: [['received']] }),
    at('received', 'helper'),
    at('status', 'status', { scope: ['simulator'], wires: [['statuses']] }),
    at('statuses', 'helper'),
    at('catch', 'catch', { scope: null, uncaught: false, wires: [['caught']] }),
    at('caught', 'helper'),
  ];

  const opened = () =>
    new Inbox('received').first(({ topic, payload }) => topic === 'session' && payload.state === 'open');

  it('lets a cti-server in, and a message makes a call that comes back as events', async () => {
    await load(flow());
    const [out, received, statuses] = [new Inbox('out'), new Inbox('received'), new Inbox('statuses')];
    await opened();
    const session = await out.first(({ topic }) => topic === 'session');
    assert.deepEqual([session.payload.event, session.payload.clientID], ['opened', 'Node-RED']);
    await statuses.first(({ status }) => status.fill === 'green');

    const payload = { ani: 5551234, dialedNumber: '8001', callVariables: { callVariable1: 'gold' } };
    nodeOf('simulator').receive({ payload, mine: 1 });
    const call = await out.first(({ topic }) => topic === 'call');
    assert.deepEqual([call.mine, call.payload.ani, typeof call.payload.callID], [1, '5551234', 'number']);
    const ringing = await received.first(
      ({ topic, payload }) => topic === 'CALL_DELIVERED_EVENT' && payload.localConnectionState === 'LCS_ALERTING',
    );
    assert.deepEqual([ringing.payload.ani, ringing.payload.connectionCallID], ['5551234', call.payload.callID]);
    const trace = await out.first(({ topic }) => topic === 'trace');
    assert.match(trace.payload, /OPEN_REQ/);
  });

  it('makes a call with its own numbers of any payload that is no object', async () => {
    await load(flow());
    const out = new Inbox('out');
    nodeOf('simulator').receive({ payload: 1_764_000_000_000 });
    const call = await out.first(({ topic }) => topic === 'call');
    assert.deepEqual(Object.keys(call.payload).sort(), ['ani', 'callID', 'dialedNumber']);
  });

  it('switches its two sides when it is told to', async () => {
    await load(flow({ portB: String(await freePort()) }));
    const [out, statuses] = [new Inbox('out'), new Inbox('statuses')];
    await opened();
    await statuses.first(({ status }) => status.text === 'cti-simulator.status.sides');
    nodeOf('simulator').receive({ topic: 'switch', payload: '', mine: 1 });
    const switched = await out.first(({ topic }) => topic === 'switch');
    assert.deepEqual([switched.mine, switched.payload], [1, { active: 'B' }]);
    const closed = await out.first(({ topic, payload }) => topic === 'session' && payload.event === 'closed');
    assert.equal(closed.payload.side, 'A');
  });

  it('goes into maintenance, and tells when it is over', async () => {
    await load(flow({ portB: String(await freePort()) }));
    const out = new Inbox('out');
    await opened();
    nodeOf('simulator').receive({ topic: 'maintenance' });
    const { payload } = await out.first(({ topic }) => topic === 'maintenance');
    assert.deepEqual(payload, { accepted: true });
  });

  it('takes a peripheral off line and on line', async () => {
    await load(flow());
    const [out, received] = [new Inbox('out'), new Inbox('received')];
    await opened();
    for (const [topic, systemEventID, payload] of [
      ['peripheralOffline', 'SYS_PERIPHERAL_OFFLINE', 5000],
      ['peripheralOnline', 'SYS_PERIPHERAL_ONLINE', '5000'],
    ] as const) {
      received.messages.length = 0;
      nodeOf('simulator').receive({ topic, payload });
      const told = await out.first((message) => message.topic === topic);
      assert.deepEqual(told.payload, { peripheralID: 5000 });
      const event = await received.first((message) => message.payload.systemEventID === systemEventID);
      assert.equal(event.payload.systemEventArg1, 5000);
    }
  });

  it('gives what cannot be done to Catch', async () => {
    await load(flow());
    const caught = new Inbox('caught');
    for (const [message, code] of [
      [{ topic: 'switch' }, 'CTI_NO_OTHER_SIDE'],
      [{ topic: 'maintenance' }, 'CTI_NO_OTHER_SIDE'],
      [{ topic: 'peripheralOffline', payload: 1 }, 'CTI_UNKNOWN_PERIPHERAL'],
      [{ topic: 'peripheralOnline', payload: 'VRU' }, 'CTI_INVALID_FIELD'],
    ] as const) {
      caught.messages.length = 0;
      nodeOf('simulator').receive(message);
      assert.equal((await caught.first()).error.code, code);
    }
  });

  it('gives a call that cannot be made to Catch', async () => {
    await load(flow());
    const caught = new Inbox('caught');
    for (const [payload, code] of [
      [{ dialedNumber: '1' }, /^CTI_/],
      [{ ani: {} }, /^CTI_INVALID_FIELD$/],
      [{ callVariables: 'gold' }, /^CTI_INVALID_FIELD$/],
      [{ callVariables: { callVariable11: 'x' } }, /^CTI_/],
    ] as const) {
      caught.messages.length = 0;
      nodeOf('simulator').receive({ payload });
      assert.match((await caught.first()).error.code, code);
    }
  });

  it('has freed its port when it has stopped', async () => {
    await load(flow());
    await opened();
    await helper.unload();
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
  });

  it('starts again on the same port when it is changed, and the session comes back', async () => {
    await load(flow());
    await opened();
    await redeploy(flow({ name: 'changed' }), 'nodes');
    await opened();
  });

  it('says when it cannot listen', async () => {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    await load([...flow().slice(0, 2), ...flow().slice(5)]);
    const [caught, statuses] = [new Inbox('caught'), new Inbox('statuses')];
    assert.equal((await caught.first()).error.code, 'CTI_CANNOT_LISTEN');
    const { status } = await statuses.first(({ status }) => status.fill === 'red');
    assert.equal(status.text, 'CTI_CANNOT_LISTEN');
    server.close();
    await once(server, 'close');
  });

  it('says which setting is wrong', async () => {
    for (const [field, value] of [
      ['port', '70000'],
      ['port', ''],
      ['portB', '70000'],
      ['portB', 'B'],
    ] as const) {
      await load([...flow({ [field]: value }).slice(0, 2), ...flow().slice(5)]);
      const logged = helper.log().args.map(([entry]) => entry);
      const { msg } = logged.find(({ id }) => id === 'simulator') ?? {};
      assert.ok(msg instanceof CtiError);
      assert.deepEqual([msg.code, msg.field], ['CTI_INVALID_OPTION', field]);
      await helper.unload();
    }
  });
});
