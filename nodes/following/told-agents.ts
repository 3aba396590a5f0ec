/** How agents stood when a node last heard of them, so that it tells nothing twice after a restart. */
import type { AgentChange, AgentMemory, AgentView } from '../../lib/model';

interface Standing extends AgentMemory {
  readonly team: string;
  /** The keys of the latest minutes that had any. */
  readonly keys: readonly string[];
}

/** As it is stored: `<peripheralID>/<agentID>`, and how the agent stood. */
export type StoredAgents = { readonly agents: readonly (readonly [name: string, standing: Standing])[] };

/** Four times as many as CTI Server allows to be configured. */
const MOST = 50_000;
/** Minutes whose keys are remembered: a state may be heard of only when others have been told, in later minutes. */
const MINUTES = 3;

export class ToldAgents {
  readonly #standings = new Map<string, Standing>();
  /** As they stood before the present model began, as long as it has not told what is now. */
  #formerStates = new Map<string, Standing>();
  #formerTeams = new Map<string, Standing>();
  #model: object | undefined;
  /** The last one, and whether it was told before: one message may tell several changes. */
  #last: { readonly agent: AgentView; readonly isKnown: boolean } | undefined;

  /** Another model tells every agent anew. The same one again: nothing changes. */
  begin(model: object): void {
    if (model === this.#model) return;
    this.#model = model;
    this.#formerStates = new Map(this.#standings);
    this.#formerTeams = new Map(this.#standings);
  }

  /** What has been told since counts for more. */
  load(stored: unknown): void {
    const { agents = [] } = stored as Partial<StoredAgents>;
    for (const [name, standing] of agents) {
      if (this.#standings.has(name)) continue;
      for (const map of [this.#standings, this.#formerStates, this.#formerTeams]) map.set(name, standing);
    }
  }

  get stored(): StoredAgents {
    return { agents: [...this.#standings] };
  }

  /** What the present model cannot know: whoever it has not told yet, as before. */
  *former(): Generator<readonly [peripheralID: number | null, agentID: string, memory: AgentMemory]> {
    for (const [name, { agentState, eventReasonCode, since, loginSession }] of this.#formerStates) {
      const place = name.indexOf('/');
      const peripheralID = Number(name.slice(0, place));
      const memory = { agentState, eventReasonCode, since, loginSession };
      yield [Number.isNaN(peripheralID) ? null : peripheralID, name.slice(place + 1), memory];
    }
  }

  /** Every change, whether a flow wants it or not. @returns the key to send it with; undefined: it has been told */
  take(change: AgentChange): string | undefined {
    const { agent, topic } = change;
    const name = `${agent.peripheralID}/${agent.agentID}`;
    const isKnown = this.#last?.agent === agent ? this.#last.isKnown : this.#isKnown(name, change);
    this.#last = { agent, isKnown };
    const known = this.#standings.get(name);
    const before = known?.keys ?? [];
    const key = isKnown ? undefined : free(change.key, before);
    this.#standings.delete(name);
    // Teams may come before any state.
    const isTold = agent.domains.length > 0;
    const { agentState, eventReasonCode, since, loginSession } = isTold ? agent : (known ?? agent);
    const team = teamOf(agent);
    this.#standings.set(name, {
      ...{ agentState, eventReasonCode, since, loginSession, team },
      keys: key === undefined ? before : ofLatestMinutes([...before, key]),
    });
    if (this.#standings.size > MOST) this.#standings.delete(this.#standings.keys().next().value as string);
    // From then on the model says itself what is new.
    if (topic === 'agent.team') this.#formerTeams.delete(name);
    else if (isTold) this.#formerStates.delete(name);
    return key;
  }

  #isKnown(name: string, { topic, agent, synthetic }: AgentChange): boolean {
    if (topic === 'agent.team') return this.#formerTeams.get(name)?.team === teamOf(agent);
    const former = this.#formerStates.get(name);
    if (former === undefined || former.agentState !== agent.agentState) return false;
    const { eventReasonCode: reason } = agent;
    // A state that began anew with the same name is news; what asking has found has no beginning of its own.
    return (
      (reason === null || reason === former.eventReasonCode) && (synthetic === true || agent.since === former.since)
    );
  }
}

function ofLatestMinutes(keys: readonly string[]): readonly string[] {
  const minutes = new Set([...new Set(keys.map(minuteOf))].slice(-MINUTES));
  return keys.filter((key) => minutes.has(minuteOf(key)));
}

/** What comes before the last part: agent and minute. */
function minuteOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/'));
}

/** A model that began within the minute counts anew. */
function free(key: string, keys: readonly string[]): string {
  if (!keys.includes(key)) return key;
  const base = key.replace(/#\d+$/, '');
  for (let n = 2; ; n++) if (!keys.includes(`${base}#${n}`)) return `${base}#${n}`;
}

function teamOf({ team, supervises }: AgentView): string {
  return `${team?.teamID ?? ''} ${supervises.join()}`;
}
