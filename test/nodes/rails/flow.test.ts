/** The rails between a flow and a simulator: what reaches the server, and what the flow is told instead. */
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Simulator } from '../../../lib/simulator';
import type { SharedSession } from '../../../nodes/session/shared-session';
import { at, type FlowMessage, helper, Inbox, load, nodeOf, shown, withRuntime } from '../flow';
import { callNode } from '../model-nodes';
import { serverNode } from '../real-input';

const MAKE_CALL = { agentInstrument: '2002', dialedNumber: '2005' };

describe('a flow with rails', () => {
  withRuntime();
  let simulator: Simulator;
  let port: number;
  let lines: string[];
  beforeEach(async () => {
    lines = [];
    simulator = new Simulator({ port: 0 });
    simulator.on('trace', (line) => lines.push(line));
    ({ port } = await simulator.start());
  });
  afterEach(() => simulator.stop());

  /** Names of the requests that reached the server. */
  const arrived = () =>
    lines
      .flatMap((line) => /<- MsgType:(\w+)/.exec(line)?.[1] ?? [])
      .filter((topic) => !/^(OPEN|HEARTBEAT|CLOSE|CONFIG|SNAPSHOT|MONITOR)_|^QUERY_AGENT_STATE/.test(topic));

  const ask = (id: string, more: object = {}) =>
    at(id, 'cti-request', {
      ...{ server: 'server', request: '', source: 'topic', sourceType: 'msg', fields: {}, timeout: '' },
      wires: [['out']],
      ...more,
    });

  async function start(rails: object, more: object[] = [], credentials: object = {}) {
    await load(
      [
        serverNode('server', port, {
          peripheralID: '5000',
          expectedClients: '0',
          services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'],
          ...rails,
        }),
        ask('request'),
        at('out', 'helper'),
        at('session', 'cti-session', { server: 'server', answersMaintenance: false, wires: [['session out']] }),
        at('session out', 'helper'),
        at('catch', 'catch', { scope: null, uncaught: false, wires: [['caught']] }),
        at('caught', 'helper'),
        ...more,
      ],
      credentials,
    );
    const boxes = { out: new Inbox('out'), caught: new Inbox('caught'), session: new Inbox('session out') };
    await boxes.session.first(({ payload }) => payload.state === 'open');
    return boxes;
  }
  const receive = (id: string, message: object) => nodeOf(id).receive(message as { payload: unknown });
  const request = (topic: string, payload: object, more: object = {}) =>
    receive('request', { topic, payload, ...more });
  async function counted(session: Inbox): Promise<FlowMessage> {
    const mine = Math.random();
    receive('session', { action: 'counters', mine });
    return (await session.first((message) => message.mine === mine)).payload.rails;
  }

  describe('in a dry run', () => {
    it('sends nothing that changes something, and gives the flow what would have been sent', async () => {
      const { out, session } = await start({ dryRun: true });
      request('MAKE_CALL_REQ', MAKE_CALL, { mine: 1 });
      const { topic, payload, cti, mine } = await out.first();
      assert.deepEqual([topic, mine], ['MAKE_CALL_REQ', 1]);
      assert.deepEqual(payload, { ...MAKE_CALL, peripheralID: 5000 });
      assert.deepEqual(cti, { confirmed: false, dryRun: true });
      request('QUERY_AGENT_STATISTICS_REQ', { agentID: '1001' });
      await out.first((message) => message.topic === 'QUERY_AGENT_STATISTICS_CONF');
      assert.deepEqual(arrived(), ['QUERY_AGENT_STATISTICS_REQ'], 'questions are put');
      assert.deepEqual(await counted(session), { dryRun: 1, notAllowed: 0, notArmed: 0, rateLimited: 0 });
    });

    it('holds for messages without a public layout, too', async () => {
      const { out } = await start({ dryRun: true });
      const body = Buffer.from('0102');
      request('MAKE_AGENT_READY_IND', { body });
      const { topic, payload, cti } = await out.first();
      assert.deepEqual([topic, payload, cti.dryRun], ['MAKE_AGENT_READY_IND', { body }, true]);
      assert.deepEqual(arrived(), []);
    });

    it('tells a wrong field as if it were sent', async () => {
      const { caught, session } = await start({ dryRun: true });
      request('MAKE_CALL_REQ', { ...MAKE_CALL, dialedNumber: 'x'.repeat(100) });
      const { error } = await caught.first();
      assert.equal(error.code, 'CTI_FIELD_TOO_LONG');
      assert.match(error.message, /dialedNumber/);
      assert.equal((await counted(session)).dryRun, 0);
    });

    it('is told by the nodes, by the session and in the log, which holds no data and no password', async () => {
      const login = ask('login', { request: 'SET_AGENT_STATE_REQ' });
      const credentials = { login: { agentPassword: 'geheim' } };
      const { out, session } = await start({ dryRun: true }, [login], credentials);
      await shown('request', ({ text, dryRun }) => dryRun === true && /\.status\.dryRun$/.test(text));
      await shown('session', ({ text }) => /\.status\.dryRun$/.test(text));
      assert.equal((await session.first(({ payload }) => payload.state === 'open')).payload.dryRun, true);
      const fields = { agentState: 'AGENT_STATE_LOGIN', agentID: '1003', agentInstrument: '2003' };
      receive('login', { payload: fields });
      assert.equal((await out.first()).payload.agentPassword, '***');
      const logged = helper.log().args.map(([entry]) => entry);
      assert.equal(logged.filter(({ msg, level }) => level === 40 && msg === 'cti-server.log.dryRun').length, 1);
      assert.doesNotMatch(JSON.stringify(logged), /geheim|2003/);
      assert.doesNotMatch(lines.join(), /geheim/);
    });
  });

  describe('with lists', () => {
    it('refuses before anything is sent, by the agent who is signed in at the device', async () => {
      const followed = at('call', 'cti-call', { ...callNode(), wires: [[]] });
      const { caught, session, out } = await start({ denyAgents: '1002', denyDevices: '0900*' }, [followed]);
      await shown('call', ({ complete }) => complete === true);
      request('MAKE_CALL_REQ', MAKE_CALL, { mine: 1 });
      const { error, mine } = await caught.first();
      assert.deepEqual([error.code, mine], ['CTI_NOT_ALLOWED', 1]);
      assert.match(error.message, /^(?:CtiError: )?agentInstrument: .*agent 1002 /);
      request('MAKE_CALL_REQ', { agentInstrument: '2005', dialedNumber: '09001' }, { mine: 2 });
      assert.match((await caught.first((message) => message.mine === 2)).error.message, /dialedNumber: /);
      assert.deepEqual(arrived(), []);
      request('MAKE_CALL_REQ', { agentInstrument: '2005', dialedNumber: '2003' });
      assert.equal((await out.first()).topic, 'MAKE_CALL_CONF');
      assert.deepEqual(arrived(), ['MAKE_CALL_REQ']);
      assert.equal((await counted(session)).notAllowed, 2);
      await shown('request', ({ code }) => code === 'CTI_NOT_ALLOWED');
    });

    it('know who sits where without any other node, and refuse what they cannot judge until they know', async () => {
      const masks = { callMsgMask: 'auto', agentStateMask: 'auto', configMsgMask: 'auto' };
      const { caught, out } = await start({ ...masks, denyAgents: '1001' });
      const refusal = async (topic: string, payload: object) => {
        const mine = Math.random();
        request(topic, payload, { mine });
        return (await caught.first((message) => message.mine === mine)).error;
      };
      const call = { agentInstrument: '2001', dialedNumber: '2003' };
      assert.equal((await refusal('MAKE_CALL_REQ', call)).code, 'CTI_NOT_ALLOWED');
      const { shared } = nodeOf('server') as unknown as { shared: SharedSession };
      while (!shared.model.model.complete) await setImmediate();
      assert.match((await refusal('MAKE_CALL_REQ', call)).message, /agentInstrument: .*agent 1001 /);
      const notReady = { agentState: 'AGENT_STATE_NOT_READY', agentInstrument: '2001' };
      assert.match((await refusal('SET_AGENT_STATE_REQ', notReady)).message, /agent 1001 /);
      assert.deepEqual(arrived(), []);
      request('MAKE_CALL_REQ', { ...call, agentInstrument: '2005' });
      assert.equal((await out.first()).topic, 'MAKE_CALL_CONF');
    });

    it('does not open a session with lists that cannot be right', async () => {
      await load([serverNode('server', port, { denyAgents: '1001,,1002' }), ask('request')]);
      const { shared, problem } = nodeOf('server') as unknown as {
        shared?: object;
        problem: { code: string; field: string };
      };
      assert.deepEqual([shared, problem.code, problem.field], [undefined, 'CTI_INVALID_OPTION', 'denyAgents']);
    });
  });

  describe('with the arm switch', () => {
    const forced = (mine: number) =>
      request(
        'SET_AGENT_STATE_REQ',
        { agentState: 'AGENT_STATE_LOGOUT', forcedFlag: 'TRUE', agentID: '1002', agentInstrument: '2002' },
        { mine },
      );

    it('lets a dangerous request pass only between arm and disarm, and tells how it stands', async () => {
      const { caught, session, out } = await start({ alwaysArmed: false });
      const state = (armed: boolean, after: number) =>
        session.first((message) => session.messages.indexOf(message) >= after && message.payload.armed === armed);
      assert.equal((await state(false, 0)).payload.armedUntil, undefined);
      forced(1);
      const { error } = await caught.first(({ mine }) => mine === 1);
      assert.equal(error.code, 'CTI_NOT_ARMED');
      assert.deepEqual(arrived(), []);
      receive('session', { action: 'arm', payload: { seconds: 300 } });
      const armed = await state(true, 0);
      const left = Date.parse(armed.payload.armedUntil) - Date.now();
      assert.ok(left > 200_000 && left <= 300_000, String(left));
      await shown('session', ({ text, armed: is }) => is === true && /\.status\.armed$/.test(text));
      forced(2);
      await Promise.race([out.first(({ mine }) => mine === 2), caught.first(({ mine }) => mine === 2)]);
      assert.deepEqual(arrived(), ['SET_AGENT_STATE_REQ']);
      const before = session.messages.length;
      receive('session', { action: 'disarm' });
      await state(false, before);
      forced(3);
      assert.equal((await caught.first(({ mine }) => mine === 3)).error.code, 'CTI_NOT_ARMED');
      assert.deepEqual(arrived(), ['SET_AGENT_STATE_REQ']);
      assert.equal((await counted(session)).notArmed, 2);
    });

    it('takes seconds alone, or none, and nothing else', async () => {
      const { caught, session } = await start({ alwaysArmed: false });
      const wrong = [
        { seconds: '60' },
        { seconds: 4000 },
        { secs: 1 },
        { seconds: 1, hours: 1 },
        'long',
        Date.now(),
        true,
      ];
      for (const [mine, payload] of wrong.entries()) {
        receive('session', { action: 'arm', payload, mine });
        assert.equal((await caught.first((message) => message.mine === mine)).error.code, 'CTI_INVALID_FIELD');
      }
      for (const payload of [5, undefined, '', {}]) {
        const before = session.messages.length;
        receive('session', { action: 'arm', payload });
        await session.first((message) => session.messages.indexOf(message) >= before && message.payload.armed);
      }
    });

    it('is not there for a server of before, which works as it did', async () => {
      const { session, caught } = await start({});
      receive('session', { action: 'arm' });
      forced(1);
      await new Promise<void>((resolve) => {
        simulator.on('trace', (line) => /<- MsgType:SET_AGENT_STATE_REQ/.test(line) && resolve());
      });
      const { payload } = await session.first(({ payload }) => payload.state === 'open');
      assert.deepEqual(['armed' in payload, 'dryRun' in payload, caught.messages.length], [false, false, 0]);
    });
  });

  it('with a rate sends in the order of the flow, later', async () => {
    await start({ requestsPerSecond: '5' });
    const all = new Promise<void>((resolve) => {
      simulator.on('trace', () => arrived().length === 7 && resolve());
    });
    for (const n of [1, 2, 3, 4, 5, 6, 7]) {
      request('MAKE_CALL_REQ', { agentInstrument: '2002', dialedNumber: `400${n}` });
    }
    await all;
    const dialed = lines.flatMap((line) => /<- MsgType:MAKE_CALL_REQ .*DialedNumber:"?(\d+)/.exec(line)?.[1] ?? []);
    assert.deepEqual(dialed, ['4001', '4002', '4003', '4004', '4005', '4006', '4007']);
  });
});
