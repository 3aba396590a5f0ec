/** What the fields of the messages that a client sends are made of, for the compiler: no word may be missing. */
import type { MESSAGES, SERVICES } from '../messages';
import type { DocumentedMessageName } from '../payload';
import type { EnumName, MaskName } from '../schema';

/** The direction is a literal where it is not the usual one of the kind. */
type Sent<D> = D extends { direction: 'server-to-client' }
  ? false
  : D extends { direction: 'client-to-server' | 'both' } | { kind: 'request' | 'indication' }
    ? true
    : false;

/** Messages that a client sends, but for those that open, keep and close the session. */
type SentName = Exclude<
  { [N in DocumentedMessageName]: Sent<(typeof MESSAGES)[N]> extends true ? N : never }[DocumentedMessageName],
  keyof (typeof SERVICES)['Session Management']
>;

type Values<T> = T[keyof T];
/** A field, or in the place of a list the fields of its items. */
type Single<F> = F extends { type: 'LIST'; fields: infer I } ? Values<I> : F;
type FieldsOf<D> =
  | (D extends { fixed: infer F } ? Values<F> : never)
  | (D extends { floating: infer F } ? Single<Values<F>> : never);
type SentField = { [N in SentName]: FieldsOf<(typeof MESSAGES)[N]> }[SentName];

/** Enumerations of their fields. */
export type SentEnum = SentField extends infer F ? (F extends { enum: infer E extends EnumName } ? E : never) : never;
/** Masks of their fields. */
export type SentMask = SentField extends infer F ? (F extends { mask: infer M extends MaskName } ? M : never) : never;
