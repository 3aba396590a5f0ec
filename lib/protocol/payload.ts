/**
 * The types of payloads, inferred from the definitions: `Payload` is what decoding gives,
 * `PayloadInput` what encoding takes.
 */
import type { ENUMS } from './enums';
import type { MASKS } from './masks';
import type { MESSAGES } from './messages';
import type { FieldKey } from './names';
import type { EnumName, MaskName } from './schema';

export type MessageName = keyof typeof MESSAGES;
/** Messages with a public layout. */
export type DocumentedMessageName = {
  [N in MessageName]: (typeof MESSAGES)[N] extends { fixed: object } ? N : never;
}[MessageName];
/** Messages that a client sends. */
export type RequestName = {
  [N in DocumentedMessageName]: (typeof MESSAGES)[N] extends { kind: 'request' } ? N : never;
}[DocumentedMessageName];

export type Constant<E extends EnumName> = keyof (typeof ENUMS)[E]['values'] & string;
export type MaskBit<M extends MaskName> = keyof (typeof MASKS)[M]['values'] & string;

/** Shows the members of a computed type instead of the computation. */
type Prettify<T> = { [K in keyof T]: T[K] } & {};

type None<F> = F extends { none: true }
  ? null
  : F extends { enum: infer E extends EnumName }
    ? (typeof ENUMS)[E] extends { none: number }
      ? null
      : never
    : never;

type Decoded<F> = F extends { mask: infer M extends MaskName }
  ? (MaskBit<M> | number)[]
  : F extends { enum: infer E extends EnumName }
    ? Constant<E> | number | None<F>
    : F extends { type: 'BOOL' }
      ? boolean
      : F extends { type: 'TIME' | 'STRING' }
        ? string
        : F extends { type: 'UNSPEC' | 'RAW' }
          ? Buffer
          : number | None<F>;

type Given<F> = F extends { mask: infer M extends MaskName }
  ? readonly (MaskBit<M> | number)[] | number
  : F extends { enum: infer E extends EnumName }
    ? Constant<E> | number | None<F>
    : F extends { type: 'BOOL' }
      ? boolean | 0 | 1
      : F extends { type: 'TIME' }
        ? string | number | Date
        : F extends { type: 'STRING' }
          ? string
          : F extends { type: 'UNSPEC' | 'RAW' }
            ? Uint8Array | string
            : number | None<F>;

/** ECC scalars by name. */
export type NamedVariables = Record<string, string>;
/** ECC arrays by name; null where an element is not there. */
export type NamedArrays = Record<string, (string | null)[]>;
/** A floating field that the definition does not know. */
export interface UnknownField {
  readonly tag: number;
  readonly data: Buffer;
}

type FloatingValue<F> = F extends { type: 'LIST'; fields: infer I }
  ? Prettify<DecodedFloating<I>>[]
  : F extends { type: 'NAMEDVAR' }
    ? NamedVariables
    : F extends { type: 'NAMEDARRAY' }
      ? NamedArrays
      : Decoded<F>;
type FloatingInput<F> = F extends { type: 'LIST'; fields: infer I }
  ? readonly Prettify<GivenFloating<I>>[]
  : F extends { type: 'NAMEDVAR' }
    ? Readonly<Record<string, string>>
    : F extends { type: 'NAMEDARRAY' }
      ? Readonly<Record<string, readonly (string | null)[]>>
      : Given<F>;

type DecodedFloating<F> = { [K in keyof F & string as FieldKey<K>]: FloatingValue<F[K]> | undefined };
type Required<F> = { [K in keyof F]: F[K] extends { required: true } ? K : never }[keyof F] & string;
type GivenFloating<F> = { [K in Required<F> as FieldKey<K>]: FloatingInput<F[K]> } & {
  [K in Exclude<keyof F & string, Required<F>> as FieldKey<K>]?: FloatingInput<F[K]> | undefined;
};

/** Fixed fields that only one of a message's forms has. */
type Doubtful<D> = D extends { forms: readonly { without: readonly (infer W)[] }[] } ? W & string : never;
/** Fixed fields that may be left out: they have a default, or are counts. */
type Optional<F> = {
  [K in keyof F]: F[K] extends { default: unknown } ? K : K extends `Num${string}` ? K : never;
}[keyof F];

type DecodedFixed<F, W> = { [K in Exclude<keyof F & string, W> as FieldKey<K>]: Decoded<F[K]> } & {
  [K in Extract<keyof F & string, W> as FieldKey<K>]?: Decoded<F[K]>;
};
type GivenFixed<F, W> = { [K in Exclude<keyof F & string, W | Optional<F>> as FieldKey<K>]: Given<F[K]> } & {
  [K in Extract<keyof F & string, W | Optional<F>> as FieldKey<K>]?: Given<F[K]> | undefined;
};

type FloatingOf<D> = D extends { floating: infer F } ? F : Record<never, never>;

/** What decoding gives. A floating field that is absent is undefined. */
export type Payload<N extends MessageName> = (typeof MESSAGES)[N] extends { fixed: infer F extends object }
  ? Prettify<
      DecodedFixed<F, Doubtful<(typeof MESSAGES)[N]>> &
        DecodedFloating<FloatingOf<(typeof MESSAGES)[N]>> & {
          unknownFields: UnknownField[] | undefined;
        }
    >
  : { body: Buffer };

/** What encoding takes. Counts, reserved fields and fields with a default may be left out. */
export type PayloadInput<N extends MessageName> = (typeof MESSAGES)[N] extends { fixed: infer F extends object }
  ? Prettify<
      GivenFixed<F, Doubtful<(typeof MESSAGES)[N]>> &
        GivenFloating<FloatingOf<(typeof MESSAGES)[N]>> & {
          unknownFields?: readonly { readonly tag: number; readonly data: Uint8Array | string }[] | undefined;
        }
    >
  : { readonly body: Uint8Array };
