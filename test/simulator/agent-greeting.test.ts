import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { AgentConfiguration } from '../../lib/simulator';
import type { TestClient } from './client';
import { AGENTS, CONFIGURATION, connection, Site, withAgents } from './site';

/** Expectations follow the guide's headings CALL_AGENT_GREETING_EVENT and AGENT_GREETING_CONTROL_REQ. */
describe("the agent's greeting", () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let callID: number;

  const start = async (fields: Partial<AgentConfiguration> = {}) => {
    const dialedNumbers = CONFIGURATION.dialedNumbers.map((one) => ({ ...one, agentGreeting: one.number === '8001' }));
    site = await Site.start({ configuration: { ...withAgents(fields), dialedNumbers } });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    await site.ready(bridge, '2001');
  };
  const answered = async (dialedNumber = '8001') => {
    ({ callID } = site.simulator.inboundCall({ dialedNumber }));
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
  };
  const greetings = async (client: TestClient) =>
    (await client.news())
      .filter(({ topic }) => topic === 'CALL_AGENT_GREETING_EVENT')
      .map(({ payload }) => (payload as { eventCode: string }).eventCode);
  const control = (agentAction: string) => ({ peripheralID: AGENTS, agentID: '1', agentAction });
  const act = (agentAction: string) => ann.request('AGENT_GREETING_CONTROL_REQ', control(agentAction) as never);
  const over = async () => {
    site.simulator.hangUp(callID);
    await site.ready(bridge, '2001');
    await ann.news();
  };

  beforeEach(() => start());
  afterEach(() => site.stop());

  it('is played when a caller of a number with greetings is answered, and ends by itself', async () => {
    await answered();
    const started = await ann.event('CALL_AGENT_GREETING_EVENT');
    assert.equal(started.eventCode, 'GREETING_STARTED');
    assert.deepEqual([started.connectionCallID, started.connectionDeviceID, started.agentID], [callID, '2001', '1']);
    assert.deepEqual(await greetings(bridge), ['GREETING_STARTED']);
    site.clock.advance(4999);
    assert.deepEqual(await greetings(ann), []);
    site.clock.advance(1);
    assert.deepEqual([await greetings(ann), await greetings(bridge)], [['GREETING_ENDED'], ['GREETING_ENDED']]);
    site.simulator.hangUp(callID);
    assert.deepEqual(await greetings(ann), []);
  });

  it('is played neither for other numbers nor for direct calls', async () => {
    await answered('2001');
    assert.deepEqual(await greetings(bridge), []);
  });

  it('ends with the call', async () => {
    await answered();
    site.simulator.hangUp(callID);
    const topics = await ann.topics();
    assert.equal(topics.at(-1), 'END_CALL 2001');
    assert.equal(topics.filter((topic) => topic.startsWith('CALL_AGENT_GREETING')).length, 2);
    site.clock.advance(5000);
    assert.deepEqual(await greetings(bridge), ['GREETING_STARTED', 'GREETING_ENDED']);
  });

  it('is stopped by the agent', async () => {
    await answered();
    await act('STOP_CURRENT');
    assert.deepEqual(await greetings(ann), ['GREETING_STARTED', 'GREETING_ENDED']);
    site.clock.advance(5000);
    assert.deepEqual(await greetings(ann), []);
    const code = 'CONTROL_FAILURE_CONF CF_AGENT_GREETING_CONTROL_OPERATION_FAILURE';
    assert.equal(await ann.refused('AGENT_GREETING_CONTROL_REQ', control('STOP_CURRENT')), code);
  });

  it('is switched off for the login session, except the one that is playing, and on again', async () => {
    await answered();
    await act('DISABLE_FOR_LOGIN_SESSION');
    site.clock.advance(5000);
    assert.deepEqual(await greetings(ann), ['GREETING_STARTED', 'GREETING_ENDED']);
    await over();
    await answered();
    assert.deepEqual(await greetings(ann), []);
    await act('ENABLE_FOR_LOGIN_SESSION');
    await over();
    await answered();
    assert.deepEqual(await greetings(ann), ['GREETING_STARTED']);
  });

  it('is on again after the next login', async () => {
    await act('DISABLE_FOR_LOGIN_SESSION');
    const agent = { peripheralID: AGENTS, agentInstrument: '2001', agentID: '1' };
    await ann.request('SET_AGENT_STATE_REQ', { ...agent, agentState: 'AGENT_STATE_NOT_READY' });
    await ann.request('SET_AGENT_STATE_REQ', { ...agent, agentState: 'AGENT_STATE_LOGOUT' });
    await ann.request('SET_AGENT_STATE_REQ', { ...agent, agentState: 'AGENT_STATE_LOGIN' });
    await site.ready(bridge, '2001');
    await answered();
    assert.deepEqual(await greetings(ann), ['GREETING_STARTED']);
  });

  it('fails when the agent has recorded none', async () => {
    await site.stop();
    await start({ greetingTime: 0 });
    await answered();
    assert.deepEqual(await greetings(ann), ['GREETING_FAILED']);
  });

  it('is controlled by nobody else, and with the actions of the guide only', async () => {
    const bob = await site.desktop('2002');
    const request = control('STOP_CURRENT');
    assert.equal(await bob.refused('AGENT_GREETING_CONTROL_REQ', request), 'FAILURE_CONF E_CTI_INVALID_AGENT_DATA');
    const code = 'CONTROL_FAILURE_CONF CF_VALUE_OUT_OF_RANGE';
    assert.equal(await ann.refused('AGENT_GREETING_CONTROL_REQ', { ...request, agentAction: 7 }), code);
  });
});
