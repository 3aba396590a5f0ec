/**
 * A copy of plain data that belongs to one flow alone. Keys without a value are left out: the
 * library keeps them as undefined so that all messages of a type have one shape, a flow has no use
 * for them.
 */
export function ownCopy<T>(value: T): T;
export function ownCopy(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (Array.isArray(value)) return value.map((item) => ownCopy(item));
  const copy: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) if (each !== undefined) copy[key] = ownCopy(each);
  return copy;
}
