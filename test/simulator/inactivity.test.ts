import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, connection, Site, withDeskSettings } from './site';

/** Finesse Administration Guide, "Predefined System Reason Codes": 50004. */
describe('the inactivity limit of the desk settings', () => {
  let site: Site;
  let bridge: TestClient;

  beforeEach(async () => {
    site = await Site.start({ configuration: withDeskSettings({ logoutNonActivityTime: 60 }) });
    bridge = await site.bridge();
  });
  afterEach(() => site.stop());

  const setState = (agentState: 'AGENT_STATE_AVAILABLE' | 'AGENT_STATE_NOT_READY', eventReasonCode = 0) =>
    bridge.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState,
      agentInstrument: '2001',
      eventReasonCode,
    });
  const state = () => site.simulator.agents[0]?.state;

  it('signs an agent out who is not ready for too long', async () => {
    site.clock.advance(59_999);
    assert.deepEqual(await bridge.topics(), []);
    site.clock.advance(1);
    const out = await bridge.event('AGENT_STATE_EVENT');
    assert.equal(out.agentState, 'AGENT_STATE_LOGOUT');
    assert.equal(out.eventReasonCode, 50_004);
    assert.equal(site.simulator.agents[0]?.extension, null);
  });

  it('counts from the last change of state, and not while the agent is ready or talks', async () => {
    site.clock.advance(50_000);
    await setState('AGENT_STATE_NOT_READY', 7);
    site.clock.advance(50_000);
    assert.equal(state(), 'AGENT_STATE_NOT_READY');
    await setState('AGENT_STATE_AVAILABLE');
    site.clock.advance(100_000);
    assert.equal(state(), 'AGENT_STATE_AVAILABLE');
    await setState('AGENT_STATE_NOT_READY');
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    site.clock.advance(100_000);
    site.simulator.hangUp(callID);
    assert.equal(state(), 'AGENT_STATE_NOT_READY');
    site.clock.advance(60_000);
    assert.equal(state(), 'AGENT_STATE_LOGOUT');
  });

  it('is shown with the desk settings', async () => {
    const settings = await bridge.request('AGENT_DESK_SETTINGS_REQ', { peripheralID: AGENTS, agentID: '1' });
    assert.equal((settings as { logoutNonActivityTime?: number }).logoutNonActivityTime, 60);
  });
});
