/** Configuration as messages: which kinds of record there are, their keys, and blocks of records. */
import { createHash } from 'node:crypto';
import { type Constant, HEADER_SIZE, MASKS, MAX_MESSAGE_SIZE, type MaskBit, type MessageName } from '../../protocol';
import type { SimulatorConfiguration } from '../configuration/configuration';
import { message, type Outgoing } from '../message';
import {
  agentRecords,
  agentServiceRecords,
  type ConfigRecord,
  callTypeRecords,
  deskSettingsRecords,
  deviceRecords,
  mediaRoutingDomainRecords,
  peripheralRecords,
  serviceRecords,
  skillGroupRecords,
  terminalRecords,
} from './configuration-records';

export type ConfigBit = MaskBit<'ConfigInformation'>;
export type RecordType = Constant<'ConfigRecordType'>;

export interface ConfigItem {
  readonly bit: ConfigBit;
  readonly topic: Extract<MessageName, `CONFIG_${string}_EVENT`>;
  /** The field of its key; some kinds have none. */
  readonly key?: keyof ConfigKeys;
  readonly records: (configuration: SimulatorConfiguration) => readonly ConfigRecord[];
}

type ConfigKeys = {
  readonly [K in
    | 'serviceConfigKey'
    | 'skillGroupConfigKey'
    | 'agentConfigKey'
    | 'deviceConfigKey'
    | 'callTypeConfigKey'
    | 'peripheralConfigKey'
    | 'agentDeskSettingsConfigKey']?: Buffer;
};

/** In the order of the guide's "Message Order"; it does not name terminals. */
export const CONFIG_ITEMS: readonly ConfigItem[] = [
  { bit: 'CONFIG_MSG_SERVICE_MASK', topic: 'CONFIG_SERVICE_EVENT', key: 'serviceConfigKey', records: serviceRecords },
  {
    bit: 'CONFIG_MSG_SKILL_GROUP_MASK',
    topic: 'CONFIG_SKILL_GROUP_EVENT',
    key: 'skillGroupConfigKey',
    records: skillGroupRecords,
  },
  { bit: 'CONFIG_MSG_AGENT_MASK', topic: 'CONFIG_AGENT_EVENT', key: 'agentConfigKey', records: agentRecords },
  { bit: 'CONFIG_MSG_AGENT_SERVICE_MASK', topic: 'CONFIG_AGENT_SERVICE_EVENT', records: agentServiceRecords },
  { bit: 'CONFIG_MSG_DEVICE_MASK', topic: 'CONFIG_DEVICE_EVENT', key: 'deviceConfigKey', records: deviceRecords },
  { bit: 'CONFIG_MSG_TERMINAL_MASK', topic: 'CONFIG_TERMINAL_EVENT', records: terminalRecords },
  {
    bit: 'CONFIG_MSG_CALL_TYPE_MASK',
    topic: 'CONFIG_CALL_TYPE_EVENT',
    key: 'callTypeConfigKey',
    records: callTypeRecords,
  },
  { bit: 'CONFIG_MSG_MRD_MASK', topic: 'CONFIG_MRD_EVENT', records: mediaRoutingDomainRecords },
  {
    bit: 'CONFIG_MSG_PERIPHERAL_MASK',
    topic: 'CONFIG_PERIPHERAL_EVENT',
    key: 'peripheralConfigKey',
    records: peripheralRecords,
  },
  {
    bit: 'CONFIG_MSG_AGENT_DESK_SETTINGS_MASK',
    topic: 'CONFIG_AGENT_DESK_SETTINGS_EVENT',
    key: 'agentDeskSettingsConfigKey',
    records: deskSettingsRecords,
  },
];

/** Printed for services and skill groups; kept for all. */
const MOST_RECORDS = 10;
/** Bytes for records in one message, after its header and NumRecords. */
const ROOM = MAX_MESSAGE_SIZE - HEADER_SIZE - 2;
const KEY_SIZE = 8;

export function itemsIn(mask: ReadonlySet<ConfigBit>): ConfigItem[] {
  return CONFIG_ITEMS.filter((item) => mask.has(item.bit));
}

/** The bits that a version has. */
export function configBits(version: number): ReadonlySet<ConfigBit> {
  const { since } = MASKS.ConfigInformation as { readonly since: { readonly [bit: string]: number } };
  return new Set(CONFIG_ITEMS.map((item) => item.bit).filter((bit) => (since[bit] ?? 0) <= version));
}

const KEYS = new WeakMap<SimulatorConfiguration, ConfigKeys>();

/** Another key for another configuration; never all zero, which would ask for an upload. */
export function configKeys(configuration: SimulatorConfiguration): ConfigKeys {
  const known = KEYS.get(configuration);
  if (known) return known;
  const keys = Object.fromEntries(
    CONFIG_ITEMS.flatMap(({ key, records }) => (key === undefined ? [] : [[key, keyOf(records(configuration))]])),
  );
  KEYS.set(configuration, keys);
  return keys;
}

function keyOf(records: readonly ConfigRecord[]): Buffer {
  const key = createHash('sha256').update(JSON.stringify(records)).digest().subarray(0, KEY_SIZE);
  return key.some((byte) => byte !== 0) ? key : Buffer.alloc(KEY_SIZE, 0xff);
}

export function beginMessage(
  configType: 'SOLICITED' | 'UNSOLICITED',
  { bit, key }: ConfigItem,
  configuration: SimulatorConfiguration,
): Outgoing {
  const own = key && { [key]: configKeys(configuration)[key] };
  return message('CONFIG_BEGIN_EVENT', { configType, configInformation: [bit], ...own });
}

export function endMessage(configEndStatus: Constant<'ConfigEndStatus'>, text?: string): Outgoing {
  return message('CONFIG_END_EVENT', { configEndStatus, text });
}

/** As few messages as hold the records, one made at a time. */
export function* recordMessages(item: ConfigItem, records: Iterable<object>): Generator<Outgoing, void> {
  let portion: object[] = [];
  let size = 0;
  for (const record of records) {
    const bytes = largest(record);
    if (portion.length === MOST_RECORDS || (portion.length > 0 && size + bytes > ROOM)) {
      yield { topic: item.topic, payload: { records: portion } };
      portion = [];
      size = 0;
    }
    portion.push(record);
    size += bytes;
  }
  if (portion.length > 0) yield { topic: item.topic, payload: { records: portion } };
}

/** Bytes that the fields of a record take at the most: tag and length, then a number or a text with its NUL. */
function largest(record: object): number {
  let bytes = 0;
  for (const value of Object.values(record)) {
    if (Array.isArray(value)) {
      bytes += 8;
      for (const one of value) bytes += typeof one === 'object' ? largest(one) : 0;
    } else if (value !== undefined) bytes += 4 + (typeof value === 'string' ? Math.max(4, value.length + 1) : 4);
  }
  return bytes;
}
