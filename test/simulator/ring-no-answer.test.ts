import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, connection, Site, withDeskSettings } from './site';

/** Reporting Concepts: Calls That Experience Redirection on No Answer with CVP. */
describe('a call that nobody answers', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let callID: number;

  beforeEach(async () => {
    site = await Site.start({ configuration: withDeskSettings({ ringNoAnswerTime: 10 }) });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    await site.ready(bridge, '2001');
    ({ callID } = site.simulator.inboundCall({ ani: '5551234' }));
    for (const client of [bridge, ann]) await client.news();
  });
  afterEach(() => site.stop());

  it('makes the agent not ready, rings on, and is then taken from the phone', async () => {
    site.clock.advance(9999);
    assert.deepEqual(await ann.topics(), []);
    site.clock.advance(1);
    const state = await ann.event('AGENT_STATE_EVENT');
    assert.equal(state.agentState, 'AGENT_STATE_NOT_READY');
    assert.equal(state.eventReasonCode, 32_767);
    site.clock.advance(1999);
    assert.deepEqual(await ann.topics(), []);
    site.clock.advance(1);
    const cleared = await bridge.event('CALL_CONNECTION_CLEARED_EVENT');
    assert.equal(cleared.connectionDeviceID, '2001');
    assert.equal(cleared.eventCause, 'CEC_REDIRECTED');
    assert.deepEqual(await ann.topics(), ['CALL_CONNECTION_CLEARED 2001', 'CALL_CLEARED 2001', 'END_CALL 2001']);
    assert.equal(site.simulator.calls[0]?.state, 'queued');
  });

  it('is the first in the queue again and goes to the next agent with the same router call key', async () => {
    site.simulator.inboundCall({ ani: '5559999' });
    site.clock.advance(12_000);
    await bridge.news();
    await site.ready(bridge, '2002');
    const [call] = site.simulator.calls;
    assert.equal(call?.callingNumber, '5551234');
    assert.equal(call?.state, 'ringing');
    assert.notEqual(call?.callID, callID, 'at the next phone the call has another id');
    site.simulator.hangUp(callID);
    assert.deepEqual(
      site.simulator.calls.map((one) => one.callingNumber),
      ['5559999'],
      'the caller is still known by the id that inboundCall returned',
    );
  });

  it('may be answered between the two times: the agent talks straight from not ready', async () => {
    site.clock.advance(11_000);
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    assert.deepEqual(await ann.topics(), ['1 NOT_READY', 'CALL_ESTABLISHED 2001', '1 TALKING']);
    site.clock.advance(60_000);
    assert.equal(site.simulator.calls[0]?.state, 'talking');
    site.simulator.hangUp(callID);
    const [agent] = site.simulator.agents;
    assert.equal(agent?.state, 'AGENT_STATE_NOT_READY');
    assert.equal(agent?.eventReasonCode, 32_767);
  });

  it('is not taken from an agent who has answered in time', async () => {
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await ann.news();
    site.clock.advance(60_000);
    assert.deepEqual(await ann.topics(), []);
  });

  it('of a colleague goes back to the VRU and waits there', async () => {
    const call = { peripheralID: AGENTS, agentInstrument: '2003', dialedNumber: '8001' };
    await site.ready(bridge, '2002');
    const made = (await bridge.request('MAKE_CALL_REQ', call)) as { newConnectionCallID: number };
    await bridge.news();
    site.clock.advance(12_000);
    const parties = site.simulator.calls.find((one) => one.callID === made.newConnectionCallID)?.parties;
    assert.deepEqual(
      parties?.map((party) => party.number.slice(0, 3)),
      ['200', 'VRU'],
    );
  });
});
