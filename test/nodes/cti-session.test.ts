import assert from 'node:assert/strict';
import type { SessionMessage } from '../../lib/session';
import { Simulator } from '../../lib/simulator';
import type { CtiServerNode } from '../../nodes/session/shared-session';
import { at, type FlowMessage, helper, Inbox, load, nodeOf, redeploy, withRuntime } from './flow';
import { serverNode } from './real-input';

function session(id: string, more: object = {}): object {
  return at(id, 'cti-session', { server: 'server', answersMaintenance: false, wires: [[`${id} out`]], ...more });
}

describe('cti-session', () => {
  withRuntime();
  let simulator: Simulator;
  let ports: { A: number; B: number };
  beforeEach(async () => {
    simulator = new Simulator({ port: 0, sideB: { port: 0 } });
    const { sides } = await simulator.start();
    ports = { A: sides.A.port, B: sides.B?.port ?? 0 };
  });
  afterEach(() => simulator.stop());

  const server = (more: object = {}) =>
    serverNode('server', ports.A, { protocolVersion: 'auto', hostB: '127.0.0.1', portB: ports.B, ...more });
  const flow = (serverMore: object = {}, sessionMore: object = {}) => [
    server(serverMore),
    session('session', sessionMore),
    at('session out', 'helper'),
    at('catch', 'catch', { scope: ['session'], uncaught: false, wires: [['caught']] }),
    at('caught', 'helper'),
  ];

  async function start(serverMore: object = {}, sessionMore: object = {}) {
    await load(flow(serverMore, sessionMore));
    const out = new Inbox('session out');
    const caught = new Inbox('caught');
    const state = (wanted: string, more: (payload: FlowMessage) => boolean = () => true) =>
      out.first(({ topic, payload }) => topic === 'session' && payload.state === wanted && more(payload));
    await state('open');
    return { out, caught, state };
  }
  const tell = (message: object) => nodeOf('session').receive(message as { payload: unknown });

  it('tells each change with all that is known, and nothing that is not', async () => {
    const { out, state } = await start();
    const { topic, payload } = await state('open', ({ peripherals }) => peripherals.length > 0);
    assert.equal(topic, 'session');
    assert.deepEqual(
      [payload.previous, payload.side, payload.host, payload.port, payload.protocol, payload.epoch, payload.attempt],
      ['opening', 'A', '127.0.0.1', ports.A, 25, 1, 0],
    );
    assert.deepEqual(payload.degraded, []);
    assert.deepEqual(payload.peripherals[0], { peripheralID: 5000, online: true });
    assert.ok(payload.services.includes('CTI_SERVICE_ALL_EVENTS'));
    assert.ok(!Number.isNaN(Date.parse(payload.since)));
    for (const key of ['code', 'reason', 'retryAt', 'standby']) assert.equal(key in payload, false, key);
    assert.deepEqual(out.messages.map((message) => message.payload.state).slice(0, 3), [
      'connecting',
      'opening',
      'open',
    ]);
  });

  it('tells a peripheral that goes off line and comes back, while the session stays open', async () => {
    const { state } = await start();
    simulator.peripheralOffline(5000);
    const { payload } = await state('open', ({ degraded }) => degraded.length > 0);
    assert.deepEqual(payload.degraded, ['PGS_PERIPHERAL_OFFLINE']);
    assert.deepEqual(payload.peripherals[0], { peripheralID: 5000, online: false });
    assert.equal(payload.epoch, 1);
  });

  it('tells one gap after an interruption, when the session is open on the other side', async () => {
    const { out, state } = await start();
    const before = Date.now();
    await simulator.stopSide('A');
    const { payload } = await out.first(({ topic }) => topic === 'gap');
    assert.deepEqual([payload.side, payload.newSide, payload.lastEpoch, payload.epoch], ['A', 'B', 1, 2]);
    assert.equal(payload.code, 'CTI_CONNECTION_LOST');
    assert.ok(Date.parse(payload.from) >= before && Date.parse(payload.to) >= Date.parse(payload.from));
    assert.equal(typeof payload.lastSequence, 'number');
    await state('open', ({ side, epoch }) => side === 'B' && epoch === 2);
    assert.equal(out.messages.filter(({ topic }) => topic === 'gap').length, 1);
    const warned = helper.log().args.filter(([{ id, level }]) => id === 'server' && level === 30);
    assert.equal(warned.length, 1, 'the log has one warning');
  });

  it('gives the present state on the message that asks for it', async () => {
    const { out } = await start();
    for (const [i, action] of [undefined, '', 'status'].entries()) {
      tell({ action, mine: i });
      const message = await out.first(({ mine }) => mine === i);
      assert.deepEqual([message.topic, message.payload.state, message.payload.side], ['session', 'open', 'A']);
    }
  });

  it('gives the figures of the session', async () => {
    const { out } = await start();
    tell({ action: 'counters', mine: 1 });
    const { topic, payload } = await out.first(({ mine }) => mine === 1);
    assert.equal(topic, 'counters');
    assert.equal(payload.typesOut.OPEN_REQ, 1);
    assert.ok(payload.framesIn >= 1 && payload.bytesIn > 0);
    assert.deepEqual(JSON.parse(JSON.stringify(payload)), payload, 'plain data');
  });

  it('says in the figures when a heartbeat was last answered', async () => {
    const { out } = await start();
    const { shared } = nodeOf<CtiServerNode>('server');
    // After five seconds of silence, the shortest that can be set.
    const { cti } = await new Promise<SessionMessage>((resolve) => shared?.subscribe(['HEARTBEAT_CONF'], resolve));
    tell({ action: 'counters', mine: 1 });
    const { payload } = await out.first(({ mine }) => mine === 1);
    assert.ok(Math.abs(Date.parse(payload.lastHeartbeat) - Date.parse(cti.received)) < 1000);
    assert.equal(payload.heartbeatRoundTrip.count, 1);
  });

  it('keeps the session closed from disconnect to connect, over a deployment of other nodes', async () => {
    const { state, out } = await start();
    tell({ action: 'disconnect' });
    await state('closed');
    await redeploy([...flow(), session('other'), at('other out', 'helper')], 'nodes');
    tell({ action: 'status', mine: 1 });
    const { payload } = await out.first(({ mine }) => mine === 1);
    assert.equal(payload.state, 'closed');
    tell({ action: 'connect' });
    await state('open', ({ epoch }) => epoch === 2);
  });

  it('switches the side', async () => {
    const { out, state } = await start();
    simulator.switchSides();
    await state('open', ({ side }) => side === 'B');
    out.messages.length = 0;
    tell({ action: 'switch' });
    const { payload } = await state('connecting', ({ side }) => side === 'A');
    assert.equal(payload.code, 'CTI_SIDE_SWITCHED');
    // Side A is on standby: the session comes back.
    await state('open', ({ side, epoch }) => side === 'B' && epoch === 3);
  });

  it('gives what cannot be done to Catch', async () => {
    const { caught } = await start({ hostB: '' });
    for (const [message, code] of [
      [{ action: 'reboot' }, 'CTI_UNKNOWN_ACTION'],
      [{ action: 'toString' }, 'CTI_UNKNOWN_ACTION'],
      [{ action: 1 }, 'CTI_UNKNOWN_ACTION'],
      [{ action: 'switch' }, 'CTI_CANNOT_SWITCH'],
      [{ action: 'maintenance', payload: true }, 'CTI_TOO_LATE'],
      [{ action: 'maintenance', payload: 'perhaps' }, 'CTI_INVALID_FIELD'],
    ] as const) {
      caught.messages.length = 0;
      tell(message);
      const { error } = await caught.first();
      assert.equal(error.code, code);
      if (code === 'CTI_UNKNOWN_ACTION') assert.match(error.message, /connect, disconnect, switch, maintenance/);
    }
  });

  it('answers no for a flow that refuses maintenance, and the answer after it comes too late', async () => {
    const { out, caught, state } = await start({ hotStandby: true }, { answersMaintenance: true });
    await state('open', ({ standby }) => standby?.state === 'standby');
    nodeOf('session out').on('input', ({ topic }: FlowMessage) => {
      if (topic === 'maintenance') tell({ action: 'maintenance', payload: { accepted: false } });
    });
    const { accepted, refusedBy } = await simulator.maintenance();
    assert.deepEqual([accepted, refusedBy], [false, ['Node-RED']]);
    const { payload } = await out.first(({ topic }) => topic === 'maintenance');
    assert.deepEqual(Object.keys(payload), ['side', 'until']);
    assert.equal(payload.side, 'A');
    tell({ action: 'maintenance', payload: true });
    assert.equal((await caught.first()).error.code, 'CTI_TOO_LATE');
  });

  it('says yes at once where no flow answers, tells it all the same, and moves without being asked', async () => {
    const { out, state } = await start({ hotStandby: true });
    await state('open', ({ standby }) => standby?.state === 'standby');
    const begun = performance.now();
    const { accepted } = await simulator.maintenance();
    assert.ok(performance.now() - begun < 3000, 'nobody waited for a flow');
    assert.equal(accepted, true);
    await out.first(({ topic }) => topic === 'maintenance');
    await state('open', ({ side }) => side === 'B');
  });

  it('says so when it has no server', async () => {
    await load([
      session('session', { server: '' }),
      at('session out', 'helper'),
      at('catch', 'catch', { scope: ['session'], uncaught: false, wires: [['caught']] }),
      at('caught', 'helper'),
    ]);
    const caught = new Inbox('caught');
    tell({ action: 'status' });
    assert.equal((await caught.first()).error.code, 'CTI_NO_SERVER');
  });
});
