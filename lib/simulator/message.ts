import type { DocumentedMessageName, PayloadInput } from '../protocol';

/** A message on its way out. It may hold fields that the receiver's version lacks. */
export interface Outgoing {
  readonly topic: DocumentedMessageName;
  readonly payload: object;
}

export function message<N extends DocumentedMessageName>(topic: N, payload: PayloadInput<N>): Outgoing {
  return { topic, payload };
}
