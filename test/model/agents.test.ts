import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ENUMS } from '../../lib/protocol';
import { AT, confirmation, keys, PERIPHERAL, SIGN_IN, state, Told, topics } from './agent-messages';

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
  it('have the minute of their beginning for a name, and end with the logout', () => {
    const told = new Told();
    told.hear(...SIGN_IN);
    assert.deepEqual(told.agent.loginSession, { id: '20260131T1200', since: AT + 2000 });
    const [out] = told.hear(state('AGENT_STATE_LOGOUT', { eventReasonCode: 3 }));
    assert.equal(out?.key, '5000/1001/20260131T1200/logout-3');
    assert.equal(out?.before.agentExtension, '2001');
    assert.equal(told.agent.loginSession, undefined);
    assert.equal(told.agent.agentExtension, undefined);
    assert.equal(told.model.agents.agentAt(PERIPHERAL, '2001'), undefined);
    told.hear(state('AGENT_STATE_LOGIN'));
    assert.equal(told.model.agents.get('1001')?.loginSession?.id, '20260131T1200-2');
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
    assert.deepEqual(told.agent.loginSession, { id: '20260131T1200', since: undefined });
  });

  it('outlast an outage that hides the state', () => {
    const told = new Told();
    told.hear(...SIGN_IN);
    const changes = told.hear(state('AGENT_STATE_UNKNOWN'), state('AGENT_STATE_NOT_READY', { eventReasonCode: 65535 }));
    assert.deepEqual(topics(changes), ['agent.unknown', 'agent.notReady']);
    assert.equal(told.agent.loginSession?.id, '20260131T1200');
  });
});

describe('agents: keys', () => {
  it('have agent, minute, change and reason, from the second time in a minute on #n', () => {
    const away = state('AGENT_STATE_NOT_READY', { eventReasonCode: 7 });
    const messages = [...SIGN_IN, state('AGENT_STATE_AVAILABLE'), away, state('AGENT_STATE_AVAILABLE')];
    const again = messages.flatMap((message) => [message, message]);
    const expected = ['logout', 'login', 'notReady', 'ready', 'notReady-7', 'ready#2'].map(
      (end) => `5000/1001/20260131T1200/${end}`,
    );
    assert.deepEqual(keys(new Told().hear(...messages)), expected);
    assert.deepEqual(keys(new Told().hear(...again)), expected);
  });

  it('are those of another instance which has seen all, where one begins in the middle of the day', () => {
    const [long, late] = [new Told(), new Told()];
    long.hear(...SIGN_IN, state('AGENT_STATE_AVAILABLE'), state('AGENT_STATE_TALKING'));
    for (const told of [long, late]) told.at = AT + 3_600_000;
    const after = [state('AGENT_STATE_AVAILABLE'), state('AGENT_STATE_NOT_READY', { eventReasonCode: 2 })];
    assert.deepEqual(keys(late.hear(...after)), keys(long.hear(...after)));
  });

  it('are given once, though a state that began in the minute before is heard of after another change', () => {
    const away = { eventReasonCode: 7 };
    const told = new Told();
    told.at = AT + 57_000;
    const changes = told.hear(
      state('AGENT_STATE_NOT_READY', away),
      state('AGENT_STATE_AVAILABLE'),
      state('AGENT_STATE_AVAILABLE', { nextAgentState: 'AGENT_STATE_NOT_READY' }),
      state('AGENT_STATE_NOT_READY', { ...away, stateDuration: 2 }),
      state('AGENT_STATE_AVAILABLE', { stateDuration: 3 }),
    );
    assert.deepEqual(
      keys(changes).map((one) => one.slice('5000/1001/20260131T'.length)),
      ['1200/notReady-7', '1200/ready', '1201/next', '1200/notReady-7#2', '1200/ready#2'],
    );
  });

  it('have the minute in which the state began, also where it is heard of later', () => {
    const told = new Told();
    told.at = AT + 600_000;
    const [change] = told.hear(state('AGENT_STATE_AVAILABLE', { stateDuration: 300 }));
    assert.equal(change?.key, '5000/1001/20260131T1205/ready');
  });
});

describe('agents: what is remembered from before the model', () => {
  const memory = {
    agentState: 'AGENT_STATE_NOT_READY',
    eventReasonCode: 7,
    since: AT - 60_000,
    loginSession: { id: '20260131T0800', since: AT - 4 * 3_600_000 },
  } as const;
  function remembering(more: object = {}): Told {
    const told = new Told();
    told.model.agents.recall(PERIPHERAL, '1001', { ...memory, ...more });
    return told;
  }
  const shown = ({ agent }: Told) => [agent.since, agent.eventReasonCode, agent.loginSession?.id];
  const before = [memory.since, 7, memory.loginSession.id];

  it('goes on where an answer shows the same state, with its reason and the login session', () => {
    const told = remembering();
    assert.deepEqual(topics(told.ask(confirmation('AGENT_STATE_NOT_READY'))), ['agent.notReady']);
    assert.deepEqual(shown(told), before);
    assert.equal(told.agent.domains[0]?.since, memory.since);
  });

  it('goes on where an event says that the state began then', () => {
    const told = remembering();
    told.hear(state('AGENT_STATE_NOT_READY', { eventReasonCode: 7, stateDuration: 61 }));
    assert.deepEqual(shown(told), before);
  });

  it('ends where the state, its reason or its beginning is another one; the login session goes on', () => {
    for (const [agentState, fields] of [
      ['AGENT_STATE_AVAILABLE', {}],
      ['AGENT_STATE_NOT_READY', { eventReasonCode: 8, stateDuration: 20 }],
      ['AGENT_STATE_NOT_READY', { eventReasonCode: 7 }],
    ] as const) {
      const told = remembering();
      const [change] = told.hear(state(agentState, fields));
      assert.notEqual(change?.topic, 'agent.login');
      assert.notEqual(told.agent.since, memory.since);
      assert.equal(told.agent.loginSession?.id, memory.loginSession.id);
    }
  });

  it('ends with a new login', () => {
    const told = remembering();
    told.hear(state('AGENT_STATE_LOGIN'));
    assert.equal(told.agent.loginSession?.id, '20260131T1200');
  });

  it('tells who has signed out meanwhile, also where the server does not know the agent any more', () => {
    const [change] = remembering().ask(confirmation('AGENT_STATE_LOGOUT'), { reason: 'opened' });
    assert.deepEqual([change?.topic, change?.synthetic, change?.reason], ['agent.logout', true, 'opened']);
    const { agents } = remembering().model;
    assert.deepEqual(topics(agents.signOut('1001', PERIPHERAL, 'opened', AT)), ['agent.logout']);
    assert.equal(agents.get('1001')?.agentState, 'AGENT_STATE_LOGOUT');
  });

  it('is of no use after a day', () => {
    const told = remembering({ since: AT - 25 * 3_600_000 });
    told.ask(confirmation('AGENT_STATE_NOT_READY'));
    assert.equal(told.agent.since, told.at);
  });

  it('is of no use once the agent has been told', () => {
    const told = new Told();
    told.hear(state('AGENT_STATE_NOT_READY'));
    told.model.agents.recall(PERIPHERAL, '1001', memory);
    assert.deepEqual(told.ask(confirmation('AGENT_STATE_NOT_READY')), []);
    assert.notEqual(told.agent.since, memory.since);
  });
});
