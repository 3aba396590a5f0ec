/** Who plays which role, and whether the contact centre is as the scenario needs it. */
import { CtiError } from '../../codec';
import type { Action } from '../actions';
import type { AgentConfiguration, SimulatorConfiguration } from '../configuration/configuration';
import type { AgentSnapshot } from '../snapshots';
import { type Kept, Member } from './references';
import { ALL_EVENTS, type Cast, type Scenario, type ViewName } from './scenario';
import type { Stage, ViewTarget } from './stage';

export interface Casting {
  /** The roles, for references. */
  readonly kept: Kept;
  /** What brings the agents into their first states. @throws CtiError CTI_AGENT_BUSY */
  preparations(agents: readonly AgentSnapshot[]): Action[];
  target(view: ViewName): ViewTarget;
}

/** @throws CtiError CTI_INVALID_CAST, CTI_SCENARIO_NEEDS */
export function casting(scenario: Scenario, recast: Cast, { configuration, twoSides }: Stage): Casting {
  const cast = castOf(scenario, recast);
  const members = new Map(Object.entries(cast).map(([role, value]) => [role, memberOf(role, value, configuration)]));
  const agents = Object.values(cast).flatMap((value) => agentOf(value, configuration) ?? []);
  for (const role of Object.keys(scenario.given ?? {})) agentIn(role, cast, configuration);
  checkNeeds(scenario, agents, configuration, twoSides);
  return {
    kept: members,
    preparations: (snapshots) =>
      Object.entries(scenario.given ?? {}).flatMap(([role, state]) => {
        const { agentID } = agentIn(role, cast, configuration);
        return preparation(role, state, snapshots.find((one) => one.agentID === agentID) as AgentSnapshot);
      }),
    target: (view) => targetOf(view, (role) => agentIn(role, cast, configuration).agentID),
  };
}

function castOf({ name, cast = {} }: Scenario, recast: Cast): Cast {
  const unknown = Object.keys(recast).find((role) => !Object.hasOwn(cast, role));
  if (unknown === undefined) return { ...cast, ...recast };
  const roles = Object.keys(cast).join(', ') || 'none';
  throw new CtiError(
    'CTI_INVALID_CAST',
    `cast.${unknown}: the scenario ${name} has no such role; its roles: ${roles}`,
    {
      field: `cast.${unknown}`,
    },
  );
}

function memberOf(role: string, value: string, configuration: SimulatorConfiguration): Member {
  const agent = agentOf(value, configuration);
  if (agent) {
    const { agentID, icmAgentID, extension, peripheralID } = agent;
    return new Member(agentID, { agentID, icmAgentID, extension, peripheralID });
  }
  const { dialedNumbers, extraDevices = [] } = configuration;
  const dialed = dialedNumbers.find(({ number }) => number === value);
  if (dialed) return new Member(value, { ...dialed });
  const device = extraDevices.find(({ number }) => number === value);
  if (device) return new Member(value, { number: value, peripheralID: device.peripheralID });
  const queue = configuration.peripherals.find(({ peripheralID }) => String(peripheralID) === value);
  if (queue) return new Member(value, { peripheralID: queue.peripheralID });
  throw invalidCast(role, value, "an agent's agentID, a dialed number, another device's number or a peripheralID");
}

function agentOf(value: string, { agents }: SimulatorConfiguration): AgentConfiguration | undefined {
  return agents.find(({ agentID }) => agentID === value);
}

function agentIn(role: string, cast: Cast, configuration: SimulatorConfiguration): AgentConfiguration {
  const value = cast[role] ?? '';
  const agent = agentOf(value, configuration);
  if (agent) return agent;
  throw invalidCast(role, value, "an agent's agentID");
}

function invalidCast(role: string, value: string, right: string): CtiError {
  const message = `cast.${role}: ${JSON.stringify(value)} is not ${right} of this contact centre; give the role another value`;
  return new CtiError('CTI_INVALID_CAST', message, { field: `cast.${role}` });
}

function checkNeeds(
  { name, needs = {} }: Scenario,
  agents: readonly AgentConfiguration[],
  configuration: SimulatorConfiguration,
  twoSides: boolean,
): void {
  if (needs.secondSide && !twoSides) throw lacking(name, 'a second side', 'start the simulator with one');
  for (const [key, value] of Object.entries(needs.configuration ?? {})) {
    const given = configuration[key as keyof SimulatorConfiguration];
    if (given !== value) throw lacking(name, `${key} ${JSON.stringify(value)}`, 'set it in the configuration', key);
  }
  for (const [key, value] of Object.entries(needs.deskSettings ?? {})) {
    for (const agent of agents) {
      const settings = configuration.deskSettings.find((one) => one.name === agent.deskSettings);
      if ((settings as Record<string, unknown> | undefined)?.[key] === value) continue;
      const what = `${key} ${JSON.stringify(value)} in the desk settings of agent ${agent.agentID}`;
      throw lacking(name, what, 'set it in the configuration', `deskSettings.${key}`);
    }
  }
  for (const [key, value] of Object.entries(needs.dialedNumbers ?? {})) {
    for (const dialed of configuration.dialedNumbers) {
      if (JSON.stringify((dialed as unknown as Record<string, unknown>)[key]) === JSON.stringify(value)) continue;
      const what = `${key} ${JSON.stringify(value)} of the dialed number ${dialed.number}`;
      throw lacking(name, what, 'set it in the configuration', `dialedNumbers.${key}`);
    }
  }
}

function lacking(name: string, what: string, advice: string, field = 'needs'): CtiError {
  return new CtiError('CTI_SCENARIO_NEEDS', `the scenario ${name} needs ${what}; ${advice}`, { field });
}

function preparation(role: string, wanted: string, { agentID: agent, state }: AgentSnapshot): Action[] {
  if (state === wanted) return [];
  if (/_(RESERVED|TALKING|HOLD)$/.test(state)) {
    const message = `given.${role}: agent ${agent} has a call (${state}); end it first`;
    throw new CtiError('CTI_AGENT_BUSY', message, { field: `given.${role}` });
  }
  const out = state === 'AGENT_STATE_LOGOUT';
  const away = state === 'AGENT_STATE_NOT_READY';
  switch (wanted) {
    case 'AGENT_STATE_LOGOUT':
      return [...(away ? [] : [{ action: 'notReady', agent } as const]), { action: 'logout', agent }];
    case 'AGENT_STATE_NOT_READY':
      return [out ? { action: 'login', agent } : { action: 'notReady', agent }];
    default:
      return [...(out ? [{ action: 'login', agent } as const] : []), { action: 'ready', agent }];
  }
}

const KINDS: { readonly [prefix: string]: ViewTarget['kind'] } = { monitor: 'monitor', supervisor: 'supervisor' };

function targetOf(view: ViewName, agentID: (role: string) => string): ViewTarget {
  if (view === ALL_EVENTS) return { kind: 'allEvents', agentID: undefined };
  const [role = '', prefix] = view.split(':').reverse();
  return { kind: prefix === undefined ? 'desktop' : (KINDS[prefix] as ViewTarget['kind']), agentID: agentID(role) };
}
