/** The calls, their contacts, and what both need to be found and made. */
import type { AgentsPart } from '../agents/agents-part';
import type { Outages } from '../outages';
import { Call } from './call';
import { CallIDs } from './call-ids';
import { CallTable } from './call-table';
import type { Connection, DeviceType, IDType } from './connection';
import { type Family, referenceOf, routerDayOf } from './contact-names';
import { type Contact, Contacts } from './contacts';
import { GivenNames } from './given-names';
import { type ConnectionName, identify } from './identify';
import type { News } from './news';

/** What a message about a call for advice says of the call that it was made from ("call of consultation"). */
interface Advice {
  readonly peripheralID: number | null;
  readonly cocConnectionCallID?: number | null | undefined;
  readonly cocCallConnectionDeviceIDType?: IDType | undefined;
  readonly cocCallConnectionDeviceID?: string | undefined;
}

export class CallWorld {
  readonly table = new CallTable();
  readonly #given = new GivenNames();
  readonly contacts = new Contacts(this.#given);
  /** Calls that went on in another one, and since when nothing but their END_CALL_EVENT is to come. */
  readonly vanished = new Map<Call, number>();
  /** The last calls of contacts that may be over, and since when nothing more was heard. */
  readonly over = new Map<Call, number>();
  readonly #ids = new CallIDs(this.#given);
  /** Calls for advice about a call that is not known (yet), by its number. */
  readonly #advice = new Map<string, Call>();

  constructor(
    readonly agents: Pick<AgentsPart, 'agentAt' | 'agentOf'>,
    readonly outages: Pick<Outages, 'isSilent'>,
  ) {}

  /** A call that is seen for the first time, by a message that names it. */
  create({ peripheralID, connectionCallID }: ConnectionName, family: Family, news: News): Call {
    const callID = connectionCallID as number;
    const id = this.#newID(peripheralID, callID, family, news.at);
    const call = new Call(id, peripheralID, callID, news.at);
    call.foundLate = !news.occasion.complete;
    this.contacts.enter(call, family, news.at);
    this.table.add(call);
    const advice = this.#advice.get(`${peripheralID}/${callID}`);
    if (advice) this.contacts.join(call.contact, advice.contact);
    this.#advice.delete(`${peripheralID}/${callID}`);
    return call;
  }

  /** A call for advice belongs to the call that it was made from, whichever is heard of first. */
  learnAdvice(call: Call, { peripheralID, ...about }: Advice): void {
    const { cocConnectionCallID: callID } = about;
    if (typeof callID !== 'number') return;
    const from = identify(this.table, {
      peripheralID,
      connectionCallID: callID,
      connectionDeviceIDType: about.cocCallConnectionDeviceIDType ?? null,
      connectionDeviceID: about.cocCallConnectionDeviceID,
    });
    if (from) this.contacts.join(call.contact, from.contact);
    else this.#advice.set(`${peripheralID}/${callID}`, call);
  }

  /** Calls at phones where the contact was announced may turn out to be its own; each time that more is known of it. */
  claimAnnounced({ announcements }: Contact): void {
    for (const device of announcements.keys()) {
      for (const call of this.table.byDevice(device)) if (!call.ended) this.contacts.claim(call, device);
    }
  }

  /** Forgets what ended before `until` (ms since 1970). */
  forget(until: number): void {
    const forgotten = new Set(this.table.forget(until));
    for (const call of forgotten) this.contacts.leave(call);
    for (const [name, call] of this.#advice) if (forgotten.has(call)) this.#advice.delete(name);
    this.contacts.sweep(until);
  }

  /** The day in the id is the router's if the message has its key. */
  #newID(peripheralID: number | null, callID: number, family: Family, at: number): string {
    const [reference, began] = [referenceOf(family), routerDayOf(family) ?? at];
    return this.#ids.next({ peripheralID, callID, reference, began }, (id) => this.table.get(id) !== undefined);
  }

  /** What a message tells of the device of a party. */
  seeDevice(call: Call, connection: Connection, type: DeviceType | undefined, deviceID: string | undefined): void {
    if (type !== undefined && type !== null) connection.deviceType = type;
    if (deviceID && connection.deviceID === undefined) this.table.seeDevice(call, connection, deviceID);
    this.seeAgent(call, connection);
  }

  /** Whoever is signed in where the party is. */
  seeAgent(call: Call, connection: Connection): void {
    const { deviceID, agentID, left } = connection;
    if (deviceID === undefined || agentID !== undefined || left) return;
    const agent = this.agents.agentAt(call.peripheralID, deviceID);
    if (agent !== undefined) this.table.seeAgent(call, connection, agent);
  }
}
