/** The fields of actions: what may stand in them, said once for the check, types, schema, dialogs and help. */
import { type Constant, ENUMS, type EnumName } from '../../protocol';
import { flag, integer, oneOf, type Shape, text, wrong } from '../configuration/shapes';

/** What a field takes. T is there for the compiler only. */
export interface Kind<T> {
  readonly type: FieldType;
  readonly shape: Shape;
  /** Of a choice. */
  readonly values?: readonly (string | number)[];
  readonly taken?: T;
}

export type FieldType = 'text' | 'number' | 'flag' | 'choice' | 'object';

export interface Field<T> {
  readonly kind: Kind<T>;
  readonly required: boolean;
  /** One English line. */
  readonly about: string;
  readonly given?: T;
}

export interface Fields {
  readonly [key: string]: Field<unknown>;
}

type ValueOf<F> = F extends Field<infer T> ? T : never;
/** What an action gets: a value for each of its fields. */
export type Values<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> };

export function field<T>(kind: Kind<T>, about: string): Field<T> {
  return { kind, required: true, about };
}

export function maybe<T>(kind: Kind<T>, about: string): Field<T | undefined> {
  return { kind, required: false, about };
}

export function textOf(longest: number): Kind<string> {
  return { type: 'text', shape: text(longest) };
}

export function numberFrom(low: number, high: number): Kind<number> {
  return { type: 'number', shape: integer(low, high) };
}

export function choice<const V extends string | number>(values: readonly V[]): Kind<V> {
  return { type: 'choice', shape: oneOf(values), values };
}

/** A constant of the guide. */
export function constant<E extends EnumName>(name: E): Kind<Constant<E>> {
  return choice(Object.keys(ENUMS[name].values) as Constant<E>[]);
}

/** A fraction or a whole number. */
export function amount(low: number, high: number): Kind<number> {
  return {
    type: 'number',
    shape: {
      schema: { type: 'number', minimum: low, maximum: high },
      check: (value, path) => {
        if (typeof value === 'number' && value >= low && value <= high) return;
        throw wrong(path, value, `a number from ${low} to ${high}`);
      },
    },
  };
}

export const FLAG: Kind<boolean> = { type: 'flag', shape: flag };

type Plain = { readonly [key: string]: unknown };

/** Any object; what is in it is checked elsewhere. */
export const OBJECT: Kind<Plain> = { type: 'object', shape: { schema: { type: 'object' }, check: checkPlain } };

const TEXT: Shape = {
  schema: { type: 'string' },
  check: (value, path) => {
    if (typeof value !== 'string') throw wrong(path, value, 'a text');
  },
};
const ELEMENTS: Shape = {
  schema: { type: 'array', items: { type: ['string', 'null'] } },
  check: (value, path) => {
    const fits = (one: unknown) => one === null || typeof one === 'string';
    if (!Array.isArray(value) || !value.every(fits)) throw wrong(path, value, 'an array of texts, null for none');
  },
};

function byName<T>(each: Shape): Kind<Readonly<Record<string, T>>> {
  return {
    type: 'object',
    shape: {
      schema: { type: 'object', additionalProperties: each.schema },
      check: (value, path) => {
        checkPlain(value, path);
        for (const [name, one] of Object.entries(value as Plain)) each.check(one, `${path}.${name}`);
      },
    },
  };
}

const VARIABLES = Array.from({ length: 10 }, (_, i) => `callVariable${i + 1}`);

const CALL_VARIABLES: Kind<Readonly<Record<string, string>>> = {
  type: 'object',
  shape: {
    schema: {
      type: 'object',
      properties: Object.fromEntries(VARIABLES.map((name) => [name, TEXT.schema])),
      additionalProperties: false,
    },
    check: (value, path) => {
      checkPlain(value, path);
      for (const [name, one] of Object.entries(value as Plain)) {
        if (!VARIABLES.includes(name)) throw wrong(`${path}.${name}`, name, 'one of callVariable1 to callVariable10');
        TEXT.check(one, `${path}.${name}`);
      }
    },
  },
};

function checkPlain(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, value, 'an object');
}

/** The data of a call. Lengths and configured names are checked as for clients. */
export const CALL_DATA = {
  callVariables: maybe(CALL_VARIABLES, 'callVariable1 to callVariable10, by name'),
  namedVariables: maybe(byName<string>(TEXT), 'ECC variables by name'),
  namedArrays: maybe(byName<(string | null)[]>(ELEMENTS), 'ECC arrays by name; null for an element that is not there'),
};

export const AGENT = field(textOf(11), 'agentID');
/** A call's id, where an agent has more than one that fits. */
export const WHICH_CALL = maybe(numberFrom(1, 0xffff_fffe), 'callID, when the agent has more than one that fits');
