import { CtiError } from '../../codec';
import type { Payload } from '../../protocol';
import { afterSystemEvent, type Condition, conditionAtOpen, UNKNOWN_CONDITION } from '../condition';
import type { Dialect } from '../dialects';
import { openTooLate } from '../failures';
import { Link, type LinkNews, type LinkOwner, type LinkParts } from '../link';
import type { SideName } from '../sides';
import { connectTooLate } from '../transport/connection';
import type { Endpoint, TransportStage } from '../transport/transport';

/** A link whose steps are taken one by one and waited for. */
export class ProbeLink {
  readonly #link: Link;
  readonly #parts: LinkParts;
  readonly #told = new Set<number>();
  readonly #waiting = new Set<() => void>();
  #condition: Condition = UNKNOWN_CONDITION;
  #connected = false;
  #closed = false;
  /** The connection is no more. */
  #over = false;
  #error: CtiError | undefined;
  #grantedAt: Date | undefined;
  #openTime = 0;

  readonly #hearing: LinkOwner = {
    connected: () =>
      this.#change(() => {
        this.#connected = true;
      }),
    granted: ({ grant }) =>
      this.#change(() => {
        this.#grantedAt = this.#parts.clock.date();
        if (grant !== undefined) this.#condition = conditionAtOpen(grant);
      }),
    closeConfirmed: () =>
      this.#change(() => {
        this.#closed = true;
      }),
    failed: (_link, error) =>
      this.#change(() => {
        this.#over = true;
        this.#error = error;
      }),
    offLine: (_link, error) =>
      this.#change(() => {
        this.#error = error;
      }),
  };
  readonly #news: LinkNews = {
    listens: () => false,
    nextEpoch: () => 1,
    system: (_link, event) => this.#change(() => this.#system(event)),
    promoted: () => undefined,
    maintenanceAsked: () => undefined,
    maintenanceDecided: () => undefined,
    lateAnswer: () => undefined,
    problem: () => {
      this.#parts.counters.problems += 1;
    },
  };

  constructor(
    to: { readonly side: SideName; readonly endpoint: Endpoint; readonly dialect: Dialect },
    parts: LinkParts,
    stage: (stage: TransportStage) => void,
  ) {
    this.#parts = parts;
    this.#link = new Link({ ...this.#hearing, stage: (_link, reached) => stage(reached) }, this.#news, to, parts);
  }

  get version(): number {
    return this.#link.dialect.version;
  }

  get requested(): Dialect['openRequest']['servicesRequested'] {
    return this.#link.dialect.openRequest.servicesRequested;
  }

  get peer(): string {
    return this.#link.peer;
  }

  /** Once open. */
  get grant(): Payload<'OPEN_CONF'> {
    return this.#link.grant as Payload<'OPEN_CONF'>;
  }

  get isStandby(): boolean {
    return this.#link.isStandby;
  }

  /** When OPEN_CONF was written, as well as can be told: half of the time that it took after OPEN_REQ. */
  get answeredAt(): number {
    return (this.#grantedAt as Date).getTime() - (this.#openTime * 1000) / 2;
  }

  get condition(): Condition {
    return this.#condition;
  }

  /** What has happened to the connection, or what the server says of itself; undefined: it is in order. */
  get error(): CtiError | undefined {
    return this.#error;
  }

  /** @returns why it was not made */
  async connect(seconds: number): Promise<CtiError | undefined> {
    this.#parts.counters.tries += 1;
    this.#link.connect();
    await this.#until(() => this.#connected, seconds);
    const { endpoint, stage } = this.#link;
    return this.#error ?? (this.#connected ? undefined : connectTooLate(endpoint, seconds, stage));
  }

  /** Sends OPEN_REQ. @returns why there is no session */
  async open(seconds: number): Promise<CtiError | undefined> {
    const sent = this.#parts.clock.now();
    this.#link.open();
    await this.#until(() => this.#grantedAt !== undefined, seconds);
    if (this.#grantedAt === undefined) return this.#error ?? openTooLate(this.peer, seconds);
    this.#openTime = this.#answered(sent);
    return undefined;
  }

  /** SYSTEM_EVENTs after OPEN_CONF tell of each peripheral. */
  async hearPeripherals(seconds: number): Promise<void> {
    await this.#until(
      () => this.#condition.peripherals.every(({ peripheralID }) => this.#told.has(peripheralID)),
      seconds,
    );
  }

  /** Sends CLOSE_REQ, then ends the connection. @returns why CLOSE_CONF has not come */
  async close(seconds: number): Promise<CtiError | undefined> {
    // A server that goes off line asks for just this.
    if (!this.#over) this.#error = undefined;
    const sent = this.#parts.clock.now();
    if (!this.#over) this.#link.close();
    await this.#until(() => this.#closed, seconds);
    if (this.#closed) this.#answered(sent);
    this.reset();
    if (this.#closed) return undefined;
    const late = `${this.peer} has not answered CLOSE_REQ within ${seconds} s`;
    return this.#error ?? new CtiError('CTI_CLOSE_TIMEOUT', late);
  }

  reset(): void {
    this.#link.reset();
  }

  #system(event: Payload<'SYSTEM_EVENT'>): void {
    const { systemEventID, systemEventArg1 } = event;
    if (systemEventID === 'SYS_PERIPHERAL_ONLINE' || systemEventID === 'SYS_PERIPHERAL_OFFLINE') {
      this.#told.add(systemEventArg1);
    }
    this.#condition = afterSystemEvent(this.#condition, event);
  }

  /** @returns seconds */
  #answered(sent: number): number {
    const seconds = (this.#parts.clock.now() - sent) / 1000;
    this.#parts.counters.confirmationTime.record(seconds);
    return seconds;
  }

  #change(change: () => void): void {
    change();
    for (const look of [...this.#waiting]) look();
  }

  /** Resolves when it holds, when something went wrong, or when the time is up. */
  #until(holds: () => boolean, seconds: number): Promise<void> {
    const done = () => this.#error !== undefined || holds();
    if (done()) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        this.#waiting.delete(look);
        resolve();
      };
      const look = () => {
        if (done()) end();
      };
      const cancel = this.#parts.clock.after(seconds, end);
      this.#waiting.add(look);
    });
  }
}
