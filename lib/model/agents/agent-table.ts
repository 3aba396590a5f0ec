/** Where an agent is found: by id, device and skill group. */
import { Agent, type AgentFacts } from './agent';
import type { AgentReference } from './agent-standing';
import { signedIn } from './agent-standing';

/** Agents by something that several may have in common, the latest last. */
class Index<K> {
  readonly #agents = new Map<K, Set<Agent>>();

  get(key: K): ReadonlySet<Agent> {
    return this.#agents.get(key) ?? NOBODY;
  }

  move(agent: Agent, from: readonly (K | undefined)[], to: readonly (K | undefined)[]): void {
    for (const key of from) if (key !== undefined && !to.includes(key)) this.#delete(key, agent);
    for (const key of to) if (key !== undefined && !from.includes(key)) this.#add(key, agent);
  }

  #add(key: K, agent: Agent): void {
    const agents = this.#agents.get(key);
    if (agents) agents.add(agent);
    else this.#agents.set(key, new Set([agent]));
  }

  #delete(key: K, agent: Agent): void {
    const agents = this.#agents.get(key);
    agents?.delete(agent);
    if (agents?.size === 0) this.#agents.delete(key);
  }
}

const NOBODY: ReadonlySet<Agent> = new Set();
const EMPTY: readonly never[] = [];

export class AgentTable {
  readonly #agents = new Map<string, Agent>();
  readonly #byAgentID = new Index<string>();
  readonly #byIcmAgentID = new Index<number>();
  readonly #byDevice = new Index<string>();
  readonly #bySkillGroup = new Index<number>();

  get size(): number {
    return this.#agents.size;
  }

  all(): Iterable<Agent> {
    return this.#agents.values();
  }

  /** @param peripheralID undefined or null: whichever has the agent */
  get(agentID: string, peripheralID?: number | null): Agent | undefined {
    if (peripheralID === undefined || peripheralID === null) return first(this.#byAgentID.get(agentID));
    return this.#agents.get(`${peripheralID}/${agentID}`);
  }

  withID(agentID: string, peripheralID?: number | null): Agent[] {
    return here(this.#byAgentID.get(agentID), peripheralID);
  }

  /** The agents with the device, signed in there last comes last. */
  at(device: string, peripheralID?: number | null): Agent[] {
    return here(this.#byDevice.get(device), peripheralID).filter(({ facts }) => signedIn(facts.agentState));
  }

  inSkillGroup(skillGroupNumber: number, peripheralID?: number | null): Agent[] {
    return here(this.#bySkillGroup.get(skillGroupNumber), peripheralID);
  }

  /** Whom a message is about; made if its id is new. Undefined: the message does not say. */
  find({ peripheralID, agentID, icmAgentID, device }: AgentReference): Agent | undefined {
    if (agentID !== undefined) return this.get(agentID, peripheralID) ?? this.add(peripheralID, agentID);
    const known = icmAgentID === undefined ? [] : here(this.#byIcmAgentID.get(icmAgentID), peripheralID);
    return known[0] ?? (device === undefined ? undefined : this.at(device, peripheralID).at(-1));
  }

  add(peripheralID: number | null, agentID: string): Agent {
    const agent = new Agent(peripheralID, agentID);
    this.#agents.set(`${peripheralID}/${agentID}`, agent);
    this.#byAgentID.move(agent, EMPTY, [agentID]);
    return agent;
  }

  delete(agent: Agent): void {
    const { peripheralID, agentID } = agent.facts;
    this.#agents.delete(`${peripheralID}/${agentID}`);
    this.#byAgentID.move(agent, [agentID], EMPTY);
    this.#index(agent, agent.facts, undefined);
  }

  update(agent: Agent, facts: AgentFacts): void {
    const before = agent.facts;
    agent.facts = facts;
    this.#index(agent, before, facts);
  }

  #index(agent: Agent, before: AgentFacts, after: AgentFacts | undefined): void {
    if (before.icmAgentID !== after?.icmAgentID) {
      this.#byIcmAgentID.move(agent, [before.icmAgentID], [after?.icmAgentID]);
    }
    this.#byDevice.move(agent, devicesOf(before), after ? devicesOf(after) : EMPTY);
    if (before.skillGroups !== after?.skillGroups) {
      this.#bySkillGroup.move(agent, groupsOf(before), after ? groupsOf(after) : EMPTY);
    }
  }
}

function devicesOf({ agentExtension, agentInstrument }: AgentFacts): readonly (string | undefined)[] {
  return agentExtension === agentInstrument ? [agentExtension] : [agentExtension, agentInstrument];
}

function groupsOf({ skillGroups }: AgentFacts): (number | undefined)[] {
  return skillGroups.map(({ skillGroupNumber }) => skillGroupNumber ?? undefined);
}

function here(agents: ReadonlySet<Agent>, peripheralID: number | null | undefined): Agent[] {
  const all = [...agents];
  if (peripheralID === undefined || peripheralID === null) return all;
  return all.filter(({ facts }) => facts.peripheralID === peripheralID);
}

function first(agents: ReadonlySet<Agent>): Agent | undefined {
  for (const agent of agents) return agent;
  return undefined;
}
