import type { MaskBit } from '../../protocol';
import { message, type Outgoing } from '../message';
import type { TeamEvent } from '../switch/events';
import type { Switch } from '../switch/switch';
import type { Team } from '../switch/teams';

/** A team as it is, or one who has come or gone. */
export function teamMessage({ operation, team, agentIDs }: TeamEvent, world: Switch): Outgoing {
  const [primary] = team.supervisors;
  return message('AGENT_TEAM_CONFIG_EVENT', {
    peripheralID: world.agents.get(primary ?? agentIDs[0] ?? '')?.peripheral.peripheralID ?? null,
    teamID: team.teamID,
    configOperation: operation,
    departmentID: 0,
    agentTeamName: team.name,
    agents: agentIDs.map((agentID) => {
      const agent = world.agents.get(agentID);
      return {
        atcAgentID: agentID,
        agentFlags: flagsOf(agentID, team),
        atcAgentState: agent?.state ?? 'AGENT_STATE_UNKNOWN',
        atcStateDuration: agent ? Math.floor((world.clock.now() - agent.since) / 1000) : 0,
      };
    }),
  });
}

function flagsOf(agentID: string, { supervisors }: Team): MaskBit<'AgentFlags'>[] {
  if (!supervisors.includes(agentID)) return [];
  return agentID === supervisors[0] ? ['PRIMARY_SUPERVISOR', 'SUPERVISOR'] : ['SUPERVISOR'];
}
