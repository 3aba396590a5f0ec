/** A supervisor's teams: which there are, and what their agents do. */

import { monitorOf } from '../events/monitors';
import { teamOnly } from '../events/scopes';
import { message } from '../message';
import { Refusal } from '../refusal';
import { agentOf } from '../sessions/client';
import type { Team } from '../switch/teams';
import { type Context, confirm, type Handler } from './handler';
import { unknownMonitor } from './monitors';

/** Teams in one LIST_AGENT_TEAM_CONF. Source: Supervisor Service. */
const PAGE = 64;

export const listAgentTeam: Handler<'LIST_AGENT_TEAM_REQ'> = ({ invokeID, supervisorID }, { session, world }) => {
  const supervisor = [...world.agents.values()].find((one) => one.configuration.icmAgentID === supervisorID);
  const teams = supervisor ? world.teams.supervisedBy(supervisor.agentID) : [];
  if (!supervisor || teams.length === 0) {
    const text = `supervisorID: ${supervisorID} is no supervisor's skill target ID`;
    throw new Refusal('E_CTI_SUPERVISOR_NOT_FOUND', text, { field: 'supervisorID' });
  }
  const segments = segmentsOf(teams);
  return confirm('LIST_AGENT_TEAM_CONF', segments[0] as Segment, () => {
    for (const segment of segments.slice(1)) session.send(message('LIST_AGENT_TEAM_CONF', { invokeID, ...segment }));
  });
};

interface Segment {
  readonly segmentNumber: number;
  readonly more: 'LAST' | 'MORE_TO_FOLLOW';
  readonly agentTeams: { readonly teamID: number }[];
}

/** Segments are counted from 1. */
function segmentsOf(teams: readonly Team[]): Segment[] {
  const count = Math.ceil(teams.length / PAGE);
  return Array.from({ length: count }, (_, i) => ({
    segmentNumber: i + 1,
    more: i + 1 < count ? 'MORE_TO_FOLLOW' : 'LAST',
    agentTeams: teams.slice(i * PAGE, (i + 1) * PAGE).map(({ teamID }) => ({ teamID })),
  }));
}

export const startTeamMonitor: Handler<'MONITOR_AGENT_TEAM_START_REQ'> = ({ teamID }, context) => {
  const { client, session, office } = context;
  const scope = teamOnly(supervisedTeam(teamID, context).teamID);
  if ([...session.monitors.values()].some((one) => one.scope.name === scope.name)) {
    throw new Refusal('E_CTI_AGENT_TEAM_MONITOR_ALREADY_EXISTS', `this session monitors team ${teamID} already`);
  }
  const monitor = monitorOf(client, office.newMonitorID(), scope, client);
  return confirm('MONITOR_AGENT_TEAM_START_CONF', { monitorID: monitor.monitorID }, () => {
    session.monitors.set(monitor.monitorID, monitor);
  });
};

export const stopTeamMonitor: Handler<'MONITOR_AGENT_TEAM_STOP_REQ'> = ({ monitorID }, { session }) => {
  if (session.monitors.get(monitorID)?.scope.kind !== 'team') throw unknownMonitor(monitorID);
  session.monitors.delete(monitorID);
  return confirm('MONITOR_AGENT_TEAM_STOP_CONF', {});
};

function supervisedTeam(teamID: number, { client, world }: Context): Team {
  const team = world.teams.get(teamID);
  const supervisor = agentOf(client, world);
  if (team && supervisor && team.supervisors.includes(supervisor.agentID)) return team;
  throw new Refusal('E_CTI_TEAM_NOT_FOUND', `teamID: ${teamID} is no team of this supervisor`, { field: 'teamID' });
}
