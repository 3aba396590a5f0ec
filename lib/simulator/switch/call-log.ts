import type { Agent } from './agent';
import type { Call, Connection } from './call';
import type { CallEvent } from './events';

/** The first words of the counts of a call: of the call itself, and of its being held. */
interface Kind {
  readonly calls:
    | 'handledCalls'
    | 'agentOutCalls'
    | 'autoOutCalls'
    | 'previewCalls'
    | 'internalCalls'
    | 'internalCallsRcvd';
  readonly held:
    | 'incomingCallsHeld'
    | 'agentOutCallsHeld'
    | 'autoOutCallsHeld'
    | 'previewCallsHeld'
    | 'internalCallsHeld';
}

const HANDLED: Kind = { calls: 'handledCalls', held: 'incomingCallsHeld' };
const AGENT_OUT: Kind = { calls: 'agentOutCalls', held: 'agentOutCallsHeld' };
const AUTO_OUT: Kind = { calls: 'autoOutCalls', held: 'autoOutCallsHeld' };
const PREVIEW: Kind = { calls: 'previewCalls', held: 'previewCallsHeld' };
const INTERNAL: Kind = { calls: 'internalCalls', held: 'internalCallsHeld' };
const INTERNAL_RECEIVED: Kind = { calls: 'internalCallsRcvd', held: 'internalCallsHeld' };

/** An agent's part in a call. Times in milliseconds. */
interface Engagement {
  readonly kind: Kind;
  readonly began: number;
  /** Somebody has answered. */
  answered: boolean;
  heldSince: number | undefined;
  held: boolean;
  heldTime: number;
  /** When it was over for the agent. */
  over: number;
}

export interface FinishedCall {
  readonly call: Call;
  /** By name of the count. */
  readonly counts: readonly (readonly [string, number])[];
}

/** One agent's calls, from the first word to the work after them. */
export class CallLog {
  readonly #running = new Map<Call, Engagement>();
  /** Over, but there may be work to do. */
  readonly #over = new Map<Call, Engagement>();
  #workSince: number | undefined;

  take(event: CallEvent, agent: Agent, now: number): void {
    const { call } = event;
    const own = 'connection' in event && event.connection.party.device?.agent === agent ? event.connection : undefined;
    switch (event.kind) {
      case 'serviceInitiated':
      case 'originated':
        if (own && !isSupervision(call)) this.#begin(own, call.type === 'CALLTYPE_OUT' ? AGENT_OUT : INTERNAL, now);
        return;
      case 'established':
        if (own && !isSupervision(call)) this.#begin(own, kindOf(call), now);
        this.#answered(call);
        return;
      case 'held':
        if (own) hold(this.#running.get(call), now);
        return;
      case 'retrieved':
        if (own) retrieve(this.#running.get(call), now);
        return;
      case 'moved':
        if (own) this.#move(event.from, call);
        return;
      case 'connectionCleared':
      case 'left':
        if (own) this.#end(call, now);
        return;
      case 'ended':
        this.#end(call, now);
        return;
      default:
        return;
    }
  }

  /** The agent is in another state. @returns the calls that are done with */
  follow(agent: Agent, now: number): FinishedCall[] {
    const works = isWork(agent);
    if (works && this.#workSince !== undefined) return [];
    const since = this.#workSince;
    this.#workSince = works ? now : undefined;
    if (!works) return this.#finish(since === undefined ? 0 : now - since, [...this.#over.keys()]);
    // The work is for the latest call.
    return this.#finish(0, [...this.#over.keys()].slice(0, -1));
  }

  /** The calls that no work follows. */
  settled(agent: Agent, now: number): FinishedCall[] {
    return isWork(agent) ? [] : this.follow(agent, now);
  }

  #begin({ call }: Connection, kind: Kind, now: number): void {
    if (this.#running.has(call)) return;
    const none = { answered: false, heldSince: undefined, held: false, heldTime: 0, over: now };
    this.#running.set(call, { kind, began: now, ...none });
  }

  #answered(call: Call): void {
    const engagement = this.#running.get(call);
    if (engagement) engagement.answered = true;
  }

  /** The same part in a call that has another id now. */
  #move(from: Call, to: Call): void {
    const engagement = this.#running.get(from);
    this.#running.delete(from);
    if (engagement && !this.#running.has(to)) this.#running.set(to, engagement);
  }

  #end(call: Call, now: number): void {
    const engagement = this.#running.get(call);
    if (!engagement) return;
    this.#running.delete(call);
    retrieve(engagement, now);
    engagement.over = now;
    if (engagement.answered) this.#over.set(call, engagement);
  }

  #finish(work: number, calls: readonly Call[]): FinishedCall[] {
    return calls.map((call) => {
      const engagement = this.#over.get(call) as Engagement;
      this.#over.delete(call);
      const last = call === calls.at(-1);
      return { call, counts: countsOf(engagement, last ? work : 0) };
    });
  }
}

/** Of a call that comes to the agent. */
function kindOf({ type, group }: Call): Kind {
  if (type === 'CUSTOMER_PREDICTIVE') return AUTO_OUT;
  if (type.startsWith('CUSTOMER_')) return PREVIEW;
  return group ? HANDLED : INTERNAL_RECEIVED;
}

/** Whoever comes into such a call, or makes it, is the supervisor, who handles nothing. */
const isSupervision = ({ type }: Call) => type.startsWith('CALLTYPE_SUPERVISOR_');
const isWork = ({ state }: Agent) => state === 'AGENT_STATE_WORK_READY' || state === 'AGENT_STATE_WORK_NOT_READY';

function hold(engagement: Engagement | undefined, now: number): void {
  if (!engagement) return;
  engagement.held = true;
  engagement.heldSince = now;
}

function retrieve(engagement: Engagement | undefined, now: number): void {
  if (engagement?.heldSince === undefined) return;
  engagement.heldTime += now - engagement.heldSince;
  engagement.heldSince = undefined;
}

/** Talk time goes from the first word, or from dialling, to the work after the call; time on hold is in it. */
function countsOf({ kind, began, over, held, heldTime }: Engagement, work: number): (readonly [string, number])[] {
  const talk = over - began;
  return [
    [kind.calls, 1],
    [`${kind.calls}TalkTime`, talk],
    [`${kind.calls}AfterCallTime`, work],
    [`${kind.calls}Time`, talk + work],
    ...(held ? ([[kind.held, 1] as const, [`${kind.held}Time`, heldTime] as const] as const) : []),
  ];
}
