import type { Constant } from '../../protocol';
import type { PeripheralConfiguration, SkillGroupConfiguration } from '../configuration/configuration';
import { CallClients } from './call-clients';
import type { CallData, Disposition } from './call-data';
import type { Device } from './device';

export type ConnectionState = Constant<'LocalConnectionState'>;
export type EventCause = Constant<'EventCause'>;

/** Somebody or something that can be in a call. */
export interface Party {
  readonly number: string;
  readonly type: Constant<'DeviceIDType'>;
  /** A phone of the switch; undefined for everything outside it. */
  readonly device?: Device;
}

/** Plays announcements and music to those who wait. */
export function isPort(party: Party): boolean {
  return party.type === 'DEVID_CTI_PORT';
}

/** Somebody who hears what is said, and without whom a call makes no sense. */
export function isListening({ state, party }: Connection): boolean {
  return state !== 'LCS_ALERTING' && !isPort(party);
}

/** One party's part in a call. */
export class Connection {
  state: ConnectionState;
  /** Sound flows to and from the party. */
  media = false;
  /** The call goes on without the party, which has nothing more to do with it. */
  left = false;
  /** The same party's connection in the call that took this one over. */
  movedTo: Connection | undefined;

  constructor(
    readonly call: Call,
    readonly party: Party,
    state: ConnectionState,
  ) {
    this.state = state;
    party.device?.connections.add(this);
  }

  /** Opaque to clients. Together with the call's id it names the connection. */
  get deviceID(): string {
    return this.party.number;
  }

  /** Where the party's connection is now. */
  get latest(): Connection {
    return this.movedTo?.latest ?? this;
  }

  /** The party is out; the call remembers that it was there. */
  clear(): void {
    this.state = 'LCS_NULL';
    this.party.device?.connections.delete(this);
  }
}

/** What the router knows a call by before and across its call ids. */
export interface RouterCallKey {
  readonly day: number;
  readonly callID: number;
  readonly sequenceNumber: number;
}

export interface CallDetails {
  readonly callID: number;
  /** Undefined: nobody can see this call. */
  readonly peripheral: PeripheralConfiguration | undefined;
  readonly type: Constant<'CallType'>;
  /** What it is for its caller alone, where that differs. */
  readonly callerType?: Constant<'CallType'> | undefined;
  readonly lineType: Constant<'LineType'>;
  readonly calling: Party;
  readonly called: Party;
  /** The number that sent the call here. */
  readonly lastRedirect?: Party;
  readonly group?: SkillGroupConfiguration;
  readonly key?: RouterCallKey;
  /** The connection that was put on hold to make this call. */
  readonly consultOf?: Connection;
  /** The agent's connection to which a supervisor listens by means of this call. */
  readonly listensTo?: Connection;
  readonly data: CallData;
}

/** One call on one peripheral. */
export class Call {
  readonly callID: number;
  readonly peripheral: PeripheralConfiguration | undefined;
  #type: Constant<'CallType'>;
  #callerType: Constant<'CallType'> | undefined;
  readonly lineType: Constant<'LineType'>;
  readonly calling: Party;
  /** These four change when the call is sent on. */
  called: Party;
  lastRedirect: Party | undefined;
  group: SkillGroupConfiguration | undefined;
  key: RouterCallKey | undefined;
  readonly consultOf: Connection | undefined;
  readonly listensTo: Connection | undefined;
  readonly data: CallData;
  /** What became of this call; its data go on to the next one without it. */
  outcome: Disposition | undefined;
  readonly clients = new CallClients();
  /** Sessions that have declared its data final. */
  readonly releasedBy = new Set<number>();
  /** Who made a conference of it, and alone may add to it. */
  controller: Party | undefined;
  /** In the order in which they joined; the first is the one that names the call. Those who left stay, cleared. */
  readonly connections: Connection[] = [];

  constructor(details: CallDetails) {
    this.callID = details.callID;
    this.peripheral = details.peripheral;
    this.#type = details.type;
    this.#callerType = details.callerType;
    this.lineType = details.lineType;
    this.calling = details.calling;
    this.called = details.called;
    this.lastRedirect = details.lastRedirect;
    this.group = details.group;
    this.key = details.key;
    this.consultOf = details.consultOf;
    this.listensTo = details.listensTo;
    this.data = details.data;
  }

  get type(): Constant<'CallType'> {
    return this.#type;
  }

  /** Becomes another one for everybody. */
  set type(type: Constant<'CallType'>) {
    this.#type = type;
    this.#callerType = undefined;
  }

  /** What it is for the party of a connection. */
  typeAt({ party }: Connection): Constant<'CallType'> {
    return (party === this.calling ? this.#callerType : undefined) ?? this.#type;
  }

  /** The router has chosen an agent, to whom a call that a colleague has placed comes like any other. */
  becomeRouted(): void {
    if (this.#callerType) this.#type = 'CALLTYPE_PREROUTE_ACD_IN';
  }

  join(party: Party, state: ConnectionState): Connection {
    const connection = new Connection(this, party, state);
    this.connections.push(connection);
    return connection;
  }

  /** The outcome, or what a client has set. */
  get calledPartyDisposition(): Disposition {
    return this.outcome ?? this.data.calledPartyDisposition;
  }

  /** Every connection that is not cleared. */
  get live(): readonly Connection[] {
    return this.connections.filter((connection) => connection.state !== 'LCS_NULL');
  }

  /** The line's latest part in the call, unless it has left. */
  connectionAt(device: Device): Connection | undefined {
    const own = this.connections.findLast((connection) => connection.party.device === device && !connection.left);
    return own ?? (this.listensTo?.party.device === device ? this.connections[1] : undefined);
  }

  /** The same for whichever line of a phone is in the call. */
  connectionAtPhone(phone: Device): Connection | undefined {
    for (const line of [phone, ...phone.furtherLines]) {
      const connection = this.connectionAt(line);
      if (connection) return connection;
    }
    return undefined;
  }
}
