import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { confirmation, PERIPHERAL, SIGN_IN, state, Told, topics } from './agent-messages';

describe('agents: skill groups', () => {
  const listed = (...groups: (readonly [number, string])[]) => ({
    numFltSkillGroups: groups.length,
    fltSkillGroups: groups.map(([fltSkillGroupNumber, fltSkillGroupState]) => ({
      fltSkillGroupNumber,
      fltSkillGroupID: 6000 + fltSkillGroupNumber,
      fltSkillGroupPriority: 0,
      fltSkillGroupState,
    })),
  });
  const groupsOf = (told: Told) => told.agent.skillGroups.map((one) => [one.skillGroupNumber, one.skillGroupState]);

  it('a list has all of them', () => {
    const told = new Told();
    told.hear(state('AGENT_STATE_TALKING', listed([2, 'AGENT_STATE_BUSY_OTHER'], [1, 'AGENT_STATE_TALKING'])));
    assert.deepEqual(groupsOf(told), [
      [1, 'AGENT_STATE_TALKING'],
      [2, 'AGENT_STATE_BUSY_OTHER'],
    ]);
    const [change] = told.hear(state('AGENT_STATE_TALKING', listed([1, 'AGENT_STATE_TALKING'])));
    assert.equal(change?.topic, 'agent.skillGroup');
    assert.deepEqual(groupsOf(told), [[1, 'AGENT_STATE_TALKING']]);
    assert.deepEqual(told.model.agents.bySkillGroup(2), []);
    assert.equal(told.model.agents.bySkillGroup(1, PERIPHERAL).length, 1);
  });

  it('the fixed part has one at a time, and the others stay', () => {
    const told = new Told();
    const one = (skillGroupNumber: number) => ({ skillGroupNumber, skillGroupID: 6000 + skillGroupNumber });
    told.hear(...SIGN_IN.slice(0, 2));
    const changes = told.hear(state('AGENT_STATE_NOT_READY', one(1)), state('AGENT_STATE_NOT_READY', one(2)));
    assert.deepEqual(topics(changes), ['agent.notReady', 'agent.skillGroup']);
    assert.deepEqual(groupsOf(told), [
      [1, 'AGENT_STATE_NOT_READY'],
      [2, 'AGENT_STATE_NOT_READY'],
    ]);
    assert.deepEqual(told.hear(state('AGENT_STATE_NOT_READY', one(1)), state('AGENT_STATE_NOT_READY', one(2))), []);
  });

  it('an answer with as many groups as it can hold does not say that there are no others', () => {
    const told = new Told();
    const numbers = Array.from({ length: 25 }, (_, i) => i + 1);
    told.hear(state('AGENT_STATE_AVAILABLE', listed(...numbers.map((n) => [n, 'AGENT_STATE_AVAILABLE'] as const))));
    const skillGroups = numbers.slice(0, 20).map((skillGroupNumber) => ({
      skillGroupNumber,
      skillGroupState: 'AGENT_STATE_NOT_READY',
      skillGroupPriority: 0,
    }));
    told.ask(confirmation('AGENT_STATE_NOT_READY', { skillGroups }));
    assert.equal(told.agent.skillGroups.length, 25);
    told.ask(confirmation('AGENT_STATE_NOT_READY', { skillGroups: skillGroups.slice(0, 3) }));
    assert.equal(told.agent.skillGroups.length, 3);
  });
});

describe('agents: media routing domains', () => {
  const CHAT = { mrdid: 5001, maxTaskLimit: 3 };

  it('each has a state of its own, and voice is the agent’s', () => {
    const told = new Told();
    told.hear(...SIGN_IN);
    const [change] = told.hear(state('AGENT_STATE_ACTIVE', { ...CHAT, numTasks: 2, agentMode: 'NOT_ROUTABLE' }));
    assert.equal(change?.topic, 'agent.domain');
    assert.equal(told.agent.agentState, 'AGENT_STATE_NOT_READY');
    assert.deepEqual(
      told.agent.domains.map(({ mrdid, agentState, numTasks, agentMode }) => [mrdid, agentState, numTasks, agentMode]),
      [
        [1, 'AGENT_STATE_NOT_READY', 0, 'ROUTABLE'],
        [5001, 'AGENT_STATE_ACTIVE', 2, 'NOT_ROUTABLE'],
      ],
    );
    assert.equal(told.agent.domains[1]?.since, told.at);
  });

  it('a change of availability alone is told', () => {
    const told = new Told();
    told.hear(...SIGN_IN, state('AGENT_STATE_AVAILABLE'));
    const changes = told.hear(state('AGENT_STATE_AVAILABLE', { agentAvailabilityStatus: 'ICM_AVAILABLE' }));
    assert.deepEqual(topics(changes), ['agent.domain']);
  });

  it('without voice the lowest number counts, until voice comes', () => {
    const told = new Told();
    told.hear(state('AGENT_STATE_ACTIVE', CHAT));
    assert.equal(told.agent.agentState, 'AGENT_STATE_ACTIVE');
    told.hear(state('AGENT_STATE_AVAILABLE'));
    assert.equal(told.agent.agentState, 'AGENT_STATE_AVAILABLE');
  });
});

describe('agents: what a snapshot finds', () => {
  it('is a synthetic change with its reason, without the state’s own reason code', () => {
    const told = new Told();
    told.hear(...SIGN_IN);
    const [change] = told.ask(confirmation('AGENT_STATE_AVAILABLE'), { reason: 'gap' });
    assert.equal(change?.topic, 'agent.ready');
    assert.equal(change?.synthetic, true);
    assert.equal(change?.reason, 'gap');
    assert.equal(change?.key, '5000/1001/20260131T1200/ready');
    assert.equal(told.agent.eventReasonCode, null);
    assert.equal(told.agent.since, told.at);
  });

  it('nothing, when nothing has changed: reason and time stay', () => {
    const told = new Told();
    told.hear(...SIGN_IN, state('AGENT_STATE_NOT_READY', { eventReasonCode: 4 }));
    const { since } = told.agent;
    assert.deepEqual(told.ask(confirmation('AGENT_STATE_NOT_READY')), []);
    assert.equal(told.agent.since, since);
    assert.equal(told.agent.eventReasonCode, 4);
  });

  it('somebody who has signed in unseen has logged in, somebody who never was there is no news', () => {
    const told = new Told();
    assert.deepEqual(told.ask(confirmation('AGENT_STATE_LOGOUT')), []);
    assert.deepEqual(topics(told.ask(confirmation('AGENT_STATE_AVAILABLE'))), ['agent.login', 'agent.ready']);
  });

  it('whoever the server does not know as signed in has signed out', () => {
    const told = new Told();
    told.hear(...SIGN_IN);
    const [change] = told.model.agents.signOut('1001', PERIPHERAL, 'gap', told.at);
    assert.equal(change?.topic, 'agent.logout');
    assert.equal(change?.synthetic, true);
    assert.equal(told.agent.agentExtension, undefined);
    assert.deepEqual(told.model.agents.signOut('9', PERIPHERAL, 'gap', told.at), []);
  });
});
