/** Passwords do not get into a recording: stars of the same length stand there instead. */
import { messageNumber } from '../../codec';
import {
  type DocumentedMessage,
  type FixedField,
  HEADER_SIZE,
  inVersion,
  MESSAGES,
  type MessageDefinition,
  WIDE_TAGS_SINCE,
} from '../../protocol';

const SIZES: { readonly [T in FixedField['type']]: number } = {
  UINT: 4,
  INT: 4,
  TIME: 4,
  USHORT: 2,
  BOOL: 2,
  UCHAR: 1,
};
const STAR = '*'.charCodeAt(0);

interface Secrets {
  readonly definition: DocumentedMessage;
  readonly tags: ReadonlySet<number>;
}

const SECRETS: ReadonlyMap<number, Secrets> = new Map(
  (Object.values(MESSAGES) as MessageDefinition[]).flatMap((definition) => {
    if (definition.fixed === undefined) return [];
    const tags = Object.entries(definition.floating ?? {}).flatMap(([name, field]) =>
      /password/i.test(name) && field.type !== 'LIST' && field.tag !== null ? [field.tag] : [],
    );
    return tags.length > 0 ? [[definition.number, { definition, tags: new Set(tags) }] as const] : [];
  }),
);

/**
 * A copy of the frame without its passwords. A floating part that cannot be walked to its end is starred from there
 * on: what it holds is anybody's guess.
 * @param version protocol version of the session: it decides the width of tags
 */
export function withoutPasswords(frame: Buffer, version: number): Buffer {
  const copy = Buffer.from(frame);
  const secrets = SECRETS.get(messageNumber(frame, 0));
  if (!secrets) return copy;
  const width = version >= WIDE_TAGS_SINCE ? 2 : 1;
  let at = HEADER_SIZE + fixedSize(secrets.definition, version);
  while (at < copy.length) {
    const data = at + 2 * width;
    if (data > copy.length) break;
    const end = data + copy.readUIntBE(at + width, width);
    if (end > copy.length) break;
    if (secrets.tags.has(copy.readUIntBE(at, width))) star(copy, data, end);
    at = end;
  }
  if (at < copy.length) star(copy, at, copy.length);
  return copy;
}

/** A NUL at the end of a string stays, so that the message reads as before. */
function star(frame: Buffer, start: number, end: number): void {
  frame.fill(STAR, start, end > start && frame[end - 1] === 0 ? end - 1 : end);
}

function fixedSize({ fixed }: DocumentedMessage, version: number): number {
  return Object.values(fixed)
    .filter((field) => inVersion(field, version))
    .reduce((size, { type }) => size + SIZES[type], 0);
}
