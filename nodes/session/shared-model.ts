/** Calls and agents as they stand, kept once for all nodes of a cti-server. */
import {
  type AgentView,
  type CallView,
  type Change,
  ContactCentreModel,
  kindOfRefusal,
  type Ledger,
  MODEL_EVENTS,
  type OwnAgent,
  Resync,
  type Unknown,
} from '../../lib/model';
import { CtiError, type Gap, type SessionCti, type SessionMessage, type SessionStatus } from '../../lib/session';
import type { Legacy } from './handed-over';
import { MissedChanges } from './missed-changes';
import { PassedBy } from './passed-by';
import type { SessionUser, SharedSession } from './shared-session';
import { UnreadableFrames } from './unreadable-frames';

/** What a session is told of. */
export interface ModelScope {
  /** Names source and shape of all that is told, as markOf(). */
  readonly source?: string;
  /** Of this agent only. */
  readonly own?: OwnAgent;
  /** The server tells its configuration. */
  readonly configuration: boolean;
}

/** What a node wants to know of the model. */
export interface ModelUser {
  /** @param cti of the message that told it; undefined: no message of its own told it */
  changed?(change: Change, cti: SessionCti | undefined): void;
  /** The picture is complete; also when the node registers, if it is complete then. */
  whole?(): void;
  /** The figures, or whether the picture is complete, may be other ones now. */
  shows?(): void;
}

/** Milliseconds between two looks for calls that may be forgotten. */
const SWEEP = 1000;
const ABSENT: ReadonlySet<unknown> = new Set(['AGENT_STATE_LOGOUT', 'AGENT_STATE_UNKNOWN']);

export class SharedModel {
  readonly model: ContactCentreModel;
  readonly passedBy = new PassedBy();
  /** Two models of the same source know the same, as far as they know it. */
  readonly source: string;
  /** The session tells it of changes before it tells any node. */
  readonly follower: Pick<SessionUser, 'changed' | 'gap'> & { unreadable(): void };
  readonly #session: SharedSession;
  readonly #resync: Resync;
  readonly #unreadable: UnreadableFrames;
  readonly #users = new Map<string, ModelUser>();
  readonly #deployed: MissedChanges;
  /** Every node that has ever followed this model. */
  readonly #followers: Set<string>;
  /** Questions that wait for their answers. */
  readonly #asking = new Set<(change: Change) => void>();
  readonly #calls = new Set<string>();
  readonly #agents = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  readonly #unsubscribe: () => void;
  /** Of the session that the model knows; 0: of none. */
  #epoch = 0;
  #open = false;
  /** When the session was lost, ms since 1970. */
  #lostAt: number | undefined;
  #gap: Gap | undefined;

  /**
   * @param scope what the session is told of
   * @param over is told each time everything has been asked, also when something stays unknown
   * @param legacy what the cti-server of before has left: the model goes on, and what it has missed is asked for
   */
  constructor(
    session: SharedSession,
    { source = '', own, configuration }: ModelScope,
    over: (ledger: Ledger, gap: Gap | undefined) => void,
    legacy?: Legacy,
  ) {
    this.#session = session;
    this.source = source;
    this.model = legacy?.model ?? new ContactCentreModel();
    this.#deployed = legacy?.missed ?? new MissedChanges();
    this.#followers = new Set(legacy?.users);
    this.#lostAt = legacy?.from;
    this.model.doubt();
    for (const call of this.model.calls.all()) this.#countCall(call);
    for (const agent of this.model.agents.all()) this.#countAgent(agent);
    this.#resync = new Resync(this.model, {
      ask: (topic, payload) => session.request(topic, payload),
      own,
      ...(configuration && { send: (topic: string, payload: object) => void session.send(topic, payload) }),
      now: () => Date.now(),
      after,
      changes: (changes) => this.#tell(changes, undefined),
      over: (ledger) => {
        if (!ledger.interrupted) {
          if (this.model.complete) for (const user of [...this.#users.values()]) user.whole?.();
          over(ledger, ledger.reason === 'gap' ? this.#gap : undefined);
        }
        this.#show();
      },
    });
    this.#unreadable = new UnreadableFrames(after, () => this.#begin('unreadable', undefined));
    this.follower = {
      changed: (status) => this.#follow(status),
      gap: (gap) => this.#missed(gap),
      unreadable: () => {
        if (this.#open) this.#unreadable.seen();
      },
    };
    this.#unsubscribe = session.subscribe(MODEL_EVENTS, (message) => this.#take(message));
    this.#timer = setInterval(() => this.#sweep(), SWEEP).unref();
    this.#follow(session.status);
  }

  /** Calls that have not ended. */
  get liveCalls(): number {
    return this.#calls.size;
  }

  get agentsSignedIn(): number {
    return this.#agents.size;
  }

  /** What the server has not said although it was asked; empty while it is being asked. */
  get unknown(): readonly Unknown[] {
    return this.#open && !this.#resync.running ? this.#resync.unknown : [];
  }

  /** @param id of the node; one that is deployed anew is told what it has missed */
  register(id: string, user: ModelUser): void {
    this.#users.set(id, user);
    this.#followers.add(id);
    if (this.model.complete) user.whole?.();
    for (const [change, cti] of this.#deployed.back(id)) user.changed?.(change, cti);
  }

  /** @param removed it does not come back */
  deregister(id: string, removed: boolean): void {
    if (this.#users.delete(id) && !removed) this.#deployed.leave(id, Date.now());
    if (removed) this.#followers.delete(id);
  }

  /**
   * Asks the server, and lets the model compare. What an event has overtaken says nothing new, be it answer or refusal.
   * @param concerns whether a change is about what is asked
   * @returns the answer; `gone`: the server knows of nothing like it; `overtaken`: nor does it, but an event did since
   * @throws CtiError as the session's request() does, for any other refusal
   */
  async ask(
    topic: string,
    payload: object,
    concerns: (change: Change) => boolean,
  ): Promise<SessionMessage | 'gone' | 'overtaken'> {
    let overtaken = false;
    const watch = (change: Change) => {
      overtaken ||= concerns(change);
    };
    this.#asking.add(watch);
    try {
      const answer = await this.#session.request(topic, payload);
      const said = { asked: payload, reason: 'lookup' };
      if (!overtaken) this.#tell(this.model.apply(answer, Date.now(), said), answer.cti);
      return answer;
    } catch (error) {
      if (!(error instanceof CtiError) || kindOfRefusal(error.code) !== 'gone') throw error;
      return overtaken ? 'overtaken' : 'gone';
    } finally {
      this.#asking.delete(watch);
    }
  }

  /** What somebody else has found out. @param at ms since 1970 */
  tell(found: (model: ContactCentreModel, at: number) => readonly Change[]): void {
    this.#tell(found(this.model, Date.now()), undefined);
  }

  /** @returns what the next cti-server may go on with */
  close(): Legacy {
    clearInterval(this.#timer);
    this.#unsubscribe();
    this.#unreadable.stop();
    this.#resync.stop();
    this.#users.clear();
    const from = this.#open ? Date.now() : (this.#lostAt ?? Date.now());
    return { model: this.model, missed: this.#deployed, users: this.#followers, from };
  }

  #follow({ state, epoch }: SessionStatus): void {
    if (state === 'open') {
      this.#open = true;
      if (epoch === this.#epoch) return;
      this.#epoch = epoch;
      // Later: the gap is told in the same breath.
      queueMicrotask(() => this.#resync.running || this.#begin('opened', this.#lostAt));
    } else if (this.#open) {
      this.#open = false;
      this.#lostAt = Date.now();
      this.#unreadable.stop();
      this.#resync.stop();
      this.model.doubt();
    }
    this.#show();
  }

  #missed(gap: Gap): void {
    this.#gap = gap;
    this.#begin('gap', Date.parse(gap.from));
  }

  #begin(reason: string, from: number | undefined): void {
    this.#resync.start(reason, from);
    this.#show();
  }

  #take(message: SessionMessage): void {
    const { complete } = this.model;
    this.#tell(this.model.apply(message, Date.now()), message.cti);
    this.#resync.take(message);
    if (this.model.complete !== complete) this.#show();
  }

  #sweep(): void {
    this.#tell(this.model.sweep(Date.now()), undefined);
    this.#resync.look();
  }

  #tell(changes: readonly Change[], cti: SessionCti | undefined): void {
    for (const change of changes) {
      this.#count(change);
      this.passedBy.take(change);
      for (const watch of this.#asking) watch(change);
      this.#deployed.add([change, cti]);
      for (const user of [...this.#users.values()]) user.changed?.(change, cti);
    }
    if (changes.length > 0) this.#show();
  }

  #count(change: Change): void {
    if (change.kind === 'call') this.#countCall(change.call);
    else this.#countAgent(change.agent);
  }

  #countCall({ id, state }: CallView): void {
    if (state === 'ended') this.#calls.delete(id);
    else if (state !== 'expected') this.#calls.add(id);
  }

  #countAgent({ peripheralID, agentID, agentState }: AgentView): void {
    const name = `${peripheralID}/${agentID}`;
    if (ABSENT.has(agentState)) this.#agents.delete(name);
    else this.#agents.add(name);
  }

  #show(): void {
    for (const user of [...this.#users.values()]) user.shows?.();
  }
}

function after(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
