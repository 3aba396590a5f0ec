import type { Constant } from '../../protocol';
import type { Clock } from '../clock';
import type {
  AgentConfiguration,
  DeskSettings,
  PeripheralConfiguration,
  SkillGroupConfiguration,
} from '../configuration/configuration';
import { Refusal } from '../refusal';
import { reasonRequired, wrapupDataRequired, wrongState } from './agent-refusals';
import type { Call, Connection } from './call';
import type { Device } from './device';

export type AgentState = Constant<'AgentState'>;
export type CallDirection = Constant<'AgentCallDirection'>;

/** A state with its reason code; 0 is none. */
export interface Standing {
  readonly state: AgentState;
  readonly reason: number;
}

/** The agent placed a call from ready. */
const CALL_FROM_READY = 50006;
/** Two calls in a row were routed to the agent and did not arrive. */
const CALLS_MISSED = 50010;
/** Not ready for longer than the desk settings allow. */
const INACTIVE = 50004;
/** Somebody else signs in with force: the agent is put out of the way, then out. */
const FORCED_NOT_READY = 20001;
const FORCED_LOGOUT = 20002;
/** So many in a row are not ready's reason CALLS_MISSED. */
const MISSES = 2;
const AVAILABLE: Standing = { state: 'AGENT_STATE_AVAILABLE', reason: 0 };
/** On a call of his own on another line of the phone; ready again afterwards. */
const BUSY_ELSEWHERE: Standing = { state: 'AGENT_STATE_NOT_READY', reason: 50005 };
const NOT_READY: Standing = { state: 'AGENT_STATE_NOT_READY', reason: 0 };
const LOGGED_OUT: Standing = { state: 'AGENT_STATE_LOGOUT', reason: 0 };

const isWork = (state: AgentState) => state === 'AGENT_STATE_WORK_READY' || state === 'AGENT_STATE_WORK_NOT_READY';
const isWithCall = (state: AgentState) =>
  state === 'AGENT_STATE_RESERVED' || state === 'AGENT_STATE_TALKING' || state === 'AGENT_STATE_HOLD';

/** A mobile agent's phone somewhere else. */
export interface RemotePhone {
  readonly number: string;
  /** Connected for the whole shift, not for each call. */
  readonly nailed: boolean;
}

export interface AgentDetails {
  readonly configuration: AgentConfiguration;
  readonly peripheral: PeripheralConfiguration;
  readonly settings: DeskSettings;
  readonly groups: readonly SkillGroupConfiguration[];
}

/** What an agent needs of the switch. */
export interface AgentHost {
  readonly clock: Clock;
  /** The agent's state, or what comes after it, has changed. */
  told(agent: Agent): void;
  /** The agent may take a call now. */
  free(): void;
  signedIn(agent: Agent): void;
  /** The call's data may be set. */
  takesData(call: Call): boolean;
}

/**
 * The state machine of an agent.
 *
 *     LOGOUT -> NOT_READY <-> AVAILABLE -> RESERVED -> TALKING <-> HOLD
 *                   ^  ^           ^           |           |
 *                   |  +-----------+-----------+-- WORK_* <+
 *                   +----------------------- call placed --> TALKING
 *
 * A state asked for during a call is kept until the call is over.
 */
export class Agent {
  #details: AgentDetails;
  readonly #host: AgentHost;
  #standing = LOGGED_OUT;
  #since: number;
  #next: Standing | undefined;
  /** Where the agent goes back to after a call or the work after it. */
  #rest = LOGGED_OUT;
  /** The agent's part in the latest call that he answered. */
  #answered: Connection | undefined;
  /** What the state ends with by itself. */
  #cancelTimer: (() => void) | undefined;
  /** Routed calls in a row that did not arrive. */
  #missed = 0;
  #kept = false;
  /** The phone at which the agent is signed in. */
  device: Device | undefined;
  /** Of a mobile agent. */
  remote: RemotePhone | undefined;
  direction: CallDirection = 'NONE';
  /** The skill group of the call in hand. */
  group: SkillGroupConfiguration | undefined;

  constructor(details: AgentDetails, host: AgentHost) {
    this.#details = details;
    this.#host = host;
    this.#since = host.clock.now();
  }

  get configuration(): AgentConfiguration {
    return this.#details.configuration;
  }

  get peripheral(): PeripheralConfiguration {
    return this.#details.peripheral;
  }

  get settings(): DeskSettings {
    return this.#details.settings;
  }

  get groups(): readonly SkillGroupConfiguration[] {
    return this.#details.groups;
  }

  /** The agent's configuration has changed; the state stays. */
  reconfigure(details: AgentDetails): void {
    this.#details = details;
  }

  get agentID(): string {
    return this.configuration.agentID;
  }

  get state(): AgentState {
    return this.#standing.state;
  }

  get reason(): number {
    return this.#standing.reason;
  }

  /** When the state began, in milliseconds since 1970. */
  get since(): number {
    return this.#since;
  }

  /** The state that follows when the call in hand is over, if one was asked for. */
  get next(): AgentState | undefined {
    return this.#next?.state;
  }

  get loggedIn(): boolean {
    return this.device !== undefined;
  }

  /** The state for one skill group: busy elsewhere while a call of another group is in hand. */
  stateIn(group: SkillGroupConfiguration): AgentState {
    const elsewhere = this.group !== undefined && this.group !== group;
    return elsewhere && (isWithCall(this.state) || isWork(this.state)) ? 'AGENT_STATE_BUSY_OTHER' : this.state;
  }

  /** Login is transient: not ready follows by itself. @param remote where the agent takes calls instead */
  login(device: Device, remote?: RemotePhone): void {
    this.remote = remote;
    this.device = device;
    device.agent = this;
    this.#enter({ state: 'AGENT_STATE_LOGIN', reason: 0 });
    this.#enter(NOT_READY);
    this.#host.signedIn(this);
    // A call that is at the phone is the agent's from now on.
    this.follow();
  }

  /**
   * Checks a change of state that the agent asks for. Returns what makes it.
   * @param forced a logout from any state; with a call in hand it follows the call
   * @throws Refusal
   */
  ask(state: AgentState, reason: number, forced = false): () => void {
    if (!this.loggedIn) throw wrongState(this, state);
    if (!isWork(state) && !forced && this.#lacksWrapupData()) throw wrapupDataRequired(this, state);
    switch (state) {
      case 'AGENT_STATE_LOGOUT':
        if (this.state !== 'AGENT_STATE_NOT_READY' && !forced) throw wrongState(this, state);
        if (this.settings.logoutReasonRequired && reason === 0) throw reasonRequired(state);
        return () => this.#change({ state, reason });
      case 'AGENT_STATE_NOT_READY':
        if (this.settings.idleReasonRequired && reason === 0) throw reasonRequired(state);
        return () => this.#change({ state, reason });
      case 'AGENT_STATE_AVAILABLE':
        return () => this.#change(AVAILABLE);
      case 'AGENT_STATE_WORK_READY':
      case 'AGENT_STATE_WORK_NOT_READY': {
        const during = isWithCall(this.state) && this.#wrapup() !== 'NOT_ALLOWED';
        if (!during && !isWork(this.state)) throw wrongState(this, state);
        return () => this.#change({ state, reason: 0 });
      }
      default:
        throw new Refusal('CF_VALUE_OUT_OF_RANGE', `agentState: ${state} cannot be asked for`, { field: 'agentState' });
    }
  }

  /** A call is on its way to the ready agent: one from a queue, or a colleague's without a group. */
  reserve(group?: SkillGroupConfiguration, direction: CallDirection = group ? 'IN' : 'OTHER_IN'): void {
    this.#rest = AVAILABLE;
    this.group = group;
    this.direction = direction;
    this.#enter({ state: 'AGENT_STATE_RESERVED', reason: 0 });
  }

  /** Whoever has reserved the agent keeps him when the phone is idle: another call comes. */
  keep(): void {
    this.#kept = true;
  }

  /** The call does not come. @param missed because it could not be put through */
  unreserve(missed: boolean): void {
    if (missed) this.#missed++;
    if (this.state !== 'AGENT_STATE_RESERVED') return;
    if (this.#missed < MISSES) {
      this.#callOver();
      return;
    }
    this.#missed = 0;
    this.#enter({ state: 'AGENT_STATE_NOT_READY', reason: CALLS_MISSED });
  }

  /** The agent lets a routed call ring for too long. */
  ringNoAnswer(reason: number): void {
    if (this.state === 'AGENT_STATE_RESERVED') this.#enter({ state: 'AGENT_STATE_NOT_READY', reason });
  }

  /** The mobile agent's phone cannot be reached for a call, or not at all. */
  loseRemotePhone({ state, reason }: Standing): void {
    if (state === 'AGENT_STATE_LOGOUT') this.#logout(reason);
    else this.#enter({ state, reason });
  }

  /** Somebody else takes the agent's place or identity. */
  forceOut(): void {
    this.#enter({ state: 'AGENT_STATE_NOT_READY', reason: FORCED_NOT_READY });
    this.#logout(FORCED_LOGOUT);
  }

  /** The phone has failed; whatever the agent does there is over. */
  deviceFailed(reason: number): void {
    this.#logout(reason);
  }

  /** Nothing was heard of the agent for a while: not ready from now on, or when the call in hand is over. */
  restart(reason: number): void {
    if (this.loggedIn) this.#change({ state: 'AGENT_STATE_NOT_READY', reason });
  }

  /** The agent is going to place a call: a ready one is not ready from now on. */
  placeCall(direction: CallDirection): void {
    if (this.state === 'AGENT_STATE_AVAILABLE') {
      this.#enter({ state: 'AGENT_STATE_NOT_READY', reason: CALL_FROM_READY });
    }
    this.direction = direction;
  }

  /** The agent answers; the call may have been announced already. */
  answerCall(connection: Connection): void {
    const { group } = connection.call;
    this.#missed = 0;
    this.#answered = connection;
    if (this.state === 'AGENT_STATE_RESERVED') return;
    this.direction = group ? 'IN' : 'OTHER_IN';
    this.group = group;
  }

  /** The call that the agent has answered has become part of another one, and counts as that from now on. */
  joinCall({ group }: Call): void {
    if (this.direction !== 'OTHER_IN' || !group) return;
    this.direction = 'IN';
    this.group = group;
    // For the agent's other groups the state is another one now.
    if (this.groups.some((one) => one !== group)) this.#host.told(this);
  }

  /** Something has changed about the calls at the phone: the state follows. */
  follow(): void {
    if (!this.device) return;
    const states = [...this.device.connections].map((connection) => connection.state);
    if (states.some((one) => one === 'LCS_CONNECT' || one === 'LCS_INITIATE' || one === 'LCS_FAIL')) {
      this.#occupy('AGENT_STATE_TALKING');
    } else if (states.includes('LCS_HOLD')) {
      this.#occupy('AGENT_STATE_HOLD');
    } else if (isWithCall(this.state) && states.length === 0 && !this.#kept) {
      this.#callOver();
    } else if (this.#standing === (this.#busyElsewhere ? AVAILABLE : BUSY_ELSEWHERE)) {
      this.#enter(AVAILABLE);
      this.#host.free();
    }
  }

  get #busyElsewhere(): boolean {
    return this.peripheral.nonAcdLineImpact !== 'none' && (this.device?.busyElsewhere ?? false);
  }

  #occupy(state: 'AGENT_STATE_TALKING' | 'AGENT_STATE_HOLD'): void {
    this.#kept = false;
    if (this.state === state) return;
    if (!isWithCall(this.state)) this.#rest = isWork(this.state) ? this.#rest : this.#standing;
    this.#enter({ state, reason: 0 });
  }

  #callOver(): void {
    if (this.#next?.state === 'AGENT_STATE_LOGOUT') {
      this.#logout(this.#next.reason);
      return;
    }
    const talked = this.state !== 'AGENT_STATE_RESERVED';
    const asked = this.#next;
    const askedWork = asked && isWork(asked.state) ? asked : undefined;
    if (asked && !askedWork) this.#rest = asked;
    const mode = this.#wrapup();
    const required = mode === 'REQUIRED' || mode === 'REQUIRED_WITH_WRAPUP_DATA';
    const work = talked && (required || (mode === 'OPTIONAL' && askedWork !== undefined));
    if (!work) {
      this.#enter(this.#rest);
      return;
    }
    const ready = this.#rest.state === 'AGENT_STATE_AVAILABLE';
    this.#enter(askedWork ?? { state: ready ? 'AGENT_STATE_WORK_READY' : 'AGENT_STATE_WORK_NOT_READY', reason: 0 });
  }

  /** Calls that were neither routed nor to the outside have no work after them. */
  #wrapup(): DeskSettings['wrapupIncoming'] {
    if (this.direction === 'IN') return this.settings.wrapupIncoming;
    return this.direction === 'OUT' ? this.settings.wrapupOutgoing : 'NOT_ALLOWED';
  }

  #lacksWrapupData(): boolean {
    if (!isWork(this.state) || this.#wrapup() !== 'REQUIRED_WITH_WRAPUP_DATA') return false;
    const call = this.#answered?.latest.call;
    return call !== undefined && !call.data.texts.callWrapupData && this.#host.takesData(call);
  }

  #change(standing: Standing): void {
    // The dialer's reservation can be left at any time.
    const leaves = this.state === 'AGENT_STATE_RESERVED' && this.direction === 'OUT' && !isWork(standing.state);
    if (isWithCall(this.state) && !leaves) {
      this.#next = standing;
      this.#host.told(this);
    } else if (standing.state === 'AGENT_STATE_LOGOUT') {
      this.#logout(standing.reason);
    } else if (standing.state !== this.state || standing.reason !== this.reason) {
      this.#enter(standing);
      this.#host.free();
    }
  }

  #logout(reason: number): void {
    this.#enter({ state: 'AGENT_STATE_LOGOUT', reason });
    if (this.device) this.device.agent = undefined;
    this.remote = undefined;
    this.device = undefined;
  }

  #enter(wanted: Standing): void {
    const ready = wanted.state === 'AGENT_STATE_AVAILABLE' || wanted === BUSY_ELSEWHERE;
    const standing = ready ? (this.#busyElsewhere ? BUSY_ELSEWHERE : AVAILABLE) : wanted;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (!isWithCall(standing.state)) this.#kept = false;
    this.#standing = standing;
    this.#since = this.#host.clock.now();
    if (!isWithCall(standing.state)) this.#next = undefined;
    if (isWork(standing.state)) this.#startWork();
    if (standing.state === 'AGENT_STATE_NOT_READY' && standing !== BUSY_ELSEWHERE) this.#startIdle();
    const done = !isWithCall(standing.state) && !isWork(standing.state);
    if (done) this.direction = 'NONE';
    this.#host.told(this);
    // The event still names the group of the call.
    if (done) this.group = undefined;
  }

  #startIdle(): void {
    const { logoutNonActivityTime = 0 } = this.settings;
    if (logoutNonActivityTime === 0) return;
    this.#cancelTimer = this.#host.clock.after(logoutNonActivityTime * 1000, () => this.#logout(INACTIVE));
  }

  #startWork(): void {
    const seconds = this.settings.workModeTimer;
    if (seconds === 0) return;
    this.#cancelTimer = this.#host.clock.after(seconds * 1000, () => {
      const notReady = this.#rest.state === 'AGENT_STATE_NOT_READY' ? this.#rest : NOT_READY;
      this.#enter(this.state === 'AGENT_STATE_WORK_READY' ? AVAILABLE : notReady);
      this.#host.free();
    });
  }
}
