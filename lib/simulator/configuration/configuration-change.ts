/** One change of the configuration at run time: a record that comes, changes or goes. */
import type { SimulatorConfiguration } from './configuration';
import { wrong } from './shapes';

/** The field that tells the records of a list apart. */
const KEYS = {
  agents: 'agentID',
  skillGroups: 'skillGroupNumber',
  precisionQueues: 'precisionQueueID',
  deskSettings: 'name',
  dialedNumbers: 'number',
  callTypes: 'callTypeID',
  services: 'serviceID',
  mediaRoutingDomains: 'mrdid',
  extraDevices: 'number',
} as const satisfies { readonly [K in keyof SimulatorConfiguration]?: string };

type Keys = typeof KEYS;
type RecordOf<I extends keyof Keys> = NonNullable<SimulatorConfiguration[I]>[number];
type KeyOf<I extends keyof Keys> = Pick<RecordOf<I>, Extract<Keys[I], keyof RecordOf<I>>>;

/** `change` needs the record's key and the fields that change; `delete` needs the key alone. */
export type ConfigurationChange = {
  readonly [I in keyof Keys]:
    | { readonly item: I; readonly operation: 'add'; readonly record: RecordOf<I> }
    | { readonly item: I; readonly operation: 'change'; readonly record: Partial<RecordOf<I>> & KeyOf<I> }
    | { readonly item: I; readonly operation: 'delete'; readonly record: KeyOf<I> };
}[keyof Keys];

type Rows = readonly { readonly [field: string]: unknown }[];

/**
 * The configuration after a change, not checked yet.
 * @throws CtiError CTI_INVALID_CONFIGURATION for a change that makes no sense
 */
export function changedConfiguration(
  configuration: SimulatorConfiguration,
  change: ConfigurationChange,
): SimulatorConfiguration {
  // It may come from a flow.
  const { item, operation, record } = change as { item: keyof Keys; operation: string; record: Rows[number] };
  if (!Object.hasOwn(KEYS, item)) throw wrong('item', item, `one of ${Object.keys(KEYS).join(', ')}`);
  if (typeof record !== 'object' || record === null) throw wrong('record', record, 'an object');
  const rows: Rows = (configuration[item] as Rows | undefined) ?? [];
  const after = { ...configuration, [item]: changedRows(rows, KEYS[item], operation, record) };
  if (item !== 'agents' || operation !== 'delete' || !after.teams) return after;
  const teams = after.teams.map((team) => ({ ...team, members: team.members.filter((one) => one !== record.agentID) }));
  return { ...after, teams };
}

function changedRows(rows: Rows, key: string, operation: string, record: Rows[number]): Rows {
  if (operation === 'add') return [...rows, record];
  const old = rows.find((one) => one[key] === record[key]);
  if (!old) throw wrong(`record.${key}`, record[key], 'configured');
  if (operation === 'delete') return rows.filter((one) => one !== old);
  if (operation === 'change') return rows.map((one) => (one === old ? { ...old, ...record } : one));
  throw wrong('operation', operation, 'one of add, change, delete');
}
