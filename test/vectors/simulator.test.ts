/** What other clients have sent, recorded or written by hand, is taken by the simulator as a CTI Server takes it. */
import assert from 'node:assert/strict';
import { type AgentConfiguration, CONTACT_CENTRE, Simulator, type SimulatorConfiguration } from '../../lib/simulator';
import { TestClient } from '../simulator/client';
import { readVectors, type Vector } from './vectors';

const bytes = ({ hex }: Vector) => Buffer.from(hex, 'hex');
const isOpening = ({ name }: Vector) => name === 'OPEN_REQ';
const invokeID = ({ fields }: Vector) => fields.InvokeID as number;

const recorded = readVectors<Vector>('real-captures.json').filter(({ direction }) => direction === 'client');
const others = [...readVectors<Vector>('others.json'), ...readVectors<Vector>('v20-samples.json')];
const openings = [...recorded, ...others].filter(isOpening);
assert.equal(openings.length, 4);

/** A made-up number that one of the samples has for its peripheral. */
const OF_A_SAMPLE = 33_752_069;
const [somebody] = CONTACT_CENTRE.agents as readonly [AgentConfiguration];
/** The agents that the recording asks for. */
const agents = ['1', '2'].map((agentID) => ({
  ...somebody,
  agentID,
  icmAgentID: Number(agentID),
  extension: `99${agentID}`,
}));
const configuration: SimulatorConfiguration = {
  ...CONTACT_CENTRE,
  agents: [...CONTACT_CENTRE.agents, ...agents],
  peripherals: [
    ...CONTACT_CENTRE.peripherals,
    { peripheralID: OF_A_SAMPLE, name: 'Of a sample', type: 'PT_ENTERPRISE_AGENT', role: 'agents' },
  ],
};

describe('the simulator as the server of other clients', () => {
  let simulator: Simulator;
  let port: number;
  let client: TestClient;

  before(async () => {
    simulator = new Simulator({ port: 0, configuration });
    ({ port } = await simulator.start());
  });
  after(() => simulator.stop());
  afterEach(() => client.close());

  async function open(opening: Vector): Promise<void> {
    client = await TestClient.connect(port, opening.version);
    client.sendRaw(bytes(opening));
    const { servicesGranted, invokeID: answered } = await client.event('OPEN_CONF');
    assert.equal(answered, invokeID(opening));
    assert.ok(servicesGranted.includes('CTI_SERVICE_ALL_EVENTS'));
  }

  for (const opening of openings) {
    it(`opens a session for ${opening.id} at version ${opening.version}`, async () => {
      await open(opening);
      for (const { peripheralID } of configuration.peripherals) {
        const { systemEventArg1 } = await client.event('SYSTEM_EVENT');
        assert.equal(systemEventArg1, peripheralID, 'one SYSTEM_EVENT for each peripheral');
      }
    });
  }

  it('answers what CTI OS Server has asked behind its opening', async () => {
    const [opening, ...asked] = recorded as [Vector, ...Vector[]];
    await open(opening);
    for (const vector of asked) {
      client.sendRaw(bytes(vector));
      if (vector.name === 'CONFIG_REQUEST_KEY_EVENT') await client.event('CONFIG_KEY_EVENT');
      else if (vector.name === 'CONFIG_REQUEST_EVENT') await uploaded(client);
      else await client.event(vector.name.replace('_REQ', '_CONF') as 'QUERY_AGENT_STATE_CONF');
    }
    assert.deepEqual(
      client.received.filter(({ topic }) => /FAILURE/.test(topic)),
      [],
    );
  });

  for (const heartbeat of others.filter(({ name }) => name === 'HEARTBEAT_REQ')) {
    it(`confirms the heartbeat ${heartbeat.id}`, async () => {
      client = await TestClient.connect(port, heartbeat.version);
      await client.open();
      client.sendRaw(bytes(heartbeat));
      assert.equal((await client.event('HEARTBEAT_CONF')).invokeID, invokeID(heartbeat));
    });
  }

  it('confirms the CLOSE_REQ of a sample', async () => {
    const close = others.find(({ name }) => name === 'CLOSE_REQ') as Vector;
    client = await TestClient.connect(port, close.version);
    await client.open();
    client.sendRaw(bytes(close));
    assert.equal((await client.event('CLOSE_CONF')).invokeID, invokeID(close));
  });
});

/** Every block of a configuration upload up to its last. */
async function uploaded(client: TestClient): Promise<void> {
  for (;;) {
    const { configEndStatus } = await client.event('CONFIG_END_EVENT');
    if (configEndStatus !== 'CONFIGEND_PARTIAL') return;
  }
}
