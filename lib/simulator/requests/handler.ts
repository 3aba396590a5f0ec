import type { DocumentedMessageName, Payload, PayloadInput, RequestName } from '../../protocol';
import type { Client } from '../sessions/client';
import type { Office } from '../sessions/office';
import type { OpenSession, Side } from '../sides/side';
import type { Switch } from '../switch/switch';

/** Who asks, and of what. */
export interface Context {
  readonly client: Client;
  readonly world: Switch;
  readonly session: OpenSession;
  readonly side: Side;
  readonly office: Office;
}

/** A confirmation, and what happens once it is on its way. */
export interface Answer {
  readonly topic: DocumentedMessageName;
  readonly payload: object;
  readonly after: (() => void) | undefined;
}

/** Answers one kind of request; undefined: the answer is somebody else's and comes later. @throws Refusal */
export type Handler<N extends RequestName> = (request: Payload<N>, context: Context) => Answer | undefined;

/** The InvokeID is added by whoever sends it. */
export function confirm<N extends DocumentedMessageName>(
  topic: N,
  payload: Omit<PayloadInput<N>, 'invokeID'>,
  after?: () => void,
): Answer {
  return { topic, payload, after };
}
