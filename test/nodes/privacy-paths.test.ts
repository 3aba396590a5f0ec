/** Whatever a server says of a call, nothing of it leaves the session when all is dropped: in a real Node-RED, every node type. */
import assert from 'node:assert/strict';
import { Simulator } from '../../lib/simulator';
import type { LiveAnswer } from '../../nodes/live/live-routes';
import { SUBJECTS } from '../../nodes/privacy/privacy-rules';
import { agentNode, callNode, lookupNode } from './model-nodes';
import { serverNode } from './real-input';
import { type Collected, collector, type RealNodeRed, startNodeRed } from './real-node-red';

/** In every text that a caller brings. */
const MARK = 'MARK';
/** A number, which a telephone takes. */
const NUMBER = '5559876543';
const SERVICES = [
  'CTI_SERVICE_ALL_EVENTS',
  'CTI_SERVICE_CLIENT_CONTROL',
  'CTI_SERVICE_CALL_DATA_UPDATE',
  'CTI_SERVICE_CONFIG_EVENTS',
];

const node = (id: string, type: string, more: object = {}) => ({
  id,
  z: 'tab',
  type,
  name: '',
  server: 'server',
  x: 100,
  y: 100,
  wires: [[`${id} out`]],
  ...more,
});

describe('privacy in a real Node-RED', () => {
  let nodeRed: RealNodeRed;
  let simulator: Simulator;
  let port: number;
  before(async () => {
    nodeRed = await startNodeRed({
      settings: "logging: { console: { level: 'trace', metrics: false, audit: false } },",
    });
    simulator = new Simulator({ port: 0 });
    ({ port } = await simulator.start());
  });
  after(async () => {
    await nodeRed?.stop();
    await simulator?.stop();
  });

  const FLOW_NODES = [
    node('events', 'cti-event', { messages: ['*', 'session'] }),
    node('session', 'cti-session', { answersMaintenance: false }),
    node('calls', 'cti-call', callNode()),
    node('agents', 'cti-agent', agentNode()),
    node('find', 'cti-lookup', lookupNode({ answer: 'list', fresh: true })),
    node('request', 'cti-request', { request: '', source: 'topic', sourceType: 'msg', fields: {}, timeout: '' }),
    { ...node('errors', 'catch', { scope: null, uncaught: false }), server: undefined },
    { ...node('statuses', 'status', { scope: null }), server: undefined },
  ];
  const flow = (privacy: object[]) => [
    { id: 'tab', type: 'tab', label: 'Privacy' },
    {
      ...serverNode('server', port, { peripheralID: '5000', expectedClients: '0', services: SERVICES, privacy }),
      credentials: { privacyKey: 'nobody guesses this', clientID: 'test', password: 'secret' },
    },
    ...FLOW_NODES,
    ...FLOW_NODES.map(({ id }) => collector(`${id} out`, 'tab')),
    ...['find', 'request'].map((to) => ({
      id: `http ${to}`,
      z: 'tab',
      type: 'http in',
      url: `/${to}`,
      method: 'post',
      x: 1,
      y: 1,
      wires: [[`set ${to}`]],
    })),
    ...['find', 'request'].map((to) => ({
      id: `set ${to}`,
      z: 'tab',
      type: 'function',
      func: 'msg.res._res.sendStatus(200); return { topic: msg.payload.topic, payload: msg.payload.payload };',
      outputs: 1,
      x: 1,
      y: 1,
      wires: [[to]],
    })),
  ];
  const post = (to: string, body: object) =>
    fetch(`${nodeRed.url}/${to}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const from = (id: string, since: number) =>
    nodeRed.collected
      .slice(since)
      .filter((one) => one.from === `${id} out`)
      .map(({ msg }) => msg);

  /** The sidebar tab, with its traffic: looks until it is told to end. @returns what ends it, and gives all that it was told */
  async function look(): Promise<() => Promise<unknown[]>> {
    const seen: unknown[] = [];
    let last = 0;
    let goesOn = true;
    const once = async () => {
      const answer = await nodeRed.get(`/cti-server/live?id=server&traffic=${last}`);
      const { view } = (await answer.json()) as LiveAnswer;
      seen.push(view);
      last = view?.traffic?.at(-1)?.number ?? last;
    };
    await once();
    const looking = (async () => {
      while (goesOn) await once();
    })();
    return async () => {
      goesOn = false;
      await looking;
      return seen;
    };
  }

  /** A call from its beginning to its end, with questions and what is refused, by way of every node. @returns what came out */
  async function live(
    privacy: object[],
    dialedNumber: string,
  ): Promise<{ messages: readonly Collected[]; log: string; sidebar: unknown[] }> {
    const printed = nodeRed.output().length;
    const since = nodeRed.collected.length;
    await nodeRed.deploy(flow(privacy));
    await nodeRed.until('the first picture', () =>
      from('statuses', since).some(({ status }) => status.complete === true),
    );
    const end = await look();
    const named = { 'user.account': `${MARK} account`, 'user.segment': `${MARK} segment` };
    const callVariables = Object.fromEntries(
      Array.from({ length: 10 }, (_, i) => [`callVariable${i + 1}`, `${MARK} ${i + 1}`]),
    );
    simulator.inboundCall({ ani: NUMBER, dialedNumber, callVariables, namedVariables: named });
    await nodeRed.until('a call that rings', () => from('calls', since).some(({ topic }) => topic === 'call.ringing'));
    const { payload, connection } = from('calls', since).find(({ topic }) => topic === 'call.ringing');
    const about = {
      peripheralID: payload.peripheralID,
      connectionCallID: payload.connectionCallID,
      connectionDeviceIDType: connection.connectionDeviceIDType,
      connectionDeviceID: connection.connectionDeviceID,
    };
    const done = (topic: string) => from('request', since).some((message) => message.topic === topic);
    for (const [topic, more] of [
      ['ANSWER_CALL_REQ', {}],
      ['SET_CALL_DATA_REQ', { callVariable1: `${MARK} again`, callWrapupData: `${MARK} wrap-up` }],
      ['SNAPSHOT_CALL_REQ', {}],
    ] as const) {
      await post('request', { topic, payload: { ...about, ...more } });
      await nodeRed.until(topic, () => done(topic.replace('_REQ', '_CONF')));
    }
    await post('find', { payload: { what: 'calls', device: connection.deviceID } });
    await nodeRed.until('the lookup', () => from('find', since).length > 0);
    const held = {
      heldConnectionCallID: about.connectionCallID,
      heldConnectionDeviceIDType: about.connectionDeviceIDType,
      heldConnectionDeviceID: about.connectionDeviceID,
    };
    await post('request', { topic: 'RETRIEVE_CALL_REQ', payload: { peripheralID: about.peripheralID, ...held } });
    await nodeRed.until('a refusal', () => from('errors', since).length > 0);
    await post('request', { topic: 'CLEAR_CONNECTION_REQ', payload: about });
    await nodeRed.until('the end', () =>
      from('calls', since).some((one) => one.topic === 'call.ended' && one.payload.id === payload.id),
    );
    const sidebar = await end();
    await nodeRed.deploy([]);
    return { messages: nodeRed.collected.slice(since), log: nodeRed.output().slice(printed), sidebar };
  }
  const marks = (value: unknown) => JSON.stringify(value).match(new RegExp(`${MARK}[^"]*|${NUMBER}`, 'g')) ?? [];

  it('lets everything through without a policy, so that the test below means something', async () => {
    const { messages, sidebar } = await live([], '8001');
    for (const id of ['events', 'calls', 'find', 'request']) {
      const found = new Set(marks(messages.filter((one) => one.from === `${id} out`)));
      for (const mark of [NUMBER, `${MARK} 2`, `${MARK} segment`]) assert.ok(found.has(mark), `${id}: ${mark}`);
    }
    // As text: quotes within its lines.
    for (const mark of [NUMBER, `${MARK} 2`, `${MARK} segment`, `${MARK} wrap-up`]) {
      assert.ok(JSON.stringify(sidebar).includes(mark), `sidebar: ${mark}`);
    }
  });

  for (const [action, dialedNumber, agentID] of [
    ['drop', '8002', '1004'],
    ['hash', '8003', '1007'],
  ] as const) {
    it(`lets nothing through that is to be ${action === 'drop' ? 'dropped' : 'hashed'}, on no path`, async () => {
      const rows = SUBJECTS.filter((subject) => subject !== 'field' && subject !== 'dialedNumbers');
      const { messages, log, sidebar } = await live(
        rows.map((subject) => ({ subject, name: '', action })),
        dialedNumber,
      );
      for (const { from: id, msg } of messages) assert.deepEqual(marks(msg), [], id);
      assert.deepEqual(marks(log), []);
      const shown = JSON.stringify(sidebar);
      for (const topic of ['CALL_DELIVERED_EVENT', 'SET_CALL_DATA_REQ', 'SNAPSHOT_CALL_CONF']) {
        assert.ok(shown.includes(topic), topic);
      }
      assert.deepEqual(marks(sidebar), []);
      const ringing = messages.find(({ msg }) => msg.topic === 'call.ringing')?.msg;
      assert.equal(ringing.connection.agentID, agentID);
      assert.equal(typeof ringing.payload.ani, action === 'drop' ? 'undefined' : 'string');
    });
  }

  it('ties calls to agents all the same where every other field is dropped', async () => {
    // Who had the call of the first test is still writing about it.
    await simulator.perform({ action: 'ready', agent: '1001' });
    const { messages } = await live([{ subject: 'field', name: '*', action: 'drop' }], '8001');
    const ringing = messages.find(({ msg }) => msg.topic === 'call.ringing')?.msg;
    assert.equal(
      Number(ringing.connection.deviceID),
      Number(ringing.connection.agentID) + 1000,
      'the phone of the agent',
    );
    assert.equal(ringing.payload.ani, undefined);
  });
});
