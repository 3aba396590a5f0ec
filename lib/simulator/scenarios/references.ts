/** `$K1.callID`: values that steps have kept, and the cast. */
import { CtiError } from '../../codec';

/** A value with a short form: `$A` is the text, `$A.extension` one of the fields. */
export class Member {
  constructor(
    readonly text: string,
    readonly fields: Readonly<Record<string, unknown>>,
  ) {}
}

export type Kept = ReadonlyMap<string, unknown>;

const REFERENCE = /^\$([A-Za-z][A-Za-z0-9_]*)((?:\.[A-Za-z][A-Za-z0-9]*)*)$/;

/** What is kept under a name that a text refers to; undefined for a text that refers to nothing. */
export function referred(text: string): { readonly name: string; readonly path: readonly string[] } | undefined {
  const [, name, path] = REFERENCE.exec(text) ?? [];
  return name === undefined ? undefined : { name, path: (path ?? '').split('.').slice(1) };
}

/** A text that looks like a reference and is none; `$$` at its start is a dollar sign. */
export function isWrongReference(text: string): boolean {
  return text.startsWith('$') && !text.startsWith('$$') && referred(text) === undefined;
}

/**
 * A copy with values in the place of references, at any depth.
 * @throws CtiError CTI_UNKNOWN_REFERENCE
 */
export function resolve(value: unknown, kept: Kept): unknown {
  if (typeof value === 'string') return resolveText(value, kept);
  if (Array.isArray(value)) return value.map((one) => resolve(one, kept));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(one, kept)]));
}

function resolveText(text: string, kept: Kept): unknown {
  const reference = referred(text);
  if (!reference) return text.startsWith('$$') ? text.slice(1) : text;
  const { name, path } = reference;
  if (!kept.has(name)) throw unknown(text, `nothing is kept as ${name}`);
  const root = kept.get(name);
  if (root instanceof Member && path.length === 0) return root.text;
  let value: unknown = root instanceof Member ? root.fields : root;
  for (const key of path) {
    const fields = typeof value === 'object' && value !== null ? value : {};
    if (!Object.hasOwn(fields, key)) {
      const keys = Object.keys(fields);
      throw unknown(text, keys.length > 0 ? `${key} is none of ${keys.join(', ')}` : `there is no ${key} in it`);
    }
    value = (fields as Record<string, unknown>)[key];
  }
  return value;
}

function unknown(text: string, why: string): CtiError {
  return new CtiError('CTI_UNKNOWN_REFERENCE', `${text}: ${why}`, { field: text });
}
