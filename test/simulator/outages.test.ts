import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, connection, Site, VRU } from './site';

async function systemEvents(client: TestClient): Promise<string[]> {
  const news = (await client.news()).filter(({ topic }) => topic === 'SYSTEM_EVENT');
  return news.map(({ payload }) => {
    const { systemEventID, systemEventArg1, pgStatus } = payload as Record<string, unknown>;
    return `${systemEventID} ${systemEventArg1} ${(pgStatus as string[]).join(' ')}`.trim();
  });
}

describe('an outage', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start({ sideB: { port: 0 } });
  });
  afterEach(() => site.stop());

  it('of a peripheral is told to every session of the active side, once', async () => {
    const bridge = await site.bridge();
    const desktop = await site.desktop('2001');
    const waiting = await site.hot('B');
    site.simulator.peripheralOffline(AGENTS);
    site.simulator.peripheralOffline(AGENTS);
    for (const client of [bridge, desktop]) {
      assert.deepEqual(await systemEvents(client), [`SYS_PERIPHERAL_OFFLINE ${AGENTS} PGS_PERIPHERAL_OFFLINE`]);
    }
    site.simulator.peripheralOffline(VRU);
    site.simulator.peripheralOnline(AGENTS);
    site.simulator.peripheralOnline(VRU);
    site.simulator.peripheralOnline(VRU);
    assert.deepEqual(await systemEvents(bridge), [
      `SYS_PERIPHERAL_OFFLINE ${VRU} PGS_PERIPHERAL_OFFLINE`,
      `SYS_PERIPHERAL_ONLINE ${AGENTS} PGS_PERIPHERAL_OFFLINE`,
      `SYS_PERIPHERAL_ONLINE ${VRU}`,
    ]);
    assert.deepEqual(await waiting.topics(), []);
  });

  it('of the central controller leaves the events alone', async () => {
    const bridge = await site.bridge();
    site.simulator.centralControllerOffline();
    site.simulator.centralControllerOffline();
    assert.deepEqual(await systemEvents(bridge), ['SYS_CENTRAL_CONTROLLER_OFFLINE 0 PGS_CC_DOWN']);
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    assert.ok((await bridge.topics()).includes('CALL_ESTABLISHED 2001'));
    site.simulator.centralControllerOnline();
    site.simulator.centralControllerOnline();
    assert.deepEqual(await systemEvents(bridge), ['SYS_CENTRAL_CONTROLLER_ONLINE 0']);
  });

  it('of the central controller stops the routing until it is back', async () => {
    const bridge = await site.bridge();
    await site.ready(bridge, '2001');
    site.simulator.centralControllerOffline();
    const { callID } = site.simulator.inboundCall({ dialedNumber: '8001' });
    await bridge.news();
    assert.deepEqual(
      site.simulator.agents.filter(({ state }) => state === 'AGENT_STATE_RESERVED'),
      [],
    );
    const call = { peripheralID: AGENTS, agentInstrument: '2002', dialedNumber: '8001' };
    const { newConnectionCallID } = (await bridge.request('MAKE_CALL_REQ', call)) as { newConnectionCallID: number };
    const failed = await bridge.event('CALL_FAILED_EVENT');
    assert.deepEqual([failed.connectionCallID, failed.eventCause], [newConnectionCallID, 'CEC_DEST_NOT_OBTAINABLE']);
    site.simulator.centralControllerOnline();
    const delivered = (await bridge.event('CALL_DELIVERED_EVENT')).alertingDeviceID;
    assert.equal(delivered, '2001', `call ${callID}`);
  });

  it('shows in the opening of later sessions', async () => {
    site.simulator.centralControllerOffline();
    site.simulator.peripheralOffline(VRU);
    const status = ['PGS_CC_DOWN', 'PGS_PERIPHERAL_OFFLINE'];
    const bridge = await site.connect();
    const conf = await bridge.open();
    assert.deepEqual(conf.pgStatus, status);
    assert.equal(conf.peripheralOnline, false);
    assert.deepEqual(await systemEvents(bridge), [
      `SYS_PERIPHERAL_ONLINE ${AGENTS} ${status.join(' ')}`,
      `SYS_PERIPHERAL_OFFLINE ${VRU} ${status.join(' ')}`,
    ]);
    const desktop = await site.connect();
    const own = await desktop.open({
      peripheralID: AGENTS,
      agentExtension: '2001',
      servicesRequested: ['CTI_SERVICE_CLIENT_EVENTS'],
    });
    assert.equal(own.peripheralOnline, true, "the agent's own peripheral is on line");
    const waiting = await site.hot('B');
    site.simulator.switchSides();
    await waiting.event('STANDBY_ACTIVE_EVENT_MSG');
    assert.match((await systemEvents(waiting))[1] ?? '', /^SYS_PERIPHERAL_OFFLINE/);
  });

  it('of a peripheral makes requests that touch it fail', async () => {
    const bridge = await site.bridge();
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    site.simulator.peripheralOffline(AGENTS);
    const about = { peripheralID: AGENTS, agentInstrument: '2001' };
    const requests: readonly (readonly [string, object])[] = [
      ['ANSWER_CALL_REQ', connection(callID, '2001')],
      ['MAKE_CALL_REQ', { ...about, dialedNumber: '2002' }],
      ['SET_AGENT_STATE_REQ', { ...about, agentState: 'AGENT_STATE_AVAILABLE' }],
      ['QUERY_AGENT_STATE_REQ', about],
      ['SNAPSHOT_DEVICE_REQ', { ...about, snapshotDeviceType: 'DEVID_AGENT_DEVICE' }],
      ['SNAPSHOT_CALL_REQ', connection(callID, '2001')],
      ['RELEASE_CALL_REQ', connection(callID, '2001')],
    ];
    for (const [topic, payload] of requests) {
      const refusal = await bridge.refused(topic, { ...payload });
      assert.equal(refusal, 'CONTROL_FAILURE_CONF CF_RESOURCE_OUT_OF_SERVICE', topic);
    }
    site.simulator.peripheralOnline(AGENTS);
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
  });

  it('of a peripheral ends its calls for the clients, and they begin anew afterwards', async () => {
    const bridge = await site.bridge();
    const desktop = await site.desktop('2001');
    await site.ready(bridge, '2001', '2002');
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await desktop.news();
    site.simulator.peripheralOffline(VRU);
    site.simulator.peripheralOffline(AGENTS);
    assert.deepEqual((await desktop.topics()).slice(-2), ['SYSTEM', 'END_CALL 2001']);
    const waiting = site.simulator.inboundCall({ ani: '5551234', dialedNumber: '8001' });
    await bridge.news();
    site.simulator.peripheralOnline(VRU);
    // The queue is seen again; the agents whom the caller waits for are out of reach.
    assert.deepEqual(await bridge.topics(), ['SYSTEM', 'BEGIN_CALL 5551234']);
    site.simulator.peripheralOnline(AGENTS);
    const news = await desktop.news();
    assert.deepEqual(
      news.map(({ topic }) => topic),
      ['SYSTEM_EVENT', 'SYSTEM_EVENT', 'BEGIN_CALL_EVENT', 'AGENT_STATE_EVENT'],
    );
    site.simulator.hangUp(callID);
    assert.deepEqual((await desktop.topics()).slice(-2), ['1 NOT_READY', 'END_CALL 2001']);
    const reasons = site.simulator.agents.map((one) => one.eventReasonCode);
    assert.deepEqual(reasons, [65535, 65535, 65535]);
    await site.ready(bridge, '2002');
    assert.equal(site.simulator.calls.find((one) => one.callID === waiting.callID)?.state, 'ringing');
  });

  it('of a peripheral that nobody knows is refused', () => {
    assert.throws(() => site.simulator.peripheralOffline(1), {
      code: 'CTI_UNKNOWN_PERIPHERAL',
      field: 'peripheralID',
      message: /1 is not one of 5000, 5001/,
    });
    assert.throws(() => site.simulator.peripheralOnline(Number.NaN), { code: 'CTI_UNKNOWN_PERIPHERAL' });
  });

  it('is forgotten by a stop', async () => {
    site.simulator.peripheralOffline(AGENTS);
    await site.simulator.stop();
    await site.open();
    assert.equal((await (await site.connect()).open()).peripheralOnline, true);
  });
});
