import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { CtiError } from '../../lib/session';
import { at, env, helper, Inbox, load, nodeOf, redeploy, withRuntime } from './flow';
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
    await statuses.first(({ status }) => status.side === 'A');
    nodeOf('simulator').receive({ topic: 'switch', payload: '', mine: 1 });
    const switched = await out.first(({ topic }) => topic === 'switch');
    assert.deepEqual([switched.mine, switched.payload], [1, { active: 'B' }]);
    await statuses.first(({ status }) => status.side === 'B');
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
      [{ topic: 'peripheralOnline', payload: 'VRU' }, 'CTI_INVALID_ACTION'],
      [{ topic: 'redy', payload: { agent: '1001' } }, 'CTI_UNKNOWN_ACTION'],
      [{ topic: 'ready', payload: { agnt: '1001' } }, 'CTI_INVALID_ACTION'],
      [{ topic: 'ready', payload: { agent: '9' } }, 'CTI_UNKNOWN_AGENT'],
      [{ topic: 'answer', payload: '1001' }, 'CF_NO_CALL_TO_ANSWER'],
      [{ payload: [{ action: 'ready', agent: '1002' }, { action: 'fly' }] }, 'CTI_UNKNOWN_ACTION'],
      [{ topic: 'scenario', payload: 5 }, 'CTI_INVALID_FIELD'],
      [{ topic: 'scenario', payload: 'fly' }, 'CTI_UNKNOWN_SCENARIO'],
      [{ topic: 'scenario', payload: { name: 'x', steps: 5 } }, 'CTI_INVALID_SCENARIO'],
      [{ topic: 'scenario', payload: { name: 'inbound-direct', cast: { NOBODY: 1003 } } }, 'CTI_INVALID_CAST'],
    ] as const) {
      caught.messages.length = 0;
      nodeOf('simulator').receive(message);
      assert.equal((await caught.first()).error.code, code);
    }
  });

  it('makes agents act, and tells what became of it', async () => {
    await load(flow({ events: 'calls', trace: false }));
    const out = new Inbox('out');
    nodeOf('simulator').receive({ topic: 'ready', payload: 1002, mine: 1 });
    const ready = await out.first(({ topic }) => topic === 'ready');
    assert.deepEqual([ready.mine, ready.payload.agent], [1, '1002']);
    const list = [
      { action: 'call', dialedNumber: 8001, ani: '5551234' },
      { action: 'answer', agent: '1001' },
      { action: 'clear', agent: '1001' },
    ];
    nodeOf('simulator').receive({ payload: list, mine: 2 });
    await out.first(({ topic }) => topic === 'clear');
    const ended = await out.first(({ topic }) => topic === 'END_CALL_EVENT');
    const call = await out.first(({ topic }) => topic === 'call');
    assert.equal(ended.payload.connectionCallID, call.payload.callID);
    const topics = out.messages
      .map(({ topic }) => topic)
      .filter((topic) => list.some(({ action }) => action === topic));
    assert.deepEqual(topics, ['call', 'answer', 'clear']);
    assert.ok(!out.messages.some(({ topic }) => topic === 'trace'));
  });

  it('plays a scenario by its name, with its steps, and one that is in the message', async () => {
    await load(flow({ trace: false, speed: '100' }));
    const out = new Inbox('out');
    nodeOf('simulator').receive({ topic: 'scenario', payload: 'abandoned-while-ringing', mine: 1 });
    const result = await out.first(({ topic }) => topic === 'scenario');
    assert.deepEqual([result.mine, result.payload.name, result.payload.passed], [1, 'abandoned-while-ringing', true]);
    const steps = out.messages.filter(({ topic }) => topic === 'scenarioStep').map(({ payload }) => payload);
    assert.ok(steps.length >= 2 * result.payload.steps.length);
    assert.equal(steps[0].scenario, 'abandoned-while-ringing');
    assert.deepEqual([steps[0].state, steps[1].state], ['running', 'passed']);

    const own = {
      name: 'mine',
      title: 'Two are ready',
      follows: [],
      cast: { A: '1002' },
      steps: [{ do: 'ready', agent: '$A' }],
    };
    nodeOf('simulator').receive({ topic: 'scenario', payload: own });
    const second = await out.first(({ topic, payload }) => topic === 'scenario' && payload.name === 'mine');
    assert.equal(second.payload.passed, true);
  });

  it('says of a scenario that fails what was expected and what came, in its steps and in the result', async () => {
    await load(flow({ trace: false, speed: '100', disorder: true, seed: '7' }));
    const out = new Inbox('out');
    const steps = (...own: object[]) => ({
      name: 'mine',
      title: 'Fails',
      follows: [],
      cast: { A: '1002' },
      steps: own,
    });
    const twice = { repeat: { every: 1, times: 2 }, steps: [{ do: 'ready', agent: '$A' }] };
    const expected = { CALL_DELIVERED_EVENT: { ani: '1' } };
    const wrong = { waitFor: expected, within: 5, note: 'documented: CALL_DELIVERED_EVENT' };
    nodeOf('simulator').receive({ topic: 'scenario', payload: steps(twice, { do: 'call', ani: '2' }, wrong) });
    const { payload } = await out.first(({ topic }) => topic === 'scenario');
    assert.deepEqual([payload.passed, payload.seed], [false, 7]);
    const { failure } = payload.steps.at(-1);
    assert.deepEqual(failure.expected, { topic: 'CALL_DELIVERED_EVENT', fields: { ani: '1' } });
    assert.equal(failure.note, 'documented: CALL_DELIVERED_EVENT');
    assert.deepEqual(failure.nearest.differences, [{ path: 'ani', expected: '1', came: '2' }]);
    const told = out.messages.filter(({ topic }) => topic === 'scenarioStep').map((message) => message.payload);
    assert.deepEqual(told.at(-1).failure, failure);
    assert.ok(told.some(({ round }) => round === 2));

    out.messages.length = 0;
    nodeOf('simulator').receive({ topic: 'scenario', payload: steps({ do: 'answer', agent: '$A' }) });
    const refused = await out.first(({ topic }) => topic === 'scenario');
    assert.match(refused.payload.steps[0].failure.code, /^(?:CF|E_CTI|CTI)_/);
  });

  it('plays a scenario at the start, again and again, until it is stopped', async () => {
    await load(flow({ trace: false, speed: '100', scenario: 'agent-ready-and-not-ready', repeat: true }));
    const out = new Inbox('out');
    const results = () => out.messages.filter(({ topic, payload }) => topic === 'scenario' && payload.passed);
    await out.first(() => results().length === 2);
    nodeOf('simulator').receive({ topic: 'scenario', payload: { stop: true } });
    await out.first(({ topic, payload }) => topic === 'scenario' && payload.stopped);
  });

  it('tells of events what an all-events client gets', async () => {
    await load(flow({ events: 'all', trace: false }));
    const [out, received] = [new Inbox('out'), new Inbox('received')];
    await opened();
    const list = [{ action: 'call' }, { action: 'answer', agent: '1001' }, { action: 'centralControllerOffline' }];
    nodeOf('simulator').receive({ payload: list });
    const system = await received.first(({ payload }) => payload.systemEventID === 'SYS_CENTRAL_CONTROLLER_OFFLINE');
    assert.ok(system);
    const events = ({ messages }: Inbox) =>
      messages
        .filter(({ topic }) => /_EVENT$/.test(topic))
        .map(({ topic, payload }) => [topic, JSON.parse(JSON.stringify(payload))]);
    const [mine, theirs] = [events(out), events(received)];
    // The session is told of the peripherals as they are when it opens.
    const first = theirs.findIndex(([topic]) => topic === mine[0]?.[0]);
    assert.deepEqual(mine, theirs.slice(first));
  });

  it('gives a call that cannot be made to Catch', async () => {
    await load(flow());
    const caught = new Inbox('caught');
    for (const [payload, code] of [
      [{ dialedNumber: '1' }, /^CTI_/],
      [{ ani: {} }, /^CTI_INVALID_ACTION$/],
      [{ callVariables: 'gold' }, /^CTI_INVALID_ACTION$/],
      [{ callVariables: { callVariable11: 'x' } }, /^CTI_/],
      [{ caller: '5551234' }, /^CTI_INVALID_ACTION$/],
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
    assert.equal(status.text, '@ged188/node-red-cti/cti-server:cti-server.errorCode.CTI_CANNOT_LISTEN');
    assert.equal(status.code, 'CTI_CANNOT_LISTEN');
    server.close();
    await once(server, 'close');
  });

  it('wants the password of its clients', async () => {
    await load(flow(), { simulator: { password: 'secret' } });
    const status = await new Inbox('received').first(({ topic, payload }) => topic === 'session' && payload.code);
    assert.equal(status.payload.code, 'E_CTI_INVALID_PASSWORD');
    await helper.unload();
    await load(flow(), { simulator: { password: 'secret' }, server: { password: 'secret' } });
    await opened();
  });

  describe('asked by its dialog', () => {
    const url = (what: string) => `/cti-simulator/simulator/${what}`;

    it('tells who does what', async () => {
      await load(flow());
      await opened();
      nodeOf('simulator').receive({ payload: { ani: '5551234', dialedNumber: '8001' } });
      await new Inbox('out').first(({ topic }) => topic === 'call');
      const { body } = await helper.request().get(`${url('state')}?find=1001`);
      assert.deepEqual([body.running, body.sessions, body.found], [true, 1, 1]);
      assert.deepEqual(body.sides, [{ side: 'A', role: 'active', port }]);
      const [agent] = body.agents;
      assert.deepEqual(
        agent.calls.map(({ state, other }: { state: string; other: string }) => [state, other]),
        [['LCS_ALERTING', '5551234']],
      );
      assert.deepEqual(body.numbers, ['8001', '8002', '8003']);
      assert.deepEqual(body.counts, { agents: 20, signedIn: 8, ready: 2, busy: 1 });
    });

    it('carries out an action, or says why not', async () => {
      await load(flow());
      const perform = (action: object) => helper.request().post(url('perform')).send(action);
      assert.equal((await perform({ action: 'ready', agent: '1002' })).status, 200);
      const refused = await perform({ action: 'ready', agent: '9' });
      assert.deepEqual([refused.status, refused.body.code], [400, 'CTI_UNKNOWN_AGENT']);
      assert.equal((await perform({})).body.code, 'CTI_UNKNOWN_ACTION');
    });

    it('is silent where it does not run', async () => {
      await load(flow());
      const gone = await helper.request().get('/cti-simulator/out/state');
      assert.deepEqual(gone.body, { running: false });
      const failed = await helper.request().post('/cti-simulator/gone/perform').send({ action: 'call' });
      assert.deepEqual([failed.status, failed.body.code], [404, 'CTI_NOT_STARTED']);
    });

    it('knows the actions, and checks a contact centre', async () => {
      await load(flow());
      const { body } = await helper.request().get('/cti-simulator/definitions');
      assert.ok(body.actions.some(({ name }: { name: string }) => name === 'answer'));
      const check = async (choice: object) => (await helper.request().post('/cti-simulator/check').send(choice)).body;
      assert.deepEqual(await check({ contactCentre: 'ready' }), { agents: 20, dialedNumbers: 3 });
      assert.equal(
        (await check({ contactCentre: 'typed', configuration: '{}' })).error.code,
        'CTI_INVALID_CONFIGURATION',
      );
      assert.equal((await check({ contactCentre: 'file', file: '' })).error.code, 'CTI_INVALID_OPTION');
      process.env.CTI_TEST_AGENTS = '30';
      const made = await check({ id: 'simulator', contactCentre: 'generated', agents: env('CTI_TEST_AGENTS') });
      delete process.env.CTI_TEST_AGENTS;
      assert.equal(made.agents, 30);
    });
  });

  it('says which setting is wrong', async () => {
    const wrong: readonly (readonly [string, string, object?])[] = [
      ['port', '70000'],
      ['port', ''],
      ['portB', '70000'],
      ['portB', 'B'],
      ['speed', '0'],
      ['contactCentre', 'mine'],
      ['agents', '2001', { contactCentre: 'generated' }],
      ['file', '', { contactCentre: 'file' }],
      ['configuration', '{', { contactCentre: 'typed' }],
      ['events', 'some'],
      ['tls', '', { usetls: true }],
    ];
    for (const [field, value, more] of wrong) {
      await load([...flow({ [field]: value, ...more }).slice(0, 2), ...flow().slice(5)]);
      const logged = helper.log().args.map(([entry]) => entry);
      const { msg } = logged.find(({ id }) => id === 'simulator') ?? {};
      assert.ok(msg instanceof CtiError);
      assert.deepEqual([msg.code, msg.field], ['CTI_INVALID_OPTION', field]);
      await helper.unload();
    }
  });
});
