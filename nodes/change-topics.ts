/** Every change that a call or an agent may tell, in the order of the dialogs. */
import { type AgentTopic, CALL_TOPICS } from '../lib/model';

/** A record and not a list, so that the compiler misses none. */
const AGENT: { readonly [T in AgentTopic]: true } = {
  'agent.login': true,
  'agent.ready': true,
  'agent.notReady': true,
  'agent.reserved': true,
  'agent.talking': true,
  'agent.hold': true,
  'agent.workReady': true,
  'agent.workNotReady': true,
  'agent.busyOther': true,
  'agent.active': true,
  'agent.paused': true,
  'agent.interrupted': true,
  'agent.notActive': true,
  'agent.unknown': true,
  'agent.logout': true,
  'agent.reason': true,
  'agent.next': true,
  'agent.device': true,
  'agent.skillGroup': true,
  'agent.domain': true,
  'agent.team': true,
};

export const CHANGES = { call: CALL_TOPICS, agent: Object.keys(AGENT) } as const;
