import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ENUMS } from '../../lib/protocol';
import { AT, keys, PERIPHERAL, SIGN_IN, state, Told, topics } from './agent-messages';

describe('agents: states', () => {
  it('each state has a topic, and what was before is told with it', () => {
    const told = new Told();
    const changes = told.hear(...SIGN_IN, state('AGENT_STATE_AVAILABLE'));
    assert.deepEqual(topics(changes), ['agent.logout', 'agent.login', 'agent.notReady', 'agent.ready']);
    const [, , , ready] = changes;
    assert.equal(ready?.agent.agentState, 'AGENT_STATE_AVAILABLE');
    assert.equal(ready?.before.agentState, 'AGENT_STATE_NOT_READY');
    assert.equal(ready?.before.agentID, undefined);
    assert.equal(ready?.from, 'AGENT_STATE_EVENT');
    assert.equal(ready?.synthetic, undefined);
  });

  for (const constant of Object.keys(ENUMS.AgentState.values)) {
    it(`${constant} is told`, () => {
      const told = new Told();
      told.hear(state(constant === 'AGENT_STATE_NOT_READY' ? 'AGENT_STATE_AVAILABLE' : 'AGENT_STATE_NOT_READY'));
      const [change] = told.hear(state(constant)).slice(-1);
      const word = (change?.topic ?? '').slice('agent.'.length).toUpperCase();
      const expected = constant.slice('AGENT_STATE_'.length).replace('AVAILABLE', 'READY').replaceAll('_', '');
      assert.equal(word, expected);
    });
  }

  it('a state that the guide does not name is an unknown one, with its number', () => {
    const told = new Told();
    const [change] = told.hear(state('AGENT_STATE_NOT_READY'), state(99 as never)).slice(-1);
    assert.equal(change?.topic, 'agent.unknown');
    assert.equal(change?.agent.agentState, 99);
  });

  it('the same event again, or one per monitor, is no change', () => {
    const told = new Told();
    told.hear(...SIGN_IN);
    assert.deepEqual(told.hear(state('AGENT_STATE_NOT_READY'), state('AGENT_STATE_NOT_READY', { monitorID: 9 })), []);
  });

  it('another reason for the same state is agent.reason, and its time begins anew', () => {
    const told = new Told();
    told.hear(...SIGN_IN);
    const [change] = told.hear(state('AGENT_STATE_NOT_READY', { eventReasonCode: 12 }));
    assert.equal(change?.topic, 'agent.reason');
    assert.equal(change?.before.eventReasonCode, 0);
    assert.equal(told.agent.eventReasonCode, 12);
    assert.equal(told.agent.since, told.at);
  });

  it('the time in state counts from StateDuration before the event', () => {
    const told = new Told();
    told.hear(state('AGENT_STATE_AVAILABLE', { stateDuration: 30 }));
    assert.equal(told.agent.since, told.at - 30_000);
    const { since } = told.agent;
    told.hear(state('AGENT_STATE_AVAILABLE', { stateDuration: 31 }));
    assert.equal(told.agent.since, since);
  });

  it('what the agent chose to be after the call shows, and is gone when an event does not say it', () => {
    const told = new Told();
    told.hear(...SIGN_IN, state('AGENT_STATE_TALKING', { direction: 'IN' }));
    const [change] = told.hear(
      state('AGENT_STATE_TALKING', { direction: 'IN', nextAgentState: 'AGENT_STATE_NOT_READY' }),
    );
    assert.equal(change?.topic, 'agent.next');
    assert.equal(told.agent.nextAgentState, 'AGENT_STATE_NOT_READY');
    assert.equal(told.agent.direction, 'IN');
    told.hear(state('AGENT_STATE_NOT_READY'));
    assert.equal(told.agent.nextAgentState, undefined);
  });

  it('an agent who changes the phone without a logout is told', () => {
    const told = new Told();
    told.hear(...SIGN_IN);
    const moved = { agentExtension: '2002', agentInstrument: '2002' };
    assert.deepEqual(topics(told.hear(state('AGENT_STATE_NOT_READY', moved))), ['agent.device']);
    assert.deepEqual(told.model.agents.byDevice('2001'), []);
    assert.deepEqual(
      told.model.agents.byDevice('2002').map(({ agentID }) => agentID),
      ['1001'],
    );
  });

  it('an agent is known by ICMAgentID or phone where the AgentID is missing', () => {
    const told = new Told();
    told.hear(...SIGN_IN);
    told.hear(state('AGENT_STATE_AVAILABLE', { agentID: undefined }));
    assert.equal(told.agent.agentState, 'AGENT_STATE_AVAILABLE');
    told.hear(state('AGENT_STATE_NOT_READY', { agentID: undefined, icmAgentID: 0 }));
    assert.equal(told.agent.agentState, 'AGENT_STATE_NOT_READY');
    assert.equal(told.model.agents.size, 1);
  });

  it('two peripherals may have an agent of the same id', () => {
    const told = new Told();
    told.hear(state('AGENT_STATE_AVAILABLE'), state('AGENT_STATE_TALKING', { peripheralID: 5002 }));
    assert.equal(told.agent.agentState, 'AGENT_STATE_AVAILABLE');
    assert.equal(told.model.agents.get('1001', 5002)?.agentState, 'AGENT_STATE_TALKING');
  });

  it('a message that lacks nearly everything is taken for what it says', () => {
    const told = new Told();
    for (const topic of [
      'AGENT_STATE_EVENT',
      'QUERY_AGENT_STATE_CONF',
      'AGENT_TEAM_CONFIG_EVENT',
      'CONFIG_AGENT_EVENT',
    ]) {
      assert.deepEqual(told.hear({ topic, payload: {} }, { topic, payload: { records: [{}], agents: [{}] } }), []);
    }
    told.hear({ topic: 'AGENT_STATE_EVENT', payload: { agentID: '1001', peripheralID: PERIPHERAL } });
    assert.equal(told.agent.agentState, 'AGENT_STATE_UNKNOWN');
  });
});

describe('agents: login sessions', () => {
  it('have a number of the day and a beginning, and end with the logout', () => {
    const told = new Told();
    told.hear(...SIGN_IN);
    assert.deepEqual(told.agent.loginSession, { id: '20260131-1', since: AT + 2000 });
    const [out] = told.hear(state('AGENT_STATE_LOGOUT', { eventReasonCode: 3 }));
    assert.equal(out?.key, '5000/1001/20260131-1/logout');
    assert.equal(out?.before.agentExtension, '2001');
    assert.equal(told.agent.loginSession, undefined);
    assert.equal(told.agent.agentExtension, undefined);
    assert.equal(told.model.agents.agentAt(PERIPHERAL, '2001'), undefined);
    told.hear(state('AGENT_STATE_LOGIN'));
    assert.equal(told.model.agents.get('1001')?.loginSession?.id, '20260131-2');
  });

  it('begin with agent.login also where the server leaves the passing state out', () => {
    const told = new Told();
    const [out] = SIGN_IN;
    assert.ok(out);
    assert.deepEqual(topics(told.hear(out, state('AGENT_STATE_NOT_READY'))), [
      'agent.logout',
      'agent.login',
      'agent.notReady',
    ]);
  });

  it('of an agent who was signed in already have no known beginning and no agent.login', () => {
    const told = new Told();
    assert.deepEqual(topics(told.hear(state('AGENT_STATE_AVAILABLE'))), ['agent.ready']);
    assert.deepEqual(told.agent.loginSession, { id: '20260131-1', since: undefined });
  });

  it('outlast an outage that hides the state', () => {
    const told = new Told();
    told.hear(...SIGN_IN);
    const changes = told.hear(state('AGENT_STATE_UNKNOWN'), state('AGENT_STATE_NOT_READY', { eventReasonCode: 65535 }));
    assert.deepEqual(topics(changes), ['agent.unknown', 'agent.notReady']);
    assert.equal(told.agent.loginSession?.id, '20260131-1');
  });

  it('name changes by keys that another instance with the same messages gives too, from the second time on with #n', () => {
    const messages = [...SIGN_IN, state('AGENT_STATE_AVAILABLE'), state('AGENT_STATE_NOT_READY')];
    const again = messages.flatMap((message) => [message, message]);
    const expected = [
      '5000/1001/20260131-0/logout',
      '5000/1001/20260131-1/login',
      '5000/1001/20260131-1/notReady',
      '5000/1001/20260131-1/ready',
      '5000/1001/20260131-1/notReady#2',
    ];
    assert.deepEqual(keys(new Told().hear(...messages)), expected);
    assert.deepEqual(keys(new Told().hear(...again)), expected);
  });
});
