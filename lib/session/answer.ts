/** The types of a session's requests. */
import type { Message } from '../codec';
import type { MESSAGES, MessageName, RequestName } from '../protocol';
import type { SessionCti } from './message';

type ConfirmationOf<N extends RequestName> = (typeof MESSAGES)[N] extends { confirmedBy: infer C extends MessageName }
  ? C
  : never;

/** The confirmation of a request. */
export type Answer<N extends RequestName> = Message<ConfirmationOf<N>> & { readonly cti: SessionCti };

/** A text of which the compiler does not know that it is a message name: nothing more can be checked. */
export type Untyped<T extends string> = string extends T ? unknown : never;

export interface RequestOptions {
  /** Seconds to wait for the answer. @default the session's requestTimeout */
  readonly timeout?: number;
}
