import type { DocumentedMessageName, Payload, PayloadInput, RequestName } from '../../protocol';
import type { Client } from '../client';
import type { Call } from '../switch/call';
import type { Switch } from '../switch/switch';

/** Who asks, and of what. */
export interface Context {
  readonly client: Client;
  readonly world: Switch;
  /** Calls whose data this session has declared final. */
  readonly released: WeakSet<Call>;
}

/** A confirmation, and what happens once it is on its way. */
export interface Answer {
  readonly topic: DocumentedMessageName;
  readonly payload: object;
  readonly after: (() => void) | undefined;
}

/** Answers one kind of request. @throws Refusal */
export type Handler<N extends RequestName> = (request: Payload<N>, context: Context) => Answer;

/** The InvokeID is added by whoever sends it. */
export function confirm<N extends DocumentedMessageName>(
  topic: N,
  payload: Omit<PayloadInput<N>, 'invokeID'>,
  after?: () => void,
): Answer {
  return { topic, payload, after };
}
