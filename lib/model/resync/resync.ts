/** Puts the model right after something has been missed. */
import type { Payload } from '../../protocol';
import type { Change } from '../changes';
import type { ContactCentreModel } from '../contact-centre-model';
import type { ModelMessage } from '../message';
import { ConfigurationRequest, type Send } from './configuration-request';
import type { Ledger } from './ledger';
import { Outages } from './outages';
import type { Pace } from './paced-queue';
import type { SnapshotRequest } from './questions';
import { ResyncRun, type RunTask } from './resync-run';

export interface ResyncOptions extends Pick<Pace, 'now' | 'after'> {
  /**
   * Sends a request. Resolves to its confirmation; rejects with an error that has the `code` of the refusal or of what
   * went wrong, as a session's request() does.
   */
  ask(topic: SnapshotRequest['topic'], payload: SnapshotRequest['payload']): Promise<ModelMessage>;
  /**
   * Sends a message that no InvokeID answers. Without it the configuration is not asked for, and the picture is never
   * complete: nothing else says which agents there are. May throw.
   */
  send?: Send;
  /** Differences that have been found, marked synthetic, with the reason. */
  changes(changes: readonly Change[]): void;
  /**
   * Everything has been asked: the picture is complete, or what is not known is in `unknown` and will be asked for at
   * the next opening or end of an outage. Or this attempt has been given up (`interrupted`).
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
 * Give start() each opening of the session and take() each message.
 */
export class Resync {
  readonly #model: ContactCentreModel;
  readonly #options: ResyncOptions;
  readonly #pace: Pace;
  readonly #outages = new Outages();
  readonly #configuration: ConfigurationRequest | undefined;
  #run: ResyncRun | undefined;
  /** What an attempt that was given up, or has left something unknown, leaves to the next. */
  #owed: RunTask | undefined;

  constructor(model: ContactCentreModel, options: ResyncOptions) {
    const { now, after, rate = 100, outstanding = 8, send } = options;
    this.#model = model;
    this.#options = options;
    this.#pace = { now, after, rate, outstanding };
    this.#configuration = send && new ConfigurationRequest(send, this.#pace);
  }

  get running(): boolean {
    return this.#run !== undefined;
  }

  /**
   * The session is open (again): everything is asked for.
   * @param reason what the changes will bear: `opened`, `gap`
   * @param from from when on something may have been missed, ms since 1970; default: now
   */
  start(reason: string, from = this.#pace.now()): void {
    this.#outages.forget();
    this.#begin({ reason, from, peripheralID: undefined });
  }

  /** Every message of the session in its order, after the model had it. An outage that ends starts by itself. */
  take(message: ModelMessage): void {
    this.#run?.take(message);
    this.#configuration?.take(message);
    if (message.topic !== 'SYSTEM_EVENT') return;
    const back = this.#outages.take(message.payload as Partial<Payload<'SYSTEM_EVENT'>>);
    if (back) this.#begin({ ...back, from: this.#pace.now() });
  }

  /** Gives up what is under way. The picture stays incomplete until start(). */
  stop(): void {
    const run = this.#run;
    if (!run) return;
    run.stop();
    this.#configuration?.stop();
    this.#run = undefined;
    this.#owed = run.task;
    this.#options.over(run.ledger.close(this.#pace.now(), true));
  }

  #begin(task: RunTask): void {
    this.stop();
    const run = new ResyncRun(
      {
        model: this.#model,
        outages: this.#outages,
        pace: this.#pace,
        ask: ({ topic, payload }) => this.#options.ask(topic, payload),
        changes: (changes) => this.#options.changes(changes),
        done: () => this.#done(),
        lost: () => this.stop(),
      },
      this.#withOwed(task),
    );
    this.#run = run;
    if (!this.#configuration || run.task.peripheralID !== undefined) {
      run.start();
      return;
    }
    this.#configuration.start((failure) => {
      if (failure) {
        run.ledger.failed('configuration', failure);
        run.ledger.lacks('agents');
      }
      run.start();
    });
  }

  /** What was being asked is asked again, from then on. */
  #withOwed(task: RunTask): RunTask {
    const owed = this.#owed;
    this.#owed = undefined;
    if (!owed) return task;
    const peripheralID = owed.peripheralID === task.peripheralID ? task.peripheralID : undefined;
    return { reason: task.reason, from: Math.min(owed.from, task.from), peripheralID };
  }

  #done(): void {
    const run = this.#run;
    if (!run) return;
    this.#run = undefined;
    if (!this.#configuration?.namesAgents) run.ledger.lacks('agents');
    if (run.ledger.isComplete) this.#model.settle();
    else this.#owed = run.task;
    this.#options.over(run.ledger.close(this.#pace.now(), false));
  }
}
