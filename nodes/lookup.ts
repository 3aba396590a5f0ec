/** Finds calls and agents as they stand. */
import type { AgentView, CallView, ContactCentreModel } from '../lib/model';
import { skillGroupsOf, variableOf } from './call-filter';
import type { Query } from './lookup-query';
import { pattern } from './patterns';

type Sees<T> = (view: T) => boolean;

/** Ended calls are found by their id, contact or ConnectionCallID only. */
export function findCalls({ calls }: ContactCentreModel, query: Query): CallView[] {
  const { id, contact, connectionCallID, peripheralID, device, agent, skillGroup } = query;
  const named = id !== undefined || contact !== undefined || connectionCallID !== undefined;
  const first = (): Iterable<CallView> => {
    if (id !== undefined) return [calls.get(id)].filter((call) => call !== undefined);
    if (contact !== undefined) return calls.byContact(contact);
    if (connectionCallID !== undefined && peripheralID !== undefined) {
      return calls.byConnectionCallID(peripheralID, connectionCallID);
    }
    if (device !== undefined) return calls.byDevice(device, peripheralID);
    if (agent !== undefined) return calls.byAgent(agent, peripheralID);
    if (skillGroup !== undefined) return calls.bySkillGroup(skillGroup, peripheralID);
    return calls.all();
  };
  const tests: Sees<CallView>[] = [({ state }) => named || (state !== 'ended' && state !== 'expected')];
  if (contact !== undefined) tests.push((call) => call.contactID === contact);
  if (connectionCallID !== undefined) tests.push((call) => call.connectionCallID === connectionCallID);
  if (peripheralID !== undefined) tests.push((call) => call.peripheralID === peripheralID);
  if (device !== undefined) tests.push((call) => hasPart(call, ({ deviceID }) => deviceID === device));
  if (agent !== undefined) tests.push((call) => hasPart(call, ({ agentID }) => agentID === agent));
  if (skillGroup !== undefined) tests.push((call) => skillGroupsOf(call).includes(skillGroup));
  if (query.variableName !== undefined) tests.push(variableTest(query.variableName, query.variable));
  return chosen(first(), tests);
}

export function findAgents({ agents }: ContactCentreModel, query: Query): AgentView[] {
  const { peripheralID, device, agent, skillGroup, team } = query;
  const first = (): Iterable<AgentView> => {
    if (agent !== undefined) return agents.byAgentID(agent, peripheralID);
    if (device !== undefined) return agents.byDevice(device, peripheralID);
    if (team !== undefined) return agents.byTeam(team);
    if (skillGroup !== undefined) return agents.bySkillGroup(skillGroup, peripheralID);
    return agents.all();
  };
  const tests: Sees<AgentView>[] = [];
  if (peripheralID !== undefined) tests.push((one) => one.peripheralID === peripheralID);
  if (device !== undefined) tests.push((one) => one.agentExtension === device || one.agentInstrument === device);
  if (team !== undefined) tests.push((one) => one.team?.teamID === team);
  if (skillGroup !== undefined) {
    tests.push(({ skillGroups }) => skillGroups.some(({ skillGroupNumber }) => skillGroupNumber === skillGroup));
  }
  return chosen(first(), tests);
}

function chosen<T>(views: Iterable<T>, tests: readonly Sees<T>[]): T[] {
  const found: T[] = [];
  for (const view of views) if (tests.every((test) => test(view))) found.push(view);
  return found;
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
