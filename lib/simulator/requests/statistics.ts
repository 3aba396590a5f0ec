/** How much agents and skill groups have done. */
import { type Field, fieldKey, MESSAGES, type Payload } from '../../protocol';
import type { SkillGroupConfiguration } from '../configuration/configuration';
import { hasAgents, hasQueues } from '../configuration/roles';
import { Refusal } from '../refusal';
import type { Agent } from '../switch/agent';
import type { Tallies } from '../switch/statistics';
import type { Switch } from '../switch/switch';
import { confirm, type Handler } from './handler';
import { knownPeripheral } from './locate';
import { locateAgent } from './locate-device';

type Counts = { [key: string]: number | null };

/** A count and its period, as the fields are called. */
const COUNT = /^(.+?)(Session|To5|ToHalf|Today|5|Half)$/;
/** Fields about queues: unknown where calls do not wait on the peripheral. */
const QUEUE = /[cC]allsQ|CallQ/;

export const queryAgentStatistics: Handler<'QUERY_AGENT_STATISTICS_REQ'> = (request, context) => {
  const { world } = context;
  const { peripheralID } = knownPeripheral(request.peripheralID, world);
  const agent = locateAgent('QUERY_AGENT_STATISTICS_REQ', request, context);
  const { device } = agent;
  if (!device || agent.peripheral.peripheralID !== peripheralID) {
    throw new Refusal('E_CTI_AGENT_NOT_LOGGED_ON', `agent ${agent.agentID} is not logged on there`);
  }
  const counts = countsOf('QUERY_AGENT_STATISTICS_CONF', world.statistics.ofAgent(agent), world);
  return confirm('QUERY_AGENT_STATISTICS_CONF', {
    ...counts,
    peripheralID,
    agentExtension: device.number,
    agentID: agent.agentID,
    agentInstrument: device.number,
  });
};

export const querySkillGroupStatistics: Handler<'QUERY_SKILL_GROUP_STATISTICS_REQ'> = (request, { world }) => {
  const peripheral = knownPeripheral(request.peripheralID, world);
  const { peripheralID } = peripheral;
  const [queues, agents] = [hasQueues(peripheral), hasAgents(peripheral)];
  const group = groupAskedFor(request, world);
  const tallies = world.statistics.ofGroup(group);
  const counts = countsOf('QUERY_SKILL_GROUP_STATISTICS_CONF', tallies, world);
  // A VRU has no agents; of the queues their own peripheral alone knows.
  for (const key of Object.keys(counts)) {
    if (QUEUE.test(key) ? !queues : !agents) counts[key] = queues ? 0 : null;
  }
  return confirm('QUERY_SKILL_GROUP_STATISTICS_CONF', {
    ...counts,
    ...(queues && queueNow(group, world)),
    ...(agents && agentsNow(group, world)),
    peripheralID,
    skillGroupNumber: group.skillGroupNumber,
    skillGroupID: group.skillGroupID,
  });
};

function groupAskedFor(request: Payload<'QUERY_SKILL_GROUP_STATISTICS_REQ'>, world: Switch): SkillGroupConfiguration {
  const { skillGroupNumber, skillGroupID } = request;
  const group = world.configuration.skillGroups.find(
    (one) =>
      (skillGroupNumber === null || one.skillGroupNumber === skillGroupNumber) &&
      (skillGroupID === null || one.skillGroupID === skillGroupID),
  );
  if (group && (skillGroupNumber !== null || skillGroupID !== null)) return group;
  const message = `there is no skill group with number ${skillGroupNumber} and ID ${skillGroupID}`;
  throw new Refusal('E_CTI_INVALID_SKILL_GROUP', message, { field: 'skillGroupNumber' });
}

/** Every count of the message; what nothing was counted for is 0. Times are in seconds. */
function countsOf<N extends 'QUERY_AGENT_STATISTICS_CONF' | 'QUERY_SKILL_GROUP_STATISTICS_CONF'>(
  topic: N,
  tallies: Tallies,
  world: Switch,
): Counts & Omit<Payload<N>, 'unknownFields'> {
  const counts: Counts = {};
  const now = world.clock.now();
  for (const name of Object.keys(MESSAGES[topic].fixed as { readonly [name: string]: Field })) {
    if (['InvokeID', 'PeripheralID', 'SkillGroupNumber', 'SkillGroupID'].includes(name)) continue;
    const [, base = name, ending = ''] = COUNT.exec(name) ?? [];
    const tally = tallies[ending] ?? tallies[`To${ending}`];
    const value = tally?.get(fieldKey(base), now) ?? 0;
    counts[fieldKey(name)] = /Time|^Longest/.test(base) ? Math.floor(value / 1000) : value;
  }
  // Made from the definition from which the type is made, which the compiler does not follow.
  return counts as ReturnType<typeof countsOf<N>>;
}

/** Ready is whoever is logged on and not in not ready. */
function agentsNow(group: SkillGroupConfiguration, world: Switch) {
  const agents = [...world.agents.values()].filter((agent) => agent.loggedIn && agent.groups.includes(group));
  const inState = (state: Agent['state']) => agents.filter((agent) => agent.stateIn(group) === state);
  const talking = inState('AGENT_STATE_TALKING');
  const available = inState('AGENT_STATE_AVAILABLE').length;
  const notReady = inState('AGENT_STATE_NOT_READY').length;
  const talkingIn = talking.filter((agent) => agent.direction === 'IN').length;
  const dialed = talking.map(dialedBy).filter((type) => type !== undefined);
  const autoOut = dialed.filter((type) => type === 'CUSTOMER_PREDICTIVE').length;
  const talkingOut = talking.filter((agent) => agent.direction === 'OUT').length - dialed.length;
  return {
    agentsLoggedOn: agents.length,
    agentsAvail: available,
    agentsNotReady: notReady,
    agentsReady: agents.length - notReady,
    agentsTalkingIn: talkingIn,
    agentsTalkingOut: talkingOut,
    agentsTalkingAutoOut: autoOut,
    agentsTalkingPreview: dialed.length - autoOut,
    agentsTalkingOther: talking.length - talkingIn - talkingOut - dialed.length,
    agentsWorkNotReady: inState('AGENT_STATE_WORK_NOT_READY').length,
    agentsWorkReady: inState('AGENT_STATE_WORK_READY').length,
    agentsBusyOther: inState('AGENT_STATE_BUSY_OTHER').length,
    agentsReserved: inState('AGENT_STATE_RESERVED').length,
    agentsHold: inState('AGENT_STATE_HOLD').length,
    agentsICMAvailable: available,
  };
}

/** The type of the call in hand if the dialer of Outbound Option has placed it. */
function dialedBy({ device }: Agent): string | undefined {
  const types = [...(device?.connections ?? [])].map(({ call }) => call.type as string);
  return types.find((type) => type.startsWith('CUSTOMER_'));
}

function queueNow(group: SkillGroupConfiguration, world: Switch) {
  const now = world.clock.now();
  const times = world.statistics.waiting(group).map((since) => Math.floor((now - since) / 1000));
  const longest = Math.max(0, ...times);
  return {
    routerCallsQNow: times.length,
    longestRouterCallQNow: longest,
    callsQNow: times.length,
    callsQTimeNow: times.reduce((sum, time) => sum + time, 0),
    longestCallQNow: longest,
  };
}
