/** Which changes of agents a cti-agent node lets through. */
import type { AgentChange } from '../../lib/model';
import { pattern } from '../patterns';
import { type SkillGroupNames, skillGroupPattern } from './skill-groups';

/** As the dialog saves them; an empty one lets everything through. */
export interface AgentFilters {
  /** Topics. */
  readonly changes: readonly string[];
  readonly agent?: string;
  readonly device?: string;
  readonly skillGroup?: string;
  readonly team?: string;
  readonly reason?: string;
}

/** @throws CtiError CTI_INVALID_OPTION naming the setting */
export function agentFilter(filters: AgentFilters, directory: SkillGroupNames): (change: AgentChange) => boolean {
  const topics = new Set(filters.changes);
  const agent = pattern('agent', filters.agent);
  const device = pattern('device', filters.device);
  const skillGroup = skillGroupPattern(filters.skillGroup, directory);
  const team = pattern('team', filters.team);
  const reason = pattern('reason', filters.reason);
  return ({ topic, agent: view, before }) => {
    if (!topics.has(topic)) return false;
    if (agent && !agent(view.agentID)) return false;
    // Whoever logs out leaves extension, groups and team behind, and is looked for by them all the same.
    const devices = [view.agentExtension, view.agentInstrument, before.agentExtension, before.agentInstrument];
    if (device && !devices.some(device)) return false;
    const groups = [...view.skillGroups, ...(before.skillGroups ?? [])];
    if (skillGroup && !groups.some((group) => skillGroup(view.peripheralID, group))) return false;
    const teams = [view.team, before.team];
    if (team && !teams.some((one) => team(one?.teamID) || team(one?.agentTeamName))) return false;
    return reason === undefined || reason(view.eventReasonCode);
  };
}
