import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { SimulatorConfiguration } from '../../lib/simulator';
import type { TestClient } from './client';
import { AGENTS, connection, Site, withDeskSettings } from './site';

type Placed = { connectionCallID: number; connectionDeviceID: string };

/** Expectations follow the guide's headings SUPERVISOR_ASSIST_REQ and EMERGENCY_CALL_REQ; Bob (2) supervises Ann (1). */
describe('how a supervisor is brought in', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let bob: TestClient;
  let callID: number;

  const start = async (settings: object, team: object = {}, fields: Partial<SimulatorConfiguration> = {}) => {
    const teams = [{ teamID: 1, name: 'Team', supervisors: ['2'], members: ['1'], ...team }];
    site = await Site.start({ configuration: { ...withDeskSettings(settings), teams, ...fields } });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    bob = await site.desktop('2002');
    ({ callID } = site.simulator.inboundCall({ dialedNumber: '2001', ani: '5551234' }));
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    for (const client of [bridge, ann, bob]) await client.news();
  };
  const help = (topic: 'SUPERVISOR_ASSIST_REQ' | 'EMERGENCY_CALL_REQ' = 'SUPERVISOR_ASSIST_REQ') =>
    ann.request(topic, connection(callID, '2001') as never) as unknown as Promise<Placed>;
  const calls = () => site.simulator.calls.map((call) => call.parties.map(({ number, state }) => `${number} ${state}`));
  const blind = { supervisorAssistCallMethod: 'blind conference', emergencyCallMethod: 'blind conference' };

  afterEach(() => site.stop());

  it('a consultative call: the caller waits, the causes say what it is', async () => {
    await start({});
    await help();
    assert.equal((await bridge.event('CALL_DELIVERED_EVENT')).eventCause, 'CEC_SUPERVISOR_ASSIST');
    assert.deepEqual(calls(), [
      ['2001 LCS_HOLD', '5551234 LCS_CONNECT'],
      ['2001 LCS_INITIATE', '2002 LCS_ALERTING'],
    ]);
  });

  for (const [topic, callType, eventCause] of [
    ['SUPERVISOR_ASSIST_REQ', 'CALLTYPE_ASSIST', 'CEC_SUPERVISOR_ASSIST'],
    ['EMERGENCY_CALL_REQ', 'CALLTYPE_EMERGENCY', 'CEC_EMERGENCY_CALL'],
  ] as const) {
    it(`a blind conference: agent and caller talk on while the supervisor's phone rings (${topic})`, async () => {
      await start(blind);
      const placed = await help(topic);
      assert.equal((await bridge.event('CALL_HELD_EVENT')).connectionCallID, callID);
      const begin = await bridge.event('BEGIN_CALL_EVENT');
      assert.deepEqual([begin.connectionCallID, begin.callType], [placed.connectionCallID, callType]);
      assert.equal((await bridge.event('CALL_DELIVERED_EVENT')).eventCause, eventCause);
      const joined = await bridge.event('CALL_CONFERENCED_EVENT');
      assert.deepEqual([joined.controllerDeviceID, joined.addedPartyDeviceID, joined.numParties], ['2001', '2002', 3]);
      assert.deepEqual(
        calls().map((parties) => parties.sort()),
        [['2001 LCS_CONNECT', '2002 LCS_ALERTING', '5551234 LCS_CONNECT']],
      );
      await bob.request('ANSWER_CALL_REQ', connection(callID, '2002'));
      assert.equal((await ann.event('CALL_ESTABLISHED_EVENT')).answeringDeviceID, '2002');
      assert.ok(calls()[0]?.includes('2002 LCS_CONNECT'));
      site.simulator.hangUp(callID);
      await ann.request('CLEAR_CONNECTION_REQ', connection(callID, '2001'));
      assert.deepEqual(calls(), []);
    });
  }

  it('a blind conference is a call of its own when there is none to join', async () => {
    await start(blind);
    site.simulator.hangUp(callID);
    await bridge.news();
    await ann.request('SUPERVISOR_ASSIST_REQ', { peripheralID: AGENTS } as never);
    assert.deepEqual(calls(), [['2001 LCS_INITIATE', '2002 LCS_ALERTING']]);
  });

  it("the team's dialled number, when the primary supervisor cannot be reached", async () => {
    await start({}, { supervisors: ['2', '3'], dialedNumber: '8002' });
    site.simulator.inboundCall({ dialedNumber: '2002' });
    await site.ready(bridge, '2003');
    await help();
    const delivered = (await bridge.news()).filter(({ topic }) => topic === 'CALL_DELIVERED_EVENT');
    const last = delivered.at(-1)?.payload as { alertingDeviceID: string; lastRedirectDeviceID: string };
    assert.deepEqual([last.alertingDeviceID, last.lastRedirectDeviceID], ['2003', '8002']);
  });

  it("the team's dialled number, which stays a call for advice while nobody is ready there", async () => {
    await start(blind, { dialedNumber: '8002' });
    site.simulator.inboundCall({ dialedNumber: '2002' });
    await help();
    assert.ok((await ann.topics()).every((topic) => !topic.startsWith('CALL_CONFERENCED')));
    await site.ready(bridge, '2003');
    assert.ok(calls().some((parties) => parties.includes('2003 LCS_ALERTING') && parties.length === 2));
  });

  it("the team's dialled number in a blind conference with whoever is ready there", async () => {
    await start(blind, { dialedNumber: '8002' });
    site.simulator.inboundCall({ dialedNumber: '2002' });
    await site.ready(bridge, '2003');
    await help();
    assert.equal((await bridge.event('CALL_CONFERENCED_EVENT')).addedPartyDeviceID, '2003');
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2003'));
    site.simulator.hangUp(callID);
    await bridge.request('CLEAR_CONNECTION_REQ', connection(callID, '2001'));
    assert.ok(calls().every((parties) => parties.every((party) => !party.startsWith('2003'))));
  });

  it('nobody while the central controller is out of reach, which does the post-routing', async () => {
    await start({}, { dialedNumber: '8002' });
    site.simulator.inboundCall({ dialedNumber: '2002' });
    site.simulator.centralControllerOffline();
    const request = connection(callID, '2001');
    assert.equal(await ann.refused('SUPERVISOR_ASSIST_REQ', request), 'FAILURE_CONF E_CTI_SUPERVISOR_NOT_FOUND');
  });
});
