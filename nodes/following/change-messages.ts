/** Changes of calls and agents as messages of a flow. Each call makes a copy of its own. */
import type { AgentChange, CallChange, Change } from '../../lib/model';
import type { AgentMessage, CallMessage } from '../../lib/node-messages';
import type { SessionCti } from '../../lib/session';
import { ownCopy } from '../own-copy';

/** @param key the one to send it with */
export function callMessage(change: CallChange, key: string, cti: SessionCti | undefined): CallMessage {
  const { topic, call, contact, connection, cause, changed } = change;
  // At the top as well: a screen pop wants to know at once whose it is.
  const { agentID, deviceID } = connection ?? {};
  const who = { agentID, deviceID, connection };
  return ownCopy({ topic, payload: call, ...who, contact, cause, changed, key, cti: about(change, cti) });
}

/** @param key the one to send it with */
export function agentMessage(change: AgentChange, key: string, cti: SessionCti | undefined): AgentMessage {
  const { topic, agent, before } = change;
  return ownCopy({ topic, payload: agent, before, key, cti: about(change, cti) });
}

/** Where it comes from: the message's own details, where one told it, and how sure it is. */
function about({ complete, synthetic, reason, from, at }: Change, cti: SessionCti | undefined): CallMessage['cti'] {
  return { ...cti, complete, synthetic: synthetic === true, reason, from, at: new Date(at).toISOString() };
}
