/** Every change that a call or an agent may tell, in the order of the dialogs. */
import type { AgentTopic, CallTopic } from '../lib/model';

/** Records and not lists, so that the compiler misses none. */
const CALL: { readonly [T in CallTopic]: true } = {
  'call.preCall': true,
  'call.preCallAborted': true,
  'call.started': true,
  'call.queued': true,
  'call.dequeued': true,
  'call.initiated': true,
  'call.originated': true,
  'call.reachedNetwork': true,
  'call.ringing': true,
  'call.answered': true,
  'call.held': true,
  'call.retrieved': true,
  'call.diverted': true,
  'call.failed': true,
  'call.transferred': true,
  'call.conferenced': true,
  'call.partyLeft': true,
  'call.data': true,
  'call.abandoned': true,
  'call.ended': true,
  'call.wrappedUp': true,
};
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

export const CHANGES = { call: Object.keys(CALL), agent: Object.keys(AGENT) } as const;
