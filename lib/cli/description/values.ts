/** Value tables of the fields of a message. */
import { BIT_WORDS, CONSTANT_WORDS, ENUMS, type EnumName, MASKS, type MaskName } from '../../protocol';
import { type FieldDescription, inVersion } from './fields';

export interface ValueDescription {
  readonly constant: string;
  readonly value: number;
  /** For people. */
  readonly words?: string;
  readonly since?: number;
  readonly until?: number;
}

export interface ValueTable {
  readonly name: string;
  readonly kind: 'enumeration' | 'mask';
  /** Ascending by number. */
  readonly values: readonly ValueDescription[];
  /** The number that decodes to null. */
  readonly none?: number;
  /** The constant for "not specified". */
  readonly unspecified?: string;
  /** Constants that no edition gives a number. */
  readonly unnumbered?: readonly string[];
  /** The guide prints phrases or bare numbers; the identifiers are ours. */
  readonly derived?: boolean;
}

interface Row {
  readonly values: { readonly [constant: string]: number };
  readonly since?: { readonly [constant: string]: number };
  readonly until?: { readonly [constant: string]: number };
  readonly earlier?: { readonly [constant: string]: { readonly value: number; readonly until: number } };
  readonly none?: number;
  readonly unspecified?: string;
  readonly unnumbered?: readonly string[];
  readonly derived?: boolean;
}

/** Each value table that the fields use, once, in the order of the fields. */
export function valueTables(fields: readonly FieldDescription[], version: number | undefined): ValueTable[] {
  const enums = new Set<EnumName>();
  const masks = new Set<MaskName>();
  const collect = (field: FieldDescription): void => {
    if (field.enum) enums.add(field.enum);
    if (field.mask) masks.add(field.mask);
    field.fields?.forEach(collect);
  };
  fields.forEach(collect);
  return [
    ...[...enums].map((name) => valueTable(name, 'enumeration', ENUMS[name], version)),
    ...[...masks].map((name) => valueTable(name, 'mask', MASKS[name], version)),
  ];
}

/** Constants that no request takes have no words. */
function wordsOf(name: string, kind: ValueTable['kind']): { readonly [constant: string]: string } {
  const enums: { readonly [name: string]: { readonly [constant: string]: string } } = CONSTANT_WORDS;
  return kind === 'mask' ? BIT_WORDS : (enums[name] ?? {});
}

function valueTable(name: string, kind: ValueTable['kind'], row: Row, version: number | undefined): ValueTable {
  const { none, unspecified, unnumbered, derived } = row;
  const known = wordsOf(name, kind);
  const values = Object.entries(row.values).flatMap(([constant, value]): ValueDescription[] => {
    const since = row.since?.[constant];
    const until = row.until?.[constant];
    const earlier = row.earlier?.[constant];
    const words = known[constant] === undefined ? {} : { words: known[constant] };
    const rows = [
      ...(earlier === undefined ? [] : [{ constant, value: earlier.value, ...words, until: earlier.until }]),
      {
        constant,
        value,
        ...words,
        ...(since !== undefined ? { since } : earlier !== undefined ? { since: earlier.until + 1 } : {}),
        ...(until === undefined ? {} : { until }),
      },
    ];
    return rows.filter((one) => inVersion(one, version));
  });
  return {
    name,
    kind,
    values: values.sort((a, b) => a.value - b.value),
    ...(none === undefined ? {} : { none }),
    ...(unspecified === undefined ? {} : { unspecified }),
    ...(unnumbered === undefined ? {} : { unnumbered }),
    ...(derived ? { derived } : {}),
  };
}
