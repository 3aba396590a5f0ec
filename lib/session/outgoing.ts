/** Which messages may be sent, and by which method of a session. */
import { CtiError } from '../codec';
import { MESSAGES, type MessageDefinition } from '../protocol';

/** Sent by the session itself when it opens and closes. */
const OWN = ['OPEN_REQ', 'CLOSE_REQ'];

/**
 * The confirmation that answers a request.
 * @throws CtiError CTI_NOT_SENDABLE when request() is not the way to send this message
 */
export function confirmationOf(topic: string): string {
  const definition = definitionOf(topic);
  if (definition.kind !== 'request') throw notSendable(topic, 'it is no request; use send()');
  if (definition.fixed === undefined) {
    throw notSendable(topic, 'its layout is not public, so no answer can be told; use send() with the bytes as body');
  }
  if (definition.confirmedBy === undefined) throw notSendable(topic, 'nothing confirms it; use send()');
  return definition.confirmedBy;
}

/** @throws CtiError CTI_NOT_SENDABLE when send() is not the way to send this message */
export function checkSendable(topic: string): void {
  const { kind, fixed } = definitionOf(topic);
  if (kind === 'request' && fixed !== undefined) throw notSendable(topic, 'it is answered; use request()');
}

function definitionOf(topic: string): MessageDefinition {
  if (!Object.hasOwn(MESSAGES, topic)) {
    throw new CtiError(
      'CTI_UNKNOWN_MESSAGE',
      `${JSON.stringify(topic)} is no message type of the guide; write its name in capitals, such as MAKE_CALL_REQ`,
      { field: 'topic' },
    );
  }
  if (OWN.includes(topic)) throw notSendable(topic, 'the session sends it by itself, see open() and close()');
  const definition = MESSAGES[topic as keyof typeof MESSAGES];
  if (definition.direction === 'server-to-client') throw notSendable(topic, 'only a CTI Server sends it');
  return definition;
}

function notSendable(topic: string, why: string): CtiError {
  return new CtiError('CTI_NOT_SENDABLE', `${topic} not sent: ${why}`, { field: 'topic', topic });
}
