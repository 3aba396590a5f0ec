/** Shapes of single values. */
import { type Constant, ENUMS, type EnumName, MASKS, type MaskBit, type MaskName } from '../protocol';
import { anyOf, named, type Shape } from './shape';

export const text: Shape<string> = { schema: { type: 'string' } };
/** ISO 8601, UTC. */
export const time: Shape<string> = { schema: { type: 'string', format: 'date-time' } };
export const flag: Shape<boolean> = { schema: { type: 'boolean' } };
export const number: Shape<number> = { schema: { type: 'number' } };
export const integer: Shape<number> = { schema: { type: 'integer' } };
/** How many or how long: 0 or more. */
export const amount: Shape<number> = { schema: { type: 'number', minimum: 0 } };
export const nothing: Shape<null> = { schema: { type: 'null' } };
/** Whatever JSON can say. */
export const anything: Shape = { schema: {} };
export const object: Shape<object> = { schema: { type: 'object' } };

export function oneOf<const V extends string | number | boolean>(...values: readonly V[]): Shape<V> {
  return { schema: { enum: values } };
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return anyOf(shape, nothing);
}

/** One of the guide's constants. */
export function constant<E extends EnumName>(name: E): Shape<Constant<E>> {
  return named(name, oneOf(...(Object.keys(ENUMS[name].values) as Constant<E>[])));
}

/** One of the guide's constants, or a number that the table does not have. */
export function constantOrNumber<E extends EnumName>(name: E): Shape<Constant<E> | number> {
  return named(name, anyOf(oneOf(...(Object.keys(ENUMS[name].values) as Constant<E>[])), integer));
}

/** A bit of a mask by its name, or a number that the table does not have. */
export function bit<M extends MaskName>(name: M): Shape<MaskBit<M> | number> {
  return named(name, anyOf(oneOf(...(Object.keys(MASKS[name].values) as MaskBit<M>[])), integer));
}
