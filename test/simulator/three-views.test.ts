import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { AnyMessage } from '../../lib/codec';
import { allBits, short, type TestClient } from './client';
import { AGENTS, connection, held, Site, VRU } from './site';

interface WithMonitor {
  readonly monitorID: number;
  readonly connectionCallID?: number;
  readonly peripheralID: number;
}

/** Call events of one call on one peripheral, as words. */
function of(events: readonly AnyMessage[], callID: number, peripheralID: number): string[] {
  return events
    .filter(({ payload }) => {
      const one = payload as WithMonitor;
      return one.connectionCallID === callID && one.peripheralID === peripheralID;
    })
    .map((message) => short(message).split(' ')[0] ?? '');
}

/**
 * One caller, one agent, four clients. Headings: "All Events Service", "Client Events Service", "Peripheral Monitor
 * Service" and "Client Monitor Service".
 */
describe('the same call', () => {
  let site: Site;
  let bridge: TestClient;
  let desktop: TestClient;
  let monitor: TestClient;
  let colleague: TestClient;
  let deviceMonitorID: number;
  let seen: { [who in 'bridge' | 'desktop' | 'monitor' | 'colleague']: AnyMessage[] };
  let callID: number;
  let queueCallID: number;

  beforeEach(async () => {
    site = await Site.start();
    bridge = await site.bridge();
    desktop = await site.desktop('2001');
    colleague = await site.desktop('2002');
    monitor = await site.connect();
    await monitor.open({
      clientID: 'monitor',
      servicesRequested: ['CTI_SERVICE_PERIPHERAL_MONITOR', 'CTI_SERVICE_CLIENT_MONITOR'],
    });
    await monitor.news();
    const masks = {
      callMsgMask: allBits('CallEventMessageMask', 25),
      agentStateMask: allBits('AgentStateMask', 25),
    };
    const start = await monitor.request('MONITOR_START_REQ', {
      peripheralID: AGENTS,
      monitoredDeviceType: 'DEVID_AGENT_DEVICE',
      monitoredDeviceID: '2001',
      ...masks,
    } as never);
    deviceMonitorID = (start as { monitorID: number }).monitorID;

    ({ callID } = site.simulator.inboundCall({ dialedNumber: '8001', ani: '5551234' }));
    queueCallID = site.simulator.calls[0]?.queueCallID ?? 0;
    await bridge.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_AVAILABLE',
      agentInstrument: '2001',
    });
    await desktop.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await desktop.request('HOLD_CALL_REQ', connection(callID, '2001'));
    await desktop.request('RETRIEVE_CALL_REQ', held(callID, '2001'));
    site.simulator.hangUp(callID);
    seen = {
      bridge: await bridge.news(),
      desktop: await desktop.news(),
      monitor: await monitor.news(),
      colleague: await colleague.news(),
    };
  });
  afterEach(() => site.stop());

  it('begins and ends once for each, with the same events at the agent in between', () => {
    const atAgent = of(seen.bridge, callID, AGENTS);
    assert.equal(atAgent[0], 'BEGIN_CALL');
    assert.equal(atAgent.at(-1), 'END_CALL');
    for (const topic of ['CALL_DELIVERED', 'CALL_ESTABLISHED', 'CALL_HELD', 'CALL_RETRIEVED', 'CALL_CLEARED']) {
      assert.equal(atAgent.filter((one) => one === topic).length, 1, topic);
    }
    assert.deepEqual(of(seen.desktop, callID, AGENTS), atAgent);
    assert.deepEqual(of(seen.monitor, callID, AGENTS), atAgent);
  });

  it('waits in the queue for the bridge alone', () => {
    const waiting = of(seen.bridge, queueCallID, VRU);
    assert.ok(waiting.includes('CALL_QUEUED') && waiting.includes('CALL_DEQUEUED'));
    for (const events of [seen.desktop, seen.monitor]) assert.deepEqual(of(events, queueCallID, VRU), []);
  });

  it('takes the agent through the same states for all who see the agent', () => {
    const states = (events: readonly AnyMessage[]) =>
      events.filter(({ topic }) => topic === 'AGENT_STATE_EVENT').map(short);
    assert.deepEqual(states(seen.bridge), [
      '1 AVAILABLE',
      '1 RESERVED',
      '1 TALKING',
      '1 HOLD',
      '1 TALKING',
      '1 AVAILABLE',
    ]);
    assert.deepEqual(states(seen.desktop), states(seen.bridge));
    assert.deepEqual(states(seen.monitor), states(seen.bridge));
  });

  it('bears the MonitorID of whoever it is told by', () => {
    const ids = (events: readonly AnyMessage[]) => [
      ...new Set(events.map(({ payload }) => (payload as WithMonitor).monitorID).filter((id) => id !== undefined)),
    ];
    assert.deepEqual(ids(seen.bridge), [0]);
    assert.deepEqual(ids(seen.monitor), [deviceMonitorID]);
    assert.equal(ids(seen.desktop).length, 1);
    assert.ok(![0, deviceMonitorID].includes(ids(seen.desktop)[0] ?? 0));
  });

  it('is nothing to a colleague', () => {
    assert.deepEqual(seen.colleague, []);
  });
});
