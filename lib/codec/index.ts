/** Definitions to bytes and back. */
import { u32 } from './bytes';

export { type AnyMessage, Codec, type CodecOptions, type FrameInfo, type Message, type UnknownMessage } from './codec';
export { CtiError, type ErrorDetails } from './errors';
export { type FrameListener, Framer } from './framing';
export { literal, loop } from './shape';

/** MessageType of the frame at `start`. */
export function messageNumber(buffer: Buffer, start: number): number {
  return u32(buffer, start + 4);
}

/** The first UINT after the header: InvokeID of requests and their answers. */
export function invokeIDOf(buffer: Buffer, start: number): number {
  return u32(buffer, start + 8);
}
