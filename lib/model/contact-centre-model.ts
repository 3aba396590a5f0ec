/** Calls and agents of a contact centre as they stand, from the messages of its CTI Server. */
import type { Payload } from '../protocol';
import { Agents } from './agents/agents';
import type { GaveUp } from './calls/abandoned';
import type { CallView } from './calls/call-view';
import type { Calls, UnknownCall } from './calls/calls';
import { CallsPart } from './calls/calls-part';
import type { Change } from './changes';
import type { Circumstances, ModelMessage } from './message';
import { Outages } from './outages';

/** Events of one happening are that far apart at the most, in milliseconds: as long as a confirmation may take (guide). */
const MOST_DELAY = 15_000;

export interface ModelOptions {
  /** How long ended calls are kept, in seconds. Default 120: as long as wrap-up data are taken by default. */
  readonly keepEnded?: number;
}

/**
 * Pure: no socket, no clock, no timer. The time comes with each message.
 * The order of messages matters only between one happening and the next (guide: Message Order).
 */
export class ContactCentreModel {
  readonly agents: Agents = new Agents(this);
  readonly #outages = new Outages();
  readonly #calls = new CallsPart(this.agents, this.#outages);
  readonly calls: Calls = this.#calls.lookup;
  readonly #keepEnded: number;
  #complete = true;
  #allAsked = false;

  constructor({ keepEnded = 120 }: ModelOptions = {}) {
    this.#keepEnded = keepEnded * 1000;
  }

  /**
   * False while the picture is being rebuilt, as long as something that was asked for is not known, and while a peripheral
   * of which something is known is off line.
   */
  get complete(): boolean {
    return this.#complete;
  }

  /**
   * As complete as the picture can be with this session: also true where the server never tells it which agents there
   * are (no CTI_SERVICE_CONFIG_EVENTS), and everything that could be asked has its answer.
   */
  get allAsked(): boolean {
    return this.#complete || this.#allAsked;
  }

  /**
   * An event, or a confirmation of SNAPSHOT_CALL_REQ, SNAPSHOT_DEVICE_REQ or QUERY_AGENT_STATE_REQ with what was asked.
   * Never throws on what a server may send; what says nothing new gives no change.
   * @param at ms since 1970
   */
  apply(message: ModelMessage, at: number, circumstances: Circumstances = {}): readonly Change[] {
    if (message.topic === 'SYSTEM_EVENT') this.#hear(message.payload as Partial<Payload<'SYSTEM_EVENT'>>);
    // First who is where, so that the calls know.
    const agents = this.agents.apply(message, at, circumstances);
    for (const { agent } of agents) {
      for (const device of [agent.agentExtension, agent.agentInstrument]) {
        if (device !== undefined) this.#calls.signedIn(agent.peripheralID, device);
      }
    }
    const calls = this.#calls.apply(message, at, circumstances, this.#complete);
    if (agents.length === 0) return calls;
    return [...agents, ...calls, ...this.#calls.followAgents(agents, this.#complete)];
  }

  /**
   * From now on every live call wants to be confirmed, by any message about it or a snapshot. A peripheral that goes off
   * line does that by itself.
   * @param peripheralID whose calls; default: all
   */
  doubt(peripheralID?: number): void {
    this.#complete = false;
    this.#allAsked = false;
    this.#calls.doubt(peripheralID);
  }

  /** A new session is told again what is off line. */
  forgetOutages(): void {
    this.#outages.forget();
  }

  /** Whether there is an agent, a call that goes on or a device of it. @param peripheralID undefined: of any */
  knows(peripheralID: number | undefined): boolean {
    return this.#calls.knows(peripheralID) || this.agents.knows(peripheralID);
  }

  /**
   * Calls that nothing has confirmed since `doubt`: those that go on, and those that END_CALL_EVENT alone has ended, as it
   * does for clients that have no more to do with them. `endUnconfirmed` ends the former, the latter have ended.
   */
  unconfirmedCalls(): readonly CallView[] {
    return this.#calls.unconfirmed;
  }

  /**
   * Looks once at all calls that go on: cheap, but not for every second.
   * @returns those of which no message and no snapshot has spoken since so many looks ago
   */
  unheardCalls(looks: number): readonly CallView[] {
    return this.#calls.unheard(looks);
  }

  /** Calls of a SNAPSHOT_DEVICE_CONF that the model does not know; SNAPSHOT_CALL_CONF makes them known, with their data. */
  unknownCalls(confirmation: ModelMessage, asked: object): readonly UnknownCall[] {
    return this.#calls.unknown(confirmation, asked);
  }

  /** The server does not know the call any more. */
  endCall(id: string, reason: string, at: number): readonly Change[] {
    return this.#calls.end(id, reason, at, this.#complete);
  }

  /** Ends what nobody has confirmed since `doubt`; with that the picture is complete again. */
  endUnconfirmed(reason: string, at: number): readonly Change[] {
    this.#complete = true;
    return this.#calls.endUnconfirmed(reason, at, true);
  }

  /** The picture is complete again; what nobody has confirmed stays, since it could not be asked for. */
  settle(): void {
    this.#complete = true;
  }

  /** The picture is not complete, and no question is left whose answer could make it so. */
  exhaust(): void {
    this.#allAsked = true;
  }

  #hear(event: Partial<Payload<'SYSTEM_EVENT'>>): void {
    const turn = this.#outages.take(event);
    if (turn?.lost && this.knows(turn.peripheralID)) this.doubt(turn.peripheralID);
  }

  /**
   * Forgets calls that ended longer ago than `keepEnded`, ends those that went on in another one without a word of their
   * own end, and tells which callers gave up. Cheap: it looks at no other call.
   */
  sweep(at: number): readonly Change[] {
    const forgotten = at - this.#keepEnded;
    const ended = this.#calls.endVanished(at - MOST_DELAY, at, this.#complete);
    // As long as the picture is not complete the callers may have gone on: then it is told as late as can be.
    const silent = this.#complete ? Math.max(at - MOST_DELAY, forgotten) : forgotten;
    const abandoned = this.#calls.tellAbandoned(silent, at, this.#complete);
    const recalled = this.#calls.tellRecalled(at - MOST_DELAY, forgotten, at, this.#complete);
    this.#calls.forget(forgotten);
    return [...ended, ...abandoned, ...recalled];
  }

  /**
   * Callers who gave up, as it seems, and are not told yet: what the model of the next process can recall. The latest
   * thousand at the most, of a few kilobytes each.
   * @param at ms since 1970; who gave up less than a second before is left out, the reason may be still to come
   */
  callersWhoGaveUp(at: number): readonly GaveUp[] {
    return this.#calls.callers.notTold(at);
  }

  /**
   * Sweeps tell `call.abandoned` of them, with the reason `restart`, as soon as the picture is complete and they have been
   * silent for as long as it takes anyway: of whom the server shows in no other call by then, within two minutes of their
   * end (`keepEnded`). In doubt not, nobody twice.
   */
  recallCallers(callers: readonly GaveUp[]): void {
    this.#calls.callers.recall(callers);
  }

  /** Whether a recalled caller goes by that name of a contact or id of a call, and may be told or was lately. */
  isRecalled(id: string): boolean {
    return this.#calls.callers.has(id);
  }
}
