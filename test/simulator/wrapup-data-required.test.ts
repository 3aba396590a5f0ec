import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, connection, Site, withDeskSettings } from './site';

/** Expectations follow the CTI OS System Manager Guide, Peripheral-Specific Support, on the incoming work mode. */
describe('an agent whose desk settings require wrap-up data', () => {
  let site: Site;
  let ann: TestClient;
  let callID: number;

  const agent = () => site.simulator.agents.find((one) => one.agentID === '1');
  const wanted = (agentState: string, fields: object = {}) => ({
    peripheralID: AGENTS,
    agentInstrument: '2001',
    agentState,
    ...fields,
  });
  const refused = (agentState: string) => ann.refused('SET_AGENT_STATE_REQ', wanted(agentState));
  const required = 'CONTROL_FAILURE_CONF CF_WRAPUP_DATA_REQUIRED';
  const wrapUp = () => ann.request('SET_CALL_DATA_REQ', { ...connection(callID, '2001'), callWrapupData: 'sold' });

  const start = async (settings: object = {}, fields: object = {}) => {
    const mode = { wrapupIncoming: 'REQUIRED_WITH_WRAPUP_DATA', ...settings };
    site = await Site.start({ configuration: { ...withDeskSettings(mode), ...fields } });
    ann = await site.desktop('2001');
    await site.ready(ann, '2001');
    ({ callID } = site.simulator.inboundCall({ dialedNumber: '8001' }));
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
  };

  beforeEach(() => start());
  afterEach(() => site.stop());

  it('stays in the work state until they are set', async () => {
    site.simulator.hangUp(callID);
    assert.equal(agent()?.state, 'AGENT_STATE_WORK_READY');
    for (const state of ['AVAILABLE', 'NOT_READY']) assert.equal(await refused(`AGENT_STATE_${state}`), required);
    await wrapUp();
    await ann.request('SET_AGENT_STATE_REQ', wanted('AGENT_STATE_AVAILABLE') as never);
    assert.equal(agent()?.state, 'AGENT_STATE_AVAILABLE');
  });

  it('may set them during the call, and choose the next state then', async () => {
    await wrapUp();
    await ann.request('SET_AGENT_STATE_REQ', wanted('AGENT_STATE_NOT_READY') as never);
    site.simulator.hangUp(callID);
    assert.equal(agent()?.state, 'AGENT_STATE_WORK_NOT_READY');
    await ann.request('SET_AGENT_STATE_REQ', wanted('AGENT_STATE_NOT_READY') as never);
    assert.equal(agent()?.state, 'AGENT_STATE_NOT_READY');
  });

  it('is asked for the data of each call anew', async () => {
    await wrapUp();
    site.simulator.hangUp(callID);
    await ann.request('SET_AGENT_STATE_REQ', wanted('AGENT_STATE_AVAILABLE') as never);
    ({ callID } = site.simulator.inboundCall({ dialedNumber: '8001' }));
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    site.simulator.hangUp(callID);
    assert.equal(await refused('AGENT_STATE_AVAILABLE'), required);
  });

  it('may be signed out with force', async () => {
    site.simulator.hangUp(callID);
    await ann.request('SET_AGENT_STATE_REQ', wanted('AGENT_STATE_LOGOUT', { forcedFlag: 'TRUE' }) as never);
    assert.equal(agent()?.state, 'AGENT_STATE_LOGOUT');
  });

  it('gets out of it with the work mode timer, and when no data can be set any more', async () => {
    await site.stop();
    await start({ workModeTimer: 30 });
    site.simulator.hangUp(callID);
    site.clock.advance(30_000);
    assert.equal(agent()?.state, 'AGENT_STATE_AVAILABLE');
    await site.stop();
    await start({}, { wrapupDataTime: 10 });
    site.simulator.hangUp(callID);
    assert.equal(await refused('AGENT_STATE_AVAILABLE'), required);
    site.clock.advance(10_000);
    await ann.request('SET_AGENT_STATE_REQ', wanted('AGENT_STATE_AVAILABLE') as never);
  });
});
