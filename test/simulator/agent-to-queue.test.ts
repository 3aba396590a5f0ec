import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, connection, Site } from './site';

/** The guide's CALL_CONNECTION_CLEARED_EVENT: an agent calls a route point that directs the call elsewhere. */
describe("an agent's call to a skill group", () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let callID: number;

  beforeEach(async () => {
    site = await Site.start();
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    const call = { peripheralID: AGENTS, agentInstrument: '2001', dialedNumber: '8002' };
    ({ newConnectionCallID: callID } = (await ann.request('MAKE_CALL_REQ', call)) as { newConnectionCallID: number });
  });
  afterEach(() => site.stop());

  it('is answered by the VRU, waits, and is redirected to the next agent under the same id', async () => {
    assert.deepEqual(await ann.topics(), [
      'BEGIN_CALL 2001',
      'CALL_SERVICE_INITIATED 2001',
      '1 TALKING',
      'CALL_ORIGINATED 2001',
      'CALL_DELIVERED VRU000',
      'CALL_ESTABLISHED VRU000',
    ]);
    assert.equal(site.simulator.calls[0]?.state, 'queued');
    await bridge.event('CALL_QUEUED_EVENT');
    const cy = await site.desktop('2003');
    await site.ready(bridge, '2003');
    const cleared = await ann.event('CALL_CONNECTION_CLEARED_EVENT');
    assert.equal(cleared.connectionDeviceID, 'VRU000');
    assert.equal(cleared.eventCause, 'CEC_REDIRECTED');
    const delivered = await cy.event('CALL_DELIVERED_EVENT');
    assert.equal(delivered.connectionCallID, callID);
    assert.equal(delivered.callingDeviceID, '2001');
    assert.equal(delivered.lastRedirectDeviceID, '8002');
    assert.equal(delivered.skillGroupNumber, 2);
    await cy.request('ANSWER_CALL_REQ', connection(callID, '2003'));
    await ann.request('CLEAR_CONNECTION_REQ', connection(callID, '2001'));
    assert.deepEqual(site.simulator.calls, []);
    assert.deepEqual((await bridge.topics()).filter((topic) => topic.startsWith('END_CALL')).length, 2);
  });

  it('is a call out for who makes it, and nothing of the kind for who answers', async () => {
    assert.equal((await ann.event('BEGIN_CALL_EVENT')).callType, 'CALLTYPE_OUT');
    assert.equal((await bridge.event('BEGIN_CALL_EVENT')).callType, 'CALLTYPE_OUT');
    const shown = await ann.request('SNAPSHOT_CALL_REQ', connection(callID, '2001'));
    assert.equal((shown as { callType: unknown }).callType, 'CALLTYPE_OUT');
    const cy = await site.desktop('2003');
    await site.ready(bridge, '2003');
    assert.equal((await cy.event('BEGIN_CALL_EVENT')).callType, 'CALLTYPE_PREROUTE_ACD_IN');
    await cy.request('SET_CALL_DATA_REQ', { ...connection(callID, '2003'), callVariable1: 'gold' });
    assert.equal((await ann.event('CALL_DATA_UPDATE_EVENT')).callType, 'CALLTYPE_OUT');
    await cy.request('SET_CALL_DATA_REQ', { ...connection(callID, '2003'), callType: 'CALLTYPE_OTHER_IN' });
    assert.equal((await ann.event('CALL_DATA_UPDATE_EVENT')).callType, 'CALLTYPE_OTHER_IN');
  });

  it('is one call, though the queueing peripheral has one of its own', async () => {
    assert.deepEqual(
      site.simulator.calls.map((call) => call.parties.map((party) => party.number)),
      [['2001', 'VRU000']],
    );
  });

  it('may be given up in the queue', async () => {
    await bridge.news();
    await ann.request('CLEAR_CONNECTION_REQ', connection(callID, '2001'));
    assert.deepEqual(await bridge.topics(), [
      'CALL_CONNECTION_CLEARED 2001',
      'CALL_CONNECTION_CLEARED VRU000',
      'CALL_CLEARED 2001',
      '1 NOT_READY',
      'END_CALL 2001',
      'CALL_DEQUEUED 2001',
      'CALL_CONNECTION_CLEARED 2001',
      'CALL_CLEARED 2001',
      'END_CALL 2001',
    ]);
  });
});
