/** Teams of agents and their supervisors. */
import { CtiError } from '../../codec';
import type { TeamConfiguration } from '../configuration/configuration';
import type { TeamEvent } from './events';

export type Team = TeamConfiguration;

/** Agents in one AGENT_TEAM_CONFIG_EVENT. Source: Supervisor Service. */
const PAGE = 64;

/** Who belongs to which team. Changes are told; nothing is told twice. */
export class Teams {
  readonly #teams = new Map<number, Team>();
  readonly #tell: (event: TeamEvent) => void;

  constructor(teams: readonly Team[], tell: (event: TeamEvent) => void) {
    for (const team of teams) this.#teams.set(team.teamID, team);
    this.#tell = tell;
  }

  get(teamID: number): Team | undefined {
    return this.#teams.get(teamID);
  }

  isMember(teamID: number, agentID: string): boolean {
    return this.#teams.get(teamID)?.members.includes(agentID) ?? false;
  }

  /** Those in which the agent is a member. */
  of(agentID: string): Team[] {
    return [...this.#teams.values()].filter((team) => team.members.includes(agentID));
  }

  supervisedBy(agentID: string): Team[] {
    return [...this.#teams.values()].filter((team) => team.supervisors.includes(agentID));
  }

  supervises(supervisorID: string, agentID: string): boolean {
    return this.supervisedBy(supervisorID).some((team) => team.members.includes(agentID));
  }

  /** Everybody in the team, supervisors first, in portions for one message each; at least one portion. */
  pages(team: Team): string[][] {
    const everybody = [...new Set([...team.supervisors, ...team.members])];
    const pages = Array.from({ length: Math.max(1, Math.ceil(everybody.length / PAGE)) }, (_, i) => i * PAGE);
    return pages.map((start) => everybody.slice(start, start + PAGE));
  }

  /** An agent is in one team at most: he leaves the one he is in. @throws CtiError CTI_UNKNOWN_TEAM */
  add(teamID: number, agentID: string): void {
    const team = this.#known(teamID);
    if (team.members.includes(agentID)) return;
    for (const other of this.of(agentID)) this.remove(other.teamID, agentID);
    this.#change({ ...team, members: [...team.members, agentID] }, 'ADD_AGENT', agentID);
  }

  /** @throws CtiError CTI_UNKNOWN_TEAM */
  remove(teamID: number, agentID: string): void {
    const team = this.#known(teamID);
    if (!team.members.includes(agentID)) return;
    this.#change({ ...team, members: team.members.filter((one) => one !== agentID) }, 'REMOVE_AGENT', agentID);
  }

  #change(team: Team, operation: 'ADD_AGENT' | 'REMOVE_AGENT', agentID: string): void {
    this.#teams.set(team.teamID, team);
    this.#tell({ kind: 'team', operation, team, agentIDs: [agentID] });
  }

  #known(teamID: number): Team {
    const team = this.#teams.get(teamID);
    if (team) return team;
    const known = [...this.#teams.keys()].join(', ') || 'none';
    throw new CtiError('CTI_UNKNOWN_TEAM', `teamID: ${JSON.stringify(teamID)} is no team; there are ${known}`, {
      field: 'teamID',
    });
  }
}
