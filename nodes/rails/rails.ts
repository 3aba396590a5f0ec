/** The safety rails of a cti-server: every request of a flow that controls something passes here. */
import type { ContactCentreModel } from '../../lib/model';
import type { RailsFigures, RailsStatus } from '../../lib/node-messages';
import { type Clock, CtiError, type SessionMessage, systemClock } from '../../lib/session';
import { Arming } from './arming';
import { isControl } from './control';
import { dangerOf, type OwnAgent } from './danger';
import { Lists } from './lists';
import { Pace } from './pace';
import { rehearsed } from './rehearsal';
import { type RailsSettings, rateOf } from './settings';
import type { ControlRequest } from './touched';

const COUNTED: { readonly [code: string]: keyof RailsFigures } = {
  CTI_NOT_ALLOWED: 'notAllowed',
  CTI_NOT_ARMED: 'notArmed',
  CTI_RATE_LIMITED: 'rateLimited',
};

export class Rails {
  readonly #dryRun: boolean;
  readonly #own: OwnAgent;
  readonly #lists: Lists;
  readonly #pace: Pace;
  readonly #arming: Arming;
  readonly #figures = { dryRun: 0, notAllowed: 0, notArmed: 0, rateLimited: 0 };
  /** Is told of each change of `status`. */
  onChange: () => void = () => {};
  /** Is told the name of each request that a dry run keeps back. */
  onRehearsal: (topic: string) => void = () => {};

  /** Without settings nothing is restricted. @throws CtiError CTI_INVALID_OPTION naming the setting */
  constructor(settings: RailsSettings = {}, clock: Clock = systemClock) {
    this.#dryRun = settings.dryRun === true;
    this.#own = settings;
    this.#lists = new Lists(settings);
    this.#pace = new Pace(rateOf(settings), clock);
    this.#arming = new Arming(settings.alwaysArmed !== false, clock, () => this.onChange());
  }

  get status(): RailsStatus {
    return { ...(this.#dryRun && { dryRun: true }), ...this.#arming.status };
  }

  get figures(): RailsFigures {
    return { ...this.#figures };
  }

  /** Lists judge people and calls by the model. */
  get needsModel(): boolean {
    return this.#lists.filled;
  }

  /** @param seconds 60 when undefined @throws CtiError CTI_INVALID_FIELD */
  arm(seconds?: number): void {
    this.#arming.arm(seconds);
  }

  disarm(): void {
    this.#arming.disarm();
  }

  /**
   * @param check throws what the encoder has against the request
   * @returns what the flow gets where this is a dry run; undefined: the request is to be sent
   * @throws CtiError CTI_NOT_ALLOWED, CTI_NOT_ARMED, and what `check` throws
   */
  rehearse(request: ControlRequest, model: ContactCentreModel | undefined, check: () => void) {
    if (!this.#dryRun || !isControl(request.topic)) return undefined;
    check();
    this.#judge(request, model);
    this.#figures.dryRun += 1;
    this.onRehearsal(request.topic);
    return rehearsed(request.topic, request.given) as SessionMessage;
  }

  /** As it would be judged now, whether or not this is a dry run; counts nothing. @throws CtiError CTI_NOT_ALLOWED, CTI_NOT_ARMED */
  check(request: ControlRequest, model: ContactCentreModel | undefined): void {
    if (!isControl(request.topic)) return;
    this.#lists.check(request, model);
    const danger = dangerOf(request, this.#own, model);
    if (danger !== undefined) this.#arming.check(request.topic, danger);
  }

  /**
   * Sends what may be sent, when it may.
   * @param model as it is when it is looked at
   * @throws CtiError CTI_NOT_ALLOWED, CTI_NOT_ARMED, CTI_RATE_LIMITED; CTI_NOT_SENT where it waited in vain
   */
  pass<T>(request: ControlRequest, model: () => ContactCentreModel | undefined, send: () => Promise<T>): Promise<T> {
    if (!isControl(request.topic)) return send();
    this.#judge(request, model());
    const inTurn = (waited: boolean) => {
      // Meanwhile others may be in the call, and the arming may be over.
      if (waited) this.#judge(request, model());
      return send();
    };
    return this.#counted(() => this.#pace.pass(request.topic, inTurn));
  }

  /** For messages that go at once or not at all. @throws CtiError as pass() */
  admit(request: ControlRequest, model: ContactCentreModel | undefined): void {
    if (!isControl(request.topic)) return;
    this.#judge(request, model);
    this.#counted(() => this.#pace.takeNow(request.topic));
  }

  /** Requests that wait for their turn end with CTI_NOT_SENT. */
  close(): void {
    this.#pace.close();
    this.#arming.close();
  }

  #judge(request: ControlRequest, model: ContactCentreModel | undefined): void {
    this.#counted(() => this.check(request, model));
  }

  #counted<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      const figure = error instanceof CtiError ? COUNTED[error.code] : undefined;
      if (figure !== undefined) this.#figures[figure] += 1;
      throw error;
    }
  }
}
