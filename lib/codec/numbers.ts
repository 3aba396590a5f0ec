/** Reads values of fixed size. One switch; the enumeration stands beside it so that the compiler inlines it. */
import { i32, u16, u32 } from './bytes';
import type { EnumTable, MaskTable } from './tables';

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

/** What the reader has to know of a field. */
export interface Value {
  readonly key: string;
  readonly kind: Kind;
  /** Constants of an enumeration or mask. */
  readonly table: EnumTable | MaskTable | undefined;
}

/** A number, constant, set of constants, truth value or time. */
export function readNumber(slot: Value, b: Buffer, p: number): unknown {
  switch (slot.kind) {
    case Kind.UINT:
      return u32(b, p);
    case Kind.UINT_OR_NONE: {
      const value = u32(b, p);
      return value === 0xffffffff ? null : value;
    }
    case Kind.USHORT:
      return u16(b, p);
    case Kind.ENUM2:
      return constant(slot.table as EnumTable, u16(b, p));
    case Kind.INT:
      return i32(b, p);
    case Kind.INT_OR_NONE: {
      const value = i32(b, p);
      return value === -1 ? null : value;
    }
    case Kind.ENUM4:
      return constant(slot.table as EnumTable, u32(b, p));
    case Kind.MASK4:
      return constants(slot.table as MaskTable, u32(b, p));
    case Kind.MASK2:
      return constants(slot.table as MaskTable, u16(b, p));
    case Kind.BOOL:
      return u16(b, p) !== 0;
    case Kind.TIME:
      return new Date(u32(b, p) * 1000).toISOString();
    case Kind.UCHAR:
      return b[p];
    case Kind.ENUM1:
      return constant(slot.table as EnumTable, b[p] as number);
    default:
      throw new TypeError(`${slot.key} is no number`);
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
    }
  }
  if (rest !== 0) set.push(rest >>> 0);
  return set;
}
