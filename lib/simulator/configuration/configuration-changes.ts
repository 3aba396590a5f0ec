/** What of the configuration differs, as records by kind. */

import { CONFIG_ITEMS, type ConfigItem, type RecordType } from '../messages/configuration';
import type { ConfigRecord } from '../messages/configuration-records';
import type { SimulatorConfiguration } from './configuration';

export interface ChangedRecord {
  readonly recordType: RecordType;
  readonly record: ConfigRecord;
}

/** In the order of an upload; kinds without a change are left out. */
export type ConfigurationChanges = ReadonlyMap<ConfigItem, readonly ChangedRecord[]>;

export function changesBetween(before: SimulatorConfiguration, after: SimulatorConfiguration): ConfigurationChanges {
  const changes = new Map<ConfigItem, readonly ChangedRecord[]>();
  for (const item of CONFIG_ITEMS) {
    const changed = difference(item.records(before), item.records(after));
    if (changed.length > 0) changes.set(item, changed);
  }
  return changes;
}

function difference(before: readonly ConfigRecord[], after: readonly ConfigRecord[]): ChangedRecord[] {
  const old = new Map(before.map((record) => [record.key, record]));
  const changed: ChangedRecord[] = [];
  for (const record of after) {
    const former = old.get(record.key);
    old.delete(record.key);
    if (!former) changed.push({ recordType: 'CONFIG_RECORD_ADD', record });
    else if (!alike(former.fields, record.fields)) {
      changed.push({ recordType: 'CONFIG_RECORD_CHANGE', record });
    }
  }
  const deleted = [...old.values()].map((record) => ({ recordType: 'CONFIG_RECORD_DELETE', record }) as const);
  return [...deleted, ...changed];
}

/** Of plain data whose keys are in the same order. */
function alike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const values = Object.values(one);
  const others = Object.values(other);
  return values.length === others.length && values.every((value, i) => alike(value, others[i]));
}
