/** The description of a message as a page of text. */
import { HEADER_SIZE, MAX_VERSION, MIN_VERSION } from '../../protocol';
import type { FieldDescription } from './fields';
import type { MessageDescription } from './message';
import { columns, table, wrap } from './table';
import type { ValueTable } from './values';

/** @param width characters of a line */
export function textOf(message: MessageDescription, width: number): string {
  const parts = [heading(message, width), table(['', ''], facts(message), width).replace(/^.*\n/, '')];
  if (message.fixed !== undefined) parts.push(...layoutText(message, width));
  for (const values of message.values ?? []) parts.push(valuesText(values, width));
  return parts.join('\n');
}

function heading({ name, number, about, status, protocol, known, since }: MessageDescription, width: number): string {
  const lines = [`${name ?? 'Reserved'} (${number})`];
  if (about !== undefined) lines.push(...wrap(about, width));
  if (status === 'listed') {
    lines.push(
      ...wrap('The guide lists number and name only; the layout is not public. The body passes as bytes.', width),
    );
  }
  if (status === 'reserved') {
    lines.push(...wrap('A reserved message type: refused on encoding, its bytes are passed on when it comes.', width));
  }
  if (known === false) lines.push(`Protocol version ${protocol} does not know it${since ? ` (since ${since})` : ''}.`);
  return lines.map((line) => `${line}\n`).join('');
}

function facts(message: MessageDescription): string[][] {
  const { alsoIn = [], direction, note, answers } = message;
  const rows: (string | undefined)[][] = [
    ['Service', message.service && [message.service, ...alsoIn].join('; also ')],
    ['Kind', message.kind && `${message.kind}, ${direction === 'both' ? 'both directions' : direction}`],
    ['Versions', message.status === 'reserved' ? undefined : (range(message) ?? `${MIN_VERSION} to ${MAX_VERSION}`)],
    ['Shown', message.protocol === undefined ? undefined : `the layout of protocol version ${message.protocol}`],
    ['Confirmed by', message.confirmedBy],
    ['Rejected by', message.rejectedBy?.join(', ')],
    ['Answers', answers && (answers.length > 6 ? `${answers.length} requests` : answers.join(', '))],
    [
      'Number',
      message.fieldTableNumber === undefined
        ? undefined
        : `${message.number} in the message table, ${message.fieldTableNumber} in the field tables; the editions disagree`,
    ],
    ['Number', message.inFieldTables && `the field tables give ${message.number} to ${message.inFieldTables}`],
    ['Note', note],
  ];
  return rows.flatMap(([name = '', text]) => (text === undefined || text === '' ? [] : [[name, text]]));
}

function layoutText(message: MessageDescription, width: number): string[] {
  const { fixed = [], floating = [], fixedSize, tagWidth, requireOneOf = [], forms = [] } = message;
  const size = fixedSize === undefined ? '' : `${fixedSize} bytes `;
  const header =
    tagWidth === undefined
      ? 'tag and length: 2 bytes each, 1 before version 20'
      : `tag and length: ${tagWidth} bytes each`;
  const forming = forms.map(({ lengths, marker, since, until, without }) => {
    const what = without.length === 0 ? 'with all of these fields' : `without ${without.join(', ')}`;
    const by = lengths
      ? `when ${lengths.join(', ')} bytes follow the header`
      : marker
        ? `in version ${marker.since} when ${marker.field} is below ${marker.below}`
        : '';
    const version = range({ ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) });
    return `  ${[what, by, version].filter(Boolean).join(', ')}\n`;
  });
  const oneOf = requireOneOf.map(({ fields, when }) => `  One of ${fields.join(', ')} is required: ${when}\n`);
  return [
    `Fixed part (${size}after the header of ${HEADER_SIZE})\n${fieldsText(fixed, false, width)}`,
    ...(forming.length > 0 ? [`Two forms of the fixed part\n${forming.join('')}`] : []),
    `Floating part (${header})\n${fieldsText(floating, true, width)}${oneOf.join('')}`,
  ];
}

function fieldsText(fields: readonly FieldDescription[], floating: boolean, width: number): string {
  if (fields.length === 0) return '  none\n';
  const header = ['Key', "Guide's name", 'Type', 'Bytes', ...(floating ? ['Tag'] : []), 'Versions', 'Values and notes'];
  const rows = fields.flatMap((field) => rowsOf(field, floating, ''));
  return table(header, rows, width);
}

function rowsOf(field: FieldDescription, floating: boolean, indent: string): string[][] {
  const { key, name, type, fields } = field;
  const list = fields === undefined ? '' : '[]';
  const row = [
    `${indent}${key}${list}`,
    fields === undefined ? name : '',
    type,
    bytes(field),
    ...(floating ? [tag(field)] : []),
    range(field) ?? '',
    notes(field),
  ];
  return [row, ...(fields ?? []).flatMap((member) => rowsOf(member, floating, `${indent}  `))];
}

function bytes({ size, maxSize, formerly }: FieldDescription): string {
  const before = formerly === undefined ? '' : ` (${formerly.max} until ${formerly.until})`;
  if (size !== undefined) return `${size}`;
  return typeof maxSize === 'number' ? `<= ${maxSize}${before}` : '';
}

function tag({ tag: number, alsoTag, fields }: FieldDescription): string {
  if (fields !== undefined) return '';
  if (number === null || number === undefined) return '?';
  return alsoTag === undefined ? `${number}` : `${number}, ${alsoTag}`;
}

function notes(field: FieldDescription): string {
  const { fields, max, countedBy, packed, startsWith, counts } = field;
  const sentence = field.about?.endsWith('.') ? field.about : undefined;
  const parts = [
    fields && `a list${max === undefined ? '' : ` of at most ${max}`}, counted by ${countedBy}`,
    startsWith && `each item begins with ${startsWith}`,
    packed && 'written as one field with the values of all items',
    field.required && 'required',
    field.tag === null && 'cannot be sent: no edition prints the tag',
    field.enum && `a constant of ${field.enum}`,
    field.mask && `bits of ${field.mask}`,
    field.none !== undefined && `${field.none} is null`,
    field.default !== undefined &&
      `default ${typeof field.default === 'string' ? field.default : JSON.stringify(field.default)}`,
    counts && `the number of ${counts}; may be left out`,
    field.tagTableOnly && 'in the tag table only',
    sentence ? undefined : field.about,
    field.note,
  ];
  return [parts.filter(Boolean).join('; '), sentence].filter(Boolean).join('. ');
}

function range({ since, until }: { readonly since?: number; readonly until?: number }): string | undefined {
  if (since !== undefined && until !== undefined) return `${since} to ${until}`;
  if (since !== undefined) return `since ${since}`;
  return until === undefined ? undefined : `until ${until}`;
}

function valuesText({ name, kind, values, none, unspecified, unnumbered, derived }: ValueTable, width: number): string {
  const remarks = [
    none === undefined ? undefined : `${none} is null`,
    unspecified && `${unspecified} where nothing is specified`,
    derived && 'the guide prints phrases, the names are ours',
    unnumbered && `without a number: ${unnumbered.join(', ')}`,
  ].filter(Boolean);
  const number = (value: number) =>
    kind === 'mask' ? `0x${value.toString(16).padStart(8, '0')}` : `${value}`.padStart(5);
  const cells = values.map(({ constant, value, words, ...versions }) => {
    const when = range(versions);
    return `${number(value)} ${constant}${when === undefined ? '' : ` (${when})`}${words === undefined ? '' : `: ${words}`}`;
  });
  const title = `${name}${kind === 'mask' ? ', a mask' : ''}${remarks.length > 0 ? `: ${remarks.join('; ')}` : ''}`;
  return `${title}\n${columns(cells, width)}`;
}
