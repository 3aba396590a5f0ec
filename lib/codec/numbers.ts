/** Reads values of fixed size. One switch; the enumeration stands beside it so that the compiler inlines it. */
import { i32, u16, u32 } from './bytes';
import type { EnumTable, MaskTable } from './tables';
import { isoTime } from './time';

/** How a value is read and written. */
export enum Kind {
  UINT,
  UINT_OR_NONE,
  INT,
  INT_OR_NONE,
  USHORT,
  UCHAR,
  BOOL,
  TIME,
  ENUM4,
  ENUM2,
  ENUM1,
  MASK4,
  MASK2,
  STRING,
  UNSPEC,
  NAMEDVAR,
  NAMEDARRAY,
  LIST,
}

/** Kind, place and table of each field, side by side. */
export interface FixedPart {
  readonly fixedCount: number;
  readonly kinds: Uint8Array;
  readonly offsets: Uint16Array;
  readonly tables: readonly Table[];
}

export type Table = EnumTable | MaskTable | undefined;

/** A number, constant, set of constants, truth value or time. */
export function readNumber(kind: Kind, table: Table, b: Buffer, p: number): unknown {
  switch (kind) {
    case Kind.UINT:
      return u32(b, p);
    case Kind.UINT_OR_NONE: {
      const value = u32(b, p);
      return value === 0xffffffff ? null : value;
    }
    case Kind.USHORT:
      return u16(b, p);
    case Kind.ENUM2:
      return constant(table as EnumTable, u16(b, p));
    case Kind.INT:
      return i32(b, p);
    case Kind.INT_OR_NONE: {
      const value = i32(b, p);
      return value === -1 ? null : value;
    }
    case Kind.ENUM4:
      return constant(table as EnumTable, u32(b, p));
    case Kind.MASK4:
      return constants(table as MaskTable, u32(b, p));
    case Kind.MASK2:
      return constants(table as MaskTable, u16(b, p));
    case Kind.BOOL:
      return u16(b, p) !== 0;
    case Kind.TIME:
      return isoTime(u32(b, p));
    case Kind.UCHAR:
      return b[p];
    case Kind.ENUM1:
      return constant(table as EnumTable, b[p] as number);
    default:
      throw new TypeError(`kind ${kind} has no fixed size`);
  }
}

/**
 * The fixed part of a message. The four commonest kinds are read here: the switch of `readNumber` is
 * too large to become part of this loop.
 */
export function readFixedPart(values: unknown[], fields: FixedPart, b: Buffer, body: number): void {
  const { fixedCount, kinds, offsets, tables } = fields;
  for (let i = 0; i < fixedCount; i++) {
    const kind = kinds[i] as Kind;
    const p = body + (offsets[i] as number);
    if (kind === Kind.UINT) values[i] = u32(b, p);
    else if (kind === Kind.ENUM2) values[i] = constant(tables[i] as EnumTable, u16(b, p));
    else if (kind === Kind.USHORT) values[i] = u16(b, p);
    else if (kind === Kind.UINT_OR_NONE) {
      const value = u32(b, p);
      values[i] = value === 0xffffffff ? null : value;
    } else values[i] = readNumber(kind, tables[i], b, p);
  }
}

function constant(table: EnumTable, value: number): string | number | null {
  const name = value < table.names.length ? table.names[value] : undefined;
  if (name !== undefined) return name;
  return value === table.none ? null : value;
}

function constants(table: MaskTable, value: number): (string | number)[] {
  const set: (string | number)[] = [];
  if (value === 0) return set;
  let rest = value;
  for (const [bit, name] of table.bits) {
    if ((value & bit) !== 0) {
      set.push(name);
      rest &= ~bit;
      if (rest === 0) return set;
    }
  }
  if (rest !== 0) set.push(rest >>> 0);
  return set;
}
