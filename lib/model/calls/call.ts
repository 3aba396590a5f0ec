/** One call with its parties. */
import type { Constant } from '../../protocol';
import type { CallQueue, CallState, CallView } from './call-view';
import { Connection, type IDType, isPort, type Route } from './connection';
import type { Contact } from './contacts';
import { type CallContext, NO_DATA, viewOf } from './context';
import { type CallDirection, directionOf } from './direction';
import { Keys } from './keys';
import { Stopwatch } from './times';

export type CallType = Constant<'CallType'> | number | null;

/** What was made of the called party of a call that somebody else has had since. */
const LED_ON: ReadonlySet<CallView['calledPartyDisposition']> = new Set<CallView['calledPartyDisposition']>([
  'REDIRECTED',
  'INTRAFLOW',
  'INTERFLOW',
  'BLIND_TRANSFER',
  'ANNOUNCED_TRANSFER',
  'CONFERENCED',
]);

export class Call {
  readonly connections: Connection[] = [];
  readonly watch: Stopwatch;
  contact!: Contact;
  context: CallContext = NO_DATA;
  callType: CallType = null;
  /** The way that it came by its types, calls for advice aside. */
  came: Exclude<CallDirection, 'consult'> | undefined;
  /** It has been a call for advice. */
  advice = false;
  queue: CallQueue | undefined;
  callingDeviceID: string | undefined;
  calledPartyDisposition: CallView['calledPartyDisposition'];
  eventCause: CallView['eventCause'];
  #causedBy = '';
  ctiClients: CallView['ctiClients'] = NOBODY;
  /** Somebody has answered: an agent or whoever was called, no port that plays announcements. */
  answered = false;
  /** BEGIN_CALL_EVENT was seen, or what stands for it. */
  begun = false;
  /** Every connection is gone; an association with the client that ends is less. */
  cleared = false;
  /** Nothing but its silence ended it. */
  presumed = false;
  /** The call goes on in another one. */
  gone = false;
  /** Which one that is, where an event has said so, and since when. */
  goneTo: { readonly call: Call; readonly at: number } | undefined;
  /** It was first heard of while the picture was not complete: it may have gone on before. */
  foundLate = false;
  /** Somebody may have come, talked or gone unseen, and what there is now has not been shown since. */
  unsure = false;
  /** The last transfer or conference: the same once more is no second one. */
  joinedBy: string | undefined;
  /** What its beginning said: the same once more is no new call. */
  beginning = 0;
  #confirmed = true;
  /** Looks at it since a message or snapshot has spoken of it. */
  #looks = 0;
  /** MonitorIDs under which it was announced and has not ended yet. */
  #monitors: readonly number[] = NONE;
  /** Ids that it had before; undefined for nearly all. */
  former: number[] | undefined;
  /** Every skill group that it was queued for or delivered by. */
  skillGroups: readonly number[] = NONE;
  /** The keys that were given out. */
  readonly keys = new Keys();

  constructor(
    readonly id: string,
    readonly peripheralID: number | null,
    public callID: number,
    at: number,
  ) {
    this.watch = new Stopwatch(at);
  }

  get ended(): boolean {
    return this.watch.state === 'ended';
  }

  /** A message or snapshot has spoken of it since the model began to doubt. */
  get confirmed(): boolean {
    return this.#confirmed;
  }

  set confirmed(confirmed: boolean) {
    this.#confirmed = confirmed;
    if (confirmed) this.#looks = 0;
  }

  /** @returns how many times that was since anything was heard of it */
  look(): number {
    return this.#looks++;
  }

  /** The call was announced for a monitor. */
  seenBy(monitorID: number): void {
    if (!this.#monitors.includes(monitorID)) this.#monitors = [...this.#monitors, monitorID];
  }

  /** Monitors end with their session. */
  forgetMonitors(): void {
    this.#monitors = NONE;
  }

  isSeenBy(monitorID: number): boolean {
    return this.#monitors.includes(monitorID);
  }

  /** @returns whether no monitor sees it any more */
  unseenBy(monitorID: number): boolean {
    this.#monitors = this.#monitors.filter((one) => one !== monitorID);
    return this.#monitors.length === 0;
  }

  find(type: IDType, id: string): Connection | undefined {
    for (const connection of this.connections) if (connection.id === id && connection.type === type) return connection;
    return undefined;
  }

  connection(type: IDType, id: string, at: number): Connection {
    const known = this.find(type, id);
    if (known) return known;
    const connection = new Connection(type, id, at);
    this.connections.push(connection);
    return connection;
  }

  /** Who is in the call, as far as is known. */
  get present(): readonly Connection[] {
    return this.connections.filter(({ left }) => !left);
  }

  get hasDestination(): boolean {
    return this.connections.some(({ left, isDestination }) => isDestination && !left);
  }

  /**
   * It ended without a word of the server, before the server had said how whoever is in it stands, was found when it had
   * led to somebody already, or heard of only when all were leaving, of whom more than two must have come before.
   */
  get isPartlyUnseen(): boolean {
    if (this.presumed || this.unsure) return true;
    const isUnseen = this.connections.every(({ leftUnseen }) => leftUnseen);
    if (!this.foundLate) return isUnseen && this.connections.length > 2;
    return isUnseen || LED_ON.has(this.calledPartyDisposition);
  }

  setType(callType: CallType | undefined): boolean {
    if (callType === undefined || callType === null || callType === this.callType) return false;
    this.callType = callType;
    const direction = directionOf(callType);
    if (direction === 'consult') this.advice = true;
    else this.came = direction ?? this.came;
    // Somebody has talked to the caller, whether or not an event was heard of it.
    if (callType === 'CALLTYPE_TRANSFER_IN' || callType === 'CALLTYPE_CONFERENCE') this.contact.answered = true;
    return true;
  }

  /**
   * A call for advice is one until it goes on without it, by transfer or as a conference: then it goes the way of the
   * call that it was about, whichever of the two ids is left and whatever type the server shows.
   */
  get direction(): CallDirection | undefined {
    const isJoined = this.joinedBy !== undefined;
    if (this.advice && !isJoined && directionOf(this.callType) === 'consult') return 'consult';
    return this.came ?? (this.advice || isJoined ? this.contact.direction : undefined);
  }

  answer(connection: Connection, at: number): void {
    if (isPort(connection.deviceType)) return;
    this.answered = true;
    this.contact.answered = true;
    this.watch.answered ??= at;
  }

  /** The state follows from the parties'; to be called when one of them may have changed. */
  settle(at: number): void {
    // Nobody left: it will end, or go on as it was in another call.
    if (!this.ended && (this.queue || this.connections.some(isIn))) this.watch.enter(this.#state(), at);
  }

  #state(): CallState {
    if (this.#some('LCS_FAIL')) return 'failed';
    if (this.queue || this.#some('LCS_QUEUED')) return 'queued';
    if (this.#some('LCS_HOLD')) return 'held';
    if (this.#some('LCS_ALERTING')) return 'ringing';
    // Connected to announcements only is no conversation yet.
    return this.answered && this.#some('LCS_CONNECT') ? 'talking' : 'initiated';
  }

  #some(state: Constant<'LocalConnectionState'>): boolean {
    for (const connection of this.connections) if (connection.state === state) return true;
    return false;
  }

  end(at: number): void {
    this.watch.enter('ended', at);
    this.watch.ended = at;
    this.queue = undefined;
  }

  /** It goes on after all: only its association with the client had ended. */
  resume(at: number): void {
    this.watch.ended = undefined;
    this.watch.enter('initiated', at);
    this.settle(at);
  }

  /** Of messages that came at the same time, which have no order, always the same one decides. */
  setCause(cause: CallView['eventCause'] | null, topic: string, at: number): void {
    if (cause === undefined || cause === null) return;
    const by = `${at} ${topic} ${cause}`;
    if (by < this.#causedBy) return;
    this.#causedBy = by;
    this.eventCause = cause;
  }

  /** How the call came to whom it was last brought to, of those who are still in it if anybody is. */
  get route(): Route {
    let last: Connection | undefined;
    for (const connection of this.connections) if (!last || isLater(connection, last)) last = connection;
    return last?.route ?? {};
  }

  view(at: number): CallView {
    const { calledDeviceID, lastRedirectDeviceID, skillGroupNumber, skillGroupID, serviceNumber } = this.route;
    return viewOf(this.context, {
      id: this.id,
      contactID: this.contact.id,
      peripheralID: this.peripheralID,
      connectionCallID: this.callID,
      state: this.watch.state,
      callType: this.callType,
      direction: this.direction,
      connections: this.connections.map((connection) => connection.view()),
      callingDeviceID: this.callingDeviceID,
      calledDeviceID,
      lastRedirectDeviceID,
      queue: this.queue,
      skillGroupNumber,
      skillGroupID,
      serviceNumber,
      calledPartyDisposition: this.calledPartyDisposition,
      eventCause: this.eventCause,
      times: this.watch.view(this.watch.ended ?? at),
      ctiClients: this.ctiClients,
    });
  }
}

const NOBODY: CallView['ctiClients'] = [];
const NONE: readonly number[] = [];

function isIn({ state }: Connection): boolean {
  return state !== null && state !== 'LCS_NULL';
}

function isLater(a: Connection, b: Connection): boolean {
  if (a.left !== b.left) return b.left;
  if (a.isDestination !== b.isDestination) return a.isDestination;
  const difference = (a.arrivedAt ?? 0) - (b.arrivedAt ?? 0);
  return difference > 0 || (difference === 0 && a.id > b.id);
}
