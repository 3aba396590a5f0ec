import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { SimulatorConfiguration } from '../../lib/simulator';
import type { TestClient } from './client';
import { AGENTS, connection, Site, withDeskSettings } from './site';

type Placed = { connectionCallID: number; connectionDeviceID: string };

/** Bob (2) and Cy (3) supervise Ann (1). */
const withTeam = (settings: object = {}): SimulatorConfiguration => ({
  ...withDeskSettings(settings),
  teams: [{ teamID: 1, name: 'Sales team', supervisors: ['2', '3'], members: ['1'] }],
});

/** Expectations follow the guide's headings SUPERVISOR_ASSIST_REQ and EMERGENCY_CALL_REQ. */
describe('an agent who needs help', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;

  const start = async (configuration = withTeam()) => {
    if (site) await site.stop();
    site = await Site.start({ configuration });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
  };
  const assist = (fields: object = {}) =>
    ann.request('SUPERVISOR_ASSIST_REQ', { peripheralID: AGENTS, ...fields } as never) as unknown as Promise<Placed>;
  const cry = (client: TestClient, fields: object = {}) =>
    client.ask('EMERGENCY_CALL_REQ', { peripheralID: AGENTS, ...fields });

  beforeEach(() => start());
  afterEach(() => site.stop());

  it('calls the primary supervisor', async () => {
    const placed = await assist();
    assert.equal(placed.connectionDeviceID, '2001');
    const begin = await bridge.event('BEGIN_CALL_EVENT');
    assert.equal(begin.callType, 'CALLTYPE_ASSIST');
    assert.equal(begin.connectionCallID, placed.connectionCallID);
    assert.equal((await bridge.event('CALL_DELIVERED_EVENT')).alertingDeviceID, '2002');
  });

  it('calls the next one when the primary supervisor is busy or away', async () => {
    site.simulator.inboundCall({ dialedNumber: '2002' });
    await bridge.news();
    await assist();
    assert.equal((await bridge.event('CALL_DELIVERED_EVENT')).alertingDeviceID, '2003');
  });

  it('consults the supervisor about the call in hand', async () => {
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await bridge.news();
    const placed = await assist(connection(callID, '2001'));
    assert.notEqual(placed.connectionCallID, callID);
    assert.equal((await bridge.event('CALL_HELD_EVENT')).connectionCallID, callID);
    assert.equal((await bridge.event('CALL_DELIVERED_EVENT')).connectionCallID, placed.connectionCallID);
  });

  it('is refused when nobody is there, and when the desk settings do not allow it', async () => {
    for (const extension of ['2002', '2003']) site.simulator.inboundCall({ dialedNumber: extension });
    const request = { peripheralID: AGENTS };
    assert.equal(await ann.refused('SUPERVISOR_ASSIST_REQ', request), 'FAILURE_CONF E_CTI_SUPERVISOR_NOT_FOUND');
    await start(withTeam({ supervisorCallsAllowed: false }));
    assert.equal(await ann.refused('SUPERVISOR_ASSIST_REQ', request), 'FAILURE_CONF E_CTI_FUNCTION_NOT_AVAILABLE');
  });

  it('in an emergency makes every bridge and recorder know of it', async () => {
    const recorder = await site.connect();
    await recorder.open({ clientID: 'recorder', servicesRequested: ['CTI_SERVICE_SERVER'] });
    await recorder.request('REGISTER_SERVICE_REQ', { serviceName: 'Cisco:CallRecording', serverMode: 'PARALLEL' });
    const answer = await cry(ann);
    assert.equal(answer.topic, 'EMERGENCY_CALL_CONF');
    const { connectionCallID } = answer.payload as Placed;
    for (const client of [bridge, recorder]) {
      const event = await client.event('EMERGENCY_CALL_EVENT');
      assert.equal(event.connectionCallID, connectionCallID);
      assert.equal(event.agentID, '1');
      assert.equal(event.clientID, 'desktop 2001');
      assert.equal(event.clientAddress, '127.0.0.1');
    }
    assert.equal((await bridge.event('BEGIN_CALL_EVENT')).callType, 'CALLTYPE_EMERGENCY');
    const counts = await bridge.request('QUERY_AGENT_STATISTICS_REQ', { peripheralID: AGENTS, agentID: '1' });
    assert.equal((counts as { emergencyCallsToday: number }).emergencyCallsToday, 1);
  });

  it('in an emergency makes it known even when there is no supervisor', async () => {
    const trace: string[] = [];
    site.simulator.on('trace', (line) => trace.push(line));
    for (const extension of ['2002', '2003']) site.simulator.inboundCall({ dialedNumber: extension });
    const answer = await cry(ann);
    assert.equal((answer.payload as { failureCode: string }).failureCode, 'E_CTI_SUPERVISOR_NOT_FOUND');
    const event = await bridge.event('EMERGENCY_CALL_EVENT');
    assert.equal(event.connectionCallID, null);
    assert.ok(trace.some((line) => line.includes('ALARM emergency call of agent 1')));
  });

  it('in an emergency is refused by the server when the call cannot be made', async () => {
    await ann.request('MAKE_CALL_REQ', { peripheralID: AGENTS, agentInstrument: '2001', dialedNumber: '0015551234' });
    const answer = await cry(ann);
    assert.equal(answer.topic, 'FAILURE_CONF');
    assert.equal((answer.payload as { failureCode: string }).failureCode, 'E_CTI_INVALID_OBJECT_STATE');
    await bridge.event('EMERGENCY_CALL_EVENT');
  });

  it('may be helped by a bridge that names the agent', async () => {
    assert.equal((await cry(bridge, { agentID: '1' })).topic, 'EMERGENCY_CALL_CONF');
    assert.equal(
      await bridge.refused('SUPERVISOR_ASSIST_REQ', { peripheralID: AGENTS }),
      'FAILURE_CONF E_CTI_REQUIRED_DATA_MISSING',
    );
  });
});
