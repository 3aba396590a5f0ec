/**
 * How a message is described. A definition is plain data in the words of the guide; codec, types,
 * JSON Schema, editor forms, help tables and simulator all read it.
 *
 * A definition reads like the guide's table: fixed fields in wire order, then floating fields in
 * the order they are written. Fields are keyed by the guide's name.
 */
import { ENUMS } from './enums';
import { MASKS } from './masks';
import { TAGS } from './tags';

export type EnumName = keyof typeof ENUMS;
export type MaskName = keyof typeof MASKS;
export type TagName = keyof typeof TAGS;

/** Types of a fixed field. */
export type ScalarType = 'UINT' | 'USHORT' | 'UCHAR' | 'INT' | 'BOOL' | 'TIME';
/** Types of a floating field. RAW: tag known, type not published. */
export type FieldType = ScalarType | 'STRING' | 'UNSPEC' | 'NAMEDVAR' | 'NAMEDARRAY' | 'RAW';

export type Direction = 'client-to-server' | 'server-to-client' | 'both';
export type Kind = 'request' | 'confirmation' | 'event' | 'indication' | 'response';

/** What fixed and floating fields share. Versions are protocol versions, both inclusive. */
export interface Field {
  readonly type: FieldType;
  readonly enum?: EnumName;
  readonly mask?: MaskName;
  /** All bits set means "no value": null. Set where the guide defines it (NULL_CALL_ID ...). */
  readonly none?: true;
  /** What the encoder writes when the field is left out. */
  readonly default?: number | boolean | string | null | readonly never[];
  readonly since?: number;
  readonly until?: number;
  /** For people: what it is in this message, where that is more than what its key says everywhere. */
  readonly about?: string;
  /** On the guide: what its editions print, and why the field is declared as it is. */
  readonly note?: string;
}

export interface FixedField extends Field {
  readonly type: ScalarType;
}

export interface FloatingField extends Field {
  /** null where no edition prints the tag: such a field cannot be sent. */
  readonly tag: number | null;
  readonly tagName: TagName | null;
  /** Maximum size of the data in bytes; a STRING's includes its NUL. null: not published. */
  readonly max?: number | null;
  readonly required?: true;
  /** Another maximum size in older versions. */
  readonly formerly?: { readonly until: number; readonly max: number };
  /** A second tag under which this field is accepted. */
  readonly alsoTag?: TagName;
  /** The tag table gives this tag to the message although the field table lacks it. */
  readonly tagTableOnly?: true;
}

/** Fields that repeat together. The count is computed on encoding and not trusted on decoding. */
export interface ListField {
  readonly type: 'LIST';
  /** The guide's name of the field that holds the number of items. */
  readonly count: string;
  readonly max?: number;
  /** Written as one field with all elements instead of one field per element; both are read. */
  readonly packed?: true;
  /** The field that begins each item (configuration records). Else items follow from the order. */
  readonly startsWith?: string;
  readonly fields: FloatingFields;
}

export type FixedFields = { readonly [guideName: string]: FixedField };
export type FloatingFields = { readonly [guideName: string]: FloatingField | ListField };

/**
 * One of two fixed parts of a message on which the editions disagree. A reader chooses by
 * `lengths` (bytes after the header) or `marker` (the field is there when its two bytes are below
 * a number), else by version.
 */
export interface Form {
  readonly since?: number;
  readonly until?: number;
  readonly lengths?: readonly number[];
  readonly marker?: { readonly field: string; readonly below: number; readonly since: number };
  /** Fixed fields that this form lacks. */
  readonly without: readonly string[];
}

export interface MessageBody {
  /** One sentence for people. */
  readonly about: string;
  readonly note?: string;
  readonly direction?: Direction;
  readonly since?: number;
  readonly until?: number;
  /** The number that the field tables print, where the message table prints another one. */
  readonly fieldTableNumber?: number;
  readonly confirmedBy?: string;
  readonly rejectedBy?: readonly string[];
  readonly alsoIn?: readonly string[];
  readonly fixed: FixedFields;
  readonly forms?: readonly Form[];
  readonly floating?: FloatingFields;
  readonly requireOneOf?: readonly { readonly fields: readonly string[]; readonly when: string }[];
}

/** A message with a public layout. */
export interface DocumentedMessage extends MessageBody {
  readonly number: number;
  readonly kind: Kind;
  readonly direction: Direction;
}

/** A message of which only number and name are public; its body passes as bytes. */
export interface ListedMessage {
  readonly number: number;
  readonly kind: Kind;
  readonly direction: Direction;
  readonly since?: number;
  readonly until?: number;
  readonly fixed?: undefined;
}

export type MessageDefinition = DocumentedMessage | ListedMessage;

const definition =
  <const K extends Kind>(kind: K, direction: Direction) =>
  <const N extends number, const B extends MessageBody>(number: N, body: B) => ({
    number,
    kind,
    direction: body.direction ?? direction,
    ...body,
  });

export const request = definition('request', 'client-to-server');
export const confirmation = definition('confirmation', 'server-to-client');
export const event = definition('event', 'server-to-client');
export const indication = definition('indication', 'client-to-server');
export const response = definition('response', 'server-to-client');

/** A message without a public layout. */
export function listed<const N extends number, const K extends Kind>(
  number: N,
  kind: K,
  options: { readonly direction?: Direction; readonly since?: number } = {},
): ListedMessage & { readonly number: N; readonly kind: K } {
  const direction = kind === 'request' || kind === 'indication' ? 'client-to-server' : 'server-to-client';
  return { number, kind, direction, ...options };
}

export const UINT = { type: 'UINT' } as const;
export const USHORT = { type: 'USHORT' } as const;
export const UCHAR = { type: 'UCHAR' } as const;
export const INT = { type: 'INT' } as const;
export const BOOL = { type: 'BOOL' } as const;
export const TIME = { type: 'TIME' } as const;
/** A number for which 0xFFFFFFFF means "none" (NULL_CALL_ID, NULL_SERVICE, NULL_SKILL_GROUP ...). */
export const UINT_OR_NONE = { type: 'UINT', none: true } as const;
/** The InvokeID of an answer that a client gives. */
export const ANSWERED_INVOKE_ID = { type: 'UINT', about: 'InvokeID of the request that this answers.' } as const;

/**
 * A field whose value is a constant of a value table.
 * @param type where the field's width differs from the table's
 */
export function enumeration<const E extends EnumName>(name: E, type: ScalarType = ENUMS[name].type) {
  return { type, enum: name };
}

/** A field whose value is a set of bits. */
export function mask<const M extends MaskName>(name: M) {
  return { type: MASKS[name].type as ScalarType, mask: name };
}

type TagRow<T> = T extends TagName ? (typeof TAGS)[T] : unknown;

type Floating<T, O> = Omit<TagRow<T>, keyof O> & O & { readonly tag: number | null; readonly tagName: T };

/**
 * A floating field. `options` override the tag table; `tagName` is null where no edition prints the tag.
 * (Two signatures: with one, the compiler would infer the missing options from the context.)
 */
export function floating<const T extends TagName>(tagName: T): Floating<T, unknown>;
export function floating<const T extends TagName | null, const O extends Partial<FloatingField>>(
  tagName: T,
  options: O,
): Floating<T, O>;
export function floating(tagName: TagName | null, options?: Partial<FloatingField>): object {
  const row = tagName === null ? { tag: null } : TAGS[tagName];
  return { ...row, tagName, ...options };
}

/** Fields that repeat together, as an array of objects; the item count goes into the field `count`. */
export function list<const C extends string, const F extends FloatingFields>(
  count: C,
  options: { readonly max?: number; readonly packed?: true },
  fields: F,
) {
  return { type: 'LIST', count, ...options, fields } as const;
}

/** Configuration records: each begins with the field `startsWith`; at most 10 in one message. */
export function records<const F extends FloatingFields>(startsWith: keyof F & string, fields: F) {
  return { type: 'LIST', count: 'NumRecords', max: 10, startsWith, fields } as const;
}

/** ECC scalars, by name. */
export const NAMED_VARIABLES = floating('NAMED_VARIABLE_TAG');
/** ECC arrays, by name: the elements in an array with null for those not sent. */
export const NAMED_ARRAYS = floating('NAMED_ARRAY_TAG');
/** The ten call variables. */
export const CALL_VARIABLES = {
  CallVariable1: floating('CALL_VAR_1_TAG'),
  CallVariable2: floating('CALL_VAR_2_TAG'),
  CallVariable3: floating('CALL_VAR_3_TAG'),
  CallVariable4: floating('CALL_VAR_4_TAG'),
  CallVariable5: floating('CALL_VAR_5_TAG'),
  CallVariable6: floating('CALL_VAR_6_TAG'),
  CallVariable7: floating('CALL_VAR_7_TAG'),
  CallVariable8: floating('CALL_VAR_8_TAG'),
  CallVariable9: floating('CALL_VAR_9_TAG'),
  CallVariable10: floating('CALL_VAR_10_TAG'),
} as const;
