import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { connection, Site } from './site';

/** The guide's DEFLECT_CALL_REQ, and the cause 28 of CALL_CONNECTION_CLEARED_EVENT. */
describe('a ringing call that is sent on', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let bob: TestClient;
  let callID: number;

  beforeEach(async () => {
    site = await Site.start();
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    bob = await site.desktop('2002');
    await site.ready(bridge, '2001');
    ({ callID } = site.simulator.inboundCall({ ani: '5551234' }));
    for (const client of [bridge, ann, bob]) await client.news();
  });
  afterEach(() => site.stop());

  const deflect = (calledDeviceID: string) => ({
    ...connection(callID, '2001'),
    calledDeviceType: 'DEVID_AGENT_DEVICE' as const,
    calledDeviceID,
  });

  it('leaves the agent, who is ready again, and rings at the colleague', async () => {
    await ann.request('DEFLECT_CALL_REQ', deflect('2002'));
    assert.deepEqual(await ann.topics(), ['CALL_CONNECTION_CLEARED 2001', 'END_CALL 2001', '1 AVAILABLE']);
    const begin = await bob.event('BEGIN_CALL_EVENT');
    assert.equal(begin.connectionCallID, callID);
    const delivered = await bob.event('CALL_DELIVERED_EVENT');
    assert.equal(delivered.lastRedirectDeviceID, '2001');
    assert.equal(delivered.eventCause, 'CEC_REDIRECTED');
    assert.equal(delivered.localConnectionState, 'LCS_ALERTING');
    assert.equal((await bridge.event('CALL_CONNECTION_CLEARED_EVENT')).eventCause, 'CEC_REDIRECTED');
    assert.ok(!(await bridge.topics()).some((topic) => /CLEARED|END/.test(topic)), 'the call goes on');
    await bob.request('ANSWER_CALL_REQ', connection(callID, '2002'));
    assert.equal(site.simulator.calls[0]?.state, 'talking');
  });

  it('may go to a queue, where its caller waits', async () => {
    await ann.request('DEFLECT_CALL_REQ', deflect('8002'));
    assert.equal(site.simulator.calls[0]?.state, 'queued');
    site.simulator.hangUp(callID);
    assert.deepEqual(site.simulator.calls, []);
  });

  it('may go outside', async () => {
    await ann.request('DEFLECT_CALL_REQ', deflect('0015559999'));
    site.clock.advance(3000);
    assert.equal((await bridge.event('CALL_ESTABLISHED_EVENT')).answeringDeviceID, '0015559999');
  });

  it('is not sent where nobody is, nor once it is answered', async () => {
    const refused = (number: string) => bridge.refused('DEFLECT_CALL_REQ', deflect(number));
    assert.equal(await refused('2999'), 'CONTROL_FAILURE_CONF CF_INVALID_DESTINATION');
    assert.equal(await refused('2001'), 'CONTROL_FAILURE_CONF CF_RESOURCE_BUSY');
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    assert.equal(await refused('2002'), 'CONTROL_FAILURE_CONF CF_INVALID_OBJECT_STATE');
  });
});
