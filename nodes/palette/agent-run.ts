/** One request for each agent of a list, at a rate, and what came of each. */
import type { AgentResult } from '../../lib/node-messages';
import { CtiError } from '../../lib/session';
import type { Turns } from './turns';

/** The same error in the server's language. */
type Say = (error: CtiError) => CtiError;

/** Sends the request for an agent of the list, and says whether it was a dry run; rejects with what is wrong. */
type Send = (agent: unknown) => Promise<boolean>;

export class AgentRun {
  readonly #agents: readonly unknown[];
  readonly #say: Say;
  readonly #results: AgentResult[];
  #error: unknown;
  #over = 0;
  /** Done, or would be. */
  #unhindered = 0;
  #stopped = false;

  constructor(agents: readonly unknown[], say: Say) {
    this.#agents = agents;
    this.#say = say;
    const why = new CtiError('CTI_NOT_SENT', 'the node was stopped before it was the turn of this agent');
    this.#results = agents.map((agent) => this.#failed(agent, why));
  }

  /** As it stands. */
  get results(): AgentResult[] {
    return [...this.#results];
  }

  /** How many have an answer. */
  get over(): number {
    return this.#over;
  }

  /**
   * Does not wait for an answer before the next agent's turn, but for two requests about the same agent.
   * @throws CtiError CTI_NONE_DONE
   */
  async go(turns: Turns, send: Send, progress: () => void): Promise<void> {
    const last = new Map<string, Promise<void>>();
    for (const [i, agent] of this.#agents.entries()) {
      if (!(await turns.next())) break;
      const name = JSON.stringify(nameOf(agent));
      const before = last.get(name) ?? Promise.resolve();
      last.set(name, before.then(() => this.#one(i, agent, send)).then(progress));
    }
    await Promise.all(last.values());
    if (this.#unhindered > 0 || this.#agents.length === 0) return;
    const reason = this.#error instanceof Error ? this.#error.message : '';
    const message = `agents: none of ${this.#agents.length} could be done; the payload says why of each. The first: ${reason}`;
    throw new CtiError('CTI_NONE_DONE', message, { field: 'agents', cause: this.#error });
  }

  /** Nothing more is sent. */
  stop(): void {
    this.#stopped = true;
  }

  async #one(i: number, agent: unknown, send: Send): Promise<void> {
    if (this.#stopped) return;
    const name = nameOf(agent);
    const unanswered = new CtiError('CTI_NODE_CLOSED', 'sent; the node was stopped before the server answered');
    this.#results[i] = this.#failed(agent, unanswered);
    try {
      const dryRun = await send(agent);
      this.#unhindered++;
      this.#results[i] = dryRun ? { ...name, done: false, dryRun } : { ...name, done: true };
    } catch (error) {
      this.#error ??= error;
      const why = error instanceof CtiError ? error : new CtiError('CTI_INVALID_FIELD', String(error));
      this.#results[i] = this.#failed(agent, why);
    }
    this.#over++;
  }

  #failed(agent: unknown, why: CtiError): AgentResult {
    const { code, message } = this.#say(why);
    return { ...nameOf(agent), done: false, code, message };
  }
}

function nameOf(agent: unknown): Pick<AgentResult, 'agentID' | 'agentInstrument'> {
  if (typeof agent !== 'object' || agent === null) return { agentID: String(agent) };
  const { agentID, agentInstrument } = agent as { readonly agentID?: unknown; readonly agentInstrument?: unknown };
  if (agentID !== undefined) return { agentID: String(agentID) };
  return agentInstrument === undefined ? {} : { agentInstrument: String(agentInstrument) };
}
