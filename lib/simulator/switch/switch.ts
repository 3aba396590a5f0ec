import type { Constant } from '../../protocol';
import { type Clock, Timers } from '../clock';
import type {
  AgentConfiguration,
  DeskSettings,
  PeripheralConfiguration,
  SimulatorConfiguration,
  SkillGroupConfiguration,
} from '../configuration/configuration';
import { Agent, type AgentDetails } from './agent';
import type { Call, Connection, EventCause } from './call';
import type { CallDataItems, Disposition } from './call-data';
import type { Contact } from './contact';
import { Device } from './device';
import type { ConnectionEvent, SwitchEvent } from './events';
import { connectLines } from './further-lines';
import { Greetings } from './greetings';
import { Listening } from './listening';
import { followMedia } from './media';
import { NetworkRecordings } from './network-recordings';
import { Outages } from './outages';
import { forsake, type Reservation } from './outbound';
import { Rotation } from './rotation';
import { RouterCallKeys } from './router-call-keys';
import { route } from './routing';
import { Statistics } from './statistics';
import { Teams } from './teams';

export interface SwitchOptions {
  readonly configuration: SimulatorConfiguration;
  readonly clock: Clock;
  /** Factor on the switch's own times. */
  readonly speed: number;
  readonly tell: (event: SwitchEvent, world: Switch) => void;
}

/** The first call id, of a form that call managers give. */
const FIRST_CALL_ID = 0x0100_0001;
/** Seconds after a call in which its data may be completed, as the guide says for the wrap-up timer. */
const WRAPUP_DATA_TIME = 120;

/** Agents, phones and calls, and what all of them share. What happens to them is in the files beside. */
export class Switch {
  /** Replaced as a whole when it changes (configure.ts). */
  configuration: SimulatorConfiguration;
  readonly clock: Timers;
  readonly agents = new Map<string, Agent>();
  /** By extension: every line of the agents' phones. */
  readonly devices = new Map<string, Device>();
  readonly calls = new Set<Call>();
  /** Callers from outside who dialled a skill group's number, in order of arrival. */
  readonly contacts = new Set<Contact>();
  /** Agents whom the dialer has reserved. */
  readonly reservations = new Map<Agent, Reservation>();
  readonly outages: Outages;
  readonly teams: Teams;
  readonly statistics: Statistics;
  readonly routerCallKeys: RouterCallKeys;
  readonly ports = new Rotation();
  readonly routeNumbers = new Rotation();
  readonly listening = new Listening(this);
  readonly greetings = new Greetings(this);
  readonly recordings = new NetworkRecordings(this);
  readonly tell: (event: SwitchEvent) => void;
  readonly #over = new Set<Call>();
  #nextCallID = FIRST_CALL_ID;

  constructor(options: SwitchOptions) {
    this.configuration = options.configuration;
    this.clock = new Timers(options.clock, options.speed);
    this.routerCallKeys = new RouterCallKeys(this.clock);
    this.statistics = new Statistics(this.clock);
    this.tell = (event) => {
      this.statistics.take(event);
      options.tell(event, this);
      for (const one of [this.greetings, this.recordings, this.listening]) one.take(event);
    };
    this.outages = new Outages(this);
    this.teams = new Teams(this.configuration.teams ?? [], this.tell);
    for (const agent of this.configuration.agents) this.addAgent(agent);
    connectLines(this);
  }

  /** The configuration has been checked: what it refers to is there. */
  detailsOf(configuration: AgentConfiguration): AgentDetails {
    const peripheral = this.peripheral(configuration.peripheralID) as PeripheralConfiguration;
    const groups = configuration.skillGroups.map((number) => this.group(number) as SkillGroupConfiguration);
    const settings = this.configuration.deskSettings.find(
      (one) => one.name === configuration.deskSettings,
    ) as DeskSettings;
    return { configuration, peripheral, settings, groups };
  }

  addAgent(configuration: AgentConfiguration): void {
    const details = this.detailsOf(configuration);
    const agent = new Agent(details, {
      clock: this.clock,
      told: (one) => {
        this.tell({ kind: 'agentState', agent: one });
        forsake(this, one);
      },
      free: () => route(this),
      signedIn: (one) => this.tell({ kind: 'signedIn', agent: one }),
      takesData: (call) => this.calls.has(call) || this.#over.has(call),
    });
    const device = new Device(configuration.extension, details.peripheral);
    this.agents.set(agent.agentID, agent);
    this.devices.set(device.number, device);
    const { initialState = 'AGENT_STATE_LOGOUT' } = configuration;
    if (initialState === 'AGENT_STATE_LOGOUT') return;
    agent.login(device);
    if (initialState === 'AGENT_STATE_AVAILABLE') agent.ask(initialState, 0)();
  }

  /** The phone that a number belongs to, by its ACD line. */
  phone(number: string): Device | undefined {
    const line = this.devices.get(number);
    return line?.acdLine ?? line;
  }

  peripheral(peripheralID: number | undefined): PeripheralConfiguration | undefined {
    return this.configuration.peripherals.find((one) => one.peripheralID === peripheralID);
  }

  group(skillGroupNumber: number): SkillGroupConfiguration | undefined {
    return this.configuration.skillGroups.find((one) => one.skillGroupNumber === skillGroupNumber);
  }

  newCallID(): number {
    return this.#nextCallID++;
  }

  find(peripheralID: number, callID: number): Call | undefined {
    return [...this.calls].find((call) => isAt(call, peripheralID, callID));
  }

  /** Tells what happened to one connection. */
  happened(kind: ConnectionEvent['kind'], connection: Connection, cause: EventCause | null = null): void {
    this.tell({ kind, call: connection.call, connection, cause });
  }

  /** New data for a call. The caller has checked them. Nobody is told of a call that has ended for everybody. */
  update(call: Call, changed: CallDataItems): void {
    call.data.set(changed);
    // What a client says of it counts more than what the switch has seen.
    if (changed.calledPartyDisposition !== undefined) call.outcome = undefined;
    if (this.calls.has(call) || this.awaitsData(call)) this.tell({ kind: 'dataUpdated', call, changed });
  }

  /** It is known what became of the call, or of the party that was called. */
  setOutcome(call: Call, outcome: Disposition): void {
    call.outcome = outcome;
    if (this.configuration.dispositionUpdates) this.tell({ kind: 'dataUpdated', call, changed: {} });
  }

  /** The party is connected, and with it whoever has called. */
  connect(connection: Connection): void {
    for (const one of connection.call.live) {
      if (one === connection || one.state === 'LCS_INITIATE') one.state = 'LCS_CONNECT';
    }
  }

  /** The call goes on without a party whose connection has been cleared. */
  leave(connection: Connection): void {
    const { call } = connection;
    this.followMedia(call);
    this.tell({ kind: 'left', call, connection });
    connection.left = true;
    // Two of them are no conference any more: each may add to it again.
    if (call.live.length <= 2) call.controller = undefined;
    this.follow(call);
  }

  followMedia(call: Call): void {
    followMedia(this, call);
  }

  /** Lets the sound and the agents at the call's phones follow what has become of it. */
  follow(call: Call): void {
    this.followMedia(call);
    for (const connection of call.connections) connection.party.device?.user?.follow();
  }

  /** The call is over, its data are not final yet. */
  keepData(call: Call): void {
    const { wrapupDataTime = WRAPUP_DATA_TIME } = this.configuration;
    if (wrapupDataTime === 0) return;
    this.#over.add(call);
    this.clock.after(wrapupDataTime * 1000, () => {
      const late = this.awaitsData(call);
      this.#over.delete(call);
      if (late) this.tell({ kind: 'final', call, sessionID: undefined });
    });
  }

  /** The call is over, but not for sessions that may complete its data. */
  awaitsData(call: Call): boolean {
    return this.configuration.endCallEvent === 'after wrap-up data' && this.#over.has(call);
  }

  /** A call whose data may be set: one in progress, or one that ended a short time ago. */
  findData(peripheralID: number, callID: number): Call | undefined {
    return this.find(peripheralID, callID) ?? [...this.#over].find((call) => isAt(call, peripheralID, callID));
  }

  agentsIn(state: Constant<'AgentState'>): Agent[] {
    const found: Agent[] = [];
    for (const agent of this.agents.values()) if (agent.state === state) found.push(agent);
    return found;
  }

  /** Nothing happens by itself any more. */
  stop(): void {
    this.clock.cancelAll();
  }
}

function isAt(call: Call, peripheralID: number, callID: number): boolean {
  return call.callID === callID && call.peripheral?.peripheralID === peripheralID;
}
