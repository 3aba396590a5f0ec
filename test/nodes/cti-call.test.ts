import assert from 'node:assert/strict';
import { Simulator } from '../../lib/simulator';
import type { CtiServerNode } from '../../nodes/session/shared-session';
import { at, type FlowMessage, helper, Inbox, load, nodeOf, pictured, redeploy, shown, withRuntime } from './flow';
import { callNode } from './model-nodes';
import { serverNode } from './real-input';

const SERVICES = [
  'CTI_SERVICE_ALL_EVENTS',
  'CTI_SERVICE_CLIENT_CONTROL',
  'CTI_SERVICE_CALL_DATA_UPDATE',
  'CTI_SERVICE_CONFIG_EVENTS',
];

const call = (id: string, more: object = {}) => at(id, 'cti-call', { ...callNode(more), wires: [[`${id} out`]] });
/** With a cti-call inside. */
const subflow = () => [
  { id: 'sub', type: 'subflow', name: 'Sub', in: [], out: [{ x: 300, y: 100, wires: [{ id: 'inside', port: 0 }] }] },
  at('inside', 'cti-call', { ...callNode(), z: 'sub' }),
];
const is =
  (wanted: string) =>
  ({ topic }: FlowMessage) =>
    topic === wanted;
const keys = ({ messages }: Inbox) => messages.map(({ key }) => key as string);

describe('cti-call', () => {
  withRuntime();
  let simulator: Simulator;
  let ports: { A: number; B: number };
  beforeEach(async () => {
    simulator = new Simulator({ port: 0, sideB: { port: 0 } });
    const { sides } = await simulator.start();
    ports = { A: sides.A.port, B: sides.B?.port ?? 0 };
  });
  afterEach(() => simulator.stop());

  const sides = () => ({
    hostB: '127.0.0.1',
    portB: ports.B,
    peripheralID: '5000',
    expectedClients: '0',
    services: SERVICES,
  });
  const flow = (...nodes: object[]) => [
    serverNode('server', ports.A, { protocolVersion: 'auto', ...sides() }),
    ...nodes,
    ...nodes.map((node) => at(`${(node as { id: string }).id} out`, 'helper')),
  ];
  /** Until the first picture is there: what comes afterwards is told by events. */
  async function start(...nodes: object[]): Promise<void> {
    await load(flow(...nodes));
    await pictured();
  }
  const request = (topic: string, payload: object) => nodeOf<CtiServerNode>('server').shared?.request(topic, payload);
  /** Does something at the phone that the message is about. */
  const act = (topic: string, { payload, connection }: FlowMessage) => {
    const { peripheralID, connectionCallID } = payload;
    const { connectionDeviceIDType, connectionDeviceID, deviceID: agentInstrument } = connection;
    const asked = { peripheralID, connectionCallID, connectionDeviceIDType, connectionDeviceID, agentInstrument };
    return request(topic, asked);
  };

  it('tells one clear story per call, with the whole call each time', async () => {
    await start(call('call'));
    const out = new Inbox('call out');
    simulator.inboundCall({ ani: '5551234', callVariables: { callVariable1: 'gold' } });
    const ringing = await out.first(is('call.ringing'));
    assert.equal(ringing.payload.state, 'ringing');
    assert.equal(ringing.payload.ani, '5551234');
    assert.equal(ringing.payload.callVariable1, 'gold');
    assert.equal(ringing.connection.agentID, '1001');
    assert.deepEqual([ringing.agentID, ringing.deviceID], ['1001', '2001'], 'whose screen pops');
    assert.ok(ringing.contact.legs.includes(ringing.payload.id));
    const { complete, synthetic, from, side, epoch } = ringing.cti;
    assert.deepEqual(
      [complete, synthetic, from, side, epoch],
      [true, false, 'CALL_DELIVERED_EVENT', 'A', 1],
      JSON.stringify(ringing.cti),
    );
    await act('ANSWER_CALL_REQ', ringing);
    const answered = await out.first(
      ({ topic, payload }) => topic === 'call.answered' && payload.id === ringing.payload.id,
    );
    await act('CLEAR_CONNECTION_REQ', answered);
    const ended = await out.first(({ topic, payload }) => topic === 'call.ended' && payload.id === ringing.payload.id);
    assert.equal(ended.payload.state, 'ended');
    const story = out.messages.filter(({ payload }) => payload.id === ringing.payload.id).map(({ topic }) => topic);
    assert.deepEqual(
      story.filter((topic) => topic !== 'call.partyLeft' && topic !== 'call.data'),
      ['call.started', 'call.ringing', 'call.answered', 'call.ended'],
    );
    assert.equal(new Set(keys(out)).size, out.messages.length);
  });

  it('gives each node a copy of its own', async () => {
    await start(call('one'), call('two'));
    const [one, two] = [new Inbox('one out'), new Inbox('two out')];
    simulator.inboundCall();
    const [first, second] = [await one.first(is('call.ringing')), await two.first(is('call.ringing'))];
    assert.deepEqual({ ...first, _msgid: '' }, { ...second, _msgid: '' });
    assert.notEqual(first.payload, second.payload);
    assert.notEqual(first.payload.connections[0], second.payload.connections[0]);
  });

  it('sends what its filters let through', async () => {
    const ringing = { changes: ['call.ringing'] };
    const filters: Record<string, object> = {
      agents: { agent: '10?4, 2*' },
      phones: { device: '2004' },
      group: { skillGroup: '2' },
      dialed: { dialedNumber: '8*2' },
      gold: { variableName: 'callVariable1', variable: 'g*' },
      ecc: { variableName: 'user.account' },
      way: { direction: 'in' },
      other: { direction: 'out' },
    };
    const nodes = Object.entries(filters).map(([id, more]) => call(id, { ...ringing, ...more }));
    await start(...nodes, call('all', ringing));
    const inboxes = Object.keys(filters).map((id) => [id, new Inbox(`${id} out`)] as const);
    const all = new Inbox('all out');
    simulator.inboundCall({ dialedNumber: '8001', namedVariables: { 'user.account': '4711' } });
    simulator.inboundCall({ dialedNumber: '8002', callVariables: { callVariable1: 'gold' } });
    await all.count(2);
    const agentOf = (inbox: Inbox) => inbox.messages.map(({ connection }) => connection.agentID).sort();
    assert.deepEqual(Object.fromEntries(inboxes.map(([id, inbox]) => [id, agentOf(inbox)])), {
      agents: ['1004'],
      phones: ['1004'],
      group: ['1004'],
      dialed: ['1004'],
      gold: ['1004'],
      ecc: ['1001'],
      way: ['1001', '1004'],
      other: [],
    });
  });

  it('refuses a pattern that cannot be right, and says which', async () => {
    await load([
      ...flow(call('call', { device: '2001,,2002' })),
      at('catch', 'catch', { scope: null, uncaught: false, wires: [['caught']] }),
      at('caught', 'helper'),
    ]);
    const logged = helper
      .log()
      .args.map(([entry]) => entry)
      .filter(({ id }) => id === 'call');
    const [{ msg } = { msg: undefined }] = logged;
    assert.match(String(msg), /device: right is/);
    await shown('call', ({ code }) => code === 'CTI_INVALID_OPTION');
  });

  it('tells a contact once where that is wanted', async () => {
    await start(
      call('once', { changes: ['call.ringing', 'call.answered'], agent: '*', oncePerContact: true }),
      call('all'),
    );
    const [once, all] = [new Inbox('once out'), new Inbox('all out')];
    simulator.inboundCall();
    await act('ANSWER_CALL_REQ', await all.first(is('call.ringing')));
    await all.first(({ topic, connection }) => topic === 'call.answered' && connection.agentID === '1001');
    simulator.inboundCall({ dialedNumber: '8002' });
    await all.first(({ topic, connection }) => topic === 'call.ringing' && connection.agentID === '1004');
    assert.deepEqual(
      once.messages.map(({ topic, connection }) => [topic, connection.agentID]),
      [
        ['call.ringing', '1001'],
        ['call.ringing', '1004'],
      ],
    );
  });

  it('tells what happened in a gap once, marked, and nothing that it has told before', async () => {
    await start(call('call'), at('session', 'cti-session', { server: 'server', wires: [['session out']] }) as object);
    const [out, session] = [new Inbox('call out'), new Inbox('session out')];
    simulator.inboundCall({ dialedNumber: '8001' });
    const first = await out.first(is('call.ringing'));
    await act('ANSWER_CALL_REQ', first);
    await out.first(({ topic, payload }) => topic === 'call.answered' && payload.id === first.payload.id);
    const stays = simulator.inboundCall({ dialedNumber: '8002', ani: '5550002' });
    const second = await out.first(({ topic, payload }) => topic === 'call.ringing' && payload.ani === '5550002');
    const before = out.messages.length;
    const lost = session.first(({ topic, payload }) => topic === 'session' && payload.state !== 'open');
    await simulator.stopSide('A');
    simulator.hangUp(first.payload.connectionCallID);
    simulator.inboundCall({ dialedNumber: '8003', ani: '5550003' });
    await lost;
    const { payload: found } = await session.first(is('ledger'));
    assert.equal(found.reason, 'gap');
    assert.equal(found.gap.newSide, 'B');
    assert.ok(found.calls.vanished.includes(first.payload.id), JSON.stringify(found));
    assert.ok(found.seconds >= found.gap.seconds);
    assert.ok(found.asked > 0 && found.calls.changed >= 2, JSON.stringify(found));
    const late = out.messages.slice(before);
    const of = (topic: string, fits: (payload: FlowMessage) => boolean) =>
      late.filter((message) => message.topic === topic && fits(message.payload));
    assert.equal(of('call.ended', ({ id }) => id === first.payload.id).length, 1);
    const [third] = of('call.ringing', ({ ani }) => ani === '5550003');
    assert.equal(third?.connection.agentID, '1007');
    assert.deepEqual([third?.cti.synthetic, third?.cti.reason], [true, 'gap']);
    assert.deepEqual(
      of('call.ringing', ({ id }) => id === second.payload.id),
      [],
    );
    assert.equal(new Set(keys(out)).size, out.messages.length, 'a key came twice');
    assert.ok(stays.callID > 0);
    const topics = session.messages.map(({ topic }) => topic).filter((topic) => topic !== 'session');
    assert.deepEqual(topics, ['gap', 'ledger']);
  });

  it('sends nothing again when the server is deployed anew, and goes on with what is new', async () => {
    await start(call('call'));
    simulator.inboundCall();
    const ringing = await new Inbox('call out').first(is('call.ringing'));
    await redeploy(flow(call('call')), 'full');
    const out = new Inbox('call out');
    await pictured();
    assert.deepEqual(out.messages, []);
    await act('ANSWER_CALL_REQ', ringing);
    const answered = await out.first(is('call.answered'));
    assert.equal(answered.payload.id, ringing.payload.id);
    // The server tells a new session of data that its snapshots lack.
    assert.deepEqual(
      out.messages.map(({ topic }) => topic).filter((topic) => topic !== 'call.data'),
      ['call.answered'],
    );
  });

  it('tells what happened while the server was deployed anew, marked, and nothing twice', async () => {
    await start(call('call'));
    const before = new Inbox('call out');
    simulator.inboundCall({ ani: '5550001' });
    const over = await before.first(is('call.ringing'));
    simulator.inboundCall({ dialedNumber: '8002', ani: '5550002' });
    const stays = await before.first(({ topic, payload }) => topic === 'call.ringing' && payload.ani === '5550002');
    const told = keys(before);
    // The session is closed, and the new one not open yet.
    nodeOf('server').on('close', () => {
      simulator.hangUp(over.payload.connectionCallID);
      simulator.inboundCall({ dialedNumber: '8003', ani: '5550003' });
    });
    await redeploy(flow(call('call')), 'full');
    const out = new Inbox('call out');
    const ringing = await out.first(is('call.ringing'));
    await pictured();
    assert.equal(ringing.payload.ani, '5550003');
    const ended = await out.first(is('call.ended'));
    assert.equal(ended.payload.id, over.payload.id);
    assert.ok(out.messages.every(({ cti }) => cti.synthetic && cti.reason === 'opened'));
    assert.deepEqual(
      out.messages.filter(({ payload, topic }) => payload.id === stays.payload.id && topic !== 'call.data'),
      [],
    );
    assert.deepEqual(
      keys(out).filter((key) => told.includes(key)),
      [],
    );
  });

  it('tells of another model what is again as it was told before, also where the flow wants one way only', async () => {
    const nodes = [call('call', { changes: ['call.ringing', 'call.held'] }), call('all')];
    await start(...nodes);
    const [before, all] = [new Inbox('call out'), new Inbox('all out')];
    simulator.inboundCall();
    const ringing = await before.first(is('call.ringing'));
    await act('ANSWER_CALL_REQ', ringing);
    await act('HOLD_CALL_REQ', ringing);
    const held = await before.first(is('call.held'));
    const { agentID: agent } = ringing.connection;
    await simulator.perform({ action: 'retrieve', agent });
    await all.first(is('call.retrieved'));
    nodeOf('server').on('close', () => simulator.perform({ action: 'hold', agent }));
    await redeploy([{ ...flow(...nodes)[0], host: 'localhost' }, ...flow(...nodes).slice(1)], 'full');
    const after = [new Inbox('call out'), new Inbox('all out')];
    for (const out of after) {
      const again = await out.first(is('call.held'));
      assert.deepEqual([again.key, again.cti.synthetic], [`${held.key}#2`, true]);
      assert.ok(out.messages.every(({ topic }) => ['call.held', 'call.data'].includes(topic)));
    }
  });

  it('tells a node that comes new with the deployment all that goes on', async () => {
    await start(call('call'));
    simulator.inboundCall();
    const { key } = await new Inbox('call out').first(is('call.ringing'));
    await redeploy(flow(call('call'), call('new')), 'full');
    const [out, late] = [new Inbox('call out'), new Inbox('new out')];
    assert.equal((await late.first(is('call.ringing'))).key, key);
    await pictured();
    assert.deepEqual(out.messages, []);
  });

  const others: Readonly<Record<string, readonly object[]>> = {
    'in a disabled tab': [
      { id: 'off', type: 'tab', label: 'Off', disabled: true },
      { ...call('sleeping'), z: 'off' },
    ],
    'in a subflow': [...subflow(), at('first', 'subflow:sub')],
    'in a subflow that nobody uses': subflow(),
  };
  for (const [place, nodes] of Object.entries(others)) {
    it(`tells the end of a call while all was deployed anew, with another cti-call ${place}`, async () => {
      const all = [...flow(call('call')), ...nodes];
      await load(all);
      await pictured();
      simulator.inboundCall();
      const { payload } = await new Inbox('call out').first(is('call.ringing'));
      nodeOf('server').on('close', () => simulator.hangUp(payload.connectionCallID));
      await redeploy(all, 'full');
      const ended = await new Inbox('call out').first(is('call.ended'));
      assert.equal(ended.payload.id, payload.id);
      assert.equal(ended.cti.reason, 'opened');
    });
  }

  it('tells a node of a subflow that is used once more with the deployment all that goes on', async () => {
    // Not the ids of the test before: what a node in a subflow has told is remembered when the subflow goes, too.
    const user = (id: string) => at(id, 'subflow:sub', { wires: [[`${id} out`]] });
    await load([...subflow(), ...flow(user('known'))]);
    await shown('known-inside', ({ complete }) => complete === true);
    simulator.inboundCall();
    const { key } = await new Inbox('known out').first(is('call.ringing'));
    await redeploy([...subflow(), ...flow(user('known'), user('second'))], 'full');
    const [out, late] = [new Inbox('known out'), new Inbox('second out')];
    assert.equal((await late.first(is('call.ringing'))).key, key);
    await pictured();
    assert.deepEqual(out.messages, []);
  });

  it('tells a contact once over a deployment, and not of the call in which a colleague is asked about it', async () => {
    const once = { changes: ['call.ringing'], agent: '*', oncePerContact: true };
    const nodes = [call('once', once), call('all')];
    await start(...nodes);
    const [told, all] = [new Inbox('once out'), new Inbox('all out')];
    simulator.inboundCall();
    const first = await all.first(is('call.ringing'));
    await act('ANSWER_CALL_REQ', first);
    const answered = await all.first(({ topic, connection }) => topic === 'call.answered' && connection.agentID);
    assert.equal(told.messages.length, 1);
    await redeploy(flow(...nodes), 'full');
    const [toldAfter, allAfter] = [new Inbox('once out'), new Inbox('all out')];
    await pictured();
    const { peripheralID, connectionCallID } = answered.payload;
    const { connectionDeviceIDType, connectionDeviceID, deviceID } = answered.connection;
    await request('CONSULTATION_CALL_REQ', {
      peripheralID,
      activeConnectionCallID: connectionCallID,
      activeConnectionDeviceIDType: connectionDeviceIDType,
      activeConnectionDeviceID: connectionDeviceID,
      agentInstrument: deviceID,
      dialedNumber: '2002',
    });
    const consult = await allAfter.first(
      ({ topic, payload }) => topic === 'call.ringing' && payload.direction === 'consult',
    );
    assert.notEqual(consult.payload.id, first.payload.id);
    simulator.inboundCall({ dialedNumber: '8002' });
    await toldAfter.first();
    assert.deepEqual(
      toldAfter.messages.map(({ connection }) => connection.agentID),
      ['1004'],
    );
  });

  it('misses nothing while it is deployed anew itself', async () => {
    await start(call('call'), call('other'));
    const other = new Inbox('other out');
    const deployed = redeploy(flow(call('call', { name: 'changed' }), call('other')), 'nodes');
    simulator.inboundCall();
    await Promise.all([deployed, other.first(is('call.ringing'))]);
    const out = new Inbox('call out');
    simulator.inboundCall({ dialedNumber: '8002' });
    await out.first(({ topic, connection }) => topic === 'call.ringing' && connection.agentID === '1004');
    assert.deepEqual(nodeOf<CtiServerNode>('server').shared?.status.epoch, 1);
  });
});
