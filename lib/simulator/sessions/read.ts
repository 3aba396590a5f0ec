/** From a frame to a message that a client may send. */
import { type Codec, CtiError, type Message } from '../../codec';
import {
  HEADER_SIZE,
  MESSAGES,
  type MessageDefinition,
  type Payload,
  type RequestName,
  servicesFor,
} from '../../protocol';
import { Refusal } from '../refusal';
import type { Service } from './client';

/** A request with a public layout. */
export type Request<N extends RequestName = RequestName> = {
  [K in N]: { readonly topic: K; readonly payload: Payload<K> };
}[N];

/** OPEN_REQ tells the version in which it is itself written: its second UINT. @throws Refusal */
export function readVersion(buffer: Buffer, start: number, end: number): number {
  const at = start + HEADER_SIZE + 4;
  if (end < at + 4) throw new Refusal('E_CTI_INVALID_MESSAGE_LENGTH', 'OPEN_REQ ends before its VersionNumber');
  return buffer.readUInt32BE(at);
}

/** @throws Refusal */
export function readMessage(codec: Codec, buffer: Buffer, start: number, end: number): Message {
  const incoming = decode(codec, buffer, start, end);
  // A number that this version lacks has no definition here.
  const definition = (MESSAGES as { readonly [topic: string]: MessageDefinition })[incoming.topic];
  if (!definition || definition.direction === 'server-to-client') {
    const message = `${incoming.topic} is nothing that a client sends in protocol version ${codec.version}`;
    throw new Refusal('E_CTI_INVALID_MSG_TYPE_FOR_VERSION', message);
  }
  return incoming as Message;
}

function decode(codec: Codec, buffer: Buffer, start: number, end: number) {
  try {
    return codec.decode(buffer, start, end);
  } catch (error) {
    if (!(error instanceof CtiError)) throw error;
    const code = error.offset === end - start ? 'E_CTI_INVALID_MESSAGE_LENGTH' : 'E_CTI_BAD_MESSAGE_FORMAT';
    throw new Refusal(code, error.message, { cause: error });
  }
}

/** Undefined if the message asks for nothing. @throws Refusal for what the session may not ask */
export function requestIn(incoming: Message, services: ReadonlySet<Service>): Request | undefined {
  const { topic } = incoming;
  const definition: MessageDefinition = MESSAGES[topic];
  if (definition.kind !== 'request') return undefined;
  const needed = servicesFor(topic);
  if (needed.length > 0 && !needed.some((service) => services.has(service))) {
    throw new Refusal(
      'E_CTI_FUNCTION_NOT_AVAILABLE',
      `${topic} needs ${needed.join(' or ')}, which is not granted to this session`,
    );
  }
  if (!definition.fixed) throw new Refusal('E_CTI_FUNCTION_NOT_AVAILABLE', `${topic} has no public layout`);
  // Its kind and its layout make it a RequestName, which is how that type is defined.
  return incoming as Request;
}
