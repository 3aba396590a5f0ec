import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, connection, Site } from './site';

/** Expectations follow the guide's heading "Client Monitor Service". */
describe('a client monitor', () => {
  let site: Site;
  let monitor: TestClient;

  const open = async (fields: object = {}): Promise<TestClient> => {
    const client = await site.connect();
    await client.open({ clientID: 'monitor', servicesRequested: ['CTI_SERVICE_CLIENT_MONITOR'], ...fields });
    return client;
  };

  beforeEach(async () => {
    site = await Site.start();
    monitor = await open();
  });
  afterEach(() => site.stop());

  it('is told of a session that opens, with what it was granted', async () => {
    const desktop = await site.desktop('2001', { clientSignature: 'Ann' });
    const opened = await monitor.event('CLIENT_SESSION_OPENED_EVENT');
    const { unknownFields: _, sessionID, callMsgMask, agentStateMask, ...rest } = opened;
    const { port } = desktop.socket.address() as AddressInfo;
    assert.ok(sessionID > 0);
    assert.ok(callMsgMask.includes('BEGIN_CALL_MASK'));
    assert.ok(agentStateMask.includes('AGENT_HOLD_MASK'));
    assert.deepEqual(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)), {
      peripheralID: AGENTS,
      servicesGranted: ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CALL_DATA_UPDATE', 'CTI_SERVICE_CLIENT_CONTROL'],
      clientPort: port,
      clientAddress: '127.0.0.1',
      clientID: 'desktop 2001',
      clientSignature: 'Ann',
      agentExtension: '2001',
      agentID: '1',
      agentInstrument: '2001',
    });
  });

  it('is told of those that are open when it opens itself, but not of itself', async () => {
    await site.desktop('2001');
    await site.bridge();
    const late = await open({ clientID: 'late' });
    const ids = (await late.news()).map(({ payload }) => (payload as { clientID: string }).clientID);
    assert.deepEqual(ids, ['monitor', 'desktop 2001', 'test']);
  });

  it('is told how a session ended', async () => {
    const closing = await site.bridge();
    await closing.ask('CLOSE_REQ', { status: 'E_CTI_NO_ERROR' });
    assert.equal((await monitor.event('CLIENT_SESSION_CLOSED_EVENT')).status, 'E_CTI_NO_ERROR');
    const lost = await site.bridge();
    lost.close();
    const event = await monitor.event('CLIENT_SESSION_CLOSED_EVENT');
    assert.equal(event.status, 'E_CTI_CLIENT_DISCONNECTED');
    assert.equal(event.clientID, 'test');
    assert.equal(event.peripheralID, null);
    await site.desktop('2001');
    await site.desktop('2001');
    assert.equal((await monitor.event('CLIENT_SESSION_CLOSED_EVENT')).status, 'E_CTI_NEW_SESSION_OPENED');
    const silent = await site.connect();
    await silent.open({ clientID: 'silent', idleTimeout: 20 });
    site.clock.advance(20_000);
    assert.equal((await monitor.event('CLIENT_SESSION_CLOSED_EVENT')).status, 'E_CTI_TIMEOUT');
  });

  describe('of one session', () => {
    let desktop: TestClient;
    let sessionID: number;

    const start = async () =>
      ((await monitor.request('SESSION_MONITOR_START_REQ', { sessionID })) as { monitorID: number }).monitorID;

    beforeEach(async () => {
      desktop = await site.desktop('2001');
      ({ sessionID } = await monitor.event('CLIENT_SESSION_OPENED_EVENT'));
    });

    it('gets what that session gets, under its own MonitorID', async () => {
      const monitorID = await start();
      const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
      site.simulator.inboundCall({ dialedNumber: '2002' });
      await desktop.request('ANSWER_CALL_REQ', connection(callID, '2001'));
      const own = await desktop.topics();
      const copies = await monitor.news();
      assert.deepEqual(
        copies.map((one) => one.topic),
        own.map((word) => (/^\d/.test(word) ? 'AGENT_STATE_EVENT' : `${word.split(' ')[0]}_EVENT`)),
      );
      assert.ok(copies.every(({ payload }) => (payload as { monitorID: number }).monitorID === monitorID));
      await monitor.request('SESSION_MONITOR_STOP_REQ', { monitorID });
      site.simulator.hangUp(callID);
      assert.deepEqual(await monitor.topics(), []);
      assert.ok((await desktop.topics()).includes('END_CALL 2001'));
    });

    it('of an older version is told nothing that its version lacks', async () => {
      const old = await site.connect(20);
      await old.open({ clientID: 'old', servicesRequested: ['CTI_SERVICE_CLIENT_MONITOR'] });
      await old.news();
      await old.request('SESSION_MONITOR_START_REQ', { sessionID });
      const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
      await desktop.request('ANSWER_CALL_REQ', connection(callID, '2001'));
      await desktop.request('START_NETWORK_RECORDING_REQ', connection(callID, '2001'));
      assert.ok((await desktop.topics()).includes('NETWORK_RECORDING_STARTED 2001'));
      site.simulator.hangUp(callID);
      assert.equal((await old.topics()).at(-1), 'END_CALL 2001');
    });

    it('is gone when its client is', async () => {
      await start();
      const gone = new Promise((resolve) => site.simulator.on('session', resolve));
      monitor.close();
      await gone;
      site.simulator.inboundCall({ dialedNumber: '2001' });
      assert.deepEqual(await desktop.topics(), ['BEGIN_CALL 2001', 'CALL_DELIVERED 2001']);
    });

    it('is refused for itself, twice, and for nobody', async () => {
      await start();
      const refused = (id: number) => monitor.refused('SESSION_MONITOR_START_REQ', { sessionID: id });
      assert.equal(await refused(sessionID), 'FAILURE_CONF E_CTI_SESSION_MONITOR_ALREADY_EXISTS');
      assert.equal(await refused(999), 'FAILURE_CONF E_CTI_CLIENT_NOT_FOUND');
      const late = await open({ clientID: 'late' });
      const all = (await late.news()).map(({ payload }) => (payload as { sessionID: number }).sessionID);
      const watching = Math.min(...all);
      assert.equal(await refused(watching), 'FAILURE_CONF E_CTI_SESSION_MONITOR_IS_CLIENTS');
      assert.equal(
        await monitor.refused('SESSION_MONITOR_STOP_REQ', { monitorID: 999 }),
        'FAILURE_CONF E_CTI_INVALID_MONITORID',
      );
    });
  });
});
