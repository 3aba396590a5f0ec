import type { Constant } from '../../protocol';
import type { PeripheralConfiguration, SkillGroupConfiguration } from '../configuration';
import type { CallData } from './call-data';
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

/** One party's part in a call. */
export class Connection {
  state: ConnectionState;

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
  readonly lineType: Constant<'LineType'>;
  readonly calling: Party;
  readonly called: Party;
  /** The number that sent the call here. */
  readonly lastRedirect?: Party;
  readonly group?: SkillGroupConfiguration;
  readonly key?: RouterCallKey;
  readonly data: CallData;
}

/** One call on one peripheral. */
export class Call {
  readonly callID: number;
  readonly peripheral: PeripheralConfiguration | undefined;
  type: Constant<'CallType'>;
  readonly lineType: Constant<'LineType'>;
  readonly calling: Party;
  readonly called: Party;
  readonly lastRedirect: Party | undefined;
  readonly group: SkillGroupConfiguration | undefined;
  readonly key: RouterCallKey | undefined;
  readonly data: CallData;
  /** In the order in which they joined; the first is the one that names the call. Those who left stay, cleared. */
  readonly connections: Connection[] = [];

  constructor(details: CallDetails) {
    this.callID = details.callID;
    this.peripheral = details.peripheral;
    this.type = details.type;
    this.lineType = details.lineType;
    this.calling = details.calling;
    this.called = details.called;
    this.lastRedirect = details.lastRedirect;
    this.group = details.group;
    this.key = details.key;
    this.data = details.data;
  }

  join(party: Party, state: ConnectionState): Connection {
    const connection = new Connection(this, party, state);
    this.connections.push(connection);
    return connection;
  }

  /** Every connection that is not cleared. */
  get live(): readonly Connection[] {
    return this.connections.filter((connection) => connection.state !== 'LCS_NULL');
  }

  connectionAt(device: Device): Connection | undefined {
    return this.connections.find((connection) => connection.party.device === device);
  }
}
