import { CtiError } from '../../codec';
import { type Clock, systemClock, Timers } from '../clock';
import { randomFrom } from '../configuration/random';
import type { Observation } from '../observer';
import type { SessionNotice } from '../sessions/office';
import type { Simulator } from '../simulator';
import { Arrivals } from './arrivals';
import { agentsNeeded, behaviourOf, checkLoadOptions, type LoadOptions } from './load-options';
import { People } from './people';
import { Percentiles, type Spread } from './percentiles';
import { type ClientTraffic, Traffic } from './traffic';

/** So that clients are not told of all agents at once. */
const SIGN_INS_PER_SECOND = 200;
/** Milliseconds by which calls may come late without harm: a few turns of a busy process. */
const LATE = 100;

/** How a load goes, or went. Counts begin with the calls, not with the agents' signing in. */
export interface LoadReport {
  readonly phase: 'signing in' | 'calls' | 'over';
  /** Seconds for which calls have come. */
  readonly seconds: number;
  readonly agents: {
    readonly all: number;
    readonly signedIn: number;
    readonly ready: number;
    /** How many the calls would keep busy on the average. */
    readonly needed: number;
  };
  readonly calls: {
    readonly offered: number;
    readonly answered: number;
    /** Callers who gave up in the queue. */
    readonly abandoned: number;
    /** In the queue now. */
    readonly queued: number;
    /** Callers in the queue, at a phone that rings, or talking. */
    readonly inProgress: number;
  };
  readonly means: { readonly talk: number; readonly wrap: number };
  /** Messages to all clients. */
  readonly messages: Readonly<Record<string, number>>;
  readonly clients: readonly ClientTraffic[];
  /** Milliseconds from an event in the switch to the socket of a client. */
  readonly latency: Spread;
  /** Milliseconds by which calls came late. */
  readonly lateness: Spread & { readonly latest: number };
  /** The calls have come too late, so that the load was not what it should be. */
  readonly behind: boolean;
  /** Sessions that were closed because the client did not take its messages. */
  readonly slowClients: readonly string[];
}

/**
 * Callers and agents who act by themselves in a running simulator.
 *
 * @example
 * const load = new Load(simulator, { callsPerSecond: 15, duration: 60 });
 * const report = await load.run();
 */
export class Load {
  readonly #simulator: Simulator;
  readonly #options: LoadOptions;
  readonly #clock: Timers;
  readonly #stopwatch: () => number;
  readonly #lateness = new Percentiles();
  readonly #slowClients: string[] = [];
  #traffic: Traffic;
  #parts: { observation: Observation; people: People; settle: (report: LoadReport) => void } | undefined;
  #arrivals: Arrivals | undefined;
  #phase: LoadReport['phase'] = 'signing in';
  #began = 0;
  #offered = 0;
  #latest = 0;
  #last: LoadReport | undefined;

  /**
   * @param clock for tests
   * @param stopwatch milliseconds with fractions, for tests
   * @throws CtiError CTI_INVALID_OPTION
   */
  constructor(
    simulator: Simulator,
    options: LoadOptions,
    clock: Clock = systemClock,
    stopwatch = () => performance.now(),
  ) {
    checkLoadOptions(options);
    this.#simulator = simulator;
    this.#options = options;
    this.#clock = new Timers(clock);
    this.#stopwatch = stopwatch;
    this.#traffic = new Traffic(stopwatch);
  }

  /**
   * Agents sign in, then calls come for the duration. Those that are in progress at the end stay as they are.
   * @returns when the time is over, or `stop` was called
   * @throws CtiError CTI_ALREADY_STARTED, CTI_INVALID_OPTION (there is no number to dial)
   */
  async run(): Promise<LoadReport> {
    if (this.#parts || this.#last) {
      throw new CtiError('CTI_ALREADY_STARTED', 'a load runs once; make a new one');
    }
    const random = randomFrom(this.#options.seed ?? 1);
    return new Promise<LoadReport>((settle) => {
      const observation = this.#simulator.observe({
        happened: (event) => {
          this.#traffic.happened();
          people.happened(event);
        },
        published: () => this.#traffic.published(),
        sent: (sessionID, clientID, topic) => this.#traffic.sent(sessionID, clientID, topic),
      });
      const { world } = observation;
      const dialed = world.configuration.dialedNumbers.map(({ number }) => number);
      if (dialed.length === 0) {
        observation.end();
        throw new CtiError('CTI_INVALID_OPTION', 'dialedNumbers: the contact centre has no number to dial', {
          field: 'dialedNumbers',
        });
      }
      const people = new People(world, this.#clock, behaviourOf(this.#options, world.agents.size), random);
      this.#parts = { observation, people, settle };
      this.#simulator.on('session', this.#watchSlow);
      const within = world.agents.size / SIGN_INS_PER_SECOND;
      people.signIn(within);
      this.#clock.after(within * 1000, () => this.#begin(random, dialed));
    });
  }

  /** As far as it has come. */
  get report(): LoadReport {
    return this.#last ?? this.#makeReport();
  }

  /** Ends it early: `run` returns. */
  stop(): void {
    const parts = this.#parts;
    if (!parts) return;
    this.#arrivals?.end();
    this.#clock.cancelAll();
    this.#phase = 'over';
    this.#last = this.#makeReport();
    this.#parts = undefined;
    this.#simulator.off('session', this.#watchSlow);
    parts.observation.end();
    parts.settle(this.#last);
  }

  #begin(random: () => number, dialed: readonly string[]): void {
    this.#phase = 'calls';
    this.#began = this.#clock.now();
    this.#traffic = new Traffic(this.#stopwatch);
    this.#arrivals = new Arrivals(this.#clock, this.#options.callsPerSecond, random, (late) => {
      this.#offered++;
      this.#latest = late;
      this.#lateness.add(late);
      this.#simulator.inboundCall({ dialedNumber: dialed[Math.floor(random() * dialed.length)] as string });
    });
    this.#clock.after(this.#options.duration * 1000, () => this.stop());
  }

  readonly #watchSlow = ({ event, clientID, reason }: SessionNotice) => {
    if (event === 'closed' && reason === 'the client reads too slowly') this.#slowClients.push(clientID);
  };

  #makeReport(): LoadReport {
    const world = this.#parts?.observation.world;
    const agents = [...(world?.agents.values() ?? [])];
    const contacts = [...(world?.contacts ?? [])];
    const behaviour = behaviourOf(this.#options, agents.length);
    const lateness = this.#lateness.spread;
    return {
      phase: this.#phase,
      seconds: this.#phase === 'signing in' ? 0 : (this.#clock.now() - this.#began) / 1000,
      agents: {
        all: agents.length,
        signedIn: agents.filter((one) => one.loggedIn).length,
        ready: agents.filter((one) => one.state === 'AGENT_STATE_AVAILABLE').length,
        needed: agentsNeeded(behaviour, this.#options.callsPerSecond),
      },
      calls: {
        offered: this.#offered,
        answered: this.#parts?.people.answered ?? 0,
        abandoned: this.#parts?.people.abandoned ?? 0,
        queued: contacts.filter((one) => one.queued).length,
        inProgress: contacts.length,
      },
      means: { talk: behaviour.talk, wrap: behaviour.wrap },
      messages: this.#traffic.byTopic,
      clients: this.#traffic.clients(),
      latency: this.#traffic.latencies,
      lateness: { ...lateness, latest: this.#latest },
      behind: lateness.p95 > LATE || this.#latest > LATE,
      slowClients: [...this.#slowClients],
    };
  }
}
