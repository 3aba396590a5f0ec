import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { SimulatorConfiguration } from '../../lib/simulator';
import type { TestClient } from './client';
import { AGENTS, active, CONFIGURATION, connection, held, Site } from './site';

const SUPERVISORS = ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_SUPERVISOR'];

/** Expectations follow the guide's heading SUPERVISE_CALL_REQ and SilentMonitorStatus in SNAPSHOT_DEVICE_CONF. */
describe('a supervisor who listens to a call of the team', () => {
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
  const act = (action: string, fields: object = {}) =>
    cy.request('SUPERVISE_CALL_REQ', supervise(action, fields) as never);
  const stateOf = (agentID: string) => site.simulator.agents.find((agent) => agent.agentID === agentID)?.state;
  const supervisor = async (extension: string) => {
    const client = await site.connect();
    const own = { clientID: extension, peripheralID: AGENTS, agentExtension: extension };
    await client.open({ ...own, servicesRequested: SUPERVISORS });
    await client.news();
    return client;
  };
  const snapshot = async (extension: string) => {
    const conf = await bridge.request('SNAPSHOT_DEVICE_REQ', {
      peripheralID: AGENTS,
      snapshotDeviceType: 'DEVID_DEVICE_IDENTIFIER',
      agentInstrument: extension,
    });
    const { calls = [] } = conf as { calls?: { silentMonitorStatus: string }[] };
    return calls.map((call) => call.silentMonitorStatus);
  };

  const start = async (fields: Partial<SimulatorConfiguration> = {}) => {
    const teams = [{ teamID: 1, name: 'Team', supervisors: ['3', '2'], members: ['1'] }];
    site = await Site.start({ configuration: { ...CONFIGURATION, teams, ...fields } });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    cy = await supervisor('2003');
    ({ callID } = site.simulator.inboundCall({ dialedNumber: '2001', ani: '5551234' }));
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    for (const client of [bridge, ann, cy]) await client.news();
  };

  beforeEach(() => start());
  afterEach(() => site.stop());

  for (const [action, callType, eventCause] of [
    ['MONITOR', 'CALLTYPE_SUPERVISOR_MONITOR', 'CEC_SILENT_MONITOR'],
    ['WHISPER', 'CALLTYPE_SUPERVISOR_WHISPER', 'CEC_SUPERVISOR_WHISPER'],
  ] as const) {
    it(`has a call of his own for it (${action})`, async () => {
      const conf = (await act(action)) as { connectionCallID: number; connectionDeviceID: string };
      assert.deepEqual([conf.connectionCallID, conf.connectionDeviceID], [callID, '2001']);
      const begin = await cy.event('BEGIN_CALL_EVENT');
      assert.equal(begin.callType, callType);
      assert.notEqual(begin.connectionCallID, callID);
      await cy.event('CALL_SERVICE_INITIATED_EVENT');
      await cy.event('CALL_ORIGINATED_EVENT');
      const established = await cy.event('CALL_ESTABLISHED_EVENT');
      assert.deepEqual([established.eventCause, established.answeringDeviceID], [eventCause, '2001']);
      assert.equal(stateOf('3'), 'AGENT_STATE_TALKING');
      assert.deepEqual(await snapshot('2003'), ['SILENT_MONITOR_INITIATOR']);
      assert.deepEqual(await snapshot('2001'), ['SILENT_MONITOR_NONE', 'SILENT_MONITOR_TARGET']);
      const name = `${action === 'MONITOR' ? 'monitor' : 'whisper'}CallsToday`;
      const request = { peripheralID: AGENTS, agentID: '3' };
      const counts = (await bridge.request('QUERY_AGENT_STATISTICS_REQ', request)) as { [key: string]: unknown };
      assert.deepEqual([counts[name], counts.internalCallsToday], [1, 0]);
    });
  }

  it('shows at the agent only in that such a call begins and ends', async () => {
    await act('MONITOR');
    const begin = await ann.event('BEGIN_CALL_EVENT');
    assert.equal(begin.callType, 'CALLTYPE_SUPERVISOR_MONITOR');
    assert.equal(begin.connectionDeviceID, '2001');
    assert.deepEqual(await ann.topics(), []);
    await act('CLEAR');
    assert.deepEqual(await ann.topics(), ['END_CALL 2001']);
    assert.equal(stateOf('1'), 'AGENT_STATE_TALKING');
  });

  it('stops by SUPERVISOR_CLEAR, and the call goes on', async () => {
    await act('MONITOR');
    await cy.news();
    await act('CLEAR');
    assert.equal((await bridge.event('CALL_CONNECTION_CLEARED_EVENT')).eventCause, 'CEC_SUPERVISOR_CLEAR');
    const topics = await cy.topics();
    assert.deepEqual(
      topics.filter((topic) => topic.startsWith('CALL_CLEARED') || topic.startsWith('END_CALL')),
      ['CALL_CLEARED 2003', 'END_CALL 2003'],
    );
    assert.equal(stateOf('3'), 'AGENT_STATE_NOT_READY');
    assert.deepEqual(
      site.simulator.calls.map((call) => call.callID),
      [callID],
    );
    assert.deepEqual(await snapshot('2001'), ['SILENT_MONITOR_NONE']);
  });

  it('gets the sound of it, and sends some only for a whisper', async () => {
    await site.stop();
    await start({ rtpEvents: true });
    for (const [action, directions] of [
      ['MONITOR', ['INPUT']],
      ['WHISPER', ['INPUT', 'OUTPUT']],
    ] as const) {
      await act(action);
      const started = (await cy.news()).filter(({ topic }) => topic === 'RTP_STARTED_EVENT');
      assert.deepEqual(
        started.map(({ payload }) => (payload as { direction: string }).direction),
        directions,
      );
      await act('CLEAR');
      assert.equal((await cy.topics()).filter((topic) => topic.startsWith('RTP_STOPPED')).length, directions.length);
    }
  });

  it('stops by hanging up', async () => {
    await act('MONITOR');
    const { connectionCallID } = await cy.event('BEGIN_CALL_EVENT');
    await cy.request('CLEAR_CONNECTION_REQ', connection(connectionCallID ?? 0, '2003'));
    assert.equal(site.simulator.calls.length, 1);
    await act('MONITOR');
  });

  it('hears nothing more when the call ends', async () => {
    await act('MONITOR');
    site.simulator.hangUp(callID);
    assert.deepEqual(site.simulator.calls, []);
    assert.equal(stateOf('3'), 'AGENT_STATE_NOT_READY');
    assert.equal((await ann.topics()).filter((topic) => topic.startsWith('END_CALL')).length, 2);
  });

  it('stays with the agent who makes a conference of the call', async () => {
    await act('MONITOR');
    const consult = { ...active(callID, '2001'), dialedNumber: '2002', consultType: 'CT_CONFERENCE' } as const;
    const { newConnectionCallID } = (await ann.request('CONSULTATION_CALL_REQ', consult)) as {
      newConnectionCallID: number;
    };
    await bridge.request('ANSWER_CALL_REQ', connection(newConnectionCallID, '2002'));
    await ann.request('CONFERENCE_CALL_REQ', { ...active(newConnectionCallID, '2001'), ...held(callID, '2001') });
    assert.deepEqual(await snapshot('2003'), ['SILENT_MONITOR_INITIATOR']);
    await ann.request('CLEAR_CONNECTION_REQ', connection(callID, '2001'));
    assert.deepEqual(await snapshot('2003'), []);
  });

  it('is the only one who listens to this agent, and has the hands free for it', async () => {
    const refused = (client: TestClient, action: string, fields: object = {}) =>
      client.refused('SUPERVISE_CALL_REQ', supervise(action, fields));
    const state = 'FAILURE_CONF E_CTI_INVALID_OBJECT_STATE';
    await ann.request('HOLD_CALL_REQ', connection(callID, '2001'));
    assert.equal(await refused(cy, 'MONITOR'), state);
    await ann.request('RETRIEVE_CALL_REQ', { ...held(callID, '2001') });
    await act('MONITOR');
    assert.equal(await refused(await supervisor('2002'), 'WHISPER'), state);
    for (const action of ['MONITOR', 'BARGE_IN']) assert.equal(await refused(cy, action), state);
  });

  it('takes part in no conference by such a call', async () => {
    await act('MONITOR');
    const { connectionCallID } = await cy.event('BEGIN_CALL_EVENT');
    const transfer = { ...active(connectionCallID ?? 0, '2003'), dialedNumber: '2002' };
    const code = 'CONTROL_FAILURE_CONF CF_ARBITRARY_CONF_OR_XFER_NOT_SUPPORTED';
    assert.equal(await cy.refused('TRANSFER_CALL_REQ', transfer), code);
  });
});
