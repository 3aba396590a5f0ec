/** What has gone wrong with a session of late: a few lines for people, as long as the session exists. */
import { type CtiError, explanationOf, type Gap, type Session, type SessionStatus, type Told } from '../../lib/session';
import { isControl } from '../rails';
import type { SentMessages } from '../session/sent-messages';

/** Of each kind; what is older has left the screen anyway. */
const MOST = 20;

export interface Trouble {
  /** Of the latest time; ISO, UTC. */
  readonly at: string;
  /** How often the same has happened. */
  readonly times: number;
  readonly code: string;
  /** Of a message that failed. */
  readonly topic?: string;
  /** Absent where the words of the code have to do: other words might hold what a flow has put into a field. */
  readonly what?: Told;
  readonly toDo?: Told;
}

type Happened = Omit<Trouble, 'at' | 'times'>;

export class RecentTrouble {
  /** The latest first. */
  readonly errors: Trouble[] = [];
  readonly gaps: Gap[] = [];
  #state: SessionStatus | undefined;

  /** Listens as long as the session exists. */
  constructor(session: Session, outgoing: SentMessages) {
    session.on('problem', (error) => this.#problem(error));
    session.on('status', (status) => this.#follow(status));
    session.on('gap', (gap) => {
      this.gaps.unshift(gap);
      this.gaps.splice(MOST);
    });
    outgoing.onFailed = (topic, error) => this.#failed(topic, error);
  }

  /** The same again is no other line. */
  add(happened: Happened): void {
    const same = this.errors.findIndex(
      ({ code, topic, what }) =>
        code === happened.code && topic === happened.topic && what?.text === happened.what?.text,
    );
    const [before] = same < 0 ? [] : this.errors.splice(same, 1);
    this.errors.unshift({ ...happened, at: new Date().toISOString(), times: (before?.times ?? 0) + 1 });
    this.errors.splice(MOST);
  }

  #follow(status: SessionStatus): void {
    const before = this.#state;
    this.#state = status;
    const { code, reason = '', state, attempt } = status;
    if (code === undefined) return;
    // A try that begins after a pause still has the code of the one before.
    const isTold = before?.code === code && (before.attempt === attempt || before.state === 'waiting');
    if (!isTold || (state === 'waiting' && before?.state !== 'waiting')) this.add({ code, what: { text: reason } });
  }

  #problem(error: CtiError): void {
    // Why the session is not open has been told by its status.
    if (this.#state?.code === error.code) return;
    this.add(toldOf(error, error.message));
  }

  /** Questions of the model are refused every day, since it asks whether things are still there. */
  #failed(topic: string, error: CtiError): void {
    if (isControl(topic) || error.code === 'CTI_TIMEOUT') this.add({ ...toldOf(error), topic });
  }
}

/** @param otherwise what to say where nothing explains the error; undefined: its code has to do */
export function toldOf(error: CtiError, otherwise?: string): Happened {
  const { code } = error;
  const { what, toDo } = explanationOf(error) ?? {};
  const said = what ?? (otherwise === undefined ? undefined : { text: otherwise });
  return { code, ...(said && { what: said }), ...(toDo && { toDo }) };
}
