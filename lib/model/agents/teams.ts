/** Teams and their supervisors, from AGENT_TEAM_CONFIG_EVENT. */
import type { Payload } from '../../protocol';
import type { TeamView } from './agent-view';

type TeamEvent = Partial<Payload<'AGENT_TEAM_CONFIG_EVENT'>>;
type Flags = readonly (string | number)[];

interface Team {
  readonly teamID: number;
  name: string | undefined;
  primary: string | undefined;
  /** AgentIDs, and in which session they were told last. */
  readonly members: Map<string, number>;
  readonly supervisors: Map<string, number>;
  /** As it was given out last; undefined: it has changed since. */
  view: TeamView | undefined;
}

export class Teams {
  readonly #teams = new Map<number, Team>();
  /** The team of a member. */
  readonly #memberOf = new Map<string, Team>();
  #session = 0;

  all(): Iterable<TeamView> {
    return [...this.#teams.values()].map(viewOf);
  }

  get(teamID: number): TeamView | undefined {
    const team = this.#teams.get(teamID);
    return team && viewOf(team);
  }

  membersOf(teamID: number): Iterable<string> {
    return this.#teams.get(teamID)?.members.keys() ?? [];
  }

  teamOf(agentID: string): TeamView | undefined {
    const team = this.#memberOf.get(agentID);
    return team && viewOf(team);
  }

  supervisedBy(agentID: string): number[] {
    const teams: number[] = [];
    for (const { teamID, supervisors } of this.#teams.values()) if (supervisors.has(agentID)) teams.push(teamID);
    return teams;
  }

  /** A new session is told every team anew, in lists of 64 names of which nothing says which is the last. */
  doubt(): void {
    this.#session++;
  }

  /** Whoever has not been told since `doubt` is not there any more. @returns the agents concerned */
  endUnconfirmed(): Set<string> {
    const concerned = new Set<string>();
    for (const team of this.#teams.values()) {
      for (const [agentID, session] of team.members) {
        if (session !== this.#session) this.#remove(team, agentID, false, concerned);
      }
      for (const [agentID, session] of team.supervisors) {
        if (session !== this.#session) this.#remove(team, agentID, true, concerned);
      }
    }
    return concerned;
  }

  /** @returns the agents for whom something may have changed */
  apply({ teamID, configOperation, agentTeamName, agents = [] }: TeamEvent): Set<string> {
    const concerned = new Set<string>();
    if (teamID === undefined) return concerned;
    const team = this.#team(teamID);
    if (agentTeamName && agentTeamName !== team.name) {
      team.name = agentTeamName;
      touch(team, concerned);
    }
    for (const { atcAgentID: agentID, agentFlags = [] } of agents) {
      if (!agentID) continue;
      if (configOperation === 'REMOVE_AGENT') this.#remove(team, agentID, isSupervisor(agentFlags), concerned);
      else this.#add(team, agentID, agentFlags, concerned);
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

  #add(team: Team, agentID: string, flags: Flags, concerned: Set<string>): void {
    concerned.add(agentID);
    if (isSupervisor(flags)) {
      if (!team.supervisors.has(agentID)) touch(team, concerned);
      team.supervisors.set(agentID, this.#session);
      const primary = flags.includes('PRIMARY_SUPERVISOR');
      if (primary === (team.primary === agentID)) return;
      team.primary = primary ? agentID : undefined;
      touch(team, concerned);
      return;
    }
    // An agent is a member of one team at a time.
    const before = this.#memberOf.get(agentID);
    if (before !== team) before?.members.delete(agentID);
    team.members.set(agentID, this.#session);
    this.#memberOf.set(agentID, team);
  }

  #remove(team: Team, agentID: string, supervises: boolean, concerned: Set<string>): void {
    concerned.add(agentID);
    if (supervises) {
      team.supervisors.delete(agentID);
      if (team.primary === agentID) team.primary = undefined;
      touch(team, concerned);
      return;
    }
    team.members.delete(agentID);
    if (this.#memberOf.get(agentID) === team) this.#memberOf.delete(agentID);
  }
}

/** The team looks different to its members. */
function touch(team: Team, concerned: Set<string>): void {
  team.view = undefined;
  for (const agentID of team.members.keys()) concerned.add(agentID);
}

function isSupervisor(flags: Flags): boolean {
  return flags.includes('SUPERVISOR') || flags.includes('PRIMARY_SUPERVISOR');
}

function viewOf(team: Team): TeamView {
  team.view ??= {
    teamID: team.teamID,
    agentTeamName: team.name,
    supervisors: [...team.supervisors.keys()],
    primarySupervisor: team.primary,
  };
  return team.view;
}
