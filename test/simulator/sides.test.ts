import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Message } from '../../lib/codec';
import { Simulator } from '../../lib/simulator';
import type { TestClient } from './client';
import { AGENTS, active, CONFIGURATION, connection, HOT, Site } from './site';

/** Topic, connection, its state and the cause: what tells calls in progress from new ones. */
async function callNews(client: TestClient): Promise<string[]> {
  return (await client.news())
    .filter(({ topic }) => topic.includes('CALL'))
    .map(({ topic, payload }) => {
      const { connectionDeviceID, localConnectionState, eventCause } = payload as Record<string, unknown>;
      const about = [topic.replace('_EVENT', ''), connectionDeviceID, localConnectionState, eventCause];
      return about.filter((one) => one !== undefined).join(' ');
    });
}

async function refusedOn(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.destroy();
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';
  }
}

describe('two sides', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start({ sideB: { port: 0 } });
  });
  afterEach(() => site.stop());

  it('have an address each, and side A is the active one at first', async () => {
    assert.equal(site.port, site.sides.A.port);
    assert.equal(site.sides.A.host, '127.0.0.1');
    assert.notEqual(site.sides.B?.port, site.sides.A.port);
    assert.equal(site.simulator.active, 'A');
    const client = await site.connect();
    const { sessionType, servicesGranted } = await client.open({ servicesRequested: HOT });
    assert.equal(sessionType, 'ACTIVE');
    assert.ok(servicesGranted.includes('CTI_SERVICE_ACTIVE_STANDBY'));
  });

  it('show in the notices about sessions', async () => {
    const sides: string[] = [];
    site.simulator.on('session', ({ side, open }) => sides.push(`${side} ${open}`));
    await site.hot('B');
    await site.hot('A');
    assert.deepEqual(sides, ['B 1', 'A 2']);
  });

  describe('on standby', () => {
    it('opens a session that waits', async () => {
      const client = await site.connect(24, 'B');
      const { sessionType } = await client.open({ servicesRequested: HOT });
      assert.equal(sessionType, 'STANDBY');
      site.simulator.inboundCall();
      assert.deepEqual(await client.topics(), []);
    });

    it('refuses clients that cannot wait', async () => {
      const refused = async (version: number, servicesRequested: readonly string[] | number) => {
        const client = await site.connect(version, 'B');
        return client.refused('OPEN_REQ', client.openPayload({ servicesRequested }));
      };
      assert.equal(await refused(23, ['CTI_SERVICE_ALL_EVENTS']), 'FAILURE_CONF E_CTI_CTI_SERVER_OFFLINE');
      assert.equal(await refused(23, 0x0200_0010), 'FAILURE_CONF E_CTI_CTI_SERVER_OFFLINE');
      assert.equal(await refused(24, ['CTI_SERVICE_ALL_EVENTS']), 'FAILURE_CONF E_CTI_INVALID_CLIENT_FOR_STANDBY');
      assert.equal(await refused(25, HOT.slice(0, 3)), 'FAILURE_CONF E_CTI_INVALID_CLIENT_FOR_STANDBY');
    });

    it('checks OPEN_REQ as the active side does', async () => {
      const client = await site.connect(25, 'B');
      const fields = { servicesRequested: HOT, idleTimeout: 19 };
      assert.equal(await client.refused('OPEN_REQ', client.openPayload(fields)), 'FAILURE_CONF E_CTI_INVALID_TIMEOUT');
    });

    it('serves heartbeats and CLOSE_REQ only', async () => {
      const client = await site.hot('B');
      const about = { peripheralID: AGENTS, agentInstrument: '2001' };
      const NOT_MASTER = 'FAILURE_CONF E_CTI_SERVER_NOT_MASTER';
      assert.equal(await client.refused('QUERY_AGENT_STATE_REQ', about), NOT_MASTER);
      assert.equal(await client.refused('MAKE_CALL_REQ', { ...about, dialedNumber: '2002' }), NOT_MASTER);
      client.sendRaw(client.encode('CONFIG_REQUEST_KEY_EVENT', { peripheralID: AGENTS }));
      assert.equal((await client.event('FAILURE_CONF')).failureCode, 'E_CTI_SERVER_NOT_MASTER');
      const again = await client.refused('OPEN_REQ', client.openPayload());
      assert.equal(again, 'FAILURE_CONF E_CTI_SESSION_ALREADY_OPEN');
      assert.equal((await client.ask('HEARTBEAT_REQ', {})).topic, 'HEARTBEAT_CONF');
      assert.equal((await client.ask('CLOSE_REQ', { status: 'E_CTI_NO_ERROR' })).topic, 'CLOSE_CONF');
    });

    it('drops a session that stays silent', async () => {
      const client = await site.hot('B', { idleTimeout: 20 });
      site.clock.advance(20_000);
      assert.equal((await client.event('FAILURE_EVENT')).status, 'E_CTI_TIMEOUT');
      await client.closed;
    });

    it('lets a client wait for a device that it has a session for on the active side', async () => {
      const fields = {
        clientID: 'desktop 2001',
        peripheralID: AGENTS,
        agentExtension: '2001',
        servicesRequested: ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_ACTIVE_STANDBY'],
      };
      const active = await site.hot('A', fields);
      const waiting = await site.hot('B', fields);
      const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
      assert.deepEqual(await active.topics(), ['BEGIN_CALL 2001', 'CALL_DELIVERED 2001']);
      site.simulator.switchSides();
      await active.closed;
      await waiting.event('STANDBY_ACTIVE_EVENT_MSG');
      assert.deepEqual(await waiting.topics(), ['BEGIN_CALL 2001']);
      site.simulator.hangUp(callID);
      assert.equal((await waiting.topics()).at(-1), 'END_CALL 2001');
    });
  });

  describe('that are switched', () => {
    it('close the sessions of the old one and tell those of the new one', async () => {
      const old = await site.hot('A');
      const plain = await site.bridge();
      const waiting = await site.hot('B');
      site.simulator.switchSides();
      assert.equal(site.simulator.active, 'B');
      for (const client of [old, plain]) {
        assert.equal((await client.event('FAILURE_EVENT')).status, 'E_CTI_CTI_SERVER_OFFLINE');
        await client.closed;
      }
      const topics = await waiting.topics();
      assert.deepEqual(topics, ['STANDBY_ACTIVE_EVENT_MSG', 'SYSTEM', 'SYSTEM']);
    });

    it('serve and tell on the new side what the old one did', async () => {
      const waiting = await site.hot('B');
      site.simulator.switchSides();
      await waiting.news();
      const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
      await waiting.request('ANSWER_CALL_REQ', connection(callID, '2001'));
      assert.deepEqual(await waiting.topics(), [
        'BEGIN_CALL 2001',
        'CALL_DELIVERED 2001',
        'CALL_ESTABLISHED 2001',
        '1 TALKING',
      ]);
      const late = await site.connect(25, 'A');
      assert.equal((await late.open({ servicesRequested: HOT })).sessionType, 'STANDBY');
    });

    it('rebuild the calls in progress, marked as no news', async () => {
      const bridge = await site.bridge();
      const waiting = await site.hot('B');
      // Waiting in the queue; talking; put on hold; ringing at a colleague.
      site.simulator.inboundCall({ ani: '5550001', dialedNumber: '8001' });
      const talk = site.simulator.inboundCall({ ani: '5550002', dialedNumber: '2001' });
      await bridge.request('ANSWER_CALL_REQ', connection(talk.callID, '2001'));
      const hold = site.simulator.inboundCall({ ani: '5550003', dialedNumber: '2002' });
      await bridge.request('ANSWER_CALL_REQ', connection(hold.callID, '2002'));
      await bridge.request('HOLD_CALL_REQ', connection(hold.callID, '2002'));
      await bridge.request('MAKE_CALL_REQ', { peripheralID: AGENTS, agentInstrument: '2002', dialedNumber: '2003' });
      site.simulator.switchSides();
      await waiting.event('STANDBY_ACTIVE_EVENT_MSG');
      assert.deepEqual(await callNews(waiting), [
        'BEGIN_CALL 5550001',
        'CALL_DELIVERED 5550001 LCS_INITIATE CEC_CALL_PARTY_UPDATE_IND',
        'CALL_DELIVERED VRU000 LCS_ALERTING CEC_CALL_PARTY_UPDATE_IND',
        'CALL_ESTABLISHED VRU000 LCS_CONNECT CEC_CALL_PARTY_UPDATE_IND',
        'CALL_QUEUED 5550001 LCS_QUEUED CEC_CALL_PARTY_UPDATE_IND',
        'BEGIN_CALL 2001',
        'CALL_DELIVERED 5550002 LCS_INITIATE CEC_CALL_PARTY_UPDATE_IND',
        'CALL_DELIVERED 2001 LCS_ALERTING CEC_CALL_PARTY_UPDATE_IND',
        'CALL_ESTABLISHED 2001 LCS_CONNECT CEC_CALL_PARTY_UPDATE_IND',
        'BEGIN_CALL 2002',
        'CALL_DELIVERED 5550003 LCS_INITIATE CEC_CALL_PARTY_UPDATE_IND',
        'CALL_DELIVERED 2002 LCS_ALERTING CEC_CALL_PARTY_UPDATE_IND',
        'CALL_ESTABLISHED 2002 LCS_CONNECT CEC_CALL_PARTY_UPDATE_IND',
        'CALL_HELD 2002 LCS_HOLD CEC_CALL_PARTY_UPDATE_IND',
        'BEGIN_CALL 2002',
        'CALL_SERVICE_INITIATED 2002 LCS_INITIATE CEC_CALL_PARTY_UPDATE_IND',
        'CALL_ORIGINATED 2002 LCS_INITIATE CEC_CALL_PARTY_UPDATE_IND',
        'CALL_DELIVERED 2003 LCS_ALERTING CEC_CALL_PARTY_UPDATE_IND',
      ]);
      // From here on it is as if the client had seen them from the start.
      site.simulator.hangUp(talk.callID);
      assert.deepEqual((await callNews(waiting)).slice(-1), ['END_CALL 2001']);
    });

    it('rebuild both legs of a call that came by the queue, and who asks for advice with the call he asks about', async () => {
      const bridge = await site.bridge();
      const waiting = await site.hot('B');
      await site.ready(bridge, '2001');
      const { callID } = site.simulator.inboundCall({ ani: '5550001', dialedNumber: '8001' });
      await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
      await bridge.request('CONSULTATION_CALL_REQ', { ...active(callID, '2001'), dialedNumber: '99' });
      site.simulator.switchSides();
      await waiting.event('STANDBY_ACTIVE_EVENT_MSG');
      await waiting.settled();
      const initiated = waiting.events.find(({ topic }) => topic === 'CALL_SERVICE_INITIATED_EVENT');
      assert.equal((initiated as Message<'CALL_SERVICE_INITIATED_EVENT'>).payload.cocConnectionCallID, callID);
      assert.deepEqual(await callNews(waiting), [
        'BEGIN_CALL 5550001',
        'CALL_DELIVERED 5550001 LCS_INITIATE CEC_CALL_PARTY_UPDATE_IND',
        'CALL_ESTABLISHED 5550001 LCS_CONNECT CEC_CALL_PARTY_UPDATE_IND',
        'BEGIN_CALL 2001',
        'CALL_DELIVERED 5550001 LCS_INITIATE CEC_CALL_PARTY_UPDATE_IND',
        'CALL_DELIVERED 2001 LCS_ALERTING CEC_CALL_PARTY_UPDATE_IND',
        'CALL_ESTABLISHED 2001 LCS_CONNECT CEC_CALL_PARTY_UPDATE_IND',
        'CALL_HELD 2001 LCS_HOLD CEC_CALL_PARTY_UPDATE_IND',
        'BEGIN_CALL 2001',
        'CALL_SERVICE_INITIATED 2001 LCS_INITIATE CEC_CALL_PARTY_UPDATE_IND',
        'CALL_ORIGINATED 2001 LCS_INITIATE CEC_CALL_PARTY_UPDATE_IND',
        'CALL_FAILED 2001 LCS_FAIL CEC_CALL_PARTY_UPDATE_IND',
      ]);
    });

    it('rebuild the call of a supervisor who listens, whom no phone rings for', async () => {
      const bridge = await site.bridge();
      const waiting = await site.hot('B');
      const { callID } = site.simulator.inboundCall({ ani: '5550001', dialedNumber: '2001' });
      await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
      await site.simulator.perform({
        action: 'supervise',
        supervisor: '3',
        agent: '1',
        supervisoryAction: 'SUPERVISOR_MONITOR',
      });
      site.simulator.switchSides();
      await waiting.event('STANDBY_ACTIVE_EVENT_MSG');
      assert.deepEqual((await callNews(waiting)).slice(-4), [
        'BEGIN_CALL 2003',
        'CALL_SERVICE_INITIATED 2003 LCS_INITIATE CEC_CALL_PARTY_UPDATE_IND',
        'CALL_ORIGINATED 2003 LCS_INITIATE CEC_CALL_PARTY_UPDATE_IND',
        'CALL_ESTABLISHED 2001 LCS_CONNECT CEC_CALL_PARTY_UPDATE_IND',
      ]);
    });

    it('back and forth keep every session in step', async () => {
      for (const side of ['B', 'A', 'B'] as const) {
        const waiting = await site.hot(side);
        site.simulator.switchSides();
        await waiting.event('STANDBY_ACTIVE_EVENT_MSG');
        assert.equal(site.simulator.active, side);
      }
    });
  });

  describe('of which one dies', () => {
    it('reset its sockets, close its port, and the other takes over', async () => {
      const old = await site.hot('A');
      const waiting = await site.hot('B');
      const errors: string[] = [];
      old.socket.on('error', (error: NodeJS.ErrnoException) => errors.push(String(error.code)));
      const notices: string[] = [];
      site.simulator.on('session', ({ event, side, reason }) => notices.push(`${event} ${side}: ${reason}`));
      await site.simulator.stopSide('A');
      await old.closed;
      assert.deepEqual(errors, ['ECONNRESET']);
      assert.deepEqual(notices, ['closed A: the server has died']);
      assert.equal(site.simulator.active, 'B');
      await waiting.event('STANDBY_ACTIVE_EVENT_MSG');
      assert.ok(await refusedOn(site.sides.A.port));
    });

    it('reset connections without a session too', async () => {
      const client = await site.connect();
      await client.refused('HEARTBEAT_REQ', {});
      await site.simulator.stopSide('A');
      await client.closed;
    });

    it('have it back on standby, on the same port', async () => {
      await site.simulator.stopSide('A');
      await assert.rejects(async () => site.simulator.switchSides(), { code: 'CTI_NO_OTHER_SIDE' });
      await site.simulator.startSide('A');
      assert.equal(site.simulator.active, 'B');
      assert.equal((await (await site.connect(25, 'A')).open({ servicesRequested: HOT })).sessionType, 'STANDBY');
    });

    it('disturb nobody when it is the one on standby', async () => {
      const active = await site.hot('A');
      const waiting = await site.hot('B');
      await site.simulator.stopSide('B');
      await waiting.closed;
      assert.deepEqual(await active.topics(), []);
    });

    it('have the first that comes back as the active one when both have died', async () => {
      await site.simulator.stopSide('A');
      await site.simulator.stopSide('B');
      assert.equal(site.simulator.active, undefined);
      site.simulator.inboundCall();
      await site.simulator.startSide('B');
      assert.equal(site.simulator.active, 'B');
      await assert.rejects(site.simulator.startSide('B'), { code: 'CTI_ALREADY_STARTED' });
    });
  });

  it('begin anew after a stop', async () => {
    const waiting = await site.hot('B', { idleTimeout: 20 });
    site.simulator.switchSides();
    await site.simulator.stop();
    assert.equal((await waiting.event('FAILURE_EVENT')).status, 'E_CTI_CTI_SERVER_OFFLINE');
    assert.equal(site.clock.pending, 0);
    assert.equal(site.simulator.active, undefined);
    assert.throws(() => site.simulator.switchSides(), { code: 'CTI_NOT_STARTED' });
    await site.open();
    assert.equal(site.simulator.active, 'A');
  });

  it('listen both or not at all', async () => {
    const taken = site.sides.B?.port ?? 0;
    const second = new Simulator({ port: 0, sideB: { port: taken }, configuration: CONFIGURATION });
    await assert.rejects(second.start(), { code: 'CTI_CANNOT_LISTEN' });
    assert.equal(second.active, undefined);
  });

  it('are free again when they are stopped while they start', async () => {
    const simulator = new Simulator({ port: 0, sideB: { port: 0 }, configuration: CONFIGURATION });
    const started = simulator.start();
    await simulator.stop();
    const { sides } = await started;
    assert.ok(await refusedOn(sides.A.port));
    assert.ok(await refusedOn(sides.B?.port ?? 0));
  });
});

describe('one side alone', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start();
  });
  afterEach(() => site.stop());

  it('is always the active one', async () => {
    assert.deepEqual(Object.keys(site.sides), ['A']);
    const client = await site.connect();
    assert.equal((await client.open({ servicesRequested: HOT })).sessionType, 'ACTIVE');
    assert.throws(() => site.simulator.switchSides(), { code: 'CTI_NO_OTHER_SIDE' });
    await assert.rejects(site.simulator.stopSide('B'), { code: 'CTI_NO_OTHER_SIDE' });
    await assert.rejects(site.simulator.maintenance(), { code: 'CTI_NO_OTHER_SIDE' });
  });

  it('dies and comes back with the calls as they are', async () => {
    const client = await site.bridge();
    site.simulator.inboundCall();
    await site.simulator.stopSide('A');
    await client.closed;
    await site.simulator.startSide('A');
    assert.equal(site.simulator.calls.length, 1);
    await site.bridge();
  });
});
