import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { CtiError } from '../../lib/codec';
import type { TestClient } from './client';
import { AGENTS, connection, Site, withAgents } from './site';

type WorkMode = 'RA_CALL_BY_CALL' | 'RA_NAILED_CONNECTION' | 'AWM_UNSPECIFIED';

/** SET_AGENT_STATE_REQ, AgentWorkMode; Finesse Administration Guide, "Predefined System Reason Codes". */
describe('a mobile agent', () => {
  let site: Site;
  let bridge: TestClient;

  beforeEach(async () => {
    site = await Site.start({ configuration: withAgents({ initialState: 'AGENT_STATE_LOGOUT' }) });
    bridge = await site.bridge();
  });
  afterEach(() => site.stop());

  const login = (agentWorkMode: WorkMode, agentInstrument = '2001;5551234') => ({
    peripheralID: AGENTS,
    agentState: 'AGENT_STATE_LOGIN' as const,
    agentID: '1',
    agentInstrument,
    agentWorkMode,
  });
  const agent = () => {
    const [{ state, eventReasonCode } = { state: '', eventReasonCode: -1 }] = site.simulator.agents;
    return `${state.replace('AGENT_STATE_', '')} ${eventReasonCode}`;
  };
  const talk = async () => {
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall();
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await bridge.news();
  };

  for (const mode of ['RA_CALL_BY_CALL', 'RA_NAILED_CONNECTION'] as const) {
    it(`signs in with ${mode} at a port, the number of his phone behind a semicolon`, async () => {
      await bridge.request('SET_AGENT_STATE_REQ', login(mode));
      assert.deepEqual(await bridge.topics(), ['1 LOGIN', '1 NOT_READY']);
      assert.equal(site.simulator.agents[0]?.extension, '2001');
      await talk();
      assert.equal(agent(), 'TALKING 0');
    });

    it(`does not sign in with ${mode} without a number`, async () => {
      const refused = 'CONTROL_FAILURE_CONF CF_INVALID_LOGON_DEVICE_SPECIFIED';
      for (const instrument of ['2001', '2001;', '2001;anybody']) {
        assert.equal(await bridge.refused('SET_AGENT_STATE_REQ', login(mode, instrument)), refused);
      }
    });
  }

  it('is logged out when the nailed connection drops, and the call in hand is over', async () => {
    await bridge.request('SET_AGENT_STATE_REQ', login('RA_NAILED_CONNECTION'));
    await talk();
    site.simulator.loseRemotePhone('1', 'disconnected');
    const topics = await bridge.topics();
    assert.ok(topics.includes('END_CALL 2001'));
    assert.equal(topics.at(-1), '1 LOGOUT');
    assert.equal(agent(), 'LOGOUT 50042');
    assert.deepEqual(site.simulator.calls, []);
  });

  it('is logged out when a call to his phone fails', async () => {
    await bridge.request('SET_AGENT_STATE_REQ', login('RA_CALL_BY_CALL'));
    await site.ready(bridge, '2001');
    site.simulator.inboundCall();
    site.simulator.loseRemotePhone('1', 'call failed');
    assert.equal(agent(), 'LOGOUT 50040');
  });

  it('is not ready when his phone is busy, and may be ready again', async () => {
    await bridge.request('SET_AGENT_STATE_REQ', login('RA_CALL_BY_CALL'));
    await site.ready(bridge, '2001');
    site.simulator.loseRemotePhone('1', 'busy');
    assert.equal(agent(), 'NOT_READY 50041');
    await site.ready(bridge, '2001');
    assert.equal(agent(), 'AVAILABLE 0');
  });

  it('alone has a phone to lose', async () => {
    const code = (agentID: string, trouble: 'busy' | 'disconnected') => {
      try {
        site.simulator.loseRemotePhone(agentID, trouble);
      } catch (error) {
        return error instanceof CtiError ? error.code : String(error);
      }
      return undefined;
    };
    assert.equal(code('1', 'busy'), 'CTI_INVALID_OPTION', 'not signed in');
    assert.equal(code('9', 'busy'), 'CTI_UNKNOWN_AGENT');
    assert.equal(code('1', 'on fire' as 'busy'), 'CTI_INVALID_OPTION');
    await bridge.request('SET_AGENT_STATE_REQ', login('AWM_UNSPECIFIED'));
    assert.equal(code('1', 'busy'), 'CTI_INVALID_OPTION', 'at a phone of the contact centre');
    await bridge.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_LOGOUT',
      agentInstrument: '2001',
    });
    await bridge.request('SET_AGENT_STATE_REQ', login('RA_CALL_BY_CALL'));
    assert.equal(code('1', 'disconnected'), 'CTI_INVALID_OPTION', 'no nailed connection');
    assert.equal(code('1', 'busy'), undefined);
  });
});
