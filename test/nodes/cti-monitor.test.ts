import assert from 'node:assert/strict';
import { TestClient } from '../simulator/client';
import { action, type CentreFlow, typed, withCentre } from './centre-flow';
import { type FlowMessage, Inbox, redeploy } from './flow';

const monitor = (name: string, more: object = {}) =>
  action(name, 'cti-monitor', { action: name, again: true, ...more });
const BRIDGE = {
  services: [
    'CTI_SERVICE_PERIPHERAL_MONITOR',
    'CTI_SERVICE_CLIENT_MONITOR',
    'CTI_SERVICE_CLIENT_CONTROL',
    'CTI_SERVICE_CONFIG_EVENTS',
  ],
  reconnectPauses: '0',
};
const SUPERVISOR = {
  services: ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_SUPERVISOR'],
  agentExtension: '2019',
  reconnectPauses: '0',
};

describe('cti-monitor', () => {
  const centre = withCentre();

  /** All events that a monitor brings. */
  const watch = (flow: CentreFlow) => {
    const events: { topic: string; payload: Record<string, unknown> }[] = [];
    flow.session.subscribe('*', ({ topic, payload }) => events.push({ topic, payload: payload as never }));
    return events;
  };
  /** Told by the server when it has done all that came before. */
  const settled = (flow: CentreFlow) =>
    flow.session.request('QUERY_AGENT_STATE_REQ', { peripheralID: 5000, agentID: '1001' });
  const done = async (flow: CentreFlow, id: string, message: FlowMessage = {}): Promise<FlowMessage> => {
    const outcome = await flow.put(id, { payload: {}, ...message });
    assert.equal(outcome.error, undefined, `${id}: ${outcome.error?.message}`);
    return outcome.message;
  };

  it('monitors the phone of an agent until it is told to stop; the masks may be changed', async () => {
    const { current: flow } = centre;
    await flow.start([monitor('startDevice'), monitor('changeMask'), monitor('stop')], BRIDGE);
    const events = watch(flow);
    const phone = { monitoredDeviceID: '2001' };
    const { topic, payload, monitor: about } = await done(flow, 'startDevice', { payload: phone, mine: 1 });
    assert.equal(topic, 'MONITOR_START_CONF');
    assert.deepEqual(
      [about.action, about.request.monitoredDeviceID, 'previous' in about],
      ['startDevice', '2001', false],
    );
    await flow.simulator.perform({ action: 'notReady', agent: '1001' });
    await settled(flow);
    const state = events.find((event) => event.topic === 'AGENT_STATE_EVENT');
    assert.deepEqual([state?.payload.monitorID, state?.payload.agentID], [payload.monitorID, '1001']);

    await done(flow, 'changeMask', { payload: { callMsgMask: ['CALL_DELIVERED_MASK'], agentStateMask: [] } });
    events.length = 0;
    await flow.simulator.perform({ action: 'ready', agent: '1001' });
    flow.simulator.inboundCall();
    await settled(flow);
    assert.deepEqual(
      [...new Set(events.map((event) => event.topic))].filter((name) => /^AGENT_STATE|^CALL/.test(name)),
      ['CALL_DELIVERED_EVENT'],
    );

    assert.equal((await done(flow, 'stop')).topic, 'MONITOR_STOP_CONF');
    events.length = 0;
    await flow.simulator.perform({ action: 'answer', agent: '1001' });
    await settled(flow);
    assert.deepEqual(
      events.filter((event) => /^CALL/.test(event.topic)),
      [],
    );
    const { error } = await flow.put('stop', { payload: {} });
    assert.equal(error?.code, 'CTI_NO_MONITOR');
  });

  it('names the agent instead of the phone where the session knows it', async () => {
    const { current: flow } = centre;
    const all = [...BRIDGE.services, 'CTI_SERVICE_ALL_EVENTS'];
    await flow.start([monitor('startDevice'), monitor('startCall')], { ...BRIDGE, services: all });
    const { monitor: about } = await done(flow, 'startDevice', { payload: { agentID: '1001' } });
    assert.equal(about.request.monitoredDeviceID, '2001');
    assert.equal((await flow.put('startDevice', { payload: { agentID: '1003' } })).error?.code, 'CTI_UNKNOWN_AGENT');
    const twice = await flow.put('startDevice', { payload: { agentID: '1001', agentStateMask: [] } });
    assert.equal(twice.error?.code, 'E_CTI_MONITOR_ALREADY_EXISTS');
    flow.simulator.inboundCall();
    const ringing = await flow.call('call.ringing');
    const events = watch(flow);
    const started = await done(flow, 'startCall', { payload: ringing.payload });
    await flow.simulator.perform({ action: 'answer', agent: '1001' });
    await flow.call('call.answered', ({ connection }) => connection.agentID === '1001');
    await settled(flow);
    assert.ok(events.some(({ payload }) => payload.monitorID === started.payload.monitorID));
  });

  it('monitors the agent of the dialog, whatever device the message has', async () => {
    const { current: flow } = centre;
    await flow.start([monitor('startDevice', { fields: { agentID: typed('1001') } })], BRIDGE);
    const { monitor: about } = await done(flow, 'startDevice', { payload: { monitoredDeviceID: '2004' } });
    assert.equal(about.request.monitoredDeviceID, '2001');
  });

  it('starts its monitors again in a new session, and sends their new numbers', async () => {
    const { current: flow } = centre;
    await flow.start(
      [monitor('startDevice'), monitor('once', { action: 'startDevice', again: false }), monitor('stop')],
      BRIDGE,
    );
    const again = new Inbox('startDevice out');
    const { payload } = await done(flow, 'startDevice', { payload: { monitoredDeviceID: '2001' } });
    await done(flow, 'once', { payload: { monitoredDeviceID: '2004' } });
    await flow.simulator.perform({ action: 'drop' });
    const started = await again.first(({ monitor: about }) => about?.previous !== undefined);
    assert.equal(started.topic, 'MONITOR_START_CONF');
    assert.equal(started.monitor.previous, payload.monitorID);
    assert.equal(started.monitor.request.monitoredDeviceID, '2001');
    const events = watch(flow);
    await flow.simulator.perform({ action: 'notReady', agent: '1001' });
    await flow.simulator.perform({ action: 'notReady', agent: '1004' });
    await settled(flow);
    const told = events.filter((event) => event.topic === 'AGENT_STATE_EVENT');
    assert.deepEqual([...new Set(told.map((event) => event.payload.monitorID))], [started.payload.monitorID]);
    await done(flow, 'stop');
    assert.equal((await flow.put('stop', { payload: {} })).error?.code, 'CTI_NO_MONITOR');
  });

  it('monitors another session, stops, and tells Catch nodes what it cannot start again', async () => {
    const { current: flow } = centre;
    await flow.start([monitor('startSession'), monitor('stopSession')], BRIDGE);
    const caught = new Inbox('caught');
    const opened = new Promise<number>((resolve) => {
      flow.session.subscribe(['CLIENT_SESSION_OPENED_EVENT'], ({ payload }) =>
        resolve((payload as { sessionID: number }).sessionID),
      );
    });
    const desktop = await TestClient.connect(flow.port);
    try {
      const services = ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL'] as const;
      await desktop.open({
        clientID: 'desktop',
        peripheralID: 5000,
        agentExtension: '2001',
        servicesRequested: services,
      });
      const sessionID = await opened;
      const events = watch(flow);
      const { payload } = await done(flow, 'startSession', { payload: { sessionID } });
      await flow.simulator.perform({ action: 'notReady', agent: '1001' });
      await settled(flow);
      assert.ok(events.some((event) => event.payload.monitorID === payload.monitorID));
      assert.equal((await done(flow, 'stopSession')).topic, 'SESSION_MONITOR_STOP_CONF');
      await done(flow, 'startSession', { payload: { sessionID } });
    } finally {
      desktop.close();
    }
    await desktop.closed;
    await flow.simulator.perform({ action: 'drop' });
    const { error, monitor: lost } = await caught.first();
    assert.equal(error.code, 'E_CTI_CLIENT_NOT_FOUND');
    assert.equal(lost.action, 'startSession');
  });

  it('keeps its monitors when it is deployed anew, and stops them when it is deleted', async () => {
    const { current: flow } = centre;
    await flow.start([monitor('startDevice'), monitor('stop')], BRIDGE);
    const phone = { payload: { monitoredDeviceID: '2001' } };
    const { payload } = await done(flow, 'startDevice', phone);
    const changed = flow.deployed.map((node) =>
      (node as { id: string }).id === 'startDevice' ? { ...node, name: 'x' } : node,
    );
    await redeploy(changed, 'nodes');
    const { payload: same } = await done(flow, 'startDevice', { payload: { monitoredDeviceID: '2001' } });
    assert.equal(same.monitorID, payload.monitorID);
    const events = watch(flow);
    await redeploy(
      changed.filter((node) => (node as { id: string }).id !== 'startDevice'),
      'nodes',
    );
    await settled(flow);
    await flow.simulator.perform({ action: 'notReady', agent: '1001' });
    await settled(flow);
    assert.deepEqual(
      events.filter(({ topic }) => topic === 'AGENT_STATE_EVENT'),
      [],
    );
    assert.equal((await flow.put('stop', { payload: {} })).error?.code, 'CTI_NO_MONITOR');
  });

  it("monitors a supervisor's team and stops", async () => {
    const { current: flow } = centre;
    await flow.start(
      [monitor('startTeam', { fields: { teamID: typed('5301', 'num') } }), monitor('stopTeam')],
      SUPERVISOR,
    );
    const events = watch(flow);
    const { payload } = await done(flow, 'startTeam');
    await flow.simulator.perform({ action: 'notReady', agent: '1001' });
    await settled(flow);
    assert.ok(
      events.some((event) => event.topic === 'AGENT_STATE_EVENT' && event.payload.monitorID === payload.monitorID),
    );
    assert.equal((await done(flow, 'stopTeam')).topic, 'MONITOR_AGENT_TEAM_STOP_CONF');
  });
});
