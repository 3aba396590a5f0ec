/** The frames of one connection as lines of a trace. */
import { Codec, messageNumber } from '../../codec';
import { HEADER_SIZE, MAX_VERSION, MESSAGES, MIN_VERSION } from '../../protocol';
import { sessionName, traceLine } from '../trace';
import type { Origin } from './recording';

const codecs = new Map<number, Codec>();

/** Versions that nobody knows are read as the newest. */
export function codecFor(version: number): Codec {
  const known = version >= MIN_VERSION && version <= MAX_VERSION ? version : MAX_VERSION;
  const codec = codecs.get(known) ?? new Codec({ version: known });
  codecs.set(known, codec);
  return codec;
}

export function isOpenRequest(frame: Buffer): boolean {
  return messageNumber(frame, 0) === MESSAGES.OPEN_REQ.number && frame.length >= HEADER_SIZE + 8;
}

/** OPEN_REQ tells the version of the session: its second UINT. */
export function versionIn(openRequest: Buffer): number {
  return openRequest.readUInt32BE(HEADER_SIZE + 4);
}

export function listed(connection: number, from: Origin, frame: Buffer, version: number): string {
  const arrow = from === 'client' ? '<-' : '->';
  try {
    const { topic, payload } = codecFor(version).decode(frame);
    return traceLine(sessionName(connection), arrow, topic, payload);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `SESSION ${connection}: ${arrow} MsgType:${messageNumber(frame, 0)} cannot be read: ${reason}`;
  }
}
