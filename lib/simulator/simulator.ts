import { EventEmitter } from 'node:events';
import { Codec, CtiError } from '../codec';
import { MAX_VERSION } from '../protocol';
import { type Action, type ActionOutcome, perform } from './actions';
import { Desktop } from './actions/desktop';
import { type Clock, systemClock, Timers } from './clock';
import type { SimulatorConfiguration } from './configuration/configuration';
import { type ConfigurationChange, changedConfiguration } from './configuration/configuration-change';
import { CONTACT_CENTRE } from './configuration/contact-centre';
import { checkConfiguration } from './configuration/validate';
import { Disorder, type DisorderSettings, disorderSettings } from './disorder';
import { associate } from './events/associations';
import { type EventNotice, Onlooker } from './events/onlooker';
import { publish } from './events/publish';
import { tellHalfHours } from './half-hours';
import { callDataOf, type InboundCall } from './inbound-call';
import { knownAgent, mobileAgent } from './known-agent';
import type { Observation, Observer } from './observer';
import { type OutboundReservation, orderOf, readyAgent } from './outbound-reservation';
import { type PlayOptions, play, type Scenario, type ScenarioResult } from './scenarios';
import { stageOf } from './scenarios/simulator-stage';
import type { Office, SessionNotice, Watching } from './sessions/office';
import { SlowAnswers } from './sessions/slow-answers';
import type { MaintenanceResult } from './sides/maintenance';
import { Pair, type SideAddresses } from './sides/pair';
import type { ClientConnection, SideName } from './sides/side';
import { addressesOf, type SimulatorOptions } from './simulator-options';
import { type AgentSnapshot, agentSnapshots, type CallSnapshot, callSnapshots } from './snapshots';
import { configure } from './switch/configure';
import { arrive, hangUp } from './switch/inbound';
import { loseRemotePhone, type RemoteTrouble } from './switch/mobile-agent';
import { reserve } from './switch/outbound';
import { Switch } from './switch/switch';
import { TraceFile } from './trace-file';

export type { SimulatorOptions } from './simulator-options';

/** Where clients connect to; `host` and `port` are those of side A. */
export interface SimulatorAddress {
  readonly host: string;
  readonly port: number;
  readonly sides: SideAddresses;
}

interface SimulatorEvents {
  trace: [line: string];
  session: [notice: SessionNotice];
  event: [event: EventNotice];
}

/**
 * A CTI Server with a small switch behind it, or a pair of them.
 *
 * @example
 * const simulator = new Simulator({ port: 0 });
 * const { port } = await simulator.start();
 * const { callID } = simulator.inboundCall({ dialedNumber: '8001' });
 */
export class Simulator {
  readonly #options: SimulatorOptions;
  readonly #clock: Clock;
  readonly #codecs = new Map<number, Codec>();
  readonly #sessions = new Set<ClientConnection>();
  readonly #witnesses = new Set<Watching>();
  readonly #events = new EventEmitter<SimulatorEvents>();
  /** As it is at every start. */
  readonly #disorder: DisorderSettings | undefined;
  #configuration: SimulatorConfiguration;
  #switch: Switch;
  #pair: Pair | undefined;
  #timers: Timers | undefined;
  #traceFile: TraceFile | undefined;
  #observer: Observer | undefined;
  /** Breaks off what plays when the simulator stops. */
  #ending = new AbortController();
  readonly #onlooker = new Onlooker(this.#codec(), (notice) => this.#events.emit('event', notice));
  #lastSession = 0;
  #lastMonitor = 0;
  #lastCaller = 0;

  /**
   * @param clock for tests
   * @throws CtiError CTI_INVALID_OPTION, CTI_INVALID_CONFIGURATION
   */
  constructor(options: SimulatorOptions = {}, clock: Clock = systemClock) {
    const { speed = 1 } = options;
    if (!(speed > 0)) {
      throw new CtiError('CTI_INVALID_OPTION', `speed: ${speed} is not a factor above 0`, { field: 'speed' });
    }
    this.#options = options;
    this.#disorder = options.disorder && disorderSettings(options.disorder);
    this.#clock = clock;
    this.#configuration = options.configuration ?? CONTACT_CENTRE;
    checkConfiguration(this.#configuration);
    this.#switch = this.#makeSwitch();
  }

  /**
   * @throws CtiError CTI_CANNOT_LISTEN, CTI_ALREADY_STARTED, CTI_CANNOT_WRITE (the trace file), CTI_INVALID_OPTION (the
   * certificate or its key)
   */
  async start(): Promise<SimulatorAddress> {
    if (this.#pair) throw new CtiError('CTI_ALREADY_STARTED', 'the simulator is running; stop it first');
    const { traceFile } = this.#options;
    this.#traceFile = traceFile === undefined ? undefined : new TraceFile(traceFile, this.#clock);
    const pair = new Pair(this.#makeOffice(), addressesOf(this.#options), this.#options.tls);
    this.#pair = pair;
    try {
      const sides = await pair.start();
      // Nobody has stopped it meanwhile.
      if (this.#timers && this.#pair === pair) tellHalfHours(this.#timers, this.#switch);
      const { host, port } = sides.A;
      return { host, port, sides };
    } catch (error) {
      this.#pair = undefined;
      await this.#traceFile?.close();
      throw error;
    }
  }

  /** Closes every socket and forgets calls, agents' states and outages. */
  async stop(): Promise<void> {
    const pair = this.#pair;
    this.#pair = undefined;
    this.#ending.abort();
    this.#ending = new AbortController();
    await pair?.stop();
    this.#timers?.cancelAll();
    await this.#traceFile?.close();
    this.#traceFile = undefined;
    this.#switch.stop();
    this.#switch = this.#makeSwitch();
  }

  /**
   * Makes something happen: one of ACTIONS. What can happen at once has happened when it returns; the promise is for
   * the outcome. Agents act as by their own desktops, without a session.
   * @throws CtiError CTI_UNKNOWN_ACTION, CTI_INVALID_ACTION (with `field`), CTI_UNKNOWN_AGENT, CTI_NOT_STARTED; the
   * guide's code (CF_..., E_CTI_...) where the switch refuses; or what the method of the same name says
   */
  perform(action: Action): Promise<ActionOutcome> {
    return perform(action, {
      simulator: this,
      world: this.#switch,
      pair: () => this.#running(),
      desktop: (agentID) => this.#desktop(agentID),
    });
  }

  /**
   * Plays a scenario: one of SCENARIOS, or one of your own. It goes by the contact centre's time, which `speed` hurries.
   * @returns when it is over; a failed step is in the result. What is left of the scenario's calls is then ended
   * @throws CtiError CTI_INVALID_SCENARIO (with `field`), CTI_INVALID_CAST, CTI_SCENARIO_NEEDS, CTI_AGENT_BUSY,
   * CTI_NOT_STARTED
   */
  async play(scenario: Scenario, options: PlayOptions = {}): Promise<ScenarioResult> {
    const signals = [this.#ending.signal, ...(options.signal ? [options.signal] : [])];
    const clock = new Timers(this.#clock, this.#options.speed);
    const stage = stageOf(this, this.#running().office, this.#configuration, clock);
    return play(scenario, stage, { ...options, signal: AbortSignal.any(signals) });
  }

  /**
   * An outside caller dials a number of the switch.
   * @returns the id under which agents' clients will see the call, the caller's number and the one dialled
   * @throws CtiError CTI_UNKNOWN_NUMBER, CTI_BUSY, or what is wrong with the call's data
   */
  inboundCall(call: InboundCall = {}): { callID: number; ani: string; dialedNumber: string } {
    const [first] = this.#configuration.dialedNumbers;
    const dialedNumber = call.dialedNumber ?? first?.number ?? '';
    const ani = call.ani ?? this.#newCaller();
    const data = callDataOf(call, ani, dialedNumber, this.#codec(), this.#configuration);
    return { callID: arrive(this.#switch, ani, dialedNumber, data), ani, dialedNumber };
  }

  /**
   * The dialer of Outbound Option reserves an agent for a customer of a campaign.
   * @returns the id of the call that reserves the agent; the customer's has another one
   * @throws CtiError CTI_UNKNOWN_AGENT, CTI_BUSY, CTI_INVALID_OPTION, or what is wrong with the data
   */
  outboundReservation(reservation: OutboundReservation): { callID: number } {
    const number = reservation.customerNumber ?? this.#newCaller();
    const order = orderOf(reservation, number, this.#codec(), this.#configuration);
    const { agent, device } = readyAgent(reservation.agentID, this.#switch);
    return { callID: reserve(this.#switch, agent, device, order).callID };
  }

  /**
   * Something is wrong with a mobile agent's phone: he is not ready (`busy`) or logged out; his calls end.
   * @throws CtiError CTI_UNKNOWN_AGENT, CTI_INVALID_OPTION (not a mobile agent, no nailed connection to be `disconnected`)
   */
  loseRemotePhone(agentID: string, trouble: RemoteTrouble): void {
    const agent = mobileAgent(agentID, trouble, this.#switch);
    loseRemotePhone(this.#switch, agent, trouble);
  }

  /** The outside party of a call hangs up. @throws CtiError CTI_UNKNOWN_CALL */
  hangUp(callID: number): void {
    hangUp(this.#switch, callID);
  }

  /**
   * One record of the configuration comes, changes or goes; clients that asked for it are told.
   * @throws CtiError CTI_INVALID_CONFIGURATION, CTI_IN_USE (a signed in agent or a call needs what would change)
   */
  configure(change: ConfigurationChange): void {
    const next = changedConfiguration(this.#configuration, change);
    checkConfiguration(next);
    configure(this.#switch, next);
    this.#configuration = next;
  }

  /**
   * An agent comes to a team, out of the one he is in; the supervisors are told.
   * @throws CtiError CTI_UNKNOWN_TEAM, CTI_UNKNOWN_AGENT
   */
  addToTeam(teamID: number, agentID: string): void {
    knownAgent(agentID, this.#switch);
    this.#switch.teams.add(teamID, agentID);
  }

  /** An agent leaves a team; the supervisors are told. @throws CtiError CTI_UNKNOWN_TEAM */
  removeFromTeam(teamID: number, agentID: string): void {
    this.#switch.teams.remove(teamID, agentID);
  }

  /** The disorder of this run, with its seed. Undefined: everything comes in the usual order. */
  get disorder(): DisorderSettings | undefined {
    return this.#pair ? this.#pair.office.disorder.settings : this.#disorder;
  }

  /** The side that serves its clients and sends events. Undefined when none runs. */
  get active(): SideName | undefined {
    return this.#pair?.active?.name;
  }

  /**
   * The active side loses its role and closes its sessions; the other becomes the active one.
   * @throws CtiError CTI_NO_OTHER_SIDE, CTI_NOT_STARTED
   */
  switchSides(): void {
    this.#running().switchSides();
  }

  /**
   * The process of one side dies: its sockets are reset, its ports closed. The other side takes over.
   * @throws CtiError CTI_NO_OTHER_SIDE (there is no such side), CTI_NOT_STARTED
   */
  async stopSide(side: SideName): Promise<void> {
    await this.#running().stopSide(side);
  }

  /**
   * A side that died is back on its old ports: on standby, or active when no other runs.
   * @throws CtiError CTI_NO_OTHER_SIDE (there is no such side), CTI_ALREADY_STARTED, CTI_CANNOT_LISTEN, CTI_NOT_STARTED
   */
  async startSide(side: SideName): Promise<void> {
    await this.#running().startSide(side);
  }

  /**
   * The active side asks its clients of CTI_SERVICE_ACTIVE_STANDBY whether it may go, and hands over when all agree.
   * Answers and moves take 5 s each at the most.
   * @returns when the old side is on standby, or when it is refused
   * @throws CtiError CTI_NO_OTHER_SIDE, CTI_IN_MAINTENANCE, CTI_NOT_STARTED
   */
  async maintenance(): Promise<MaintenanceResult> {
    return this.#running().maintenance();
  }

  /**
   * Clients are told, and that the peripheral's calls are over for them; requests that touch it are refused.
   * @throws CtiError CTI_UNKNOWN_PERIPHERAL
   */
  peripheralOffline(peripheralID: number): void {
    this.#switch.outages.setPeripheral(peripheralID, false);
  }

  /** Calls in progress begin anew for the clients; agents are not ready. @throws CtiError CTI_UNKNOWN_PERIPHERAL */
  peripheralOnline(peripheralID: number): void {
    this.#switch.outages.setPeripheral(peripheralID, true);
  }

  /** Clients are told; their events go on. */
  centralControllerOffline(): void {
    this.#switch.outages.setCentralController(false);
  }

  centralControllerOnline(): void {
    this.#switch.outages.setCentralController(true);
  }

  get agents(): readonly AgentSnapshot[] {
    return agentSnapshots(this.#switch);
  }

  get calls(): readonly CallSnapshot[] {
    return callSnapshots(this.#switch);
  }

  /**
   * `trace`: a line per message and session event; `session`: a client has come or gone; `event`: what happens in the
   * contact centre, whether any client is told or not.
   */
  on<E extends keyof SimulatorEvents>(event: E, listener: (...args: SimulatorEvents[E]) => void): this {
    this.#events.on(event, listener as never);
    return this;
  }

  off<E extends keyof SimulatorEvents>(event: E, listener: (...args: SimulatorEvents[E]) => void): this {
    this.#events.off(event, listener as never);
    return this;
  }

  /**
   * For the load: who sees what happens before the clients do, and acts in the switch.
   * @throws CtiError CTI_ALREADY_STARTED (there is one)
   * @internal
   */
  observe(observer: Observer): Observation {
    if (this.#observer) throw new CtiError('CTI_ALREADY_STARTED', 'a load is running; stop it first');
    this.#observer = observer;
    const end = () => {
      this.#observer = undefined;
    };
    return { world: this.#switch, end };
  }

  #desktop(agentID: string): Desktop {
    const { active, first, office } = this.#running();
    // Phones work, whether a CTI Server runs or not.
    return new Desktop(knownAgent(agentID, this.#switch), office, active ?? first);
  }

  #newCaller(): string {
    return `555${String(++this.#lastCaller).padStart(4, '0')}`;
  }

  #running(): Pair {
    if (this.#pair) return this.#pair;
    throw new CtiError('CTI_NOT_STARTED', 'the simulator does not run; start it first');
  }

  #makeSwitch(): Switch {
    return new Switch({
      configuration: this.#configuration,
      clock: this.#clock,
      speed: this.#options.speed ?? 1,
      tell: (event, world) => {
        this.#observer?.happened(event);
        const active = this.#pair?.active;
        publish(event, active?.sessions ?? [], world);
        if (active && this.#witnesses.size > 0) publish(event, this.#witnesses, world);
        if (this.#events.listenerCount('event') > 0) this.#onlooker.see(event, world);
        if (active) associate(event, active.sessions, world.clock.now());
        this.#observer?.published();
      },
    });
  }

  #makeOffice(): Office {
    const timers = new Timers(this.#clock);
    this.#timers = timers;
    const trace = (line: () => string) => this.#trace(line);
    return {
      world: this.#switch,
      password: this.#options.password,
      clock: timers,
      sessions: this.#sessions,
      witnesses: this.#witnesses,
      twoSides: this.#options.sideB !== undefined,
      slowAnswers: new SlowAnswers(),
      disorder: new Disorder(this.#disorder, timers, trace),
      newSessionID: () => ++this.#lastSession,
      newMonitorID: () => ++this.#lastMonitor,
      codecFor: (version) => this.#codec(version),
      trace,
      sent: (sessionID, clientID, topic) => this.#observer?.sent(sessionID, clientID, topic),
      notice: (notice) => this.#events.emit('session', notice),
    };
  }

  #trace(line: () => string): void {
    const listened = this.#events.listenerCount('trace') > 0;
    if (!listened && !this.#traceFile) return;
    const text = line();
    if (listened) this.#events.emit('trace', text);
    this.#traceFile?.write(text);
  }

  #codec(version = MAX_VERSION): Codec {
    const codec = this.#codecs.get(version) ?? new Codec({ version });
    this.#codecs.set(version, codec);
    return codec;
  }
}
