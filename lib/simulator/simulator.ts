import { EventEmitter } from 'node:events';
import { Codec, CtiError } from '../codec';
import { MAX_VERSION, PORTS } from '../protocol';
import type { ClientSession } from './client-session';
import { type Clock, systemClock, Timers } from './clock';
import type { SimulatorConfiguration } from './configuration';
import { CONTACT_CENTRE } from './contact-centre';
import { callDataOf, type InboundCall } from './inbound-call';
import type { Office, SessionNotice } from './office';
import { publish } from './publish';
import { type Address, CtiServer } from './server';
import { type AgentSnapshot, agentSnapshots, type CallSnapshot, callSnapshots } from './snapshots';
import { arrive, hangUp } from './switch/inbound';
import { Switch } from './switch/switch';
import { checkConfiguration } from './validate';

export interface SimulatorOptions {
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** 0: any free one. @default 42027 */
  readonly port?: number;
  /** @default CONTACT_CENTRE */
  readonly configuration?: SimulatorConfiguration;
  /** What clients have to give as ClientPassword. Default: any password will do. */
  readonly password?: string;
  /** Factor on the switch's own times (an outside number's ringing, work after a call). @default 1 */
  readonly speed?: number;
}

interface SimulatorEvents {
  trace: [line: string];
  session: [notice: SessionNotice];
}

/**
 * A CTI Server with a small switch behind it.
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
  readonly #sessions = new Set<ClientSession>();
  readonly #events = new EventEmitter<SimulatorEvents>();
  readonly #configuration: SimulatorConfiguration;
  #switch: Switch;
  #server: CtiServer | undefined;
  #timers: Timers | undefined;
  #lastSession = 0;
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
    this.#clock = clock;
    this.#configuration = options.configuration ?? CONTACT_CENTRE;
    checkConfiguration(this.#configuration);
    this.#switch = this.#makeSwitch();
  }

  /** @throws CtiError CTI_CANNOT_LISTEN, CTI_ALREADY_STARTED */
  async start(): Promise<Address> {
    if (this.#server) throw new CtiError('CTI_ALREADY_STARTED', 'the simulator is running; stop it first');
    const server = new CtiServer(this.#makeOffice());
    this.#server = server;
    try {
      return await server.listen({ host: this.#options.host ?? '127.0.0.1', port: this.#options.port ?? PORTS.A });
    } catch (error) {
      this.#server = undefined;
      throw error;
    }
  }

  /** Closes every socket and forgets calls and agents' states. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await server?.close();
    this.#timers?.cancelAll();
    this.#switch.stop();
    this.#switch = this.#makeSwitch();
  }

  /**
   * An outside caller dials a number of the switch.
   * @returns the id under which agents' clients will see the call
   * @throws CtiError CTI_UNKNOWN_NUMBER, CTI_BUSY, or what is wrong with the call's data
   */
  inboundCall(call: InboundCall = {}): { callID: number } {
    const [first] = this.#configuration.dialedNumbers;
    const dialed = call.dialedNumber ?? first?.number ?? '';
    const ani = call.ani ?? `555${String(++this.#lastCaller).padStart(4, '0')}`;
    const data = callDataOf(call, ani, dialed, this.#codec(), this.#configuration);
    return { callID: arrive(this.#switch, ani, dialed, data) };
  }

  /** The outside party of a call hangs up. @throws CtiError CTI_UNKNOWN_CALL */
  hangUp(callID: number): void {
    hangUp(this.#switch, callID);
  }

  get agents(): readonly AgentSnapshot[] {
    return agentSnapshots(this.#switch);
  }

  get calls(): readonly CallSnapshot[] {
    return callSnapshots(this.#switch);
  }

  /** `trace`: a line per message and session event; `session`: a client has come or gone. */
  on<E extends keyof SimulatorEvents>(event: E, listener: (...args: SimulatorEvents[E]) => void): this {
    this.#events.on(event, listener as never);
    return this;
  }

  off<E extends keyof SimulatorEvents>(event: E, listener: (...args: SimulatorEvents[E]) => void): this {
    this.#events.off(event, listener as never);
    return this;
  }

  #makeSwitch(): Switch {
    return new Switch({
      configuration: this.#configuration,
      clock: this.#clock,
      speed: this.#options.speed ?? 1,
      tell: (event, world) => publish(event, this.#sessions, world),
    });
  }

  #makeOffice(): Office {
    const timers = new Timers(this.#clock);
    this.#timers = timers;
    return {
      world: this.#switch,
      password: this.#options.password,
      clock: timers,
      sessions: this.#sessions,
      newSessionID: () => ++this.#lastSession,
      codecFor: (version) => this.#codec(version),
      trace: (line) => {
        if (this.#events.listenerCount('trace') > 0) this.#events.emit('trace', line());
      },
      notice: (notice) => this.#events.emit('session', notice),
    };
  }

  #codec(version = MAX_VERSION): Codec {
    const codec = this.#codecs.get(version) ?? new Codec({ version });
    this.#codecs.set(version, codec);
    return codec;
  }
}
