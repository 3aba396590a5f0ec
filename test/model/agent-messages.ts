/** Messages about agents, and a model that hears them. */
import assert from 'node:assert/strict';
import { type AgentChange, type Change, ContactCentreModel } from '../../lib/model';

export const AT = Date.parse('2026-01-31T12:00:00Z');
export const PERIPHERAL = 5000;

/** What a server sends when an agent changes state; `fields` add to it or replace it. */
export function state(agentState: string, fields: object = {}) {
  return {
    topic: 'AGENT_STATE_EVENT',
    payload: {
      monitorID: 0,
      peripheralID: PERIPHERAL,
      sessionID: 0,
      peripheralType: 'PT_ENTERPRISE_AGENT',
      skillGroupState: agentState,
      stateDuration: 0,
      skillGroupNumber: null,
      skillGroupID: null,
      skillGroupPriority: 0,
      agentState,
      eventReasonCode: 0,
      mrdid: 1,
      numTasks: 0,
      agentMode: 'ROUTABLE',
      maxTaskLimit: 1,
      icmAgentID: 7001,
      agentAvailabilityStatus: 'NOT_AVAILABLE',
      numFltSkillGroups: 0,
      departmentID: 0,
      agentID: '1001',
      agentExtension: '2001',
      agentInstrument: '2001',
      ...fields,
    },
  };
}

export function team(configOperation: string, agents: readonly object[], fields: object = {}) {
  return {
    topic: 'AGENT_TEAM_CONFIG_EVENT',
    payload: { peripheralID: PERIPHERAL, teamID: 1, configOperation, agentTeamName: 'Sales', agents, ...fields },
  };
}

export const member = (atcAgentID: string, ...agentFlags: string[]) => ({ atcAgentID, agentFlags });

/** An answer to QUERY_AGENT_STATE_REQ about agent 1001. */
export function confirmation(agentState: string, fields: object = {}) {
  const { payload } = state(agentState);
  const { mrdid, numTasks, agentMode, maxTaskLimit, icmAgentID, agentAvailabilityStatus, agentID } = payload;
  return {
    topic: 'QUERY_AGENT_STATE_CONF',
    payload: {
      ...{ agentState, mrdid, numTasks, agentMode, maxTaskLimit, icmAgentID, agentAvailabilityStatus, agentID },
      agentExtension: '2001',
      agentInstrument: '2001',
      ...fields,
    },
  };
}

const ASKED = { peripheralID: PERIPHERAL, agentID: '1001' };

/** A model that takes messages a second apart. */
export class Told {
  readonly model = new ContactCentreModel();
  at = AT;

  hear(...messages: readonly { topic: string; payload: object }[]): AgentChange[] {
    return messages.flatMap((message) => this.#agents(this.model.apply(message, this.#next())));
  }

  ask(message: { topic: string; payload: object }, circumstances: object = {}): AgentChange[] {
    return this.#agents(this.model.apply(message, this.#next(), { asked: ASKED, ...circumstances }));
  }

  get agent() {
    const agent = this.model.agents.get('1001', PERIPHERAL);
    assert.ok(agent);
    return agent;
  }

  #next(): number {
    this.at += 1000;
    return this.at;
  }

  #agents(changes: readonly Change[]): AgentChange[] {
    return changes.filter((change) => change.kind === 'agent');
  }
}

export const topics = (changes: readonly AgentChange[]) => changes.map(({ topic }) => topic);
export const keys = (changes: readonly AgentChange[]) => changes.map(({ key }) => key);

export const SIGN_IN = [
  state('AGENT_STATE_LOGOUT', { agentExtension: undefined, agentInstrument: undefined }),
  state('AGENT_STATE_LOGIN'),
  state('AGENT_STATE_NOT_READY'),
];
