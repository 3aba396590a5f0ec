/** What the sidebar tab is told of a session: as it asks for it, in the runtime of Node-RED, before the simulator. */
import assert from 'node:assert/strict';
import { MODEL_EVENTS } from '../../lib/model';
import { MESSAGES } from '../../lib/protocol';
import { Simulator } from '../../lib/simulator';
import type { LiveAnswer } from '../../nodes/live/live-routes';
import type { LiveNode, LiveView } from '../../nodes/live/live-view';
import { Traffic, type TrafficLine } from '../../nodes/live/traffic';
import { fieldsOf } from '../../nodes/live/traffic-line';
import type { CtiServerNode, SharedSession } from '../../nodes/session/shared-session';
import { ManualClock } from '../session/manual-clock';
import { at, helper, Inbox, load, nodeOf, pictured, redeploy, withRuntime } from './flow';
import { callNode } from './model-nodes';
import { serverNode } from './real-input';

const SERVICES = ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'];

describe('the live view of a cti-server', () => {
  withRuntime();
  let simulator: Simulator;
  let port: number;
  beforeEach(async () => {
    simulator = new Simulator({ port: 0 });
    ({ port } = await simulator.start());
  });
  afterEach(() => simulator.stop());

  const request = at('request', 'cti-request', {
    server: 'server',
    request: '',
    source: 'topic',
    sourceType: 'msg',
    fields: {},
    timeout: '',
    wires: [['answers']],
  });
  const answers = at('answers', 'helper');
  const server = (more: object = {}) =>
    serverNode('server', port, { peripheralID: '5000', expectedClients: '0', services: SERVICES, ...more });
  const flow = () => [server(), request, answers];

  async function ask(query = 'id=server'): Promise<LiveAnswer> {
    const answer = await helper.request().get(`/cti-server/live?${query}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  }
  /** Looks again and again, as the tab does. */
  async function until(fits: (view: LiveView) => unknown, query?: string): Promise<LiveView> {
    for (;;) {
      const { view } = await ask(query);
      if (view && fits(view)) return view;
    }
  }
  const isOpen = ({ session }: LiveView) => session?.status.state === 'open';
  const send = (topic: string, payload: object) => nodeOf('request').receive({ topic, payload } as never);
  const traffic = () => nodeOf<LiveNode>('server').live?.traffic as Traffic;

  it('has the state as nodes show it, side, peer, version and services, and what the session has counted', async () => {
    await load(flow());
    const { session } = await until(isOpen);
    const { status, counters } = session ?? assert.fail();
    assert.deepEqual([status.side, status.host, status.port, status.protocol], ['A', '127.0.0.1', port, 25]);
    assert.deepEqual([...(status.services ?? [])].sort(), [...SERVICES].sort());
    assert.ok(!Number.isNaN(Date.parse(status.since)));
    assert.equal(counters.done.tries, 1);
    const [line] = (await ask()).servers;
    assert.deepEqual(
      [line?.id, line?.shown.text, line?.shown.fill],
      ['server', 'node-red:common.status.connected', 'green'],
    );
    simulator.inboundCall({ ani: '5550001' });
    const later = await until(({ session: now }) => (now?.counters.done.events ?? 0) > counters.done.events);
    assert.ok((later.session?.counters.done.framesIn ?? 0) > counters.done.framesIn);
    const types = nodeOf<CtiServerNode>('server').shared?.counters.typesIn ?? {};
    assert.ok(Object.keys(types).some((topic) => MESSAGES[topic as 'BEGIN_CALL_EVENT'].kind !== 'event'));
    assert.ok((later.session?.counters.done.events ?? 0) < (later.session?.counters.done.framesIn ?? 0));
  });

  it('has all servers that run, and the first where another one is asked for', async () => {
    await load([...flow(), { ...serverNode('second', port), name: 'Second' }, { ...serverNode('off', port), d: true }]);
    const { servers, view } = await ask('id=gone');
    assert.deepEqual(
      servers.map(({ id, name }) => [id, name]),
      [
        ['server', ''],
        ['second', 'Second'],
      ],
    );
    assert.equal(view?.id, 'server');
    assert.equal((await ask('id=second')).view?.id, 'second');
  });

  it('has nothing but an empty list where there is no server', async () => {
    await load([at('answers', 'helper')]);
    assert.deepEqual(await ask(), { servers: [] });
  });

  it('says what is wrong with the settings', async () => {
    await load([{ ...server(), port: 'x' }, request, answers]);
    const { servers, view } = await ask();
    assert.equal(servers[0]?.shown.text, '@ged188/node-red-cti/cti-server:cti-server.status.settings');
    assert.equal(view?.session, undefined);
    assert.equal(view?.errors[0]?.code, 'CTI_INVALID_OPTION');
    assert.match(view?.errors[0]?.what?.text ?? '', /port/);
  });

  it('keeps the latest gaps and errors, the same error once', async () => {
    await load([server({ reconnectPauses: '0' }), request, answers]);
    await until(isOpen);
    await simulator.stopSide('A');
    const lost = await until(({ errors }) => errors.some(({ code }) => code === 'CTI_CONNECTION_LOST'));
    assert.equal(lost.errors.filter(({ code }) => code === 'CTI_CONNECTION_LOST').length, 1);
    await simulator.startSide('A');
    const { session } = await until(({ session }) => session?.gaps.length === 1);
    assert.deepEqual([session?.gaps[0]?.side, session?.gaps[0]?.code], ['A', 'CTI_CONNECTION_LOST']);
    assert.equal(session?.counters.done.reconnects, 1);
  });

  it('says why a request that controls was refused, in words of the catalog and without what the flow had put into it', async () => {
    await load(flow());
    await until(isOpen);
    for (const _ of [1, 2])
      send('ANSWER_CALL_REQ', {
        connectionCallID: 4711,
        connectionDeviceID: 'MARK',
        connectionDeviceIDType: 'CONNECTION_ID_STATIC',
      });
    const refused = await until(({ errors }) => errors.some(({ times }) => times === 2));
    const [error] = refused.errors;
    assert.equal(error?.topic, 'ANSWER_CALL_REQ');
    assert.match(error?.what?.key ?? '', /^explanation\./);
    send('ANSWER_CALL_REQ', { connectionCallID: 1, connectionDeviceID: 'MARK', connectionDeviceIDType: 'MARK' });
    const wrong = await until(({ errors }) => errors[0]?.code === 'CTI_UNKNOWN_CONSTANT');
    assert.deepEqual([wrong.errors[0]?.topic, wrong.errors[0]?.what], ['ANSWER_CALL_REQ', undefined]);
    assert.doesNotMatch(JSON.stringify(wrong), /MARK/);
    assert.ok((wrong.session?.counters.done.requestsRefused ?? 0) >= 2);
  });

  it('keeps twenty errors', async () => {
    await load(flow());
    const { trouble } = nodeOf<LiveNode>('server').live ?? assert.fail();
    for (let i = 0; i < 25; i++) trouble.add({ code: `CTI_${i}` });
    assert.equal(trouble.errors.length, 20);
    assert.equal(trouble.errors[0]?.code, 'CTI_24');
  });

  it('makes no model by looking', async () => {
    await load(flow());
    assert.equal((await until(isOpen)).session?.model, undefined);
    assert.equal(nodeOf<CtiServerNode>('server').shared?.presentModel, undefined);
  });

  it('says what the model knows where a node follows calls, and whether it is complete', async () => {
    await load([...flow(), at('calls', 'cti-call', callNode())]);
    const reading = await until(({ session }) => session?.model);
    assert.equal(reading.session?.model?.incomplete, '@ged188/node-red-cti/cti-call:cti-call.status.reading');
    await pictured();
    simulator.inboundCall({ ani: '5550001' });
    const { session } = await until(({ session: now }) => now?.model?.calls && !now.model.incomplete);
    assert.ok((session?.model?.agents ?? 0) > 0);
  });

  describe('traffic', () => {
    const topics = (lines: readonly TrafficLine[] = []) => lines.map(({ topic }) => topic);
    const sent = (topic: string) => (view: LiveView) => topics(view.traffic).includes(topic);

    it('is off until it is asked for: nothing more is decoded', async () => {
      await load(flow());
      await until(isOpen);
      assert.equal(traffic().isOn, false);
      await ask();
      assert.equal(traffic().isOn, false);
      assert.deepEqual((await ask('id=server&traffic=0')).view?.traffic, []);
      assert.equal(traffic().isOn, true);
    });

    it('has messages in both directions with a line of fields, and only what is new', async () => {
      await load(flow());
      await until(isOpen);
      await ask('id=server&traffic=0');
      send('QUERY_AGENT_STATE_REQ', { agentID: '1001' });
      const view = await until(sent('QUERY_AGENT_STATE_CONF'), 'id=server&traffic=0');
      const lines = view.traffic ?? [];
      const asked = lines.find(({ topic }) => topic === 'QUERY_AGENT_STATE_REQ');
      const answer = lines.find(({ topic }) => topic === 'QUERY_AGENT_STATE_CONF');
      assert.deepEqual([asked?.way, answer?.way], ['out', 'in']);
      assert.match(asked?.fields ?? '', /^agentID: "1001", peripheralID: 5000/);
      assert.match(answer?.fields ?? '', /agentState: "AGENT_STATE_\w+"/);
      const last = lines.at(-1)?.number ?? 0;
      const next = (await ask(`id=server&traffic=${last}`)).view?.traffic ?? [];
      assert.ok(next.every(({ number }) => number > last));
      const all = (await ask('id=server&traffic=99999')).view?.traffic ?? [];
      assert.ok(all.length >= lines.length, 'a number of a session of before says nothing');
    });

    it('has no password, whatever the policy', async () => {
      await load(flow());
      await until(isOpen);
      await ask('id=server&traffic=0');
      send('SET_AGENT_STATE_REQ', {
        agentState: 'AGENT_STATE_LOGIN',
        agentID: '1003',
        agentInstrument: '2003',
        agentPassword: 'top-secret',
        skillGroups: [],
        eventReasonCode: 0,
        agentWorkMode: 'AWM_UNSPECIFIED',
        numSkillGroups: 0,
      });
      const view = await until(
        ({ traffic: lines, errors }) => topics(lines).includes('SET_AGENT_STATE_REQ') || errors.length > 0,
        'id=server&traffic=0',
      );
      assert.ok(topics(view.traffic).includes('SET_AGENT_STATE_REQ'), JSON.stringify(view.errors));
      assert.doesNotMatch(JSON.stringify(view), /top-secret|password/i);
    });

    it('shows of what is sent only what flows may see', async () => {
      const privacy = [
        { subject: 'callVariables', name: '', action: 'drop' },
        { subject: 'dialedNumbers', name: '', action: 'mask' },
      ];
      await load([server({ privacy, alwaysArmed: true }), request, answers]);
      await until(isOpen);
      await ask('id=server&traffic=0');
      send('MAKE_CALL_REQ', {
        agentInstrument: '2001',
        dialedNumber: '5559876543',
        callVariable1: 'MARK',
        callPlacementType: 'CPT_UNSPECIFIED',
        callMannerType: 'CMT_UNSPECIFIED',
        alertRings: 0,
        callOption: 'COPT_UNSPECIFIED',
        facilityType: 'FT_UNSPECIFIED',
        answeringMachine: 'AM_UNSPECIFIED',
        priority: false,
        postRoute: false,
      });
      const view = await until(sent('MAKE_CALL_REQ'), 'id=server&traffic=0');
      const line = view.traffic?.find(({ topic }) => topic === 'MAKE_CALL_REQ');
      assert.match(line?.fields ?? '', /dialedNumber: "\*{8}43"/);
      assert.doesNotMatch(line?.fields ?? '', /MARK|5559876543/);
    });

    it('shows nothing of a request that is not sent', async () => {
      await load(flow());
      await until(isOpen);
      await ask('id=server&traffic=0');
      send('QUERY_AGENT_STATE_REQ', { agentID: 'x'.repeat(500) });
      const inbox = new Inbox('answers');
      send('QUERY_AGENT_STATE_REQ', { agentID: '1001' });
      await inbox.count(1);
      const lines = (await ask('id=server&traffic=0')).view?.traffic ?? [];
      assert.equal(topics(lines).filter((topic) => topic === 'QUERY_AGENT_STATE_REQ').length, 1);
    });

    it('ends when a deployment ends the session', async () => {
      await load(flow());
      await until(isOpen);
      await ask('id=server&traffic=0');
      const before = traffic();
      await redeploy([server({ name: 'another' }), request, answers], 'full');
      assert.equal(before.isOn, false);
      assert.equal(traffic().isOn, false);
    });
  });
});

describe('the traffic that somebody looks at', () => {
  /** A session that says what it is told to. */
  function speaking() {
    const listeners = new Set<(message: object) => void>();
    const outgoing: Partial<SharedSession['outgoing']> = {};
    const shared = {
      outgoing,
      subscribe: (_topics: string, listener: (message: object) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    } as unknown as SharedSession;
    const say = (topic: string, payload: object) => {
      for (const listener of listeners) listener({ topic, payload, cti: { received: '2026-11-22T00:00:00.000Z' } });
    };
    return { shared, say, listeners, outgoing };
  }

  it('is decoded until five seconds after the last question', () => {
    const { shared, say, listeners, outgoing } = speaking();
    const clock = new ManualClock();
    const seen = new Traffic(shared, { now: () => clock.now(), after: (ms, run) => clock.after(ms / 1000, run) });
    assert.equal(listeners.size, 0);
    seen.after(0);
    clock.advance(4);
    say('CALL_DELIVERED_EVENT', { ani: '1' });
    assert.equal(seen.after(0).length, 1);
    clock.advance(4.9);
    assert.deepEqual([seen.isOn, listeners.size], [true, 1]);
    clock.advance(0.2);
    assert.deepEqual([seen.isOn, listeners.size, outgoing.onSent], [false, 0, undefined]);
    assert.deepEqual(seen.after(0), [], 'nothing is kept meanwhile');
    seen.stop();
  });

  it('is two hundred messages at most, numbered so that one sees what was left out', () => {
    const { shared, say } = speaking();
    const seen = new Traffic(shared, { now: () => 0, after: () => () => {} });
    seen.after(0);
    for (let i = 0; i < 250; i++) say('AGENT_STATE_EVENT', { agentID: String(i) });
    const lines = seen.after(10);
    assert.deepEqual([lines.length, lines[0]?.number, lines.at(-1)?.number], [200, 51, 250]);
    seen.stop();
  });

  it('is a line for each message: values as they stand, nothing that is empty, no password, not too long', () => {
    assert.equal(
      fieldsOf({
        monitorID: 0,
        peripheralID: 5000,
        ani: '555',
        dnis: '',
        callWrapupData: null,
        parties: [],
        uuid: undefined,
      }),
      'ani: "555", peripheralID: 5000, monitorID: 0',
    );
    assert.equal(
      fieldsOf({
        namedVariables: { 'user.a': 'x' },
        parties: [{ id: 1, password: 'secret' }],
        agentPassword: 'secret',
      }),
      'namedVariables: { user.a: "x" }, parties: [{ id: 1 }]',
    );
    assert.equal(fieldsOf({ body: Buffer.from([1, 2, 255]) }), 'body: 0102ff');
    assert.equal(fieldsOf({ body: Buffer.alloc(20) }), `body: ${'00'.repeat(16)}…`);
    assert.ok(fieldsOf({ text: 'x'.repeat(5000) }).length < 410);
    assert.ok(fieldsOf(Object.fromEntries(MODEL_EVENTS.map((name) => [name, name]))).length < 410);
  });
});
