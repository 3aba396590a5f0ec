/** The calls, their contacts, and what both need to be found and made. */
import type { AgentsPart } from '../agents/agents-part';
import type { Outages } from '../outages';
import { Call } from './call';
import { CallIDs, callIDOfDay } from './call-ids';
import { CallTable } from './call-table';
import type { Connection, DeviceType } from './connection';
import { Contacts, type Family, referenceOf, routerCallKeyOf } from './contacts';
import type { ConnectionName } from './identify';
import type { News } from './news';

export class CallWorld {
  readonly table = new CallTable();
  readonly contacts = new Contacts();
  /** Calls that went on in another one, and since when nothing but their END_CALL_EVENT is to come. */
  readonly vanished = new Map<Call, number>();
  readonly #ids = new CallIDs();

  constructor(
    readonly agents: Pick<AgentsPart, 'agentAt'>,
    readonly outages: Pick<Outages, 'isSilent'>,
  ) {}

  /** A call that is seen for the first time, by a message that names it. */
  create({ peripheralID, connectionCallID }: ConnectionName, family: Family, news: News): Call {
    const callID = connectionCallID as number;
    const id = this.#newID(peripheralID, callID, family, news.at);
    const call = new Call(id, routerCallKeyOf(family) ?? id, peripheralID, callID, news.at);
    this.contacts.enter(call, family, news.at);
    this.table.add(call);
    return call;
  }

  /**
   * The call's reference (hexadecimal) where the first message has one; else its number and the day.
   * What is the second of the reference among the calls that are known is numbered.
   */
  #newID(peripheralID: number | null, callID: number, family: Family, at: number): string {
    const isTaken = (id: string) => this.table.get(id) !== undefined;
    const base = referenceOf(family);
    if (base === undefined) return this.#ids.next(peripheralID, callID, at, isTaken);
    const other = this.table.get(base);
    if (!other) return base;
    const isNamesake = other.callID === callID && other.peripheralID === peripheralID;
    const stem = isNamesake ? base : `${base}-${callIDOfDay(peripheralID, callID, at)}`;
    let id = stem;
    for (let n = 2; isTaken(id); n++) id = `${stem}-${n}`;
    return id;
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
