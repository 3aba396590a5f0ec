/** Puts the model right after something has been missed. */
import type { Payload } from '../../protocol';
import type { Change } from '../changes';
import type { ContactCentreModel } from '../contact-centre-model';
import type { ModelMessage } from '../message';
import { Outages } from '../outages';
import { ConfigurationRequest, type Send } from './configuration-request';
import type { Ledger, Unknown } from './ledger';
import type { Pace } from './paced-queue';
import type { OwnAgent, SnapshotRequest } from './questions';
import { kindOfRefusal } from './refusal-kinds';
import { ResyncRun } from './resync-run';
import type { Left, RunTask } from './run-task';
import { MOST_AT_ONCE, SilentCalls } from './silent-calls';

/** After which questions without an answer are put again, in milliseconds; then the next opening does it. */
const PAUSES = [30_000, 60_000, 120_000, 240_000, 480_000] as const;

/** What nobody knows of a peripheral that is off line. */
const HIDDEN: readonly Unknown[] = ['agent states', 'calls'];

export interface ResyncOptions extends Pick<Pace, 'now' | 'after'> {
  /**
   * Sends a request. Resolves to its confirmation; rejects with an error that has the `code` of the refusal or of what
   * went wrong, as a session's request() does.
   */
  ask(topic: SnapshotRequest['topic'], payload: SnapshotRequest['payload']): Promise<ModelMessage>;
  /**
   * Sends a message that no InvokeID answers. Without it the configuration is not asked for, and the picture is never
   * complete, except an agent's own: nothing else says which agents there are. May throw.
   */
  send?: Send;
  /** Whose events the session has, where it has one agent's only (CTI_SERVICE_CLIENT_EVENTS): that one is asked about. */
  readonly own?: OwnAgent | undefined;
  /** Differences that have been found, marked synthetic, with the reason. */
  changes(changes: readonly Change[]): void;
  /**
   * Everything has been asked: the picture is complete, or what is not known is in `unknown`. What had no answer is asked
   * for again some times, after pauses from half a minute to eight, then at the next opening or end of an outage. Or this
   * attempt has been given up (`interrupted`).
   */
  over(ledger: Ledger): void;
  /** Requests per second. @default 100 */
  readonly rate?: number;
  /** Requests without an answer at the same time. @default 8 */
  readonly outstanding?: number;
}

/**
 * Asks the server for the present, politely and the busiest first, and compares: calls that began and ended unseen,
 * agents that changed. While it goes on the model is not `complete`. Events that come meanwhile count for more than
 * answers: an answer about something that an event was about since the question is asked for again.
 *
 * Give start() each opening of the session and take() each message, and let it look() around now and then.
 */
export class Resync {
  readonly #model: ContactCentreModel;
  readonly #options: ResyncOptions;
  readonly #pace: Pace;
  readonly #outages = new Outages();
  readonly #configuration: ConfigurationRequest | undefined;
  /** The server never tells this session its configuration. */
  #isConfigurationBarred = false;
  readonly #silent: SilentCalls;
  /** Between start() and stop(). */
  #started = false;
  #run: ResyncRun | undefined;
  /** What an attempt that was given up, or has left something unknown, leaves to the next. */
  #owed: RunTask | undefined;
  #unknown: readonly Unknown[] = [];
  /** Peripherals off line of which something is known; undefined: all of them. */
  readonly #hidden = new Set<number | undefined>();
  /** The last attempt has left something that another one may find out. */
  #wanting = false;
  /** What has had no answer, and is not asked for again soon. */
  #left: Left | undefined;
  #retries = 0;
  #cancelRetry: (() => void) | undefined;

  constructor(model: ContactCentreModel, options: ResyncOptions) {
    const { now, after, rate = 100, outstanding = 8, send } = options;
    this.#model = model;
    this.#options = options;
    this.#pace = { now, after, rate, outstanding };
    this.#silent = new SilentCalls(model);
    this.#configuration = send && new ConfigurationRequest(send, this.#pace);
  }

  get running(): boolean {
    return this.#run !== undefined;
  }

  /** What is not known now, while nothing is being asked. */
  get unknown(): readonly Unknown[] {
    return this.#unknown;
  }

  /**
   * The session is open (again): everything is asked for.
   * @param reason what the changes will bear: `opened`, `gap`
   * @param from from when on something may have been missed, ms since 1970; default: now
   */
  start(reason: string, from = this.#pace.now()): void {
    this.#outages.forget();
    this.#hidden.clear();
    this.#model.forgetOutages();
    this.#model.agents.doubtTeams();
    this.#begin({ reason, from, peripheralID: undefined });
  }

  /** Every message of the session in its order, after the model had it. An outage that ends starts by itself. */
  take(message: ModelMessage): void {
    this.#run?.take(message);
    this.#configuration?.take(message);
    if (message.topic !== 'SYSTEM_EVENT') return;
    const event = message.payload as Partial<Payload<'SYSTEM_EVENT'>>;
    const turn = this.#outages.take(event);
    const from = this.#pace.now();
    if (event.systemEventID === 'SYS_PERIPHERAL_ONLINE') this.#hidden.delete(event.systemEventArg1);
    if (turn?.lost === false) this.#hidden.delete(turn.peripheralID);
    if (turn?.lost) this.#lose(turn.peripheralID);
    else if (turn) this.#begin({ reason: turn.reason, from, peripheralID: turn.peripheralID });
    else if (event.systemEventID === 'SYS_PERIPHERAL_ONLINE' && this.#wanting) {
      // Only answers said that it was out of service.
      this.#begin({ reason: 'peripheral back', from, peripheralID: event.systemEventArg1 });
    }
  }

  /**
   * May be called every second. Twice an hour it asks about calls of which nothing has been heard for hours, a few at a
   * time, and once more for what had no answer, if that is little. Of those calls it gives a ledger (`unheard`) only if
   * something was found. A call of which the server says nothing at the third time has ended.
   */
  look(): void {
    const now = this.#pace.now();
    if (!this.#started || this.#run || this.#cancelRetry || !this.#silent.isDue(now)) return;
    const silent = this.#silent.look(now);
    const left = this.#left && this.#left.questions.length <= MOST_AT_ONCE ? this.#left : undefined;
    const questions = [...(left?.questions ?? []), ...silent];
    if (questions.length === 0) return;
    const how = this.#model.complete ? 'for good' : 'for now';
    const unknown = left?.unknown ?? new Map(this.#unknown.map((what) => [what, how]));
    const { reason, from } = (left && this.#owed) ?? { reason: 'unheard', from: now };
    this.#ask({ reason, from, peripheralID: undefined, again: { questions, unknown }, isLook: true });
  }

  /** Gives up what is under way. The picture stays incomplete until start(). */
  stop(): void {
    this.#started = false;
    this.#left = undefined;
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    this.#wanting = false;
    const run = this.#run;
    if (!run) return;
    run.stop();
    this.#configuration?.stop();
    this.#run = undefined;
    if (!run.task.isLook) this.#owe(run.task);
    if (!run.task.isLook || run.ledger.hasChanges) this.#options.over(run.ledger.close(this.#pace.now(), true));
  }

  /** From now on nothing is known of it; what was missed is asked for when it is back. */
  #lose(peripheralID: number | undefined): void {
    if (!this.#model.knows(peripheralID)) return;
    this.#owe({ reason: 'outage', from: this.#pace.now(), peripheralID });
    this.#unknown = [...new Set([...this.#unknown, ...HIDDEN])];
    this.#hidden.add(peripheralID);
  }

  #begin(task: RunTask): void {
    this.stop();
    this.#started = true;
    this.#retries = 0;
    const whole = this.#withOwed(task);
    this.#model.doubt(whole.peripheralID);
    this.#ask(whole);
  }

  #ask(task: RunTask): void {
    const run = new ResyncRun(
      {
        model: this.#model,
        outages: this.#outages,
        own: this.#options.own,
        pace: this.#pace,
        ask: ({ topic, payload }) => this.#options.ask(topic, payload),
        changes: (changes) => this.#options.changes(changes),
        isGivenUp: (callID, code) => this.#silent.isGivenUp(callID, code),
        done: () => this.#done(),
        lost: () => this.stop(),
      },
      task,
    );
    this.#run = run;
    if (!this.#configuration || task.peripheralID !== undefined || task.again) {
      run.start();
      return;
    }
    this.#configuration.start((failure) => {
      this.#isConfigurationBarred = failure !== undefined && kindOfRefusal(failure) === 'barred';
      if (failure) {
        run.ledger.failed('configuration', failure);
        run.unsaid ||= kindOfRefusal(failure) === 'again';
      }
      run.start();
    });
  }

  /** What was being asked is asked again, from then on. */
  #withOwed(task: RunTask): RunTask {
    this.#owe(task);
    const { from, peripheralID } = this.#owed ?? task;
    this.#owed = undefined;
    return { reason: task.reason, from, peripheralID };
  }

  #owe({ reason, from, peripheralID }: RunTask): void {
    const owed = this.#owed;
    const same = !owed || owed.peripheralID === peripheralID;
    this.#owed = { reason, from: Math.min(owed?.from ?? from, from), peripheralID: same ? peripheralID : undefined };
  }

  #done(): void {
    const run = this.#run;
    if (!run) return;
    this.#run = undefined;
    const { ledger, task, left, unsaid } = run;
    if (ledger.isComplete && this.#hidden.size === 0 && this.#isConfigurationOver(unsaid)) this.#model.exhaust();
    if (!this.#namesAgents) ledger.lacks('agents');
    // Whatever it said was before it went.
    if (this.#hidden.size > 0) for (const what of HIDDEN) ledger.lacks(what);
    const { complete } = this.#model;
    if (ledger.isComplete) {
      this.#owed = undefined;
      this.#left = undefined;
      this.#model.settle();
    } else if (!task.isLook) {
      this.#owe(task);
      this.#wanting = true;
      this.#left = unsaid ? undefined : left;
      this.#retry({ ...task, again: this.#left });
    }
    if (ledger.isComplete || !task.isLook) this.#unknown = ledger.unknown;
    const isNews = ledger.hasChanges || this.#model.complete !== complete;
    if (!task.isLook || isNews) this.#options.over(ledger.close(this.#pace.now(), false));
  }

  /** In an agent's own session it is clear who there is. */
  get #namesAgents(): boolean {
    return this.#options.own !== undefined || this.#configuration?.namesAgents === true;
  }

  /** It has come, never does, or is asked for no more since the server says nothing. */
  #isConfigurationOver(unsaid: boolean): boolean {
    if (unsaid) return this.#retries === PAUSES.length;
    return this.#namesAgents || this.#isConfigurationBarred;
  }

  /** Asks once more what has had no answer, after longer and longer pauses. */
  #retry(task: RunTask): void {
    const pause = PAUSES[this.#retries];
    if (pause === undefined || task.again?.questions.length === 0) return;
    this.#retries++;
    this.#cancelRetry = this.#pace.after(pause, () => {
      this.#cancelRetry = undefined;
      this.#ask(task);
    });
  }
}
