import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { AnyMessage } from '../../lib/codec';
import type { TestClient } from './client';
import { AGENTS, connection, Site } from './site';

const SUPERVISOR = [
  'CTI_SERVICE_CLIENT_EVENTS',
  'CTI_SERVICE_CLIENT_CONTROL',
  'CTI_SERVICE_CALL_DATA_UPDATE',
  'CTI_SERVICE_SUPERVISOR',
];

const states = (events: readonly AnyMessage[]) =>
  events.flatMap(({ topic, payload }) => {
    const { agentID, agentState, eventReasonCode } = payload as { [key: string]: unknown };
    return topic === 'AGENT_STATE_EVENT' ? [`${agentID} ${agentState} ${eventReasonCode}`] : [];
  });

/** Finesse Administration Guide, Predefined System Reason Codes; the guide's SET_AGENT_STATE_REQ, ForcedFlag. */
describe('an agent whose state somebody else sets', () => {
  let site: Site;
  let bridge: TestClient;

  beforeEach(async () => {
    site = await Site.start();
    bridge = await site.bridge();
  });
  afterEach(() => site.stop());

  const login = (agentID: string, agentInstrument: string) =>
    bridge.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_LOGIN',
      forcedFlag: 'TRUE',
      agentID,
      agentPassword: '',
      agentInstrument,
    });

  it('is not ready and logged out when the phone is taken over with force, and so is who takes it elsewhere', async () => {
    await login('2', '2001');
    assert.deepEqual(states(await bridge.news()), [
      '2 AGENT_STATE_NOT_READY 20001',
      '2 AGENT_STATE_LOGOUT 20002',
      '1 AGENT_STATE_NOT_READY 20001',
      '1 AGENT_STATE_LOGOUT 20002',
      '2 AGENT_STATE_LOGIN 0',
      '2 AGENT_STATE_NOT_READY 0',
    ]);
    const phones = site.simulator.agents.map((agent) => agent.extension);
    assert.deepEqual(phones, [null, '2001', '2003']);
  });

  it('leaves the call at the phone to who comes', async () => {
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await login('2', '2001');
    assert.equal(site.simulator.agents[1]?.state, 'AGENT_STATE_TALKING');
    site.simulator.hangUp(callID);
    assert.equal(site.simulator.agents[1]?.state, 'AGENT_STATE_NOT_READY');
  });

  describe('by a supervisor', () => {
    let supervisor: TestClient;
    beforeEach(async () => {
      supervisor = await site.desktop('2003', { servicesRequested: SUPERVISOR });
    });
    const set = (agentState: string, fields: object = {}) => ({
      peripheralID: AGENTS,
      agentState: `AGENT_STATE_${agentState}`,
      agentInstrument: '2001',
      agentID: '1',
      agentPassword: '',
      ...fields,
    });

    it('is not ready with the reason for that', async () => {
      await site.ready(bridge, '2001');
      await supervisor.request('SET_AGENT_STATE_REQ', set('NOT_READY') as never);
      assert.deepEqual(states(await bridge.news()), ['1 AGENT_STATE_NOT_READY 999']);
    });

    it('is logged out from ready with force only', async () => {
      await site.ready(bridge, '2001');
      assert.equal(
        await supervisor.refused('SET_AGENT_STATE_REQ', set('LOGOUT')),
        'CONTROL_FAILURE_CONF CF_INVALID_OBJECT_STATE',
      );
      await supervisor.request('SET_AGENT_STATE_REQ', set('LOGOUT', { forcedFlag: 'TRUE' }) as never);
      assert.deepEqual(states(await bridge.news()), ['1 AGENT_STATE_LOGOUT 999']);
    });

    it('is logged out after the call in hand', async () => {
      await site.ready(bridge, '2001');
      const { callID } = site.simulator.inboundCall();
      await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
      await supervisor.request('SET_AGENT_STATE_REQ', set('LOGOUT', { forcedFlag: 'TRUE' }) as never);
      await bridge.news();
      assert.equal(site.simulator.agents[0]?.state, 'AGENT_STATE_TALKING');
      site.simulator.hangUp(callID);
      assert.deepEqual(states(await bridge.news()), ['1 AGENT_STATE_LOGOUT 999']);
      assert.equal(site.simulator.agents[0]?.extension, null);
    });
  });
});
