/** Node-RED is restarted in the middle of a call: nothing is sent twice, and nothing that is new is lost. */
import assert from 'node:assert/strict';
import { Simulator } from '../../lib/simulator';
import { callNode } from './model-nodes';
import { serverNode } from './real-input';
import { collector, type RealNodeRed, startNodeRed } from './real-node-red';

const SERVICES = ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'];
const STORES = `contextStorage: {
  default: { module: 'memory' },
  disk: { module: 'localfilesystem', config: { flushInterval: 1 } },
},`;

describe('a restart of Node-RED', function () {
  this.timeout(180_000);
  let simulator: Simulator;
  let nodeRed: RealNodeRed | undefined;
  let port: number;
  before(async () => {
    simulator = new Simulator({ port: 0 });
    ({ port } = await simulator.start());
  });
  after(async () => {
    await nodeRed?.stop();
    await simulator?.stop();
  });

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
});
