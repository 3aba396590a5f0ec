/** Finds calls and agents as they stand. */
import type { AgentView, CallView, ContactCentreModel } from '../../lib/model';
import { skillGroupsOf, variableOf } from '../following/call-filter';
import { type SkillGroupNames, skillGroupNumbers, skillGroupPattern } from '../following/skill-groups';
import { pattern } from '../patterns';
import type { Query } from './lookup-query';

type Sees<T> = (view: T) => boolean;

/** Ended calls are found by their id, contact or ConnectionCallID only. */
export function findCalls({ calls, agents }: ContactCentreModel, query: Query): CallView[] {
  const { id, contact, connectionCallID, peripheralID, device, agent, skillGroup } = query;
  const named = id !== undefined || contact !== undefined || connectionCallID !== undefined;
  const inGroups = groupLookup<CallView>(skillGroup, agents.directory, ({ id: name }) => name);
  const first = (): Iterable<CallView> => {
    if (id !== undefined) return [calls.get(id)].filter((call) => call !== undefined);
    if (contact !== undefined) return calls.byContact(contact);
    if (connectionCallID !== undefined && peripheralID !== undefined) {
      return calls.byConnectionCallID(peripheralID, connectionCallID);
    }
    if (device !== undefined) return calls.byDevice(device, peripheralID);
    if (agent !== undefined) return calls.byAgent(agent, peripheralID);
    if (skillGroup !== undefined) return inGroups((number) => calls.bySkillGroup(number, peripheralID));
    return calls.all();
  };
  const tests: Sees<CallView>[] = [({ state }) => named || (state !== 'ended' && state !== 'expected')];
  if (contact !== undefined && id !== undefined) tests.push(legTest(calls.byContact(contact)));
  if (connectionCallID !== undefined) tests.push((call) => call.connectionCallID === connectionCallID);
  if (peripheralID !== undefined) tests.push((call) => call.peripheralID === peripheralID);
  if (device !== undefined) tests.push((call) => hasPart(call, ({ deviceID }) => deviceID === device));
  if (agent !== undefined) tests.push((call) => hasPart(call, ({ agentID }) => agentID === agent));
  const isGroup = skillGroupPattern(skillGroup, agents.directory);
  if (isGroup) tests.push((call) => skillGroupsOf(call).some((group) => isGroup(call.peripheralID, group)));
  if (query.variableName !== undefined) tests.push(variableTest(query.variableName, query.variable));
  return chosen(first(), tests);
}

export function findAgents({ agents }: ContactCentreModel, query: Query): AgentView[] {
  const { peripheralID, device, agent, skillGroup, team } = query;
  const inGroups = groupLookup<AgentView>(skillGroup, agents.directory, (one) => `${one.peripheralID}/${one.agentID}`);
  const first = (): Iterable<AgentView> => {
    if (agent !== undefined) return agents.byAgentID(agent, peripheralID);
    if (device !== undefined) return agents.byDevice(device, peripheralID);
    if (team !== undefined) return agents.byTeam(team);
    if (skillGroup !== undefined) return inGroups((number) => agents.bySkillGroup(number, peripheralID));
    return agents.all();
  };
  const tests: Sees<AgentView>[] = [];
  if (peripheralID !== undefined) tests.push((one) => one.peripheralID === peripheralID);
  if (device !== undefined) tests.push((one) => one.agentExtension === device || one.agentInstrument === device);
  if (team !== undefined) tests.push((one) => one.team?.teamID === team);
  const isGroup = skillGroupPattern(skillGroup, agents.directory);
  if (isGroup) tests.push((one) => one.skillGroups.some((group) => isGroup(one.peripheralID, group)));
  return chosen(first(), tests);
}

/** Each once, though it may be in several of the groups that are meant. */
function groupLookup<T>(typed: string | undefined, directory: SkillGroupNames, nameOf: (view: T) => string) {
  return (find: (skillGroupNumber: number) => readonly T[]): Iterable<T> => {
    const found = typed === undefined ? [] : skillGroupNumbers(typed, directory).flatMap(find);
    return new Map(found.map((view) => [nameOf(view), view])).values();
  };
}

function chosen<T>(views: Iterable<T>, tests: readonly Sees<T>[]): T[] {
  const found: T[] = [];
  for (const view of views) if (tests.every((test) => test(view))) found.push(view);
  return found;
}

/** A contact is found by any name that it ever had, which the calls do not show. */
function legTest(legs: readonly CallView[]): Sees<CallView> {
  return ({ id }) => legs.some((leg) => leg.id === id);
}

function hasPart({ connections, state }: CallView, sees: Sees<CallView['connections'][number]>): boolean {
  return connections.some((one) => (state === 'ended' || one.localConnectionState !== 'LCS_NULL') && sees(one));
}

function variableTest(name: string, typed: string | undefined): Sees<CallView> {
  const matches = pattern('variable', typed) ?? (() => true);
  return (call) => {
    const value = variableOf(call, name);
    return typeof value === 'string' && value !== '' && matches(value);
  };
}
