/** Fields of a message for people and machines. */
import {
  type EnumName,
  type Field,
  type FloatingField,
  fieldKey,
  type ListField,
  type MaskName,
  TAGS,
} from '../../protocol';

export interface FieldDescription {
  /** Key in the payload. */
  readonly key: string;
  /** The guide's name. */
  readonly name: string;
  readonly type: string;
  /** Bytes of a value of fixed size. */
  readonly size?: number;
  /** Most bytes of the data; null: not published. */
  readonly maxSize?: number | null;
  /** Sizes of older versions. */
  readonly formerly?: { readonly until: number; readonly max: number };
  /** null: no edition prints it. */
  readonly tag?: number | null;
  readonly tagName?: string;
  readonly alsoTag?: number;
  readonly enum?: EnumName;
  readonly mask?: MaskName;
  /** The number that decodes to null. */
  readonly none?: number;
  readonly default?: unknown;
  readonly required?: boolean;
  readonly since?: number;
  readonly until?: number;
  /** Key of what this field counts. */
  readonly counts?: string;
  readonly tagTableOnly?: boolean;
  readonly about?: string;
  /** On the guide's editions. */
  readonly note?: string;
  /** LIST: what repeats. */
  readonly max?: number;
  readonly packed?: boolean;
  readonly startsWith?: string;
  readonly countedBy?: string;
  readonly fields?: readonly FieldDescription[];
}

type Fields = { readonly [name: string]: (Field & Partial<FloatingField>) | ListField };
type Range = { readonly since?: number; readonly until?: number };

const SIZES: Partial<Record<string, number>> = { UINT: 4, INT: 4, TIME: 4, USHORT: 2, BOOL: 2, UCHAR: 1 };
const NONE: Partial<Record<string, number>> = { UINT: 0xffffffff, INT: -1, USHORT: 0xffff };

export function inVersion({ since, until }: Range, version: number | undefined): boolean {
  return version === undefined || ((since ?? version) <= version && version <= (until ?? version));
}

/** @param version leaves out what this protocol version lacks; undefined: everything */
export function describeFields(
  fields: Fields,
  version: number | undefined,
  counted: Fields = fields,
): FieldDescription[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field.type === 'LIST') {
      const list = describeList(name, field, version);
      return list.fields?.length === 0 ? [] : [list];
    }
    return inVersion(field, version) ? [describeField(name, field, counted)] : [];
  });
}

function describeList(name: string, list: ListField, version: number | undefined): FieldDescription {
  const { type, count, max, packed, startsWith } = list;
  return {
    key: name,
    name,
    type,
    countedBy: fieldKey(count),
    ...(max === undefined ? {} : { max }),
    ...(packed ? { packed } : {}),
    ...(startsWith === undefined ? {} : { startsWith: fieldKey(startsWith) }),
    fields: describeFields(list.fields, version),
  };
}

function describeField(name: string, field: Field & Partial<FloatingField>, counted: Fields): FieldDescription {
  const { type, max, tagName, alsoTag, none, default: fallback, tagTableOnly, required, about, ...others } = field;
  const size = SIZES[type];
  const counts = countedBy(name, counted);
  return {
    key: fieldKey(name),
    name,
    type,
    ...(size !== undefined ? { size } : max === undefined ? {} : { maxSize: max }),
    ...others,
    ...(tagName ? { tagName } : {}),
    ...(alsoTag ? { alsoTag: TAGS[alsoTag].tag } : {}),
    ...(none && NONE[type] !== undefined ? { none: NONE[type] } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(required ? { required } : {}),
    ...(counts === undefined ? {} : { counts }),
    ...(tagTableOnly ? { tagTableOnly } : {}),
    ...(about === undefined ? {} : { about }),
  };
}

/** What a count field counts: a list, or the ECC variables. */
function countedBy(name: string, fields: Fields): string | undefined {
  for (const [key, field] of Object.entries(fields)) {
    if (field.type === 'LIST' && field.count === name) return key;
    if (field.type === 'NAMEDVAR' && name === 'NumNamedVariables') return key;
    if (field.type === 'NAMEDARRAY' && name === 'NumNamedArrays') return key;
  }
  return undefined;
}
