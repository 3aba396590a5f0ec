/** One message as plain data: what `cti describe --json` prints and the text is made of. */
import { type DocumentedMessage, FIELD_WORDS, type MessageDefinition, WIDE_TAGS_SINCE } from '../../protocol';
import { describeFields, type FieldDescription, inVersion } from './fields';
import { CATALOGUE, type Entry, fieldTableNumber, inFieldTables, type ReservedNumber } from './find';
import { type ValueTable, valueTables } from './values';

export interface MessageDescription {
  readonly name: string | null;
  readonly number: number;
  /** documented: the layout is public; listed: only number and name are; reserved: nothing is. */
  readonly status: 'documented' | 'listed' | 'reserved';
  /** The number that the guide's field tables print, where its message table prints another one. */
  readonly fieldTableNumber?: number;
  /** The message to which the field tables give this number. */
  readonly inFieldTables?: string;
  readonly service?: string;
  readonly alsoIn?: readonly string[];
  readonly kind?: string;
  readonly direction?: string;
  readonly since?: number;
  readonly until?: number;
  readonly about?: string;
  readonly note?: string;
  readonly confirmedBy?: string;
  readonly rejectedBy?: readonly string[];
  /** Requests that this message answers. */
  readonly answers?: readonly string[];
  /** The protocol version that is shown; absent: all of them. */
  readonly protocol?: number;
  /** Whether that version knows the message. */
  readonly known?: boolean;
  /** Bytes of the fixed part and of a floating field's tag and length, where a version is chosen. */
  readonly fixedSize?: number;
  readonly tagWidth?: number;
  readonly fixed?: readonly FieldDescription[];
  readonly forms?: DocumentedMessage['forms'];
  readonly floating?: readonly FieldDescription[];
  readonly requireOneOf?: DocumentedMessage['requireOneOf'];
  readonly values?: readonly ValueTable[];
}

/** @param version shows the layout of one protocol version; undefined: what any version has */
export function describeMessage(found: Entry | ReservedNumber, version: number | undefined): MessageDescription {
  const rival = inFieldTables(found.number);
  const other = rival === undefined ? {} : { inFieldTables: rival.name };
  if (!('definition' in found)) return { name: null, number: found.number, status: 'reserved', ...other };
  const { name, number, service, definition } = found;
  const known = inVersion(definition, version);
  const printed = fieldTableNumber(definition);
  const documented = definition.fixed !== undefined;
  return {
    name,
    number,
    status: documented ? 'documented' : 'listed',
    ...(printed === undefined ? {} : { fieldTableNumber: printed }),
    ...other,
    service,
    ...general(definition),
    ...answered(name),
    ...(version === undefined ? {} : { protocol: version, known }),
    ...(documented && known ? layout(definition, version) : {}),
  };
}

function general(definition: MessageDefinition) {
  const { kind, direction, since, until } = definition;
  const { about, note, alsoIn, confirmedBy, rejectedBy } = definition.fixed === undefined ? {} : definition;
  const all = { kind, direction, since, until, about, note, alsoIn, confirmedBy, rejectedBy };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** A field of a message that a client sends, with what its key says everywhere where the message adds nothing. */
function explained(field: FieldDescription): FieldDescription {
  const { about = FIELD_WORDS[field.key], fields } = field;
  return {
    ...field,
    ...(about === undefined ? {} : { about }),
    ...(fields === undefined ? {} : { fields: fields.map(explained) }),
  };
}

function answered(name: string): { readonly answers?: readonly string[] } {
  const answers = CATALOGUE.filter(
    ({ definition }) => definition.fixed !== undefined && definition.confirmedBy === name,
  ).map((entry) => entry.name);
  return answers.length === 0 ? {} : { answers };
}

function layout(definition: DocumentedMessage, version: number | undefined) {
  const { floating = {}, forms, requireOneOf } = definition;
  const form = version === undefined ? undefined : forms?.find((one) => inVersion(one, version));
  const there = Object.entries(definition.fixed).filter(([name]) => !form?.without.includes(name));
  const sent = definition.direction !== 'server-to-client';
  const described = describeFields(Object.fromEntries(there), version, { ...definition.fixed, ...floating });
  const fixed = sent ? described.map(explained) : described;
  const floatings = sent ? describeFields(floating, version).map(explained) : describeFields(floating, version);
  return {
    ...(version === undefined
      ? {}
      : {
          fixedSize: fixed.reduce((sum, field) => sum + (field.size ?? 0), 0),
          tagWidth: version < WIDE_TAGS_SINCE ? 1 : 2,
        }),
    fixed,
    ...(forms === undefined ? {} : { forms }),
    floating: floatings,
    ...(requireOneOf === undefined ? {} : { requireOneOf }),
    values: valueTables([...fixed, ...floatings], version),
  };
}
