/** Shapes of plain data: a declaration from which both its TypeScript type and its JSON Schema come. */
import type { JsonSchema } from '../protocol';

/** There for the compiler only. */
declare const VALUE: unique symbol;

export interface Shape<T = unknown> {
  readonly schema: JsonSchema;
  /** The key may be absent. */
  readonly optional?: true;
  readonly [VALUE]?: T;
}

/** The key may be left out. */
export interface OptionalShape<T = unknown> extends Shape<T> {
  readonly optional: true;
}

/** Always a key in the library, so that all objects have one shape; undefined: not told. Messages leave it out then. */
export interface MaybeShape<T = unknown> extends Shape<T | undefined> {
  readonly optional: true;
  readonly maybe: true;
}

/** The shapes of an object's keys. */
export interface Fields {
  readonly [key: string]: Shape;
}

/** The type of what a shape describes. */
export type ValueOf<S> = S extends Shape<infer T> ? T : never;

type LeftOut<F> = {
  [K in keyof F]: F[K] extends MaybeShape ? never : F[K] extends OptionalShape ? K : never;
}[keyof F];
type Prettify<T> = { [K in keyof T]: T[K] } & {};
/** The type of an object with these fields. */
export type RowOf<F> = Prettify<
  { readonly [K in Exclude<keyof F, LeftOut<F>>]: ValueOf<F[K]> } & {
    readonly [K in LeftOut<F>]?: ValueOf<F[K]>;
  }
>;

/** An object with these keys and no other. */
export function row<F extends Fields>(fields: F): Shape<RowOf<F>> {
  return { schema: { ...openRow(fields).schema, additionalProperties: false } };
}

/** An object with these keys, beside whatever others. */
export function openRow<F extends Fields>(fields: F): Shape<RowOf<F>> {
  const keys = Object.entries(fields);
  return {
    schema: {
      type: 'object',
      required: keys.filter(([, shape]) => !shape.optional).map(([key]) => key),
      properties: Object.fromEntries(keys.map(([key, shape]) => [key, shape.schema])),
    },
  };
}

/** The same fields, each of which may be left out. */
export function allOptional<F extends Fields>(fields: F): { readonly [K in keyof F]: OptionalShape<ValueOf<F[K]>> } {
  const entries = Object.entries(fields).map(([key, shape]) => [key, optional(shape)]);
  return Object.fromEntries(entries) as { readonly [K in keyof F]: OptionalShape<ValueOf<F[K]>> };
}

export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  return { schema: { type: 'array', items: shape.schema } };
}

/** An object with keys of somebody's choice. */
export function byName<T>(shape: Shape<T>): Shape<{ readonly [name: string]: T }> {
  return { schema: { type: 'object', additionalProperties: shape.schema } };
}

export function anyOf<S extends readonly Shape[]>(...shapes: S): Shape<ValueOf<S[number]>> {
  return { schema: { anyOf: shapes.map(({ schema }) => schema) } };
}

export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return { schema: shape.schema, optional: true };
}

export function maybe<T>(shape: Shape<T>): MaybeShape<T> {
  return { schema: shape.schema, optional: true, maybe: true };
}

/** @param name of something that is described elsewhere, in the guide for instance */
export function named<S extends Shape>(name: string, shape: S): S {
  return { ...shape, schema: { title: name, ...shape.schema } };
}

/** @param sentence what the schema says of it */
export function about<S extends Shape>(sentence: string, shape: S): S {
  return { ...shape, schema: { ...shape.schema, description: sentence } };
}
