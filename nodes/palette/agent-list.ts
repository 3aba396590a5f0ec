/** Whom a message or a dialog names: an agent, or several. */
import { CtiError } from '../../lib/session';
import { addedKeys, isAgent, isCall, isPlainObject } from '../requests/our-payloads';
import { AGENT_NAMES, namesTheSame } from './other-names';

/** An agent as a payload names it, with fields of its own: eventReasonCode, agentPassword ... */
export type NamedAgent = Readonly<Record<string, unknown>>;

/**
 * @returns of a list the items as they are; of one agent what names it
 * @throws CtiError CTI_INVALID_FIELD
 */
export function agentsIn(given: unknown): readonly unknown[] | NamedAgent {
  if (Array.isArray(given)) return given;
  if (typeof given === 'string') {
    const names = given.split(/[,\n]/).map((name) => name.trim());
    const agents = names.filter((name) => name !== '');
    return agents.length > 1 ? agents : agents.length === 1 ? { agentID: agents[0] } : {};
  }
  return given === undefined || given === null || isCall(given) ? {} : namedAgent(given);
}

/**
 * An AgentID, or an object that has one. Of an agent as it stands only who and where, and what the flow has added: the rest is no wish.
 * @throws CtiError CTI_INVALID_FIELD
 */
export function namedAgent(given: unknown): NamedAgent {
  if (typeof given === 'number' || (typeof given === 'string' && given !== '')) return { agentID: String(given) };
  if (!isPlainObject(given)) {
    const right = 'an AgentID, several with commas in between, an object with agentID, or an array of these';
    throw new CtiError('CTI_INVALID_FIELD', `agents: ${JSON.stringify(given) ?? typeof given}; right is ${right}`, {
      field: 'agents',
    });
  }
  if (!isAgent(given)) return given;
  const { peripheralID, agentID, agentInstrument } = given;
  return { peripheralID, agentID, agentInstrument, ...addedKeys(given) };
}

/**
 * What the message's payload says for all of them; the device of another agent is not theirs.
 * @param isTheirs also a device without a name is theirs: who signs in says where
 */
export function withCommon(agent: NamedAgent, payload: unknown, isTheirs: boolean): NamedAgent {
  if (!isPlainObject(payload)) return agent;
  const common = isCall(payload) || isAgent(payload) ? { ...addedKeys(payload) } : { ...payload };
  const isNamed = AGENT_NAMES.some((key) => agent[key] !== undefined);
  const isNobody = isTheirs && (payload.agentID === undefined || agent.agentID === undefined);
  if (isNamed && !isNobody && !namesTheSame(AGENT_NAMES, agent, payload))
    for (const key of AGENT_NAMES) delete common[key];
  const named = { ...common, ...agent };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}
