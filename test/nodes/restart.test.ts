/** Node-RED is restarted in the middle of a call: nothing is sent twice, and nothing that is new is lost. */
import assert from 'node:assert/strict';
import { Simulator } from '../../lib/simulator';
import { agentNode, callNode } from './model-nodes';
import { serverNode } from './real-input';
import { collector, type RealNodeRed, startNodeRed } from './real-node-red';

const SERVICES = ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'];
const STORES = `contextStorage: {
  default: { module: 'memory' },
  disk: { module: 'localfilesystem', config: { flushInterval: 1 } },
},`;

describe('a restart of Node-RED', () => {
  let simulator: Simulator;
  let nodeRed: RealNodeRed | undefined;
  let port: number;
  before(async () => {
    simulator = new Simulator({ port: 0 });
    ({ port } = await simulator.start());
  });
  afterEach(() => nodeRed?.stop());
  after(() => simulator?.stop());

  const node = (id: string, type: string, more: object) => ({
    id,
    z: 'tab',
    type,
    name: '',
    x: 1,
    y: 1,
    wires: [[`${id} out`]],
    ...more,
  });
  const flow = () => [
    { id: 'tab', type: 'tab', label: 'Restart' },
    serverNode('server', port, { peripheralID: '5000', expectedClients: '0', services: SERVICES }),
    node('kept', 'cti-call', callNode({ store: 'disk' })),
    collector('kept out', 'tab'),
    node('forgotten', 'cti-call', callNode()),
    collector('forgotten out', 'tab'),
    node('agents', 'cti-agent', agentNode({ store: 'disk' })),
    collector('agents out', 'tab'),
    node('anew', 'cti-agent', agentNode()),
    collector('anew out', 'tab'),
  ];
  const told = (id: string) =>
    (nodeRed?.collected ?? []).filter(({ from }) => from === `${id} out`).map(({ msg }) => msg);
  const topics = (id: string) => told(id).map(({ topic }) => topic);

  it('sends what is new, once, where the keys are kept on disk', async () => {
    nodeRed = await startNodeRed({ settings: STORES });
    await nodeRed.deploy(flow());
    await nodeRed.until('the session', () => nodeRed?.output().includes('session open') === true);
    simulator.inboundCall({ ani: '5550001' });
    await nodeRed.until('a call that rings', () => topics('kept').includes('call.ringing'));
    const before = told('kept').map(({ key }) => key);
    const { userDir } = nodeRed;
    await nodeRed.stop('keep');

    simulator.inboundCall({ ani: '5550002', dialedNumber: '8002' });
    nodeRed = await startNodeRed({ settings: STORES, userDir });
    await nodeRed.until(
      'both calls',
      () => topics('forgotten').filter((topic) => topic === 'call.ringing').length === 2,
    );
    await nodeRed.until('the new call', () => topics('kept').includes('call.ringing'));
    const after = told('kept');
    assert.deepEqual(
      after.filter(({ topic }) => topic === 'call.ringing').map(({ payload }) => payload.ani),
      ['5550002'],
    );
    assert.deepEqual(
      after.map(({ key }) => key).filter((key) => before.includes(key)),
      [],
    );
    assert.ok(after.every(({ cti }) => cti.synthetic));
  });

  it('tells once who gave up shortly before, though that is told late', async () => {
    nodeRed = await startNodeRed({ settings: STORES });
    await nodeRed.deploy(flow());
    const ofCaller = (id: string, ...wanted: string[]) =>
      told(id).filter((message) => message.payload.ani === '5550003' && wanted.includes(message.topic));
    await nodeRed.until('the session', () => nodeRed?.output().includes('session open') === true);
    const { callID } = simulator.inboundCall({ ani: '5550003' });
    await nodeRed.until('a call that waits', () => ofCaller('kept', 'call.queued', 'call.ringing').length > 0);
    simulator.hangUp(callID);
    await nodeRed.until('its end', () => ofCaller('kept', 'call.ended').length > 0);
    // In the first second nobody knows whether the reason is still to come.
    const ended = Date.now();
    while (Date.now() - ended < 1500) await nodeRed.get('/settings');
    const { userDir } = nodeRed;
    await nodeRed.stop('keep');

    nodeRed = await startNodeRed({ settings: STORES, userDir });
    await nodeRed.until('it', () => ofCaller('kept', 'call.abandoned').length > 0);
    assert.equal(ofCaller('kept', 'call.abandoned').length, 1);
    assert.equal(ofCaller('kept', 'call.ended').length, 0);
  });

  it('tells of agents only who stands otherwise than before; for the others time goes on', async () => {
    nodeRed = await startNodeRed({ settings: STORES });
    await nodeRed.deploy(flow());
    const isAgent =
      (agentID: string, topic: string) =>
      ({ payload, topic: one }: { payload: { agentID: string }; topic: string }) =>
        payload.agentID === agentID && topic === one;
    await nodeRed.until('the first picture', () => told('agents').some(isAgent('1007', 'agent.ready')));
    await simulator.perform({ action: 'notReady', agent: '1007', reason: 7 });
    await nodeRed.until('a change', () => told('agents').some(isAgent('1007', 'agent.notReady')));
    const away = told('agents').find(isAgent('1007', 'agent.notReady'));
    const { userDir } = nodeRed;
    await nodeRed.stop('keep');

    await simulator.perform({ action: 'ready', agent: '1005' });
    nodeRed = await startNodeRed({ settings: STORES, userDir });
    await nodeRed.until('the whole picture', () => told('anew').some(isAgent('1007', 'agent.notReady')));
    await nodeRed.until('the difference', () => told('agents').some(isAgent('1005', 'agent.ready')));
    const changes = told('agents');
    assert.deepEqual(
      changes.filter(({ payload }) => payload.agentID !== '1005').map(({ payload, topic }) => [topic, payload.agentID]),
      [],
    );
    assert.ok(changes.every(({ cti }) => cti.synthetic && cti.reason === 'opened'));
    const found = told('anew').find(isAgent('1007', 'agent.notReady'));
    assert.deepEqual(
      [found.key, found.payload.since, found.payload.eventReasonCode, found.payload.loginSession],
      [away.key, away.payload.since, 7, away.payload.loginSession],
    );
  });
});
