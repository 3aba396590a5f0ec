/** Shapes of plain data that people write: each checks a value and is a JSON Schema of it. */
import { CtiError } from '../../codec';
import * as shapes from '../../shapes';

export interface Shape extends shapes.Shape {
  /** @throws CtiError CTI_INVALID_CONFIGURATION */
  check(value: unknown, path: string): void;
}

/** One byte each in the character set of the messages, windows-1252. */
const SENDABLE = /^[\u0020-\u007e\u00a0-\u00ff]*$/;

interface OptionalShape extends Shape {
  readonly optional: true;
}

/** A shape for every key of a type, so that none is forgotten and none is left over. */
export type Row<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? OptionalShape : Shape };

export function row<T>(fields: Row<T>): Shape {
  const keys = Object.entries(fields) as [string, Shape][];
  return {
    ...shapes.row(Object.fromEntries(keys)),
    check: (value, path) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, value, 'an object');
      const given = value as { readonly [key: string]: unknown };
      // A misspelt key is the reason why another one is missing.
      const unknown = Object.keys(given).find((key) => !Object.hasOwn(fields, key));
      if (unknown !== undefined) {
        const right = `a key that is known here; these are ${keys.map(([key]) => key).join(', ')}`;
        throw wrong(path === '' ? unknown : `${path}.${unknown}`, unknown, right);
      }
      for (const [key, shape] of keys) {
        if (given[key] === undefined && shape.optional) continue;
        shape.check(given[key], path === '' ? key : `${path}.${key}`);
      }
    },
  };
}

export function list(shape: Shape, longest = Number.POSITIVE_INFINITY): Shape {
  return {
    schema: { ...shapes.list(shape).schema, ...(longest < Number.POSITIVE_INFINITY && { maxItems: longest }) },
    check: (value, path) => {
      if (!Array.isArray(value)) throw wrong(path, value, 'an array');
      if (value.length > longest) throw wrong(path, value.length, `at most ${longest} elements`);
      value.forEach((item, i) => {
        shape.check(item, `${path}[${i}]`);
      });
    },
  };
}

export function optional(shape: Shape): OptionalShape {
  return { ...shape, optional: true };
}

export function text(longest: number): Shape {
  return {
    schema: { type: 'string', minLength: 1, maxLength: longest, pattern: SENDABLE.source },
    check: (value, path) => {
      if (typeof value !== 'string' || value === '' || value.length > longest) {
        throw wrong(path, value, `a text of 1 to ${longest} characters`);
      }
      if (!SENDABLE.test(value))
        throw wrong(path, value, 'a text of printable Latin-1 characters, as messages have them');
    },
  };
}

export function integer(low: number, high: number): Shape {
  return {
    schema: { type: 'integer', minimum: low, maximum: high },
    check: (value, path) => {
      if (!Number.isInteger(value) || (value as number) < low || (value as number) > high) {
        throw wrong(path, value, `a whole number from ${low} to ${high}`);
      }
    },
  };
}

export const flag: Shape = {
  ...shapes.flag,
  check: (value, path) => {
    if (typeof value !== 'boolean') throw wrong(path, value, 'true or false');
  },
};

export function oneOf(values: readonly (string | number)[]): Shape {
  return {
    ...shapes.oneOf(...values),
    check: (value, path) => {
      if (!values.includes(value as string | number)) throw wrong(path, value, `one of ${values.join(', ')}`);
    },
  };
}

/** @param path of the value, in the configuration */
export function wrong(path: string, value: unknown, right: string): CtiError {
  const came = /password/.test(path) ? 'the value' : (JSON.stringify(value) ?? 'nothing');
  return new CtiError('CTI_INVALID_CONFIGURATION', `${path || 'configuration'}: ${came} is not ${right}`, {
    field: path,
  });
}
