import assert from 'node:assert/strict';
import { action, type CentreFlow, typed, withCentre } from './centre-flow';

const query = (name: string, more: object = {}) => action(name, 'cti-query', { action: name, ...more });
const SUPERVISOR = { services: ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_SUPERVISOR'] };

describe('cti-query', () => {
  const centre = withCentre();

  /** Passes when the node answers so. */
  const answers = async (flow: CentreFlow, name: string, payload: unknown, wanted: object, more: object = {}) => {
    const { message, error } = await flow.put(name, { payload, ...more });
    assert.equal(error, undefined, `${name}: ${error?.message}`);
    for (const [key, value] of Object.entries({ topic: message.topic, ...message.payload })) {
      if (key in wanted) assert.deepEqual(value, (wanted as Record<string, unknown>)[key], `${name} ${key}`);
    }
    for (const key of Object.keys(wanted)) assert.ok(key === 'topic' || key in message.payload, `${name} ${key}`);
    return message;
  };

  it('asks for agents: state, statistics, desk settings, by their AgentID', async () => {
    const { current: flow } = centre;
    await flow.start([query('agentState'), query('agentStatistics'), query('deskSettings')]);
    const agent = { agentID: '1001' };
    const state = { topic: 'QUERY_AGENT_STATE_CONF', agentState: 'AGENT_STATE_AVAILABLE', agentExtension: '2001' };
    await answers(flow, 'agentState', agent, state);
    const counts = { topic: 'QUERY_AGENT_STATISTICS_CONF', agentID: '1001', handledCallsToday: 0 };
    await answers(flow, 'agentStatistics', agent, counts);
    await answers(flow, 'deskSettings', agent, { topic: 'AGENT_DESK_SETTINGS_CONF', workModeTimer: 15 });
    const { error } = await flow.put('agentStatistics', { payload: { agentID: '1003' } });
    assert.equal(error?.code, 'E_CTI_AGENT_NOT_LOGGED_ON');
  });

  it('asks for the statistics of a skill group by either number', async () => {
    const { current: flow } = centre;
    const filled = { fields: { skillGroupID: typed('5102', 'num') } };
    await flow.start([query('skillGroupStatistics'), query('byID', { action: 'skillGroupStatistics', ...filled })]);
    const counts = { topic: 'QUERY_SKILL_GROUP_STATISTICS_CONF', skillGroupID: 5101, agentsLoggedOn: 3 };
    await answers(flow, 'skillGroupStatistics', { skillGroupNumber: 1 }, counts);
    await answers(flow, 'byID', {}, { skillGroupNumber: 2, skillGroupID: 5102 });
    const { error } = await flow.put('skillGroupStatistics', { payload: { skillGroupNumber: 99 } });
    assert.equal(error?.code, 'E_CTI_INVALID_SKILL_GROUP');
  });

  it('asks for devices and calls, and names the agent or the call as a person does', async () => {
    const { current: flow } = centre;
    await flow.start([
      query('deviceInfo'),
      query('snapshotDevice'),
      query('snapshotCall', { callFrom: 'agent', party: '1001' }),
    ]);
    flow.simulator.inboundCall({ ani: '5551234' });
    const { payload } = await flow.call('call.ringing');
    const agent = { agentID: '1001' };
    await answers(flow, 'deviceInfo', agent, { topic: 'QUERY_DEVICE_INFO_CONF', typeOfDevice: 'DEVT_STATION' });
    const device = await answers(flow, 'snapshotDevice', agent, { topic: 'SNAPSHOT_DEVICE_CONF' });
    assert.deepEqual(
      device.payload.calls.map((call: Record<string, unknown>) => [call.callConnectionCallID, call.callState]),
      [[payload.connectionCallID, 'LCS_ALERTING']],
    );
    await answers(flow, 'snapshotCall', {}, { topic: 'SNAPSHOT_CALL_CONF', ani: '5551234' });
    assert.equal((await flow.put('deviceInfo', { payload: { agentID: '1003' } })).error?.code, 'CTI_UNKNOWN_AGENT');
    assert.equal((await flow.put('deviceInfo', { payload: { agent: '1003' } })).error?.code, 'CTI_UNKNOWN_FIELD');
  });

  it('asks for the configuration, whose records come as events', async () => {
    const { current: flow } = centre;
    const agents = { fields: { configInformation: typed('CONFIG_MSG_AGENT_MASK', 'mask') } };
    await flow.start([query('configuration', agents), query('configurationKeys')]);
    const seen: string[] = [];
    const last = new Promise<void>((resolve) => {
      flow.session.subscribe(['CONFIG_AGENT_EVENT', 'CONFIG_END_EVENT', 'CONFIG_KEY_EVENT'], ({ topic }) => {
        seen.push(topic);
        if (topic === 'CONFIG_KEY_EVENT') resolve();
      });
    });
    await answers(flow, 'configuration', {}, { topic: 'CONFIG_REQUEST_EVENT' });
    await answers(flow, 'configurationKeys', {}, { topic: 'CONFIG_REQUEST_KEY_EVENT' });
    await last;
    assert.deepEqual([...new Set(seen)], ['CONFIG_AGENT_EVENT', 'CONFIG_END_EVENT', 'CONFIG_KEY_EVENT']);
  });

  it('asks for the teams of a supervisor', async () => {
    const { current: flow } = centre;
    await flow.start([query('agentTeams'), query('agentState')], { ...SUPERVISOR, agentExtension: '2019' });
    const message = await answers(flow, 'agentTeams', { supervisorID: 5019 }, { topic: 'LIST_AGENT_TEAM_CONF' });
    assert.deepEqual(
      message.payload.agentTeams.map(({ teamID }: { teamID: number }) => teamID),
      [5301, 5302],
    );
    const { error } = await flow.put('agentTeams', { payload: { agentID: '1003' } });
    assert.equal(error?.code, 'CTI_UNKNOWN_AGENT');
    assert.match(error?.message, /CONFIG_EVENTS/);
  });
});
