/** What a cti-request node shows: the session, requests that wait for an answer, the last failure. */
import { CtiError } from '../../lib/session';
import { shownCode } from '../code-words';
import { type ShownStatus, unusable, withRails } from '../session/session-status';

/** With the catalog's name, since nodes of other types show it, too. */
const key = (name: string) => `@ged188/node-red-cti/cti-request:cti-request.status.${name}`;

const PENDING: ShownStatus = { fill: 'blue', shape: 'dot', text: key('pending') };

export class RequestActivity {
  readonly #show: (status: ShownStatus) => void;
  #session: ShownStatus = unusable(null);
  #failure: Error | undefined;
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

  /** @param failure why, where the request failed */
  ended(failure?: Error): void {
    this.#pending--;
    if (this.#pending === 0) this.#progress = undefined;
    this.#failure = failure;
    this.#update();
  }

  #update(): void {
    if (this.#pending > 0) this.#show({ ...PENDING, text: this.#progress ?? PENDING.text, state: 'pending' });
    else if (this.#failure === undefined) this.#show({ ...this.#session, ...this.#result });
    else this.#show({ fill: 'red', shape: 'dot', state: 'failed', ...whyOf(this.#failure) });
  }
}

/** Of what is no error of ours, an expression that fails say, Catch nodes and the log tell more. */
function whyOf(failure: Error): Pick<ShownStatus, 'text' | 'code'> {
  if (!(failure instanceof CtiError)) return { text: key('failed'), code: failure.name };
  return { text: shownCode(failure.code), code: failure.code };
}
