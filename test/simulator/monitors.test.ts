import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { allBits, type TestClient } from './client';
import { AGENTS, CONFIGURATION, connection, held, Site, VRU } from './site';

const MONITOR = ['CTI_SERVICE_PERIPHERAL_MONITOR', 'CTI_SERVICE_CLIENT_CONTROL'];

/** Expectations follow the guide's heading "Peripheral Monitor Service". */
describe('a peripheral monitor', () => {
  let site: Site;
  let watcher: TestClient;

  const masks = () => ({
    callMsgMask: allBits('CallEventMessageMask', 25),
    agentStateMask: allBits('AgentStateMask', 25),
  });
  const ofDevice = (monitoredDeviceID: string, fields: object = {}) => ({
    peripheralID: AGENTS,
    monitoredDeviceType: 'DEVID_AGENT_DEVICE',
    monitoredDeviceID,
    ...masks(),
    ...fields,
  });
  const ofCall = (connectionCallID: number, connectionDeviceID: string) => ({
    ...connection(connectionCallID, connectionDeviceID),
    ...masks(),
  });
  const start = async (payload: object): Promise<number> => {
    const { monitorID } = (await watcher.request('MONITOR_START_REQ', payload as never)) as { monitorID: number };
    return monitorID;
  };
  const refused = (payload: object) => watcher.refused('MONITOR_START_REQ', payload as never);
  /** Topic and monitor of what has come. */
  const news = async () =>
    (await watcher.news()).map(({ topic, payload }) => [
      topic.replace(/_EVENT$/, ''),
      (payload as { monitorID: number }).monitorID,
    ]);

  beforeEach(async () => {
    site = await Site.start({
      configuration: {
        ...CONFIGURATION,
        extraDevices: [{ number: '7001', peripheralID: AGENTS, kind: 'cti port' }],
      },
    });
    watcher = await site.connect();
    await watcher.open({ clientID: 'watcher', servicesRequested: MONITOR });
    await watcher.news();
  });
  afterEach(() => site.stop());

  it('gives the calls and the agent of one phone, and nothing of another', async () => {
    const monitorID = await start(ofDevice('2001'));
    const bridge = await site.bridge();
    await site.ready(bridge, '2002');
    assert.deepEqual(await watcher.topics(), []);
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    site.simulator.hangUp(callID);
    const seen = await watcher.news();
    const topics = seen.map((one) => one.topic);
    assert.equal(topics[0], 'AGENT_STATE_EVENT');
    assert.equal(topics.filter((topic) => topic === 'BEGIN_CALL_EVENT').length, 1);
    assert.ok(topics.includes('CALL_ESTABLISHED_EVENT'));
    assert.ok(topics.includes('END_CALL_EVENT'));
    assert.deepEqual(
      new Set(seen.map((one) => (one.payload as { monitorID: number }).monitorID)),
      new Set([monitorID]),
    );
  });

  it('gives one copy of an event for each that matches, each with its MonitorID', async () => {
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    const device = await start(ofDevice('2001'));
    const call = await start(ofCall(callID, '2001'));
    assert.deepEqual(await news(), [
      ['BEGIN_CALL', device],
      ['BEGIN_CALL', call],
    ]);
    assert.notEqual(device, call);
    await watcher.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    const copies = (await news()).filter(([topic]) => topic === 'CALL_ESTABLISHED');
    assert.deepEqual(copies, [
      ['CALL_ESTABLISHED', device],
      ['CALL_ESTABLISHED', call],
    ]);
  });

  it('of a call ends with the call, END_CALL_EVENT last', async () => {
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    const monitorID = await start(ofCall(callID, '2001'));
    site.simulator.hangUp(callID);
    const seen = await news();
    assert.deepEqual(seen[0], ['BEGIN_CALL', monitorID]);
    assert.deepEqual(seen.at(-1), ['END_CALL', monitorID]);
    assert.equal(await watcher.refused('MONITOR_STOP_REQ', { monitorID }), 'FAILURE_CONF E_CTI_INVALID_MONITORID');
  });

  it('may be stopped, once', async () => {
    const monitorID = await start(ofDevice('2001'));
    await watcher.request('MONITOR_STOP_REQ', { monitorID });
    site.simulator.inboundCall({ dialedNumber: '2001' });
    assert.deepEqual(await watcher.topics(), []);
    const code = 'FAILURE_CONF E_CTI_INVALID_MONITORID';
    assert.equal(await watcher.refused('MONITOR_STOP_REQ', { monitorID }), code);
    assert.equal(await watcher.refused('CHANGE_MONITOR_MASK_REQ', { monitorID, ...masks() }), code);
  });

  it('ends with its session', async () => {
    await start(ofDevice('2001'));
    await watcher.ask('CLOSE_REQ', { status: 'E_CTI_NO_ERROR' });
    const received = watcher.received.length;
    site.simulator.inboundCall({ dialedNumber: '2001' });
    site.clock.advance(5000);
    await watcher.closed;
    assert.equal(watcher.received.length, received);
  });

  it('has masks of its own, which can be changed', async () => {
    const monitorID = await start(ofDevice('2001', { callMsgMask: ['END_CALL_MASK'], agentStateMask: [] }));
    const first = site.simulator.inboundCall({ dialedNumber: '2001' });
    site.simulator.hangUp(first.callID);
    assert.deepEqual(await watcher.topics(), ['END_CALL 2001']);
    await watcher.request('CHANGE_MONITOR_MASK_REQ', {
      monitorID,
      callMsgMask: ['BEGIN_CALL_MASK'],
      agentStateMask: ['AGENT_TALKING_MASK'],
    });
    const second = site.simulator.inboundCall({ dialedNumber: '2001' });
    await watcher.request('ANSWER_CALL_REQ', connection(second.callID, '2001'));
    site.simulator.hangUp(second.callID);
    assert.deepEqual(await watcher.topics(), ['BEGIN_CALL 2001', '1 TALKING']);
  });

  it('of a route point or a queue gives the calls that come by it', async () => {
    const point = await start({
      peripheralID: VRU,
      monitoredDeviceType: 'DEVID_ROUTE_POINT',
      monitoredDeviceID: '8001',
      ...masks(),
    });
    const queue = await start({
      peripheralID: VRU,
      monitoredDeviceType: 'DEVID_QUEUE',
      monitoredDeviceID: 'Sales',
      ...masks(),
    });
    const { callID } = site.simulator.inboundCall({ dialedNumber: '8001' });
    site.simulator.hangUp(callID);
    site.simulator.inboundCall({ dialedNumber: '8002' });
    const seen = await news();
    assert.deepEqual(
      seen.filter(([topic]) => topic === 'CALL_QUEUED').map(([, monitorID]) => monitorID),
      [point, queue],
    );
    assert.equal(seen.filter(([topic]) => topic === 'END_CALL').length, 2);
  });

  it('may be of a device that is only configured', async () => {
    await start({ ...ofDevice('7001'), monitoredDeviceType: 'DEVID_CTI_PORT' });
  });

  it('begins and ends every call once, also when calls are transferred', async () => {
    const bridge = await site.bridge();
    const monitorIDs = [await start(ofDevice('2001')), await start(ofDevice('2002'))];
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    monitorIDs.push(await start(ofCall(callID, '2001')));
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    const active = {
      activeConnectionCallID: callID,
      activeConnectionDeviceIDType: 'CONNECTION_ID_STATIC' as const,
      activeConnectionDeviceID: '2001',
    };
    const consult = { peripheralID: AGENTS, ...active, dialedNumber: '2002' };
    const { newConnectionCallID } = (await bridge.request('CONSULTATION_CALL_REQ', consult)) as {
      newConnectionCallID: number;
    };
    await bridge.request('ANSWER_CALL_REQ', connection(newConnectionCallID, '2002'));
    await bridge.request('TRANSFER_CALL_REQ', {
      ...held(callID, '2001'),
      ...active,
      activeConnectionCallID: newConnectionCallID,
    });
    site.simulator.hangUp(callID);
    assert.deepEqual(site.simulator.calls, []);
    const seen = await news();
    for (const monitorID of monitorIDs) {
      const topics = seen.filter(([, id]) => id === monitorID).map(([topic]) => topic);
      const calls = topics.filter((topic) => topic === 'BEGIN_CALL').length;
      assert.ok(calls > 0);
      assert.equal(topics.filter((topic) => topic === 'END_CALL').length, calls, topics.join(' '));
    }
  });

  it('lets its client control and ask for what it could watch', async () => {
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await watcher.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await watcher.request('HOLD_CALL_REQ', connection(callID, '2001'));
    await watcher.request('RETRIEVE_CALL_REQ', held(callID, '2001'));
    await watcher.request('SNAPSHOT_CALL_REQ', connection(callID, '2001'));
  });

  describe('is refused', () => {
    const cases: readonly (readonly [string, () => object, string])[] = [
      ['for an unknown peripheral', () => ofDevice('2001', { peripheralID: 99 }), 'E_CTI_INVALID_PERIPHERAL_ID'],
      ['for an unknown device', () => ofDevice('2999'), 'E_CTI_INVALID_DEVICE'],
      [
        'for a device of another type',
        () => ofDevice('2001', { monitoredDeviceType: 'DEVID_ROUTE_POINT' }),
        'E_CTI_INVALID_DEVICE',
      ],
      [
        'for a device without a type',
        () => ofDevice('2001', { monitoredDeviceType: null }),
        'E_CTI_INVALID_DEVICE_ID_TYPE',
      ],
      ['for an unknown call', () => ofCall(1, '2001'), 'E_CTI_INVALID_CALLID'],
      [
        'for a call and a device at once',
        () => ({ ...ofCall(1, '2001'), ...ofDevice('2001') }),
        'E_CTI_MUTUALLY_EXCLUS_DEVICEID_TYPES',
      ],
      ['for nothing', () => ({ peripheralID: AGENTS, ...masks() }), 'E_CTI_REQUIRED_DATA_MISSING'],
      [
        'with an unused agent state bit',
        () => ofDevice('2001', { agentStateMask: 0x4000 }),
        'E_CTI_INVALID_AGENT_STATE_MASK',
      ],
    ];
    for (const [what, payload, code] of cases) {
      it(what, async () => {
        assert.equal(await refused(payload()), `FAILURE_CONF ${code}`);
      });
    }

    it('a second time', async () => {
      await start(ofDevice('2001'));
      assert.equal(await refused(ofDevice('2001')), 'FAILURE_CONF E_CTI_MONITOR_ALREADY_EXISTS');
    });

    it('without the service', async () => {
      const bridge = await site.bridge();
      const answer = await bridge.refused('MONITOR_START_REQ', ofDevice('2001'));
      assert.equal(answer, 'FAILURE_CONF E_CTI_FUNCTION_NOT_AVAILABLE');
    });
  });
});
