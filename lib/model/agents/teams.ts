/** Teams and their supervisors, from AGENT_TEAM_CONFIG_EVENT. */
import type { Payload } from '../../protocol';
import type { Agent } from './agent';
import type { TeamView } from './agent-view';

type TeamEvent = Partial<Payload<'AGENT_TEAM_CONFIG_EVENT'>>;
type Flags = readonly (string | number)[];

interface Team {
  readonly teamID: number;
  name: string | undefined;
  primary: Agent | undefined;
  /** In which session they were told last. */
  readonly members: Map<Agent, number>;
  readonly supervisors: Map<Agent, number>;
  /** As it was given out last; undefined: it has changed since. */
  view: TeamView | undefined;
}

/** By agents and not by their ids, since two peripherals may have an agent of the same id. */
export class Teams {
  readonly #teams = new Map<number, Team>();
  /** The team of a member. */
  readonly #memberOf = new Map<Agent, Team>();
  #session = 0;

  all(): Iterable<TeamView> {
    return [...this.#teams.values()].map(viewOf);
  }

  get(teamID: number): TeamView | undefined {
    const team = this.#teams.get(teamID);
    return team && viewOf(team);
  }

  membersOf(teamID: number): Iterable<Agent> {
    return this.#teams.get(teamID)?.members.keys() ?? [];
  }

  teamOf(agent: Agent): TeamView | undefined {
    const team = this.#memberOf.get(agent);
    return team && viewOf(team);
  }

  supervisedBy(agent: Agent): number[] {
    const teams: number[] = [];
    for (const { teamID, supervisors } of this.#teams.values()) if (supervisors.has(agent)) teams.push(teamID);
    return teams;
  }

  /** A new session is told every team anew, in lists of 64 names of which nothing says which is the last. */
  doubt(): void {
    this.#session++;
  }

  /** Whoever has not been told since `doubt` is not there any more. @returns the agents concerned */
  endUnconfirmed(): Set<Agent> {
    const concerned = new Set<Agent>();
    for (const team of this.#teams.values()) {
      for (const [agent, session] of team.members) {
        if (session !== this.#session) this.#remove(team, agent, false, concerned);
      }
      for (const [agent, session] of team.supervisors) {
        if (session !== this.#session) this.#remove(team, agent, true, concerned);
      }
    }
    return concerned;
  }

  /** The agent has another id, and with it another place in the table. @returns as `apply` does */
  rename(before: Agent, after: Agent): Set<Agent> {
    const concerned = new Set<Agent>();
    const team = this.#memberOf.get(before);
    if (team) {
      this.#remove(team, before, false, concerned);
      this.#add(team, after, [], concerned);
    }
    for (const one of this.#teams.values()) {
      if (!one.supervisors.has(before)) continue;
      const flag = one.primary === before ? 'PRIMARY_SUPERVISOR' : 'SUPERVISOR';
      this.#remove(one, before, true, concerned);
      this.#add(one, after, [flag], concerned);
    }
    concerned.delete(before);
    return concerned;
  }

  /** The agent is configured no more. @returns as `apply` does */
  forget(agent: Agent): Set<Agent> {
    const concerned = new Set<Agent>();
    const team = this.#memberOf.get(agent);
    if (team) this.#remove(team, agent, false, concerned);
    for (const one of this.#teams.values()) {
      if (one.supervisors.has(agent)) this.#remove(one, agent, true, concerned);
    }
    concerned.delete(agent);
    return concerned;
  }

  /**
   * @param named who has the id on the event's peripheral
   * @returns the agents for whom something may have changed
   */
  apply(
    { teamID, configOperation, agentTeamName, agents = [] }: TeamEvent,
    named: (agentID: string) => Agent,
  ): Set<Agent> {
    const concerned = new Set<Agent>();
    if (teamID === undefined) return concerned;
    const team = this.#team(teamID);
    if (agentTeamName && agentTeamName !== team.name) {
      team.name = agentTeamName;
      touch(team, concerned);
    }
    for (const { atcAgentID: agentID, agentFlags = [] } of agents) {
      if (!agentID) continue;
      const agent = named(agentID);
      if (configOperation === 'REMOVE_AGENT') this.#remove(team, agent, isSupervisor(agentFlags), concerned);
      else this.#add(team, agent, agentFlags, concerned);
    }
    return concerned;
  }

  #team(teamID: number): Team {
    const known = this.#teams.get(teamID);
    if (known) return known;
    const team: Team = {
      teamID,
      name: undefined,
      primary: undefined,
      members: new Map(),
      supervisors: new Map(),
      view: undefined,
    };
    this.#teams.set(teamID, team);
    return team;
  }

  #add(team: Team, agent: Agent, flags: Flags, concerned: Set<Agent>): void {
    concerned.add(agent);
    if (isSupervisor(flags)) {
      if (!team.supervisors.has(agent)) touch(team, concerned);
      team.supervisors.set(agent, this.#session);
      const primary = flags.includes('PRIMARY_SUPERVISOR');
      if (primary === (team.primary === agent)) return;
      team.primary = primary ? agent : undefined;
      touch(team, concerned);
      return;
    }
    // An agent is a member of one team at a time.
    const before = this.#memberOf.get(agent);
    if (before !== team) before?.members.delete(agent);
    team.members.set(agent, this.#session);
    this.#memberOf.set(agent, team);
  }

  #remove(team: Team, agent: Agent, supervises: boolean, concerned: Set<Agent>): void {
    concerned.add(agent);
    if (supervises) {
      team.supervisors.delete(agent);
      if (team.primary === agent) team.primary = undefined;
      touch(team, concerned);
      return;
    }
    team.members.delete(agent);
    if (this.#memberOf.get(agent) === team) this.#memberOf.delete(agent);
  }
}

/** The team looks different to its members. */
function touch(team: Team, concerned: Set<Agent>): void {
  team.view = undefined;
  for (const agent of team.members.keys()) concerned.add(agent);
}

function isSupervisor(flags: Flags): boolean {
  return flags.includes('SUPERVISOR') || flags.includes('PRIMARY_SUPERVISOR');
}

function viewOf(team: Team): TeamView {
  team.view ??= {
    teamID: team.teamID,
    agentTeamName: team.name,
    supervisors: [...team.supervisors.keys()].map(({ facts }) => facts.agentID),
    primarySupervisor: team.primary?.facts.agentID,
  };
  return team.view;
}
