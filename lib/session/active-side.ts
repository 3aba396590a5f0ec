import type { CtiError } from '../codec';
import type { Payload } from '../protocol';
import { afterSystemEvent, type Condition, conditionAtOpen, UNKNOWN_CONDITION } from './condition';
import type { Connector, ConnectorOwner } from './connector';
import type { SessionCounters } from './counters';
import { closedOnPurpose, isOnPurpose, superseded } from './failures';
import { type MissingService, missingServices, notGranted } from './grant';
import type { Link, LinkParts } from './link';
import { Maintenance } from './maintenance';
import type { Gap, MaintenanceRequest } from './message';
import type { Outbox } from './outbox';
import { cureOf } from './refusals';

export interface ActiveSideOwner {
  /** Something of what status shows is another one. */
  changed(): void;
  gap(gap: Gap): void;
  /** @returns whether somebody will answer */
  maintenance(request: MaintenanceRequest): boolean;
  problem(error: CtiError): void;
}

/** What was lost, until the session is open again. */
interface Lost {
  readonly link: Link;
  readonly at: Date;
  /** Milliseconds of the clock. */
  readonly moment: number;
  readonly why: CtiError;
}

/**
 * Which link is the one that events come from and requests go to. With one connector that is the
 * link it has; with hot standby the one whose server is active.
 */
export class ActiveSide implements ConnectorOwner {
  /** Set once, when the connectors are made. */
  connectors: readonly Connector[] = [];
  readonly #owner: ActiveSideOwner;
  readonly #parts: LinkParts;
  readonly #counters: SessionCounters;
  readonly #outbox: Outbox;
  readonly #maintenance: Maintenance;
  #active: Link | undefined;
  #missing: readonly MissingService[] = [];
  /** Of each link: also a standby server tells how things stand. */
  readonly #conditions = new WeakMap<Link, Condition>();
  /** The one that was asked to be closed, and may still have something to say. */
  #leaving: Link | undefined;
  /** Those that another side took over from: their requests may be answered over the new one. */
  readonly #superseded = new WeakSet<Link>();
  #lost: Lost | undefined;
  #epoch = 0;

  constructor(owner: ActiveSideOwner, parts: LinkParts, outbox: Outbox) {
    this.#owner = owner;
    this.#parts = parts;
    this.#counters = parts.counters;
    this.#outbox = outbox;
    this.#maintenance = new Maintenance(
      {
        asks: (request) => owner.maintenance(request),
        hold: (seconds) => outbox.pause(seconds),
        goOn: () => this.#openOutbox(),
        retire: (link, why) => this.#connectorOf(link)?.leave(why),
      },
      parts.clock,
    );
  }

  get link(): Link | undefined {
    return this.#active;
  }

  get missing(): readonly MissingService[] {
    return this.#missing;
  }

  get condition(): Condition {
    return this.#active === undefined ? UNKNOWN_CONDITION : this.#conditionOf(this.#active);
  }

  get epoch(): number {
    return this.#epoch;
  }

  listens(link: Link): boolean {
    return link === (this.#active ?? this.#leaving);
  }

  changed(): void {
    this.#owner.changed();
  }

  opened(_connector: Connector, link: Link): void {
    if (!link.isStandby && this.#active === undefined) this.#activate(link);
    else this.#owner.changed();
  }

  left(connector: Connector, link: Link, why: CtiError | undefined): void {
    this.#maintenance.over(link);
    if (link !== this.#active) return;
    this.#active = undefined;
    this.#remember(link, why ?? closedOnPurpose());
    if (why === undefined) {
      this.close();
      return;
    }
    this.#leaving = link;
    const spare = this.#spare();
    if (spare !== undefined) {
      this.#activate(spare);
      return;
    }
    if (!this.#maintenance.moving) this.#outbox.close(why);
    if (cureOf(why) === 'time') for (const other of this.connectors) if (other !== connector) other.hurry();
  }

  over(_connector: Connector, link: Link, why: CtiError | undefined): void {
    if (link === this.#leaving) this.#leaving = undefined;
    if (!this.#superseded.has(link)) this.#parts.requests.settleAll(link, why);
  }

  /** The standby server has become the active one. */
  promoted(link: Link): void {
    if (link === this.#active || this.#connectorOf(link) === undefined) return;
    const before = this.#active;
    if (before !== undefined) this.#remember(before, superseded(before.side, this.#maintenance.moving));
    this.#activate(link);
    if (before === undefined) return;
    this.#superseded.add(before);
    this.#maintenance.stopRequests(before);
  }

  system(link: Link, event: Payload<'SYSTEM_EVENT'>): void {
    const before = this.#conditionOf(link);
    const condition = afterSystemEvent(before, event);
    if (condition === before) return;
    this.#conditions.set(link, condition);
    if (link === this.#active) this.#owner.changed();
  }

  maintenanceAsked(link: Link, invokeID: number): void {
    this.#maintenance.asked(link, invokeID);
  }

  maintenanceDecided(link: Link, goesAhead: boolean): void {
    if (link !== this.#active) return;
    this.#maintenance.decided(link, goesAhead);
    if (goesAhead) for (const connector of this.connectors) connector.hurry();
  }

  /** The session is closed on purpose: whoever does that waits for nothing any more. */
  close(): void {
    this.#maintenance.close();
    this.#outbox.close(undefined);
    this.#parts.requests.endAll();
  }

  #conditionOf(link: Link): Condition {
    return this.#conditions.get(link) ?? (link.grant === undefined ? UNKNOWN_CONDITION : conditionAtOpen(link.grant));
  }

  /** Another link whose server calls itself active. */
  #spare(): Link | undefined {
    const links = this.connectors.flatMap(({ link }) => link ?? []);
    return links.find((link) => !link.isStandby && !this.#superseded.has(link));
  }

  #connectorOf(link: Link): Connector | undefined {
    return this.connectors.find((connector) => connector.link === link);
  }

  #activate(link: Link): void {
    const { grant, dialect } = link;
    if (grant === undefined) return;
    const lost = this.#lost;
    this.#lost = undefined;
    this.#active = link;
    this.#epoch += 1;
    link.epoch = this.#epoch;
    this.#missing = missingServices(dialect.openRequest.servicesRequested ?? [], grant.servicesGranted);
    this.#maintenance.moved();
    if (lost !== undefined && !isOnPurpose(lost.why)) this.#counters.reconnects += 1;
    // First: whoever is told may make a request at once.
    this.#openOutbox();
    this.#owner.changed();
    if (lost !== undefined) this.#owner.gap(this.#gapSince(lost, link));
    if (this.#missing.length > 0) this.#owner.problem(notGranted(this.#missing, link.peer));
  }

  #openOutbox(): void {
    if (this.#active !== undefined) this.#outbox.open({ link: this.#active, missing: this.#missing });
    else this.#outbox.close(this.#lost?.why);
  }

  #remember(link: Link, why: CtiError): void {
    const { clock } = this.#parts;
    this.#lost = { link, why, at: clock.date(), moment: clock.now() };
  }

  #gapSince({ link, at, moment, why }: Lost, now: Link): Gap {
    const { clock } = this.#parts;
    return {
      from: at.toISOString(),
      to: clock.date().toISOString(),
      seconds: (clock.now() - moment) / 1000,
      side: link.side,
      newSide: now.side,
      code: why.code,
      reason: why.message,
      // Not before now: what is left politely may have said something until it was closed.
      lastSequence: link.lastSequence,
      lastEpoch: link.epoch ?? 0,
      epoch: this.#epoch,
    };
  }
}
