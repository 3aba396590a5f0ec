import { CtiError } from '../../codec';
import { MASKS, MAX_VERSION, MIN_VERSION } from '../../protocol';
import { standbyUnasked } from '../failures';
import { missingServices } from '../grant';
import type { LinkParts } from '../link';
import type { Settings } from '../settings';
import type { SideName } from '../sides';
import { explained, told } from '../told';
import type { Endpoint, TransportStage } from '../transport/transport';
import * as findings from './findings';
import { ProbeLink } from './link';
import type { LeftOut } from './options';
import type { ProbeStep, ProbeStepName, SideReport } from './report';

/** Seconds for which the SYSTEM_EVENTs after OPEN_CONF are waited for. */
const HEAR_PERIPHERALS = 1;
/** From this version on both sides take connections (guide, Session Management). */
const BOTH_LISTEN_SINCE = MASKS.CTIService.since.CTI_SERVICE_ACTIVE_STANDBY;

/** How the side on standby refuses a session. */
const STANDBY: ReadonlySet<string> = new Set([
  'E_CTI_INVALID_CLIENT_FOR_STANDBY',
  'E_CTI_CTI_SERVER_OFFLINE',
  'E_CTI_SERVER_NOT_MASTER',
  'CTI_STANDBY_SIDE',
]);

export interface Wanted {
  readonly leftOut: readonly LeftOut[];
  readonly peripheralID: number | undefined;
}

type Outcome = Omit<SideReport, 'side' | 'host' | 'port' | 'steps'>;

/** The steps with one side. */
export class SideProbe {
  /** The protocol version of the session when it is open; undefined: there is none, or the server stands by. */
  readonly verdict: Promise<number | undefined>;
  readonly #side: SideName;
  readonly #endpoint: Endpoint;
  readonly #settings: Settings;
  readonly #wanted: Wanted;
  readonly #parts: LinkParts;
  readonly #tell: (step: ProbeStep) => void;
  readonly #steps: ProbeStep[] = [];
  #decide: (protocol: number | undefined) => void = () => undefined;
  /** When the present step began, in milliseconds of the clock. */
  #began: number;

  constructor(side: SideName, settings: Settings, wanted: Wanted, parts: LinkParts, tell: (step: ProbeStep) => void) {
    this.#side = side;
    this.#endpoint = settings.endpoints[side] as Endpoint;
    this.#settings = settings;
    this.#wanted = wanted;
    this.#parts = parts;
    this.#tell = tell;
    this.#began = parts.clock.now();
    this.verdict = new Promise((resolve) => {
      this.#decide = resolve;
    });
  }

  /** @param other the probe of the other side, which runs at the same time */
  async run(other: SideProbe | undefined): Promise<SideReport> {
    this.#began = this.#parts.clock.now();
    const link = await this.#open();
    const outcome = link instanceof CtiError ? await this.#refused(link, other) : await this.#opened(link, other);
    const { host, port } = this.#endpoint;
    return { side: this.#side, host, port, ...outcome, steps: this.#steps };
  }

  /** Connects and opens, with one protocol version after the other where none is set. */
  async #open(): Promise<ProbeLink | CtiError> {
    const { protocolVersion, dialects, connectTimeout, openTimeout } = this.#settings;
    for (let version = protocolVersion ?? MAX_VERSION; ; version -= 1) {
      const to = { side: this.#side, endpoint: this.#endpoint, dialect: dialects.of(version) };
      const link = new ProbeLink(to, this.#parts, (stage) => this.#reached(stage));
      const error = (await link.connect(connectTimeout)) ?? (await link.open(openTimeout));
      if (error === undefined) return link;
      link.reset();
      if (error.code !== 'E_CTI_INVALID_VERSION' || protocolVersion !== undefined) return error;
      if (version === MIN_VERSION) return noVersion(link.peer);
    }
  }

  /** Later connections are for other protocol versions and tell nothing new. */
  #reached(stage: TransportStage): void {
    const name = STEPS[stage.name];
    if (this.#steps.some((step) => step.name === name)) return;
    this.#done(name, this.#found(stage));
  }

  #found(stage: TransportStage): findings.Finding {
    switch (stage.name) {
      case 'resolved':
        return findings.resolved(this.#endpoint, stage);
      case 'connected':
        return findings.connected(stage);
      case 'secured':
        return findings.secured(this.#endpoint, stage, this.#parts.clock.date().getTime());
    }
  }

  async #opened(link: ProbeLink, other: SideProbe | undefined): Promise<Outcome> {
    if (link.isStandby) {
      const outcome = await this.#refused(standbyUnasked(link.peer), other);
      await this.#close(link);
      return outcome;
    }
    this.#decide(link.version);
    const { protocolVersion } = this.#settings;
    const refused = protocolVersion === undefined && link.version < MAX_VERSION ? MAX_VERSION : undefined;
    this.#done('open', findings.opened(link.version, refused));
    const { servicesGranted, peripheralOnline, icmCentralControllerTime } = link.grant;
    const missing = missingServices(link.requested ?? [], servicesGranted);
    this.#done('services', findings.services(servicesGranted, missing, this.#wanted.leftOut, link.peer));
    // Where all are on line OPEN_CONF says so, and only all-events sessions are sure to be told of each.
    const told = servicesGranted.includes('CTI_SERVICE_ALL_EVENTS') || !peripheralOnline;
    if (told) await link.hearPeripherals(HEAR_PERIPHERALS);
    const { condition, error } = link;
    if (error === undefined) this.#done('peripherals', findings.behind(condition, this.#wanted.peripheralID));
    else this.#done('peripherals', findings.failed(error));
    const timeDifference = differenceOf(icmCentralControllerTime, link.answeredAt);
    this.#done('time', findings.clocks(timeDifference));
    await this.#close(link);
    return {
      outcome: error === undefined ? 'open' : 'failed',
      protocol: link.version,
      services: servicesGranted,
      missingServices: missing,
      degraded: condition.pgStatus,
      peripherals: condition.peripherals,
      ...(timeDifference !== undefined && { timeDifference }),
    };
  }

  async #close(link: ProbeLink): Promise<void> {
    this.#done('close', findings.closed(await link.close(this.#settings.closeTimeout)));
  }

  /** There is no session. Whether that is as it should be, the other side may tell. */
  async #refused(error: CtiError, other: SideProbe | undefined): Promise<Outcome> {
    this.#decide(undefined);
    const name = this.#nextStep(error);
    const seconds = this.#lap();
    const protocol = mayStandBy(error) ? await other?.verdict : undefined;
    const standby = protocol !== undefined && (STANDBY.has(error.code) || protocol < BOTH_LISTEN_SINCE);
    if (standby) this.#done(name, findings.standsBy(error, protocol), seconds);
    else if (STANDBY.has(error.code)) {
      this.#done(name, findings.noneActive(error, this.#settings.sides.length), seconds);
    } else this.#done(name, findings.failed(error), seconds);
    // Waiting for the other side was no part of any step.
    this.#lap();
    return { outcome: standby ? 'standby' : 'failed' };
  }

  /** The one that failed. */
  #nextStep({ code }: CtiError): ProbeStepName {
    const done = (name: ProbeStepName) => this.#steps.some((step) => step.name === name);
    const secured = this.#endpoint.tls === undefined || done('tls');
    if (!secured && code.startsWith('CTI_TLS_')) return 'tls';
    if (!done('resolve')) return 'resolve';
    if (!done('connect')) return 'connect';
    return secured ? 'open' : 'tls';
  }

  #done(name: ProbeStepName, finding: findings.Finding, seconds = this.#lap()): void {
    const step: ProbeStep = { side: this.#side, name, seconds, ...finding };
    this.#steps.push(step);
    this.#tell(step);
  }

  /** Seconds since the step before; to the microsecond, which is more than the clock knows. */
  #lap(): number {
    const now = this.#parts.clock.now();
    const seconds = Math.round((now - this.#began) * 1000) / 1_000_000;
    this.#began = now;
    return seconds;
  }
}

const STEPS: { readonly [stage in TransportStage['name']]: ProbeStepName } = {
  resolved: 'resolve',
  connected: 'connect',
  secured: 'tls',
};

/** Older servers on standby may not even listen. */
function mayStandBy({ code, cause }: CtiError): boolean {
  return STANDBY.has(code) || (code === 'CTI_CONNECT_FAILED' && (cause as { code?: unknown })?.code === 'ECONNREFUSED');
}

function noVersion(peer: string): CtiError {
  const what = told('noVersion', { peer, highest: MAX_VERSION, lowest: MIN_VERSION });
  return explained('E_CTI_INVALID_VERSION', { what, toDo: told('checkServer') }, '; ');
}

/** In whole seconds, since the server tells no parts: on average it is half a second later. @param here milliseconds since 1970 */
function differenceOf(time: string, here: number): number | undefined {
  const there = Date.parse(time);
  return there > 0 ? Math.round((there + 500 - here) / 1000) : undefined;
}
