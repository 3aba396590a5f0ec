/** Constants and their numbers, ready for look-ups. */
import { ENUMS, type EnumName, inVersion, MASKS, type MaskName } from '../protocol';

/** Constants of one value table at one version. */
export interface EnumTable {
  readonly name: EnumName;
  /** Constant by number. */
  readonly names: readonly (string | undefined)[];
  /** Number by constant, those of every version. */
  readonly numbers: ReadonlyMap<string, number>;
  /** The number that decodes to null, or -1. */
  readonly none: number;
}

export interface MaskTable {
  readonly name: MaskName;
  /** Ascending. */
  readonly bits: readonly (readonly [bit: number, name: string])[];
  readonly numbers: ReadonlyMap<string, number>;
}

interface EnumRow {
  readonly values: { readonly [constant: string]: number };
  readonly none?: number;
  readonly earlier?: { readonly [constant: string]: { readonly value: number; readonly until: number } };
  readonly since?: { readonly [constant: string]: number };
  readonly until?: { readonly [constant: string]: number };
}

const enumTables = new Map<string, EnumTable>();
const maskTables = new Map<string, MaskTable>();

/**
 * The constants of a table. A number has its name whatever the version; where two constants share
 * a number, the one that the version knows.
 */
export function enumTable(name: EnumName, version: number): EnumTable {
  const cached = enumTables.get(`${name} ${version}`);
  if (cached) return cached;
  const row: EnumRow = ENUMS[name];
  const names: string[] = [];
  const numbers = new Map<string, number>();
  for (const [constant, latest] of Object.entries(row.values)) {
    const earlier = row.earlier?.[constant];
    const value = earlier && version <= earlier.until ? earlier.value : latest;
    numbers.set(constant, value);
    if (value === row.none) continue;
    const known = inVersion({ since: row.since?.[constant] ?? 0, until: row.until?.[constant] ?? 99 }, version);
    if (known || names[value] === undefined) names[value] = constant;
  }
  const table = { name, names, numbers, none: row.none ?? -1 };
  enumTables.set(`${name} ${version}`, table);
  return table;
}

export function maskTable(name: MaskName): MaskTable {
  const cached = maskTables.get(name);
  if (cached) return cached;
  const numbers = new Map<string, number>(Object.entries(MASKS[name].values));
  const bits = [...numbers].map(([constant, bit]) => [bit >>> 0, constant] as const).sort((a, b) => a[0] - b[0]);
  const table = { name, bits, numbers };
  maskTables.set(name, table);
  return table;
}
