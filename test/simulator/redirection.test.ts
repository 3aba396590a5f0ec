import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { CtiError } from '../../lib/codec';
import { Simulator, type SimulatorConfiguration } from '../../lib/simulator';
import { allBits, type TestClient } from './client';
import { AGENTS, CONFIGURATION, connection, Site } from './site';

const POINTS = [
  { number: '7001', peripheralID: AGENTS, kind: 'route point', directsTo: '2002' },
  { number: '7002', peripheralID: AGENTS, kind: 'cti port', directsTo: '8001' },
  { number: '7003', peripheralID: AGENTS, kind: 'route point', directsTo: '99' },
] as const;
const withPoints = (extraDevices: SimulatorConfiguration['extraDevices']): SimulatorConfiguration => ({
  ...CONFIGURATION,
  extraDevices: extraDevices ?? [],
});

/** The guide's heading CALL_CONNECTION_CLEARED_EVENT; CTI OS System Manager Guide, "Peripheral-Specific Support". */
describe('a number that sends calls on', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;

  beforeEach(async () => {
    site = await Site.start({ configuration: withPoints(POINTS) });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
  });
  afterEach(() => site.stop());

  const dial = async (dialedNumber: string) => {
    const request = { peripheralID: AGENTS, agentInstrument: '2001', dialedNumber };
    const { newConnectionCallID } = (await bridge.request('MAKE_CALL_REQ', request)) as { newConnectionCallID: number };
    return newConnectionCallID;
  };

  it('has an additional CALL_CONNECTION_CLEARED_EVENT with cause 28; the call goes on', async () => {
    const callID = await dial('7001');
    assert.deepEqual(await ann.topics(), [
      'BEGIN_CALL 2001',
      'CALL_SERVICE_INITIATED 2001',
      '1 TALKING',
      'CALL_ORIGINATED 2001',
      'CALL_DELIVERED 7001',
      'CALL_CONNECTION_CLEARED 7001',
      'CALL_DELIVERED 2002',
    ]);
    assert.equal((await bridge.event('BEGIN_CALL_EVENT')).callType, 'CALLTYPE_OUT');
    const cleared = await bridge.event('CALL_CONNECTION_CLEARED_EVENT');
    assert.equal(cleared.eventCause, 'CEC_REDIRECTED');
    assert.equal(cleared.localConnectionState, 'LCS_NULL');
    const delivered = await bridge.event('CALL_DELIVERED_EVENT');
    assert.equal(delivered.connectionCallID, callID);
    assert.equal(delivered.calledDeviceID, '2002');
    assert.equal(delivered.lastRedirectDeviceID, '7001');
    assert.equal(delivered.eventCause, 'CEC_REDIRECTED');
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2002'));
    assert.equal(site.simulator.calls[0]?.state, 'talking');
  });

  it('has nothing more to do with the call for whoever monitors it', async () => {
    const watcher = await site.connect();
    await watcher.open({ clientID: 'watcher', servicesRequested: ['CTI_SERVICE_PERIPHERAL_MONITOR'] });
    await watcher.news();
    await watcher.request('MONITOR_START_REQ', {
      peripheralID: AGENTS,
      connectionCallID: 0,
      connectionDeviceIDType: 'CONNECTION_ID_NONE',
      monitoredDeviceType: 'DEVID_ROUTE_POINT',
      monitoredDeviceID: '7001',
      callMsgMask: allBits('CallEventMessageMask', 25),
      agentStateMask: [],
    } as never);
    const callID = await dial('7001');
    assert.deepEqual((await watcher.topics()).slice(-3), [
      'CALL_DELIVERED 7001',
      'CALL_CONNECTION_CLEARED 7001',
      'END_CALL 7001',
    ]);
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2002'));
    assert.deepEqual(await watcher.topics(), []);
  });

  it('may lead to a queue, whose port is redirected to the agent in its turn', async () => {
    await site.ready(bridge, '2002');
    await dial('7002');
    const topics = (await ann.topics()).filter((topic) => !/^\d/.test(topic));
    assert.deepEqual(topics.slice(3), [
      'CALL_DELIVERED 7002',
      'CALL_CONNECTION_CLEARED 7002',
      'CALL_DELIVERED VRU000',
      'CALL_ESTABLISHED VRU000',
      'CALL_CONNECTION_CLEARED VRU000',
      'CALL_DELIVERED 2002',
    ]);
  });

  it('lets the caller hear that there is nobody at the target', async () => {
    await dial('7003');
    assert.deepEqual((await ann.topics()).slice(4), [
      'CALL_DELIVERED 7003',
      'CALL_CONNECTION_CLEARED 7003',
      'CALL_FAILED 2001',
    ]);
  });

  it('takes callers from outside to its target', async () => {
    const { callID } = site.simulator.inboundCall({ dialedNumber: '7001' });
    assert.equal((await bridge.event('CALL_DELIVERED_EVENT')).alertingDeviceID, '2002');
    site.simulator.hangUp(callID);
  });

  it('is a destination for transfers as long as its target is free', async () => {
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    const request = {
      peripheralID: AGENTS,
      activeConnectionCallID: callID,
      activeConnectionDeviceIDType: 'CONNECTION_ID_STATIC' as const,
      activeConnectionDeviceID: '2001',
    };
    const busy = site.simulator.inboundCall({ dialedNumber: '2002' });
    assert.match(await bridge.refused('TRANSFER_CALL_REQ', { ...request, dialedNumber: '7001' }), /CF_RESOURCE_BUSY/);
    site.simulator.hangUp(busy.callID);
    await bridge.request('TRANSFER_CALL_REQ', { ...request, dialedNumber: '7001' });
    const [call] = site.simulator.calls;
    assert.deepEqual(
      call?.parties.map((party) => party.number),
      [call?.callingNumber, '2002'],
    );
  });

  it('does not send calls round in circles', () => {
    const wrong = [
      [POINTS[0], { ...POINTS[1], directsTo: '7001' }],
      [{ ...POINTS[0], directsTo: '7001' }],
      [{ ...POINTS[0], directsTo: 'anybody' }],
      [{ ...POINTS[0], kind: 'queue' as const }],
    ];
    for (const points of wrong) {
      assert.throws(
        () => new Simulator({ configuration: withPoints(points) }),
        (error) => error instanceof CtiError && /^extraDevices\[\d\]\.directsTo$/.test(error.field ?? ''),
      );
    }
  });
});
