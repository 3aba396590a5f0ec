import type { Payload } from '../../protocol';
import type { Calls } from '../calls/calls';
import type { AgentChange } from '../changes';
import type { Circumstances, ModelMessage } from '../message';
import { type Agent, type AgentFacts, sameOr } from './agent';
import { group, isSame, readConfirmation, readEvent, type Standing, signedIn, VOICE } from './agent-standing';
import { AgentTable } from './agent-table';
import { type AgentTopic, ASPECTS, topicOf } from './agent-topics';
import type { AgentMemory, AgentView } from './agent-view';
import type { AgentsPart } from './agents-part';
import { Directory } from './directory';
import { Teams } from './teams';

/** What the agents need of the model. */
export interface AgentsHost {
  readonly complete: boolean;
  readonly calls: Pick<Calls, 'byAgent'>;
}

type Peripheral = number | null | undefined;
type AgentRecord = Partial<NonNullable<Payload<'CONFIG_AGENT_EVENT'>['records']>[number]>;
/** How a change is told: who said it, and why only now. */
type Telling = Pick<AgentChange, 'from' | 'synthetic' | 'reason'>;

const NONE: readonly AgentChange[] = [];
/** What the other events of a login say about the one that may be missing (guide: AGENT_STATE_LOGIN is transient). */
const LOGIN = 'agent.login';

/**
 * The agents as they stand. Messages about an agent come in order, unlike those about an agent and a call: each is
 * taken at its word, and what says nothing new (a copy per monitor) is no change.
 */
export class Agents implements AgentsPart {
  readonly #host: AgentsHost;
  readonly #table = new AgentTable();
  readonly #teams = new Teams();
  /** Names of what agents and calls refer to by number. */
  readonly directory = new Directory();

  constructor(host: AgentsHost) {
    this.#host = host;
  }

  /** Signed in or not. */
  get size(): number {
    return this.#table.size;
  }

  /** An agent, signed in or not, or a device. @param peripheralID undefined: of any */
  knows(peripheralID: number | undefined): boolean {
    const isIts = (id: number | null | undefined) => peripheralID === undefined || id === peripheralID;
    for (const { facts } of this.#table.all()) if (isIts(facts.peripheralID)) return true;
    for (const device of this.directory.devices) if (isIts(device.peripheralID)) return true;
    return false;
  }

  /** @param peripheralID needed where two peripherals have an agent of this id */
  get(agentID: string, peripheralID?: Peripheral): AgentView | undefined {
    const agent = this.#table.get(agentID, peripheralID);
    return agent && this.#view(agent);
  }

  /** One of each peripheral that has an agent of this id. */
  byAgentID(agentID: string, peripheralID?: Peripheral): readonly AgentView[] {
    return this.#table.withID(agentID, peripheralID).map((agent) => this.#view(agent));
  }

  *all(): Iterable<AgentView> {
    for (const agent of this.#table.all()) yield this.#view(agent);
  }

  /** Who is signed in at the extension or instrument. */
  byDevice(device: string, peripheralID?: Peripheral): readonly AgentView[] {
    return this.#table.at(device, peripheralID).map((agent) => this.#view(agent));
  }

  bySkillGroup(skillGroupNumber: number, peripheralID?: Peripheral): readonly AgentView[] {
    return this.#table.inSkillGroup(skillGroupNumber, peripheralID).map((agent) => this.#view(agent));
  }

  /** Its members, without supervisors that are not members. */
  byTeam(teamID: number): readonly AgentView[] {
    return [...this.#teams.membersOf(teamID)].map((agent) => this.#view(agent));
  }

  get teams(): Pick<Teams, 'get' | 'all'> {
    return this.#teams;
  }

  agentAt(peripheralID: number | null, device: string): string | undefined {
    const agents = this.#table.at(device, peripheralID);
    const agent = agents.at(-1)?.facts;
    const isSure = peripheralID !== null || agents.every(({ facts }) => facts.peripheralID === agent?.peripheralID);
    return isSure ? agent?.agentID : undefined;
  }

  agentOf(icmAgentID: number | undefined): string | undefined {
    const reference = { peripheralID: null, agentID: undefined, icmAgentID, device: undefined };
    return this.#table.find(reference)?.facts.agentID;
  }

  apply({ topic, payload }: ModelMessage, at: number, { asked, reason }: Circumstances): readonly AgentChange[] {
    switch (topic) {
      case 'AGENT_STATE_EVENT': {
        const { reference, standing } = readEvent(payload);
        return this.#stand(this.#table.find(reference), standing, at, { from: topic });
      }
      case 'QUERY_AGENT_STATE_CONF': {
        if (!asked) return NONE;
        const { reference, standing } = readConfirmation(payload, asked);
        return this.#stand(this.#table.find(reference), standing, at, { from: topic, ...found(reason ?? 'snapshot') });
      }
      case 'AGENT_TEAM_CONFIG_EVENT':
        return this.#team(payload, at, reason);
      case 'CONFIG_AGENT_EVENT':
        return this.#configure(payload, at);
      default:
        this.directory.apply(topic, payload);
        return NONE;
    }
  }

  /**
   * What was known before this model began: where the server shows the same state, it began when it did, in the same
   * login session, and who was signed in and is not now has signed out. For agents of whom nothing has been told yet.
   */
  recall(peripheralID: number | null, agentID: string, memory: AgentMemory): void {
    const agent = this.#table.get(agentID, peripheralID) ?? this.#table.add(peripheralID, agentID);
    agent.remember(memory);
  }

  /** Whether that was the last that is known: signed in before this model began. */
  isRecalledAsSignedIn(agentID: string, peripheralID: number | null): boolean {
    const memory = this.#table.get(agentID, peripheralID)?.memory;
    return memory !== undefined && signedIn(memory.agentState);
  }

  /** The server does not know the agent as signed in: the logout was missed. @param reason why it shows only now */
  signOut(agentID: string, peripheralID: number | null, reason: string, at: number): readonly AgentChange[] {
    const agent = this.#table.get(agentID, peripheralID);
    const mrdid = agent?.facts.domains[0]?.mrdid ?? (agent?.memory && VOICE);
    if (!agent || mrdid === undefined) return NONE;
    return this.#stand(agent, signedOut(mrdid), at, found(reason));
  }

  /** A new session is told every team anew. */
  doubtTeams(): void {
    this.#teams.doubt();
  }

  /** Forgets members of teams that have not been told since `doubtTeams`. */
  endUnconfirmedTeams(reason: string, at: number): readonly AgentChange[] {
    return this.#regroup(this.#teams.endUnconfirmed(), at, found(reason));
  }

  #stand(agent: Agent | undefined, standing: Standing, at: number, telling: Telling): readonly AgentChange[] {
    if (!agent) return NONE;
    const first = !agent.isTold;
    const { memory } = agent;
    const before = agent.facts;
    const after = agent.after(standing, at);
    if (after === before) return NONE;
    this.#table.update(agent, after);
    // Somebody who was not there before and is not there now.
    const wasHere = memory !== undefined && signedIn(memory.agentState);
    if (first && telling.synthetic && !signedIn(after.agentState) && !wasHere) return NONE;
    return this.#changes(agent, before, at, telling, memory?.loginSession);
  }

  #team(event: Partial<Payload<'AGENT_TEAM_CONFIG_EVENT'>>, at: number, reason = 'team list'): readonly AgentChange[] {
    const { peripheralID = null, configOperation } = event;
    const whole = configOperation === 'RESTORE_PERMANENT_CONFIGURATION';
    const from = 'AGENT_TEAM_CONFIG_EVENT';
    const telling = whole ? { from, ...found(reason) } : { from };
    const named = (agentID: string) => this.#table.get(agentID, peripheralID) ?? this.#table.add(peripheralID, agentID);
    return this.#regroup(this.#teams.apply(event, named), at, telling);
  }

  #regroup(agents: ReadonlySet<Agent>, at: number, telling: Telling): AgentChange[] {
    const changes: AgentChange[] = [];
    for (const agent of agents) {
      const before = agent.facts;
      const team = this.#teams.teamOf(agent);
      const supervises = this.#teams.supervisedBy(agent);
      if (team === before.team && supervises.join() === before.supervises.join()) continue;
      this.#table.update(agent, { ...before, team, supervises });
      changes.push(...this.#changes(agent, before, at, telling));
    }
    return changes;
  }

  /** Names come without a change; so does what the configuration says first. */
  #configure({ records = [] }: { records?: readonly AgentRecord[] }, at: number): readonly AgentChange[] {
    const changes: AgentChange[] = [];
    const telling = { from: 'CONFIG_AGENT_EVENT' };
    for (const record of records) {
      const { recordType, loginID, oldLoginID, fltPeripheralID: peripheralID = null } = record;
      if (!loginID) continue;
      const renamed = oldLoginID && oldLoginID !== loginID ? this.#table.get(oldLoginID, peripheralID) : undefined;
      if (renamed) this.#table.delete(renamed);
      const known = this.#table.get(loginID, peripheralID);
      if (recordType === 'CONFIG_RECORD_DELETE') {
        if (!known || signedIn(known.facts.agentState)) continue;
        this.#table.delete(known);
        changes.push(...this.#regroup(this.#teams.forget(known), at, telling));
        continue;
      }
      const agent = known ?? this.#table.add(peripheralID, loginID);
      const regrouped = renamed && this.#teams.rename(renamed, agent);
      const before = renamed && !known ? { ...renamed.facts, agentID: loginID } : agent.facts;
      this.#table.update(agent, configured(before, record));
      if (before.skillGroups.length > 0) {
        changes.push(...this.#changes(agent, before, at, telling));
      }
      if (regrouped) changes.push(...this.#regroup(regrouped, at, telling));
    }
    return changes;
  }

  /** The state tells the rest with it; without a new state each thing that changed is told by itself. */
  #changes(
    agent: Agent,
    before: AgentFacts,
    at: number,
    telling: Telling,
    sessionBefore = before.loginSession,
  ): AgentChange[] {
    const { facts } = agent;
    const topics: AgentTopic[] = [];
    if (facts.agentState !== before.agentState) {
      const topic = topicOf(facts.agentState);
      const session = facts.loginSession;
      if (session !== sessionBefore && session?.since !== undefined && topic !== LOGIN) topics.push(LOGIN);
      topics.push(topic);
    } else {
      for (const [topic, keys] of Object.entries(ASPECTS) as [keyof typeof ASPECTS, readonly (keyof AgentFacts)[]][]) {
        if (keys.some((key) => facts[key] !== before[key])) topics.push(topic);
      }
    }
    if (topics.length === 0) return [];
    const view = this.#view(agent);
    const was = difference(before, facts);
    return topics.map((topic) => ({
      kind: 'agent',
      topic,
      agent: view,
      before: was,
      key: agent.key(topic, at),
      at,
      complete: this.#host.complete,
      ...telling,
    }));
  }

  #view({ facts }: Agent): AgentView {
    const { agentID, peripheralID } = facts;
    const calls = facts.loginSession ? this.#host.calls.byAgent(agentID, peripheralID).map(({ id }) => id) : [];
    return { ...facts, calls };
  }
}

function found(reason: string) {
  return { synthetic: true, reason } as const;
}

function signedOut(mrdid: number): Standing {
  return {
    domain: {
      mrdid,
      agentState: 'AGENT_STATE_LOGOUT',
      agentMode: undefined,
      agentAvailabilityStatus: 'NOT_AVAILABLE',
      numTasks: 0,
      maxTaskLimit: undefined,
    },
    eventReasonCode: undefined,
    stateDuration: undefined,
    own: {},
    skillGroups: [],
    allSkillGroups: false,
  };
}

function configured(facts: AgentFacts, record: AgentRecord): AgentFacts {
  const { skills } = record;
  const groups = skills?.map((one) => {
    const fresh = group(one.fltSkillGroupNumber, undefined, one.fltSkillGroupPriority, undefined);
    return facts.skillGroups.find((other) => isSame(fresh, other)) ?? fresh;
  });
  return {
    ...facts,
    icmAgentID: record.agentSkillTargetID ?? facts.icmAgentID,
    loginName: record.loginName || facts.loginName,
    firstName: record.firstName || facts.firstName,
    lastName: record.lastName || facts.lastName,
    agentType: record.agentType ?? facts.agentType,
    skillGroups: groups
      ? sameOr(
          facts.skillGroups,
          groups.sort((a, b) => (a.skillGroupNumber ?? 0) - (b.skillGroupNumber ?? 0)),
        )
      : facts.skillGroups,
  };
}

/** What it was before, as far as it is different now. */
function difference(before: AgentFacts, after: AgentFacts): Partial<AgentView> {
  const keys = Object.keys(after) as (keyof AgentFacts)[];
  return Object.fromEntries(keys.filter((key) => before[key] !== after[key]).map((key) => [key, before[key]]));
}
