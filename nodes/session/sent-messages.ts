/** For whoever looks at a session: what is sent, as flows may see it, and what has failed. */
import { CtiError, type Session } from '../../lib/session';
import type { Privacy } from '../privacy/privacy';

export class SentMessages {
  /** Is told each message of a flow or of the model that is sent; undefined: nobody looks, and nothing is made ready. */
  onSent: ((topic: string, payload: object) => void) | undefined;
  /** Is told of each that was not sent, or was refused, or not answered. */
  onFailed: ((topic: string, error: CtiError) => void) | undefined;
  readonly #session: Session;
  readonly #privacy: Privacy;

  constructor(session: Session, privacy: Privacy) {
    this.#session = session;
    this.#privacy = privacy;
  }

  /** @param payload as the server gets it */
  sent(way: 'request' | 'send', topic: string, payload: object): void {
    if (!this.onSent || this.#session.status.state !== 'open') return;
    try {
      // Only what has the form of its definition can be looked through for what is to be kept back.
      this.#session.check(way, topic, payload);
      this.onSent(topic, this.#privacy.shownRequest(topic, payload));
    } catch {
      // What is wrong with it is told to whoever sends it.
    }
  }

  /** @returns the error */
  failed(topic: string, error: unknown): unknown {
    if (error instanceof CtiError) this.onFailed?.(topic, error);
    return error;
  }
}
