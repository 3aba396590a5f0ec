/** What a dialog offers to pick from: agents, devices and the rest, as the session knows them at this moment. */
import type { AgentView, CallView, DeviceRecord } from '../../lib/model';
import type { Subject } from '../privacy/privacy-rules';
import type { SharedModel } from '../session/shared-model';

export interface KnownItem {
  /** What goes into the field. */
  readonly value: string;
  /** Its name; empty where none is known. */
  readonly label: string;
  /** What helps to tell it from others. */
  readonly about: string;
  /** Constants that say more: the editor puts them into words. */
  readonly is: readonly string[];
}

/** @param subject as the privacy table has it; undefined: a field that only the row of fields covers */
export type Keeps = (subject: Subject | undefined, name: string) => boolean;

/** undefined: the privacy table keeps them back. */
type Source = (shared: SharedModel, keeps: Keeps) => Iterable<KnownItem> | undefined;

const SOURCES = {
  agents,
  devices,
  dialedNumbers: (shared, keeps) => configuredDevices(shared, keeps)?.filter(({ is }) => is.includes('ROUTE_POINT')),
  skillGroups: (shared, keeps) => skillGroups(shared, keeps, 'skillGroupNumber'),
  skillGroupIDs: (shared, keeps) => skillGroups(shared, keeps, 'skillGroupID'),
  teams,
  eccVariables: (shared, keeps) => [
    ...eccNames(shared.passedBy.variables, 'namedVariables', keeps),
    ...eccNames(shared.passedBy.arrays, 'namedArrays', keeps),
  ],
  callVariables: (shared, keeps) => eccNames(shared.passedBy.variables, 'namedVariables', keeps),
  reasonCodes: ({ passedBy }) =>
    [...passedBy.reasons].map(([code, states]) => ({ value: String(code), label: '', about: '', is: [...states] })),
  calls,
} satisfies Readonly<Record<string, Source>>;

export type KnownKind = keyof typeof SOURCES;
export const KNOWN_KINDS = Object.keys(SOURCES) as readonly KnownKind[];

/** Items at most: nobody reads more. */
const MOST = 100;
const NATURAL = new Intl.Collator('en', { numeric: true });

export interface KnownValues {
  readonly items: readonly KnownItem[];
  /** How many more fit. */
  readonly more: number;
  /** Of all, whether they fit or not; undefined: the privacy table keeps them back. */
  readonly total: number | undefined;
}

/**
 * @param search what is typed; looked for in value, name and the rest, values that begin with it first
 * @param shared undefined: nothing is known
 */
export function knownValues(
  kind: KnownKind,
  search: string,
  shared: SharedModel | undefined,
  keeps: Keeps,
): KnownValues {
  const source: Source = SOURCES[kind];
  const known = shared ? source(shared, keeps) : [];
  if (known === undefined) return { items: [], more: 0, total: undefined };
  const all = kind === 'callVariables' ? [...peripheralVariables(keeps), ...known] : known;
  const unique = new Map<string, KnownItem>();
  for (const item of all) if (!unique.has(item.value)) unique.set(item.value, item);
  const wanted = search.trim().toLowerCase();
  const begins = ({ value }: KnownItem) => value.toLowerCase().startsWith(wanted);
  const fits = [...unique.values()]
    .filter(({ value, label, about }) => `${value} ${label} ${about}`.toLowerCase().includes(wanted))
    .sort((a, b) => Number(begins(b)) - Number(begins(a)) || NATURAL.compare(a.value, b.value));
  return { items: fits.slice(0, MOST), more: Math.max(0, fits.length - MOST), total: unique.size };
}

function agents({ model }: SharedModel, keeps: Keeps): KnownItem[] {
  return [...model.agents.all()].map((agent) => ({
    value: agent.agentID,
    label: nameOf(agent, keeps),
    about: agent.agentExtension ?? '',
    is: agent.agentState === 'AGENT_STATE_UNKNOWN' ? [] : [String(agent.agentState)],
  }));
}

type NameKey = 'firstName' | 'lastName' | 'loginName';

function kept(agent: AgentView, key: NameKey, keeps: Keeps): string | undefined {
  return agent[key] && keeps(undefined, key) ? agent[key] : undefined;
}

function nameOf(agent: AgentView, keeps: Keeps): string {
  const names = [kept(agent, 'firstName', keeps), kept(agent, 'lastName', keeps)].filter((name) => name !== undefined);
  return names.length > 0 ? names.join(' ') : (kept(agent, 'loginName', keeps) ?? '');
}

function devices(shared: SharedModel, keeps: Keeps): KnownItem[] {
  return [...agentDevices(shared, keeps), ...(configuredDevices(shared, keeps) ?? [])];
}

/** Where agents are signed in. */
function* agentDevices({ model }: SharedModel, keeps: Keeps): Iterable<KnownItem> {
  for (const agent of model.agents.all()) {
    for (const value of [agent.agentExtension, agent.agentInstrument]) {
      if (!value) continue;
      yield { value, label: nameOf(agent, keeps), about: agent.agentID, is: ['AGENT_DEVICE_EXTENSION'] };
    }
  }
}

/** Records of these kinds of devices name something that is no device. */
const NO_DEVICES: ReadonlySet<DeviceRecord['deviceType']> = new Set(['SERVICE', 'SKILL_GROUP', 'AGENT_ID']);

function configuredDevices({ model }: SharedModel, keeps: Keeps): KnownItem[] | undefined {
  // Nothing says which of the two a record's number was.
  if (!keeps('dialedNumbers', 'dialedNumber')) return undefined;
  return [...model.agents.directory.devices]
    .filter(({ deviceType }) => !NO_DEVICES.has(deviceType))
    .map(({ deviceID, deviceType }) => ({
      value: deviceID,
      label: '',
      about: '',
      is: typeof deviceType === 'string' && deviceType !== 'UNKNOWN' ? [deviceType] : [],
    }));
}

/** Those that are configured, then those that agents are in all the same. */
function skillGroups({ model }: SharedModel, keeps: Keeps, key: 'skillGroupNumber' | 'skillGroupID'): KnownItem[] {
  const other = key === 'skillGroupNumber' ? 'skillGroupID' : 'skillGroupNumber';
  const groups = [...model.agents.directory.skillGroups, ...[...model.agents.all()].flatMap((one) => one.skillGroups)];
  const showsNames = keeps(undefined, 'peripheralName');
  return groups.flatMap((group) => {
    const value = group[key];
    if (value === null || value === undefined) return [];
    const label = 'name' in group && showsNames ? (group.name ?? '') : '';
    return [{ value: String(value), label, about: String(group[other] ?? ''), is: [] }];
  });
}

function teams({ model }: SharedModel, keeps: Keeps): KnownItem[] {
  const showsNames = keeps(undefined, 'agentTeamName');
  return [...model.agents.teams.all()].map(({ teamID, agentTeamName, supervisors }) => ({
    value: String(teamID),
    label: showsNames ? (agentTeamName ?? '') : '',
    about: supervisors.join(', '),
    is: [],
  }));
}

function eccNames(names: Iterable<string>, kind: 'namedVariables' | 'namedArrays', keeps: Keeps): KnownItem[] {
  return [...names]
    .filter((name) => keeps('eccVariables', name))
    .map((value) => ({ value, label: '', about: '', is: [kind] }));
}

/** Every call has them, known or not. */
function peripheralVariables(keeps: Keeps): KnownItem[] {
  const names = Array.from({ length: 10 }, (_, i) => `callVariable${i + 1}`);
  return names.filter((name) => keeps('callVariables', name)).map((value) => ({ value, label: '', about: '', is: [] }));
}

/** Calls that go on: their state and their agents, nothing of what callers bring. */
function calls({ model }: SharedModel): KnownItem[] {
  return [...model.calls.all()].flatMap((call) => {
    const { connectionCallID, state } = call;
    if (connectionCallID === null || state === 'ended') return [];
    return [{ value: String(connectionCallID), label: '', about: agentsIn(call), is: [state] }];
  });
}

function agentsIn({ connections }: CallView): string {
  const present = connections.filter(({ localConnectionState }) => localConnectionState !== 'LCS_NULL');
  return [...new Set(present.map(({ agentID }) => agentID).filter((id) => id !== undefined))].join(', ');
}
