import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, connection, HOT, Site, TIMERS_AT_REST } from './site';

const IN_MAINTENANCE = 'E_CTI_SERVER_IN_MAINTENANCE_MODE';

/** Waits for the question and answers it. */
async function answer(client: TestClient, maintenanceModeAccepted: boolean, skew = 0): Promise<void> {
  const { invokeID } = await client.event('ACTIVE_MAINTENANCE_REQ_MSG');
  const payload = { invokeID: invokeID + skew, maintenanceModeAccepted };
  client.sendRaw(client.encode('ACTIVE_MAINTENANCE_RESP_MSG', payload));
}

function stopping(client: TestClient): void {
  client.sendRaw(client.encode('STOPPING_REQUESTS_TO_THIS_SIDE_IND', {}));
}

describe('maintenance', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start({ sideB: { port: 0 } });
  });
  afterEach(() => site.stop());

  it('moves the clients to the other side when all of them agree', async () => {
    const [one, two] = [await site.hot('A'), await site.hot('A')];
    const waiting = await site.hot('B');
    const result = site.simulator.maintenance();
    await answer(one, true);
    await one.settled();
    assert.equal(site.simulator.active, 'A');
    await answer(two, true);
    for (const client of [one, two]) {
      assert.equal((await client.event('ACTIVE_MAINTENANCE_EVENT_MSG')).maintenanceModeStatus, true);
    }
    assert.equal(site.simulator.active, 'B');
    await waiting.event('STANDBY_ACTIVE_EVENT_MSG');
    stopping(one);
    await one.closed;
    stopping(two);
    await two.closed;
    assert.deepEqual(await result, { accepted: true });
    assert.deepEqual([...one.events, ...two.events], [], 'no FAILURE_EVENT');
    assert.equal(site.clock.pending, TIMERS_AT_REST);
  });

  it('still answers requests on the old side, and sends events on the new one only', async () => {
    const old = await site.hot('A');
    const waiting = await site.hot('B');
    const result = site.simulator.maintenance();
    await answer(old, true);
    await waiting.event('STANDBY_ACTIVE_EVENT_MSG');
    await waiting.news();
    await old.news();
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await old.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    assert.deepEqual(await old.topics(), []);
    assert.deepEqual(await waiting.topics(), [
      'BEGIN_CALL 2001',
      'CALL_DELIVERED 2001',
      'CALL_ESTABLISHED 2001',
      '1 TALKING',
    ]);
    stopping(old);
    await result;
  });

  it('is cancelled for all by one refusal', async () => {
    const yes = await site.hot('A');
    const no = await site.hot('A', { clientID: 'stubborn' });
    const silent = await site.hot('A');
    const result = site.simulator.maintenance();
    await answer(yes, true);
    await answer(no, false);
    assert.deepEqual(await result, { accepted: false, refusedBy: ['stubborn'] });
    for (const client of [yes, no, silent]) {
      assert.equal((await client.event('ACTIVE_MAINTENANCE_EVENT_MSG')).maintenanceModeStatus, false);
      await client.settled();
    }
    assert.equal(site.simulator.active, 'A');
    assert.equal(site.clock.pending, TIMERS_AT_REST);
  });

  it('is refused by silence after five seconds', async () => {
    const yes = await site.hot('A');
    await site.hot('A', { clientID: 'silent' });
    const wrong = await site.hot('A', { clientID: 'another number' });
    const result = site.simulator.maintenance();
    await answer(yes, true);
    await answer(wrong, true, 1);
    await yes.settled();
    await wrong.settled();
    site.clock.advance(4_999);
    await yes.settled();
    assert.deepEqual(yes.events, []);
    site.clock.advance(1);
    assert.deepEqual(await result, { accepted: false, refusedBy: ['silent', 'another number'] });
    assert.equal((await yes.event('ACTIVE_MAINTENANCE_EVENT_MSG')).maintenanceModeStatus, false);
  });

  it('asks nobody without the service, and closes their sessions', async () => {
    const plain = await site.bridge();
    assert.deepEqual(await site.simulator.maintenance(), { accepted: true });
    assert.equal(site.simulator.active, 'B');
    assert.equal((await plain.event('FAILURE_EVENT')).status, 'E_CTI_CTI_SERVER_OFFLINE');
    await plain.closed;
    assert.equal(plain.received.filter(({ topic }) => topic.startsWith('ACTIVE_MAINTENANCE')).length, 0);
  });

  it('closes the sessions that do not move within five seconds', async () => {
    const old = await site.hot('A');
    const result = site.simulator.maintenance();
    await answer(old, true);
    await old.event('ACTIVE_MAINTENANCE_EVENT_MSG');
    site.clock.advance(4_999);
    await old.settled();
    site.clock.advance(1);
    assert.equal((await old.event('FAILURE_EVENT')).status, IN_MAINTENANCE);
    await old.closed;
    assert.deepEqual(await result, { accepted: true });
  });

  it('takes no new session on the side that goes, until it is on standby', async () => {
    const old = await site.hot('A');
    const result = site.simulator.maintenance();
    const client = await site.connect();
    const open = client.openPayload({ servicesRequested: HOT });
    assert.equal(await client.refused('OPEN_REQ', open), `FAILURE_CONF ${IN_MAINTENANCE}`);
    await answer(old, true);
    await old.event('ACTIVE_MAINTENANCE_EVENT_MSG');
    assert.equal(await client.refused('OPEN_REQ', open), `FAILURE_CONF ${IN_MAINTENANCE}`);
    const older = await site.connect(15);
    assert.equal(await older.refused('OPEN_REQ', older.openPayload()), `FAILURE_CONF ${IN_MAINTENANCE}`);
    await (await site.connect(25, 'B')).open();
    stopping(old);
    await result;
    assert.equal((await client.open({ servicesRequested: HOT })).sessionType, 'STANDBY');
  });

  it('does not wait for clients that are gone', async () => {
    const [one, two] = [await site.hot('A'), await site.hot('A')];
    const result = site.simulator.maintenance();
    await answer(one, true);
    await two.event('ACTIVE_MAINTENANCE_REQ_MSG');
    two.close();
    await one.event('ACTIVE_MAINTENANCE_EVENT_MSG');
    one.close();
    assert.deepEqual(await result, { accepted: true });
    assert.equal(site.clock.pending, TIMERS_AT_REST);
  });

  it('goes on one at a time, and only with another side that runs', async () => {
    const old = await site.hot('A');
    const result = site.simulator.maintenance();
    await assert.rejects(site.simulator.maintenance(), { code: 'CTI_IN_MAINTENANCE' });
    await answer(old, false);
    await result;
    await site.simulator.stopSide('B');
    await assert.rejects(site.simulator.maintenance(), { code: 'CTI_NO_OTHER_SIDE' });
  });

  it('is given up when the other side dies while clients are asked', async () => {
    const old = await site.hot('A');
    const result = site.simulator.maintenance();
    await site.simulator.stopSide('B');
    await answer(old, true);
    assert.equal((await old.event('ACTIVE_MAINTENANCE_EVENT_MSG')).maintenanceModeStatus, false);
    assert.deepEqual(await result, { accepted: false, refusedBy: [] });
    assert.equal(site.simulator.active, 'A');
  });

  it('is over when the side that goes dies', async () => {
    const asked = await site.hot('A');
    const refused = site.simulator.maintenance();
    await asked.event('ACTIVE_MAINTENANCE_REQ_MSG');
    await site.simulator.stopSide('A');
    assert.deepEqual(await refused, { accepted: false, refusedBy: [] });
    assert.equal(site.simulator.active, 'B');
    await site.simulator.startSide('A');

    const moving = await site.hot('B');
    const accepted = site.simulator.maintenance();
    await answer(moving, true);
    await moving.event('ACTIVE_MAINTENANCE_EVENT_MSG');
    await site.simulator.stopSide('B');
    assert.deepEqual(await accepted, { accepted: true });
    assert.equal(site.simulator.active, 'A');
    assert.equal(site.clock.pending, TIMERS_AT_REST);
  });

  it('brings the old side back when the new one dies', async () => {
    const old = await site.hot('A');
    const result = site.simulator.maintenance();
    await answer(old, true);
    await old.event('ACTIVE_MAINTENANCE_EVENT_MSG');
    await site.simulator.stopSide('B');
    assert.equal((await old.event('FAILURE_EVENT')).status, IN_MAINTENANCE);
    assert.deepEqual(await result, { accepted: true });
    assert.equal(site.simulator.active, 'A');
    await site.bridge();
  });

  it('is ended by a switch of sides and by a stop', async () => {
    const old = await site.hot('A');
    const switched = site.simulator.maintenance();
    await old.event('ACTIVE_MAINTENANCE_REQ_MSG');
    site.simulator.switchSides();
    assert.deepEqual(await switched, { accepted: false, refusedBy: [] });
    assert.equal(site.simulator.active, 'B');
    const asked = await site.hot('B');
    const stopped = site.simulator.maintenance();
    await asked.event('ACTIVE_MAINTENANCE_REQ_MSG');
    await site.simulator.stop();
    assert.deepEqual(await stopped, { accepted: false, refusedBy: [] });
    assert.equal(site.clock.pending, 0);
  });

  it('means nothing to a client that speaks of it unasked', async () => {
    const client = await site.hot('A');
    client.sendRaw(client.encode('ACTIVE_MAINTENANCE_RESP_MSG', { invokeID: 1, maintenanceModeAccepted: true }));
    stopping(client);
    assert.deepEqual(await client.topics(), []);
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await client.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    assert.equal(site.simulator.agents.find((one) => one.peripheralID === AGENTS)?.state, 'AGENT_STATE_TALKING');
  });
});
