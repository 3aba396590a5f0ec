/** The configuration changes while the contact centre runs. */
import { CtiError } from '../../codec';
import type {
  AgentConfiguration,
  SimulatorConfiguration,
  SkillGroupConfiguration,
} from '../configuration/configuration';
import type { Agent } from './agent';
import { Device } from './device';
import { connectLines, linesInUse } from './further-lines';
import { route } from './routing';
import type { Switch } from './switch';

/**
 * Agents that stay keep their state; new ones begin with their initial state.
 * @param next checked
 * @throws CtiError CTI_IN_USE for what calls or signed in agents need; nothing is changed then
 */
export function configure(world: Switch, next: SimulatorConfiguration): void {
  const before = world.configuration;
  const wanted = new Map(next.agents.map((agent) => [agent.agentID, agent]));
  const [line] = linesInUse(world, next);
  if (line) throw inUse(`line ${line.number} has a call; end it first`);
  const moved = [...world.agents.values()].filter((agent) => isElsewhere(agent, wanted.get(agent.agentID)));
  for (const agent of moved) checkPhone(agent, world);
  for (const group of before.skillGroups) if (!next.skillGroups.includes(group)) checkGroup(group, world);
  world.configuration = next;
  for (const agent of moved) world.devices.delete(agent.configuration.extension);
  world.tell({ kind: 'configured', before, after: next });
  for (const agent of [...world.agents.values()]) {
    const configuration = wanted.get(agent.agentID);
    if (configuration) agent.reconfigure(world.detailsOf(configuration));
    else remove(agent, world);
  }
  for (const agent of moved) {
    const { extension } = agent.configuration;
    if (world.agents.has(agent.agentID)) world.devices.set(extension, new Device(extension, agent.peripheral));
  }
  for (const agent of next.agents) if (!world.agents.has(agent.agentID)) world.addAgent(agent);
  connectLines(world);
  route(world);
}

/** The agent goes, or the phone does. */
function isElsewhere({ configuration }: Agent, next: AgentConfiguration | undefined): boolean {
  return next?.extension !== configuration.extension || next.peripheralID !== configuration.peripheralID;
}

function remove({ agentID }: Agent, world: Switch): void {
  world.agents.delete(agentID);
  for (const team of world.teams.of(agentID)) world.teams.remove(team.teamID, agentID);
}

function checkPhone(agent: Agent, world: Switch): void {
  const { extension } = agent.configuration;
  if (agent.loggedIn) throw inUse(`agent ${agent.agentID} is signed in; sign the agent out first`);
  const device = world.devices.get(extension);
  if (device?.agent)
    throw inUse(`agent ${device.agent.agentID} is signed in at ${extension}; sign that agent out first`);
  if (device && (!device.idle || device.busyElsewhere)) throw inUse(`phone ${extension} has a call; end it first`);
}

function checkGroup(group: SkillGroupConfiguration, world: Switch): void {
  const waits = [...world.contacts].some((contact) => contact.group === group);
  const talks = [...world.agents.values()].some((agent) => agent.group === group);
  if (waits || talks) throw inUse(`skill group ${group.name} has calls; end them first`);
}

function inUse(message: string): CtiError {
  return new CtiError('CTI_IN_USE', message);
}
