/** The model's half for calls: which message goes where. */

import type { Payload } from '../../protocol';
import type { AgentsPart } from '../agents/agents-part';
import type { AgentChange, CallChange } from '../changes';
import type { Circumstances, ModelMessage } from '../message';
import type { Outages } from '../outages';
import { tellAbandoned } from './abandoned';
import { preCall, preCallAborted, translationRoute } from './announcements';
import { begin, endAssociation, isOver } from './beginning';
import type { Call } from './call';
import type { CallView } from './call-view';
import { CallWorld } from './call-world';
import type { UnknownCall } from './calls';
import { CONNECTION_EVENTS, type ConnectionPayload, connectionEvent } from './connection-events';
import { eccRuleOf } from './context';
import { clear, presumeEnded } from './ending';
import { identify } from './identify';
import { dataUpdate, joined } from './joining';
import { CallLookup } from './lookup';
import { News, REBUILT } from './news';
import { dequeued, queued } from './queue-events';
import { RecalledCallers } from './recalled-callers';
import { type CallAsked, callSnapshot, type DeviceAsked, deviceSnapshot, namesOf } from './snapshot';
import { WrapUps } from './wrap-up';

type Handler = (world: CallWorld, payload: never, news: News) => void;

/** Messages that name a call by its ConnectionCallID. */
const OF_CALLS: { readonly [topic: string]: Handler } = {
  BEGIN_CALL_EVENT: begin,
  END_CALL_EVENT: endAssociation,
  CALL_CLEARED_EVENT: (world, payload: Payload<'CALL_CLEARED_EVENT'>, news) => {
    const call = identify(world.table, payload);
    if (!call) return;
    call.confirmed = true;
    call.setCause(payload.eventCause, 'CALL_CLEARED_EVENT', news.at);
    clear(world, call, news, payload.eventCause ?? undefined);
  },
  CALL_QUEUED_EVENT: queued,
  CALL_DEQUEUED_EVENT: dequeued,
};

/** Messages that name two calls, or one that has no id yet. */
const OF_OTHERS: { readonly [topic: string]: Handler } = {
  CALL_TRANSFERRED_EVENT: (world, payload, news) => joined(world, payload, 'call.transferred', news),
  CALL_CONFERENCED_EVENT: (world, payload, news) => joined(world, payload, 'call.conferenced', news),
  AGENT_PRE_CALL_EVENT: preCall,
  AGENT_PRE_CALL_ABORT_EVENT: preCallAborted,
  CALL_TRANSLATION_ROUTE_EVENT: translationRoute,
};

const DATA_UPDATE = 'CALL_DATA_UPDATE_EVENT';

/** What calls learn from, but for snapshots. */
export const CALL_EVENTS: readonly string[] = [
  ...Object.keys(OF_CALLS),
  ...Object.keys(OF_OTHERS),
  ...Object.keys(CONNECTION_EVENTS),
  DATA_UPDATE,
];

export class CallsPart {
  readonly #world: CallWorld;
  readonly lookup: CallLookup;
  readonly #wrapUps: WrapUps;
  /** Of an earlier model. */
  readonly callers: RecalledCallers;
  #now = 0;

  constructor(agents: Pick<AgentsPart, 'agentAt' | 'agentOf'>, outages: Pick<Outages, 'isSilent'>) {
    this.#world = new CallWorld(agents, outages);
    this.#wrapUps = new WrapUps(this.#world.table);
    this.callers = new RecalledCallers(this.#world);
    this.lookup = new CallLookup(this.#world.table, this.#world.contacts, () => this.#now);
  }

  apply(
    { topic, payload, cti }: ModelMessage,
    at: number,
    { asked, reason }: Circumstances,
    complete: boolean,
  ): readonly CallChange[] {
    this.#now = Math.max(this.#now, at);
    const rebuilt = (payload as ConnectionPayload).eventCause === REBUILT ? REBUILT : undefined;
    const snapshot = asked === undefined ? undefined : (reason ?? 'snapshot');
    const news = new News({ at, complete, from: topic, reason: snapshot ?? rebuilt });
    const world = this.#world;
    const named = typeof (payload as Partial<ConnectionPayload>).connectionCallID === 'number';
    const handler = named ? OF_CALLS[topic] : OF_OTHERS[topic];
    if (handler) handler(world, payload as never, news);
    else if (named && topic in CONNECTION_EVENTS) connectionEvent(world, topic, payload as ConnectionPayload, news);
    else if (named && topic === DATA_UPDATE) {
      dataUpdate(world, payload as never, eccRuleOf(cti?.protocol), news);
    } else if (topic === 'SNAPSHOT_CALL_CONF' && asked) callSnapshot(world, payload as never, asked as CallAsked, news);
    else if (topic === 'SNAPSHOT_DEVICE_CONF' && asked) {
      deviceSnapshot(world, payload as never, asked as DeviceAsked, news);
    }
    return this.#told(news);
  }

  /** What changes of agents mean for their calls. */
  followAgents(changes: readonly AgentChange[], complete: boolean): readonly CallChange[] {
    return changes.flatMap((change) => {
      const { at, from, reason } = change;
      const news = new News({ at, complete, from, reason });
      this.#wrapUps.follow(change, news);
      return news.changes;
    });
  }

  #told({ changes }: News): readonly CallChange[] {
    for (const change of changes) this.#wrapUps.take(change);
    return changes;
  }

  /** Somebody has signed in at a device: the calls there are the agent's. */
  signedIn(peripheralID: number | null, device: string): void {
    for (const call of this.#world.table.byDevice(device)) {
      if (call.ended || call.peripheralID !== peripheralID) continue;
      for (const connection of call.present) this.#world.seeAgent(call, connection);
    }
  }

  doubt(peripheralID: number | undefined): void {
    for (const call of this.#doubtful()) {
      if (peripheralID !== undefined && call.peripheralID !== peripheralID) continue;
      call.confirmed = false;
      call.unsure = true;
      call.forgetMonitors();
    }
  }

  knows(peripheralID: number | undefined): boolean {
    for (const call of this.#world.table.live) {
      if (peripheralID === undefined || call.peripheralID === peripheralID) return true;
    }
    return false;
  }

  get unconfirmed(): readonly CallView[] {
    return [...this.#doubtful()].filter(({ confirmed }) => !confirmed).map((call) => call.view(this.#now));
  }

  unheard(looks: number): readonly CallView[] {
    const found: CallView[] = [];
    for (const call of this.#world.table.live) if (call.look() >= looks) found.push(call.view(this.#now));
    return found;
  }

  /** Those that go on, and those of which only the view has ended: nobody has said that they are over. */
  *#doubtful(): Generator<Call> {
    yield* this.#world.table.live;
    for (const call of this.#world.table.past) if (!isOver(call)) yield call;
  }

  unknown({ payload }: ModelMessage, asked: object): readonly UnknownCall[] {
    const names = namesOf(payload as Payload<'SNAPSHOT_DEVICE_CONF'>, (asked as DeviceAsked).peripheralID);
    return names.filter((name) => !identify(this.#world.table, name)).map(({ state: _, ...name }) => name);
  }

  end(id: string, reason: string, at: number, complete: boolean): readonly CallChange[] {
    const call = this.#world.table.get(id);
    const news = new News({ at, complete, from: undefined, reason });
    if (call) presumeEnded(this.#world, call, news);
    return this.#told(news);
  }

  endUnconfirmed(reason: string, at: number, complete: boolean): readonly CallChange[] {
    const news = new News({ at, complete, from: undefined, reason });
    for (const call of [...this.#doubtful()]) {
      if (!call.confirmed) presumeEnded(this.#world, call, news);
      call.confirmed = true;
    }
    return this.#told(news);
  }

  /**
   * Ends calls that went on in another one before `until`. Their END_CALL_EVENT may never come: a new session is told
   * the end of those calls only of which it was told the beginning.
   */
  endVanished(until: number, at: number, complete: boolean): readonly CallChange[] {
    const news = new News({ at, complete, from: undefined, reason: 'vanished' });
    for (const [call, since] of this.#world.vanished) {
      if (!call.ended && since > until) break;
      this.#world.vanished.delete(call);
      if (!call.ended && call.present.length === 0) presumeEnded(this.#world, call, news);
    }
    return this.#told(news);
  }

  /** Callers of whom nothing was heard since `until`, if they gave up. */
  tellAbandoned(until: number, at: number, complete: boolean): readonly CallChange[] {
    const news = new News({ at, complete, from: undefined, reason: undefined });
    tellAbandoned(this.#world, until, news);
    return this.#told(news);
  }

  /** As RecalledCallers.tell(). */
  tellRecalled(until: number, forgotten: number, at: number, complete: boolean): readonly CallChange[] {
    const news = new News({ at, complete, from: undefined, reason: 'restart' });
    this.callers.tell(complete ? until : undefined, forgotten, news);
    return news.changes;
  }

  /** Forgets what ended before `until`. */
  forget(until: number): void {
    this.#world.forget(until);
  }
}
