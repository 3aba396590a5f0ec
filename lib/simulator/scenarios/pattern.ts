/** Whether a value is as a scenario says, and if not, where it differs. */
import type { Pattern } from './scenario';

/** One place where a value is not as expected. */
export interface Difference {
  /** Keys and indexes from the payload on. */
  readonly path: string;
  readonly expected: unknown;
  readonly came: unknown;
}

/** Empty: it is as expected. References are resolved before. */
export function differences(pattern: Pattern, value: unknown, path = ''): Difference[] {
  if (pattern === null) return value === null || value === undefined ? [] : [{ path, expected: null, came: value }];
  if (Array.isArray(pattern)) return listDifferences(pattern, value, path);
  if (typeof pattern !== 'object') return Object.is(pattern, value) ? [] : [{ path, expected: pattern, came: value }];
  const { oneOf, not } = pattern as { readonly oneOf?: unknown; readonly not?: unknown };
  if (Array.isArray(oneOf)) {
    const fits = oneOf.some((one) => differences(one, value).length === 0);
    return fits ? [] : [{ path, expected: pattern, came: value }];
  }
  if (not !== undefined) return differences(not, value).length > 0 ? [] : [{ path, expected: pattern, came: value }];
  if (typeof value !== 'object' || value === null) return [{ path, expected: pattern, came: value }];
  return Object.entries(pattern).flatMap(([key, one]) => {
    const came = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
    return differences(one, came, path === '' ? key : `${path}.${key}`);
  });
}

function listDifferences(pattern: readonly unknown[], value: unknown, path: string): Difference[] {
  if (!Array.isArray(value) || value.length !== pattern.length) return [{ path, expected: pattern, came: value }];
  return pattern.flatMap((one, i) => differences(one, value[i], `${path}[${i}]`));
}
