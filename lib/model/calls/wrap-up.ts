/** The work of agents after their calls: which call it belongs to, and how long it took. */
import type { AgentView } from '../agents/agent-view';
import type { AgentChange, CallChange } from '../changes';
import type { Call } from './call';
import type { CallTable } from './call-table';
import type { Connection } from './connection';
import type { News } from './news';

/** So far may the state and the end of the call be apart, in ms: they have no order, a confirmation takes that long. */
const APART = 15_000;

/** A call that the agent has left, and when. */
interface Left {
  readonly call: Call;
  readonly connection: Connection;
  readonly at: number;
}

interface Work {
  /** ms since 1970 */
  readonly since: number;
  /** Calls that it may belong to. They are kept here when the table has forgotten them: work may take long. */
  readonly left: Left[];
}

/** One piece of work for each agent who is at it. */
export class WrapUps {
  readonly #table: CallTable;
  readonly #working = new Map<string, Work>();

  constructor(table: CallTable) {
    this.#table = table;
  }

  /** Follows the agent's state; tells the call when the work after it is done. */
  follow({ agent, before, at }: AgentChange, news: News): void {
    const was = before.agentState ?? agent.agentState;
    const isAtWork = isWork(agent.agentState);
    const name = nameOf(agent.peripheralID, agent.agentID);
    if (isAtWork && !isWork(was)) this.#working.set(name, this.#begin(agent, at));
    if (isAtWork) return;
    const work = this.#working.get(name);
    if (!work) return;
    this.#working.delete(name);
    // The state is or was hidden: nobody knows how long it took.
    const isKnown = isWork(was) && agent.agentState !== 'AGENT_STATE_UNKNOWN';
    const last = isKnown ? lastOf(work) : undefined;
    if (!last) return;
    const { call, connection } = last;
    call.watch.addWrapUp(work.since, Math.max(0, (agent.since ?? at) - work.since));
    news.tell(call, 'call.wrappedUp', { connection });
  }

  /** Calls that an agent leaves while the work has begun already. */
  take({ topic, call: { id }, connection }: CallChange): void {
    if (this.#working.size === 0 || (topic !== 'call.partyLeft' && topic !== 'call.ended')) return;
    const call = this.#table.get(id);
    if (!call) return;
    for (const one of call.connections) {
      if (one.agentID === undefined || (connection && one.id !== connection.connectionDeviceID)) continue;
      const work = this.#working.get(nameOf(call.peripheralID, one.agentID));
      if (work) add(work, call, one);
    }
  }

  #begin({ peripheralID, agentID, since }: AgentView, at: number): Work {
    const work: Work = { since: since ?? at, left: [] };
    for (const call of this.#table.byAgent(agentID)) {
      if (call.peripheralID !== peripheralID) continue;
      for (const one of call.connections) if (one.agentID === agentID) add(work, call, one);
    }
    return work;
  }
}

function isWork(state: AgentView['agentState']): boolean {
  return state === 'AGENT_STATE_WORK_READY' || state === 'AGENT_STATE_WORK_NOT_READY';
}

function nameOf(peripheralID: number | null, agentID: string): string {
  return `${peripheralID}/${agentID}`;
}

/** Unless the agent is still in the call, or has left it too long before or after. */
function add({ since, left }: Work, call: Call, connection: Connection): void {
  const at = connection.left ? connection.since : call.watch.ended;
  if (at === undefined || Math.abs(at - since) > APART) return;
  if (!left.some((one) => one.connection === connection)) left.push({ call, connection, at });
}

/** Of several, one that has not gone on in another call, then one that was not for advice, then the last. */
function lastOf({ left }: Work): Left | undefined {
  const [last] = [...left].sort(
    (a, b) =>
      Number(a.call.gone) - Number(b.call.gone) ||
      Number(a.call.direction === 'consult') - Number(b.call.direction === 'consult') ||
      b.at - a.at ||
      (a.call.id < b.call.id ? -1 : 1),
  );
  return last;
}
