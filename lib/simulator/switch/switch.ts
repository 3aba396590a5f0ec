import type { Constant } from '../../protocol';
import { type Clock, Timers } from '../clock';
import type {
  DeskSettings,
  PeripheralConfiguration,
  SimulatorConfiguration,
  SkillGroupConfiguration,
} from '../configuration';
import { Agent } from './agent';
import type { Call, Connection, EventCause } from './call';
import type { CallDataItems } from './call-data';
import type { Contact } from './contact';
import { Device } from './device';
import type { ConnectionEvent, SwitchEvent } from './events';
import { Outages } from './outages';
import { route } from './routing';

export interface SwitchOptions {
  readonly configuration: SimulatorConfiguration;
  readonly clock: Clock;
  /** Factor on the switch's own times. */
  readonly speed: number;
  readonly tell: (event: SwitchEvent, world: Switch) => void;
}

/** The first call id, of a form that call managers give. */
const FIRST_CALL_ID = 0x0100_0001;

/** Agents, phones and calls, and what all of them share. What happens to them is in the files beside. */
export class Switch {
  readonly configuration: SimulatorConfiguration;
  readonly clock: Timers;
  readonly agents = new Map<string, Agent>();
  /** By extension. */
  readonly devices = new Map<string, Device>();
  readonly calls = new Set<Call>();
  /** Callers from outside who dialled a skill group's number, in order of arrival. */
  readonly contacts = new Set<Contact>();
  readonly outages: Outages;
  readonly tell: (event: SwitchEvent) => void;
  #nextCallID = FIRST_CALL_ID;
  #nextRouterCallID = 1;

  constructor(options: SwitchOptions) {
    this.configuration = options.configuration;
    this.clock = new Timers(options.clock, options.speed);
    this.tell = (event) => options.tell(event, this);
    this.outages = new Outages(this.tell);
    for (const agent of this.configuration.agents) this.#addAgent(agent);
  }

  /** The configuration has been checked: what it refers to is there. */
  #addAgent(configuration: SimulatorConfiguration['agents'][number]): void {
    const peripheral = this.peripheral(configuration.peripheralID) as PeripheralConfiguration;
    const groups = configuration.skillGroups.map((number) => this.group(number) as SkillGroupConfiguration);
    const settings = this.configuration.deskSettings.find(
      (one) => one.name === configuration.deskSettings,
    ) as DeskSettings;
    const agent = new Agent(
      { configuration, peripheral, settings, groups },
      {
        clock: this.clock,
        told: (one) => this.tell({ kind: 'agentState', agent: one }),
        free: () => route(this),
      },
    );
    const device = new Device(configuration.extension, peripheral);
    this.agents.set(agent.agentID, agent);
    this.devices.set(device.number, device);
    const { initialState = 'AGENT_STATE_LOGOUT' } = configuration;
    if (initialState === 'AGENT_STATE_LOGOUT') return;
    agent.login(device);
    if (initialState === 'AGENT_STATE_AVAILABLE') agent.ask(initialState, 0)();
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

  newRouterCallID(): number {
    return this.#nextRouterCallID++;
  }

  find(peripheralID: number, callID: number): Call | undefined {
    return [...this.calls].find((call) => call.callID === callID && call.peripheral?.peripheralID === peripheralID);
  }

  /** Tells what happened to one connection. */
  happened(kind: ConnectionEvent['kind'], connection: Connection, cause: EventCause | null = null): void {
    this.tell({ kind, call: connection.call, connection, cause });
  }

  /** New data for a call. The caller has checked them. */
  update(call: Call, changed: CallDataItems): void {
    call.data.set(changed);
    this.tell({ kind: 'dataUpdated', call, changed });
  }

  /** Lets the agents at the call's phones follow what has become of it. */
  follow(call: Call): void {
    for (const connection of call.connections) connection.party.device?.agent?.follow();
  }

  agentsIn(state: Constant<'AgentState'>): Agent[] {
    return [...this.agents.values()].filter((agent) => agent.state === state);
  }

  /** Nothing happens by itself any more. */
  stop(): void {
    this.clock.cancelAll();
  }
}
