/** One party's part in a call, and the one rule for its states: they only go forward. */
import type { Constant } from '../../protocol';
import type { ConnectionState, ConnectionView } from './call-view';

export type IDType = ConnectionView['connectionDeviceIDType'];
export type DeviceType = Constant<'DeviceIDType'> | number | null;

/** What a party has gone through, each once while it is in the call. */
export const PASSED = {
  initiated: 1,
  originated: 2,
  reachedNetwork: 4,
  ringing: 8,
  answered: 16,
  failed: 32,
  diverted: 64,
  left: 128,
  sentOn: 256,
};
export type Passage = keyof typeof PASSED;

const ARRIVALS = PASSED.initiated | PASSED.originated | PASSED.ringing | PASSED.answered;

/**
 * Hold and queue are side rooms of connect: only their own events lead there and back. So an event that comes late
 * leaves them as they are.
 */
const RANK: { readonly [S in Constant<'LocalConnectionState'>]: number } = {
  LCS_NONE: 0,
  LCS_NULL: 0,
  LCS_INITIATE: 1,
  LCS_ALERTING: 2,
  LCS_CONNECT: 3,
  LCS_QUEUED: 3,
  LCS_HOLD: 3,
  LCS_FAIL: 4,
};

/** How long an event may come behind the party's leaving and still belong to what was before, in ms. */
const LATE = 1000;
/** How long a copy may come behind its original, in ms: for another monitor it is sent with it. */
const BURST = 50;

/** How a call came to a party. */
export interface Route {
  readonly calledDeviceID?: string | undefined;
  readonly lastRedirectDeviceID?: string | undefined;
  readonly skillGroupNumber?: number | null | undefined;
  readonly skillGroupID?: number | null | undefined;
  readonly serviceNumber?: number | null | undefined;
}

const NO_ROUTE: Route = {};
const NONE: readonly number[] = [];

export class Connection {
  deviceType: DeviceType = null;
  /** The number of the device, when a message has told it. */
  deviceID: string | undefined;
  agentID: string | undefined;
  state: ConnectionState = null;
  /** What sent the call here, as the events about this party say. */
  route: Route = NO_ROUTE;
  /** PASSED, since it came into the call. */
  passed = 0;
  arrivedAt: number | undefined;
  /** What it came with: the same messages once more are no second arrival. */
  #arrivals: readonly number[] = NONE;
  #lastArrival = 0;
  /** Whether it was known before somebody repeated how it came to be. Undefined: nobody has. */
  #knownBefore: boolean | undefined;
  /** It was first heard of when it left. */
  leftUnseen = false;
  /** The whole call has been shown since it left. */
  #isShownGone = false;

  constructor(
    public type: IDType,
    public id: string,
    public since: number,
  ) {}

  has(passage: Passage): boolean {
    return (this.passed & PASSED[passage]) !== 0;
  }

  get left(): boolean {
    return this.has('left');
  }

  /** Has or had a part in the call as one who was called. */
  get isDestination(): boolean {
    return (this.passed & (PASSED.ringing | PASSED.answered)) !== 0;
  }

  /** @returns whether it is news */
  pass(passage: Passage): boolean {
    if (this.has(passage)) return false;
    this.passed |= PASSED[passage];
    return true;
  }

  /** What is repeated is news of a connection only that nobody has known. @returns whether this one was known */
  repeated(): boolean {
    this.#knownBefore ??= this.state !== null;
    return this.#knownBefore;
  }

  /** Goes on to a later state; an earlier one comes too late to count. */
  advance(state: ConnectionState, at: number): void {
    if (this.left || state === null) return;
    if (this.state !== null && RANK[state] <= RANK[this.state]) return;
    this.enter(state, at);
  }

  enter(state: ConnectionState, at: number): void {
    if (state === this.state) return;
    this.state = state;
    this.since = at;
  }

  /** @returns whether it is news */
  leave(at: number): boolean {
    if (this.passed === 0 && this.state === null) this.leftUnseen = true;
    this.enter('LCS_NULL', at);
    return this.pass('left');
  }

  /** The server shows the call without it: what comes from now on is not what was before it left. */
  showGone(): void {
    this.#isShownGone = this.left;
  }

  /** Somebody who has left comes again, unless the message only comes late. */
  arrive(passage: Passage, arrival: number, at: number): void {
    if (this.left && !this.#isLate(passage, arrival, at)) this.comeBack(at);
    this.arrivedAt ??= at;
    if (this.#arrivals.includes(arrival)) return;
    this.#arrivals = [...this.#arrivals, arrival];
    this.#lastArrival = at;
  }

  /** Only the call was over that it was in: the party goes on in another one as it was. */
  stay(at: number): void {
    this.passed &= ~PASSED.left;
    this.#isShownGone = false;
    if (this.has('answered')) this.enter('LCS_CONNECT', at);
    else this.enter(this.has('ringing') ? 'LCS_ALERTING' : null, at);
  }

  comeBack(at: number): void {
    this.passed = 0;
    this.arrivedAt = undefined;
    this.leftUnseen = false;
    this.#isShownGone = false;
    this.#knownBefore = undefined;
    this.#arrivals = NONE;
    this.enter(null, at);
  }

  /** The message that came before, or one that tells what must have been before. */
  #isLate(passage: Passage, arrival: number, at: number): boolean {
    if (at - this.since > LATE) return false;
    // Whoever comes again comes with the same words as before, too. A copy comes in one breath with its original, and
    // whatever left in the same breath was no phone.
    if (this.has(passage)) {
      const inOneBreath = this.deviceType !== 'DEVID_AGENT_DEVICE' && at - this.#lastArrival <= BURST;
      return inOneBreath && this.#arrivals.includes(arrival);
    }
    if (this.#isShownGone) return false;
    // Who comes again rings first, or calls.
    return this.leftUnseen || passage === 'answered' || (this.passed & ARRIVALS) > PASSED[passage];
  }

  view(): ConnectionView {
    return {
      connectionDeviceIDType: this.type,
      connectionDeviceID: this.id,
      deviceType: this.deviceType,
      deviceID: this.deviceID,
      agentID: this.agentID,
      localConnectionState: this.state,
      since: this.since,
    };
  }
}

/** A number for what a message says; equal messages have equal ones. */
export function digest(...parts: readonly unknown[]): number {
  let hash = 0;
  for (const character of parts.join('\n')) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) | 0;
  return hash;
}

/** Plays announcements to those who wait: whom it answers has not been answered by anybody. */
export function isPort(type: DeviceType): boolean {
  return type === 'DEVID_CTI_PORT' || type === 'DEVID_QUEUE' || type === 'DEVID_ROUTE_POINT';
}
