import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, CONFIGURATION, connection, Site } from './site';

/** Expectations follow the guide's heading SUPERVISE_CALL_REQ. */
describe('a supervisor and a call of the team', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let cy: TestClient;
  let callID: number;

  const supervise = (action: string, fields: object = {}) => ({
    peripheralID: AGENTS,
    agentConnectionCallID: callID,
    agentConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
    agentConnectionDeviceID: '2001',
    supervisoryAction: `SUPERVISOR_${action}`,
    ...fields,
  });
  const act = (action: string) => cy.request('SUPERVISE_CALL_REQ', supervise(action) as never);
  const refused = (action: string, fields: object = {}) => cy.refused('SUPERVISE_CALL_REQ', supervise(action, fields));
  const parties = () => site.simulator.calls.flatMap((call) => call.parties.map((party) => party.number));
  const stateOf = (agentID: string) => site.simulator.agents.find((agent) => agent.agentID === agentID)?.state;

  beforeEach(async () => {
    site = await Site.start({
      configuration: {
        ...CONFIGURATION,
        teams: [{ teamID: 1, name: 'Team', supervisors: ['3'], members: ['1'] }],
      },
    });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    cy = await site.connect();
    await cy.open({
      clientID: 'cy',
      peripheralID: AGENTS,
      agentExtension: '2003',
      servicesRequested: ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_SUPERVISOR'],
    });
    ({ callID } = site.simulator.inboundCall({ dialedNumber: '2001', ani: '5551234' }));
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    for (const client of [bridge, ann, cy]) await client.news();
  });
  afterEach(() => site.stop());

  it('barges in: everybody is in one call', async () => {
    const conf = (await act('BARGE_IN')) as { connectionCallID: number; connectionDeviceID: string };
    assert.deepEqual([conf.connectionCallID, conf.connectionDeviceID], [callID, '2001']);
    const begin = await cy.event('BEGIN_CALL_EVENT');
    assert.deepEqual([begin.connectionCallID, begin.callType], [callID, 'CALLTYPE_SUPERVISOR_BARGEIN']);
    assert.equal((await cy.event('CALL_DELIVERED_EVENT')).localConnectionState, 'LCS_ALERTING');
    await cy.event('CALL_ESTABLISHED_EVENT');
    const joined = await ann.event('CALL_CONFERENCED_EVENT');
    assert.deepEqual([joined.controllerDeviceID, joined.addedPartyDeviceID, joined.numParties], ['2001', '2003', 3]);
    assert.equal(joined.eventCause, 'CEC_SUPERVISOR_BARGE_IN');
    const talking = await cy.event('AGENT_STATE_EVENT');
    assert.deepEqual([talking.agentState, talking.direction], ['AGENT_STATE_TALKING', 'OTHER_IN']);
    assert.equal(stateOf('3'), 'AGENT_STATE_TALKING');
    assert.deepEqual(parties().sort(), ['2001', '2003', '5551234']);
  });

  it('leaves again, and the call goes on', async () => {
    await act('BARGE_IN');
    await cy.news();
    await act('CLEAR');
    assert.equal((await cy.news()).filter(({ topic }) => topic === 'END_CALL_EVENT').length, 1);
    assert.deepEqual(parties().sort(), ['2001', '5551234']);
    assert.equal(stateOf('3'), 'AGENT_STATE_NOT_READY');
    site.simulator.hangUp(callID);
    assert.deepEqual(site.simulator.calls, []);
  });

  it('intercepts after a barge in: the agent is out of it', async () => {
    assert.equal(await refused('INTERCEPT'), 'FAILURE_CONF E_CTI_INVALID_OBJECT_STATE');
    await act('BARGE_IN');
    await ann.news();
    await bridge.news();
    await act('INTERCEPT');
    const left = await bridge.event('CALL_CONNECTION_CLEARED_EVENT');
    assert.deepEqual([left.connectionDeviceID, left.eventCause], ['2001', 'CEC_SUPERVISOR_INTERCEPT']);
    assert.ok((await ann.topics()).includes('END_CALL 2001'));
    assert.deepEqual(parties().sort(), ['2003', '5551234']);
    const counts = await bridge.request('QUERY_AGENT_STATISTICS_REQ', { peripheralID: AGENTS, agentID: '3' });
    const { bargeInCallsToday, interceptCallsToday, handledCallsToday } = counts as unknown as {
      [key: string]: number;
    };
    assert.deepEqual([bargeInCallsToday, interceptCallsToday, handledCallsToday], [1, 1, 0]);
    site.simulator.hangUp(callID);
    assert.deepEqual(site.simulator.calls, []);
    assert.equal(stateOf('3'), 'AGENT_STATE_NOT_READY');
  });

  it('is acted for by a bridge that names the phone', async () => {
    const act = (action: string, fields: object = {}) =>
      bridge.request('SUPERVISE_CALL_REQ', supervise(action, { supervisorInstrument: '2003', ...fields }) as never);
    await act('BARGE_IN');
    assert.deepEqual(parties().sort(), ['2001', '2003', '5551234']);
    await act('CLEAR', { supervisorConnectionCallID: callID });
    assert.deepEqual(parties().sort(), ['2001', '5551234']);
    const refused = (fields: object) => bridge.refused('SUPERVISE_CALL_REQ', supervise('BARGE_IN', fields));
    assert.equal(await refused({}), 'FAILURE_CONF E_CTI_REQUIRED_DATA_MISSING');
    assert.equal(await refused({ supervisorInstrument: '2999' }), 'FAILURE_CONF E_CTI_AGENT_NOT_LOGGED_ON');
    assert.equal(await refused({ supervisorInstrument: '2001' }), 'FAILURE_CONF E_CTI_INVALID_AGENT_DATA');
  });

  it('is refused what cannot be', async () => {
    assert.equal(await refused('CLEAR'), 'FAILURE_CONF E_CTI_NO_CALL_ACTIVE');
    assert.equal(await refused('BARGE_IN', { agentConnectionCallID: 1 }), 'FAILURE_CONF E_CTI_NO_CALL_ACTIVE');
    assert.equal(
      await refused('BARGE_IN', { agentConnectionDeviceID: '2002' }),
      'FAILURE_CONF E_CTI_INVALID_AGENT_DATA',
    );
    assert.equal(
      await cy.refused('SUPERVISE_CALL_REQ', { ...supervise('CLEAR'), supervisoryAction: 77 }),
      'FAILURE_CONF E_CTI_INVALID_SUPERVISORY_ACTION',
    );
    await act('BARGE_IN');
    assert.equal(await refused('BARGE_IN'), 'FAILURE_CONF E_CTI_INVALID_OBJECT_STATE');
  });
});
