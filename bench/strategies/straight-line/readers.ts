/** Readers for the hand-written functions. */
import type { Constants } from '../../definitions';
import { text } from './text';

export interface Unknown {
  readonly tag: number;
  readonly data: Buffer;
}

type Bytes = { readonly [index: number]: number };

export function u32(b: Buffer, p: number): number {
  const at = b as Bytes;
  return (
    (((at[p] as number) << 24) |
      ((at[p + 1] as number) << 16) |
      ((at[p + 2] as number) << 8) |
      (at[p + 3] as number)) >>>
    0
  );
}

export function i32(b: Buffer, p: number): number {
  const at = b as Bytes;
  return (
    ((at[p] as number) << 24) | ((at[p + 1] as number) << 16) | ((at[p + 2] as number) << 8) | (at[p + 3] as number)
  );
}

export function u16(b: Buffer, p: number): number {
  const at = b as Bytes;
  return ((at[p] as number) << 8) | (at[p + 1] as number);
}

export function orNone(value: number): number | null {
  return value === 0xffffffff ? null : value;
}

export function orNoneSigned(value: number): number | null {
  return value === -1 ? null : value;
}

export function constant({ byNumber, none }: Constants, value: number): string | number | null {
  const name = value < byNumber.length ? byNumber[value] : undefined;
  if (name !== undefined) return name;
  return value === none ? null : value;
}

export function time(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

export function copy(b: Buffer, p: number, size: number): Buffer {
  return Buffer.from(b.subarray(p, p + size));
}

export function unknown(fields: Unknown[] | undefined, tag: number, b: Buffer, p: number, size: number): Unknown[] {
  const all = fields ?? [];
  all.push({ tag, data: copy(b, p, size) });
  return all;
}

export function badFrame(offset: number): Error {
  return new RangeError(`bad frame at byte ${offset}`);
}

export function namedVariable(
  variables: Record<string, string> | undefined,
  b: Buffer,
  p: number,
  size: number,
): Record<string, string> {
  const all = variables ?? {};
  const middle = nulIn(b, p, p + size);
  all[text(b, p, middle - p)] = text(b, middle + 1, p + size - middle - 1);
  return all;
}

export function namedElement(
  arrays: Record<string, (string | null)[]> | undefined,
  b: Buffer,
  p: number,
  size: number,
): Record<string, (string | null)[]> {
  const all = arrays ?? {};
  const middle = nulIn(b, p + 1, p + size);
  const name = text(b, p + 1, middle - p - 1);
  all[name] ??= [];
  const elements = all[name];
  const index = (b as Bytes)[p] as number;
  while (elements.length < index) elements.push(null);
  elements[index] = text(b, middle + 1, p + size - middle - 1);
  return all;
}

function nulIn(b: Buffer, start: number, end: number): number {
  for (let p = start; p < end; p++) if (b[p] === 0) return p;
  throw badFrame(start);
}
