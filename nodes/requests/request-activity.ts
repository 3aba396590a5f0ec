/** What a cti-request node shows: the session, requests that wait for an answer, the last failure. */
import { type ShownStatus, unusable, withRails } from '../session/session-status';

const PENDING: ShownStatus = { fill: 'blue', shape: 'dot', text: 'cti-request.status.pending' };

export class RequestActivity {
  readonly #show: (status: ShownStatus) => void;
  #session: ShownStatus = unusable(null);
  #failure: string | undefined;
  #result: Partial<ShownStatus> | undefined;
  #pending = 0;
  #progress: string | undefined;

  constructor(show: (status: ShownStatus) => void) {
    this.#show = show;
  }

  session(status: ShownStatus): void {
    this.#session = withRails(status);
    this.#failure = undefined;
    this.#result = undefined;
    this.#update();
  }

  begun(): void {
    this.#pending++;
    this.#update();
  }

  /** Until nothing waits any more. @param text how far a request of many parts is */
  progress(text: string): void {
    this.#progress = text;
    this.#update();
  }

  /** Shown with the session's look until something new happens. */
  result(shown: Partial<ShownStatus>): void {
    this.#result = shown;
  }

  /** @param failure the code, where the request failed */
  ended(failure?: string): void {
    this.#pending--;
    if (this.#pending === 0) this.#progress = undefined;
    this.#failure = failure;
    this.#update();
  }

  #update(): void {
    if (this.#pending > 0) this.#show({ ...PENDING, text: this.#progress ?? PENDING.text, state: 'pending' });
    else if (this.#failure === undefined) this.#show({ ...this.#session, ...this.#result });
    else this.#show({ fill: 'red', shape: 'dot', text: this.#failure, state: 'failed', code: this.#failure });
  }
}
