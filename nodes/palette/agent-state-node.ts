/** cti-agent-state: one agent as with the other nodes of the palette, many at a rate. */
import type { Node, NodeAPI, NodeMessageInFlow } from 'node-red';
import { CtiError } from '../../lib/session';
import { ownCopy } from '../own-copy';
import type { FilledField } from '../requests/request-payload';
import { doRequests, evaluate } from '../requests/request-work';
import { sessionOf } from '../session/shared-session';
import { speakLanguage, spoken } from '../spoken-errors';
import { actionFields } from './action-fields';
import { type ActionSettings, Actions } from './action-node';
import { agentsIn, type NamedAgent, namedAgent, withCommon } from './agent-list';
import { AgentRun } from './agent-run';
import { needsBoth } from './other-names';
import { Turns } from './turns';

export interface AgentStateSettings extends ActionSettings {
  readonly agents: string;
  readonly agentsType: string;
  /** Requests per second where there are many; empty: 5. */
  readonly rate: string | number;
}

export interface AgentStateCredentials {
  /** Of the agents who sign in. */
  readonly agentPassword?: string;
}

type Fields = Readonly<Record<string, FilledField>>;

const USUAL_RATE = 5;

/** @param words say how far a list is */
export function agentStateNode(
  RED: NodeAPI,
  node: Node<AgentStateCredentials>,
  settings: AgentStateSettings,
  words: (over: number, total: number) => string,
): void {
  RED.nodes.createNode(node, settings);
  speakLanguage(RED, node);
  const actions = new Actions(RED, node, settings, 'cti-agent-state');
  const filled = filledIn(settings, node.credentials?.agentPassword);
  const runs = new Map<AgentRun, NodeMessageInFlow>();
  let turns: Turns | undefined;

  // Before doRequests: the messages that it fails when the node closes say what has been done.
  node.on('close', () => {
    turns?.stop();
    for (const [run, message] of runs) {
      run.stop();
      message.payload = run.results;
    }
  });

  const one = async (message: NodeMessageInFlow, more: Fields = {}) =>
    actions.send(await actions.prepare(message, { ...filled, ...more }));

  doRequests(node, actions.server, async (message, progress) => {
    sessionOf(actions.server);
    const action = actions.action(message);
    const keys = new Set(actionFields(action).map(({ key }) => key));
    const isOfAgents = keys.has('agentID');
    const { agents: value, agentsType: type } = settings;
    const agents = isOfAgents
      ? agentsIn(value === '' ? message.payload : await evaluate(RED, node, { value, type }, message))
      : {};
    const { payload } = message;
    const about = (agent: NamedAgent) => {
      const { agentPassword, ...wish } = withCommon(agent, payload, needsBoth(action));
      // The same list may sign agents in and make them ready.
      const own = { ...message, payload: keys.has('agentPassword') ? { ...wish, agentPassword } : wish };
      return one(own, value === '' ? {} : inDialog(agent));
    };
    if (!Array.isArray(agents)) {
      Object.assign(message, ownCopy(await (isOfAgents ? about(agents as NamedAgent) : one(message))));
      return;
    }
    const run = new AgentRun(agents, (error) => spoken(RED, error));
    runs.set(run, message);
    turns ??= new Turns(rateOf(settings.rate));
    const shows = () => progress(words(run.over, agents.length));
    const send = async (agent: unknown) => {
      const answer = await about(namedAgent(agent));
      return (answer as { readonly cti?: { readonly dryRun?: true } } | undefined)?.cti?.dryRun === true;
    };
    shows();
    try {
      await run.go(turns, send, shows);
    } finally {
      runs.delete(run);
      message.payload = run.results;
    }
  });
}

/** The dialog's Agents are as good as a field of the form that has the AgentID. */
function inDialog({ agentID }: NamedAgent): Fields {
  return agentID === undefined ? {} : { agentID: { value: String(agentID), type: 'str' } };
}

/** As in the other nodes nothing is filled in where the message says what to do. */
function filledIn({ action, fields }: AgentStateSettings, password = ''): Record<string, FilledField> {
  if (action === '') return {};
  return { ...fields, ...(password !== '' && { agentPassword: { value: password, type: 'str' } }) };
}

/** @throws CtiError CTI_INVALID_OPTION */
function rateOf(given: string | number): number {
  const rate = String(given ?? '').trim() === '' ? USUAL_RATE : Number(given);
  if (rate > 0 && Number.isFinite(rate)) return rate;
  const message = `rate: requests per second are needed, a number above 0, not ${JSON.stringify(given)}`;
  throw new CtiError('CTI_INVALID_OPTION', message, { field: 'rate' });
}
