/** Checks a configuration that may come from a file: every mistake names its place and what would be right. */

import { VOICE } from '../messages/agent-state';
import type { ExtraDevice, SimulatorConfiguration } from './configuration';
import { CONFIGURATION_SHAPE } from './configuration-shape';
import { deskSettingsID } from './desk-settings';
import { hasAgents, hasQueues } from './roles';
import { wrong } from './shapes';

type Value = string | number;

/** @throws CtiError CTI_INVALID_CONFIGURATION with `field`, the path of what is wrong */
export function checkConfiguration(configuration: SimulatorConfiguration): void {
  CONFIGURATION_SHAPE.check(configuration, '');
  checkUnique(configuration);
  checkAgents(configuration);
  checkTeams(configuration);
  checkNumbers(configuration);
  checkParts(configuration);
}

function checkUnique(configuration: SimulatorConfiguration): void {
  unique(configuration.peripherals, 'peripherals', 'peripheralID');
  unique(configuration.skillGroups, 'skillGroups', 'skillGroupNumber');
  unique(configuration.deskSettings, 'deskSettings', 'name');
  const settings = configuration.deskSettings.map(({ name }) => deskSettingsID(configuration, name));
  noneTwice(settings, 'deskSettings', 'agentDeskSettingsID (or the place in the list, where it is left out)');
  unique(configuration.agents, 'agents', 'agentID');
  unique(configuration.agents, 'agents', 'icmAgentID');
  unique(configuration.eccVariables, 'eccVariables', 'name');
  unique(configuration.eccArrays, 'eccArrays', 'name');
  unique(configuration.teams ?? [], 'teams', 'teamID');
  unique(configuration.callTypes ?? [], 'callTypes', 'callTypeID');
  unique(configuration.services ?? [], 'services', 'serviceID');
  unique(configuration.mediaRoutingDomains ?? [], 'mediaRoutingDomains', 'mrdid');
  unique(configuration.precisionQueues ?? [], 'precisionQueues', 'precisionQueueID');
  unique(configuration.precisionQueues ?? [], 'precisionQueues', 'skillGroupNumber');
  const { agents, dialedNumbers, extraDevices = [] } = configuration;
  const numbers = [agents.map((one) => one.extension), [...dialedNumbers, ...extraDevices].map((one) => one.number)];
  noneTwice(numbers.flat(), 'agents, dialedNumbers and extraDevices', 'extension or number');
}

function checkAgents({ agents, peripherals, skillGroups, deskSettings }: SimulatorConfiguration): void {
  const places = idsOf(peripherals.filter(hasAgents));
  const groups = new Set(skillGroups.map((one) => one.skillGroupNumber));
  const settings = new Set(deskSettings.map((one) => one.name));
  agents.forEach((agent, i) => {
    known(agent.peripheralID, places, `agents[${i}].peripheralID`);
    known(agent.deskSettings, settings, `agents[${i}].deskSettings`);
    agent.skillGroups.forEach((group, k) => {
      known(group, groups, `agents[${i}].skillGroups[${k}]`);
    });
  });
}

function checkTeams({ teams = [], agents, dialedNumbers }: SimulatorConfiguration): void {
  const numbers = new Set(dialedNumbers.map((one) => one.number));
  const agentIDs = new Set(agents.map((one) => one.agentID));
  teams.forEach((team, i) => {
    if (team.dialedNumber !== undefined) known(team.dialedNumber, numbers, `teams[${i}].dialedNumber`);
    for (const part of ['supervisors', 'members'] as const) {
      team[part].forEach((agentID, k) => {
        if (!agentIDs.has(agentID))
          throw wrong(`teams[${i}].${part}[${k}]`, agentID, 'the agentID of one of the agents');
      });
      noneTwice(team[part], `teams[${i}].${part}`, 'an agent');
    }
  });
  const members = teams.flatMap((team) => team.members);
  noneTwice(members, 'teams', 'a member');
}

function checkNumbers({ dialedNumbers, peripherals, skillGroups, callTypes = [] }: SimulatorConfiguration): void {
  const queues = idsOf(peripherals.filter(hasQueues));
  const groups = new Set(skillGroups.map((one) => one.skillGroupNumber));
  const types = new Set(callTypes.map((one) => one.callTypeID));
  dialedNumbers.forEach((dialed, i) => {
    const { skillGroupNumber, queuePeripheralID, callTypeID, requeryCallTypeID, translationRoute } = dialed;
    known(skillGroupNumber, groups, `dialedNumbers[${i}].skillGroupNumber`);
    if (queuePeripheralID !== undefined) known(queuePeripheralID, queues, `dialedNumbers[${i}].queuePeripheralID`);
    if (callTypeID !== undefined) known(callTypeID, types, `dialedNumbers[${i}].callTypeID`);
    if (requeryCallTypeID !== undefined) known(requeryCallTypeID, types, `dialedNumbers[${i}].requeryCallTypeID`);
    if (translationRoute && (translationRoute.length === 0 || queuePeripheralID === undefined)) {
      const right = 'left out, or a list with a DNIS for a number that has a queuePeripheralID';
      throw wrong(`dialedNumbers[${i}].translationRoute`, translationRoute, right);
    }
  });
}

function checkParts(configuration: SimulatorConfiguration): void {
  const { services = [], extraDevices = [], precisionQueues = [], mediaRoutingDomains } = configuration;
  const peripherals = idsOf(configuration.peripherals);
  const groups = new Set(configuration.skillGroups.map((one) => one.skillGroupNumber));
  if (mediaRoutingDomains?.every((one) => one.mrdid !== VOICE)) {
    const numbers = mediaRoutingDomains.map((one) => one.mrdid);
    throw wrong('mediaRoutingDomains', numbers, `a list with the domain of voice calls, mrdid ${VOICE}`);
  }
  services.forEach((service, i) => {
    known(service.peripheralID, peripherals, `services[${i}].peripheralID`);
  });
  const numbers = services.map((one) => `${one.serviceNumber} on peripheral ${one.peripheralID}`);
  noneTwice(numbers, 'services', 'serviceNumber');
  extraDevices.forEach((device, i) => {
    known(device.peripheralID, peripherals, `extraDevices[${i}].peripheralID`);
    if (device.phone !== undefined) checkLine(device, configuration, `extraDevices[${i}].phone`);
    if (device.directsTo !== undefined) checkDirection(device, extraDevices, `extraDevices[${i}].directsTo`);
  });
  precisionQueues.forEach((queue, i) => {
    known(queue.skillGroupNumber, groups, `precisionQueues[${i}].skillGroupNumber`);
  });
}

function checkLine({ kind, phone, peripheralID }: ExtraDevice, configuration: SimulatorConfiguration, path: string) {
  if (kind !== 'non-ACD line') throw wrong(path, phone, 'left out for what is no non-ACD line');
  const { agents, peripherals } = configuration;
  if (!agents.some((agent) => agent.extension === phone && agent.peripheralID === peripheralID)) {
    throw wrong(path, phone, `an agent's extension on peripheral ${peripheralID}`);
  }
  const peripheral = peripherals.find((one) => one.peripheralID === peripheralID);
  if (peripheral?.multilineAgentControl !== 'MULTILINE_ENABLED') {
    throw wrong(path, phone, 'left out where the peripheral does not have multilineAgentControl MULTILINE_ENABLED');
  }
}

/** Calls must not go round in circles. */
function checkDirection({ kind, directsTo }: ExtraDevice, all: readonly ExtraDevice[], path: string): void {
  if (kind !== 'route point' && kind !== 'cti port') {
    throw wrong(path, directsTo, 'left out for what is no route point and no cti port');
  }
  if (!/^\+?[0-9*#]+$/.test(directsTo ?? '')) throw wrong(path, directsTo, 'a number that can be dialled');
  if (all.some((one) => one.number === directsTo && one.directsTo !== undefined)) {
    throw wrong(path, directsTo, 'a number that does not send calls on itself');
  }
}

function idsOf(peripherals: SimulatorConfiguration['peripherals']): ReadonlySet<number> {
  return new Set(peripherals.map((one) => one.peripheralID));
}

function unique<K extends string>(rows: readonly { readonly [P in K]?: Value }[], where: string, key: K): void {
  const values = rows.map((one) => one[key]).filter((value) => value !== undefined);
  noneTwice(values, where, key);
}

function noneTwice(values: readonly Value[], where: string, what: string): void {
  const seen = new Set<Value>();
  for (const value of values) {
    if (seen.has(value)) throw wrong(where, value, `unique: ${what} must not come twice`);
    seen.add(value);
  }
}

function known<T extends Value>(value: T, values: ReadonlySet<T>, path: string): void {
  if (values.has(value)) return;
  throw wrong(
    path,
    value,
    values.size > 0 ? `one of ${[...values].join(', ')}` : 'configured, nothing of that kind is',
  );
}
