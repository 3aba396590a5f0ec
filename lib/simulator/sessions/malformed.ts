/** Frames that no CTI Server should send, to see what a client makes of them. */
import type { Codec } from '../../codec';
import { HEADER_SIZE, TAGS, WIDE_TAGS_SINCE } from '../../protocol';

/** Each but the first leaves the stream in step: whole frames may follow it. */
export const MALFORMED = {
  tooLong: 'the header says more bytes than a message may have, after which the stream cannot be read on',
  unknownTag: 'a floating field with a tag that no edition of the guide has; clients are to pass over it',
  overrun: 'the last floating field is longer than what is left of the message',
  truncated: 'the message ends within its fixed part',
} as const;

export type MalformedKind = keyof typeof MALFORMED;

/** A SYSTEM_EVENT with a mistake of this kind. */
export function malformedFrame(kind: MalformedKind, codec: Codec): Buffer {
  switch (kind) {
    case 'tooLong':
      return withLength(frameOf(codec), 0x7fff_ffff);
    case 'unknownTag':
      return frameOf(codec, { unknownFields: [{ tag: unusedTag(codec.version), data: Buffer.from('????') }] });
    case 'overrun': {
      const frame = Buffer.concat([frameOf(codec), textField(codec.version, 200, 'cut')]);
      return withLength(frame, frame.length - HEADER_SIZE);
    }
    case 'truncated': {
      const frame = frameOf(codec).subarray(0, HEADER_SIZE + 10);
      return withLength(frame, frame.length - HEADER_SIZE);
    }
  }
}

function frameOf(codec: Codec, more: object = {}): Buffer {
  const event = {
    pgStatus: [],
    icmCentralControllerTime: new Date(0),
    systemEventID: 'SYS_TEXT_FYI',
    systemEventArg1: 0,
    systemEventArg2: 0,
    systemEventArg3: 0,
    eventDeviceType: null,
    ...more,
  };
  return codec.encode('SYSTEM_EVENT' as string, codec.fit('SYSTEM_EVENT', event));
}

function withLength(frame: Buffer, length: number): Buffer {
  frame.writeUInt32BE(length, 0);
  return frame;
}

/** @param length what the field says of itself */
function textField(version: number, length: number, text: string): Buffer {
  const { tag } = TAGS.TEXT_TAG;
  const head = version >= WIDE_TAGS_SINCE ? [0, tag, 0, length] : [tag, length];
  return Buffer.concat([Buffer.from(head), Buffer.from(text)]);
}

function unusedTag(version: number): number {
  const used = new Set(Object.values(TAGS).map(({ tag }) => tag));
  let tag = version >= WIDE_TAGS_SINCE ? 0xffff : 0xff;
  while (used.has(tag as never)) tag--;
  return tag;
}
