import type { CtiError } from '../codec';
import { MAX_VERSION, MIN_VERSION } from '../protocol';
import { openTooLate, standbyUnasked, switched } from './failures';
import { Link, type LinkNews, type LinkOwner, type LinkParts } from './link';
import { type Effect, type MachineInput, type MachineState, type Rules, transition } from './machine';
import { cureOf, isGone } from './refusals';
import type { Settings } from './settings';
import type { SideName } from './sides';
import { connectTooLate } from './transport/connection';
import type { Endpoint } from './transport/transport';

export interface ConnectorOwner {
  /** The state is another one, but not open. */
  changed(connector: Connector): void;
  /** The server has granted a session. */
  opened(connector: Connector, link: Link): void;
  /** The session is open no more; answers may still come. @param why undefined: closed on purpose */
  left(connector: Connector, link: Link, why: CtiError | undefined): void;
  /** Nothing comes over the link any more. */
  over(connector: Connector, link: Link, why: CtiError | undefined): void;
}

/** Keeps one link with one of several sides: finds a side, opens, and searches again whenever the link is lost. */
export class Connector {
  /** Those that it may use. */
  readonly sides: readonly SideName[];
  readonly #owner: ConnectorOwner;
  readonly #news: LinkNews;
  readonly #parts: LinkParts;
  readonly #settings: Settings;
  /** What each server agreed to, by side; shared by all connectors of a session. */
  readonly #versions: Map<SideName, number>;
  readonly #rules: () => Rules;
  #state: MachineState = { name: 'closed' };
  #lastGood: SideName | undefined;
  #link: Link | undefined;
  #openedAt = 0;
  /** When the present pause ends. */
  #retryAt: Date | undefined;
  #cancelLimit: (() => void) | undefined;
  readonly #inputs: { readonly input: MachineInput; readonly ended?: () => void }[] = [];
  #stepping = false;
  /** Resolve the promises of close(). */
  #ended: (() => void)[] = [];

  constructor(
    owner: ConnectorOwner,
    news: LinkNews,
    parts: LinkParts,
    settings: Settings,
    more: {
      readonly sides: readonly SideName[];
      readonly versions: Map<SideName, number>;
      readonly random: () => number;
    },
  ) {
    this.#owner = owner;
    this.#news = news;
    this.#parts = parts;
    this.#settings = settings;
    this.sides = more.sides;
    this.#versions = more.versions;
    const { expectedClients, reconnectPauses, connectTimeout, openTimeout, closeTimeout } = settings;
    const { sides, random } = more;
    const fixed = { sides, expectedClients, reconnectPauses, connectTimeout, openTimeout, closeTimeout, random };
    this.#rules = () => ({ ...fixed, lastGood: this.#lastGood });
  }

  get state(): MachineState {
    return this.#state;
  }

  /** Open, and answering. */
  get link(): Link | undefined {
    return this.#state.name === 'open' ? this.#link : undefined;
  }

  get retryAt(): Date | undefined {
    return this.#retryAt;
  }

  open(): void {
    this.#take({ type: 'open' });
  }

  /** Closes politely, within closeTimeout. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#take({ type: 'close' }, resolve);
    });
  }

  /** Ends a pause, unless it waits for a person: trying sooner would help nobody. */
  hurry(): void {
    if (this.#state.name === 'waiting' && cureOf(this.#state.error) === 'person') return;
    this.#take({ type: 'hurry' });
  }

  /** Leaves the present side for the other one, politely. */
  switchSide(): void {
    if (!('side' in this.#state)) return;
    this.leave(switched(this.#state.side));
  }

  /** Closes the session politely and searches again, another side first. */
  leave(why: CtiError): void {
    this.#take({ type: 'leave', error: why, lasted: this.#lasted() });
  }

  // Inputs are taken one after the other, also those that arise while one is worked on.

  #take(input: MachineInput, ended?: () => void): void {
    this.#inputs.push(ended === undefined ? { input } : { input, ended });
    if (this.#stepping) return;
    this.#stepping = true;
    try {
      for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) {
        if (next.ended !== undefined) this.#ended.push(next.ended);
        this.#step(next.input);
      }
    } finally {
      this.#stepping = false;
    }
  }

  #step(input: MachineInput): void {
    const before = this.#state;
    const { state, effects } = transition(before, input, this.#rules());
    this.#state = state;
    // The link of before: a new one may come to be meanwhile.
    const link = this.#link;
    for (const effect of effects) this.#perform(effect, link);
    if (state !== before) this.#entered(state, link);
    if (state.name === 'closing') return;
    for (const ended of this.#ended.splice(0)) ended();
  }

  #perform(effect: Effect, link: Link | undefined): void {
    switch (effect.type) {
      case 'connect':
        this.#connect();
        break;
      case 'send OPEN_REQ':
        link?.open();
        break;
      case 'send CLOSE_REQ':
        link?.close();
        break;
      case 'reset':
        link?.reset();
        break;
      case 'left':
        if (link !== undefined) this.#owner.left(this, link, effect.error);
        break;
      case 'over':
        if (link !== undefined) this.#owner.over(this, link, effect.error);
        break;
    }
  }

  #entered(state: MachineState, link: Link | undefined): void {
    const { clock } = this.#parts;
    this.#cancelLimit?.();
    this.#cancelLimit =
      'limit' in state
        ? clock.after(state.limit, () => this.#take({ type: 'too late', error: this.#tooLate(state) }))
        : undefined;
    this.#retryAt = state.name === 'waiting' ? new Date(clock.date().getTime() + state.limit * 1000) : undefined;
    if (state.name === 'open') {
      this.#openedAt = clock.now();
      this.#lastGood = state.side;
      if (link !== undefined) this.#owner.opened(this, link);
    } else this.#owner.changed(this);
  }

  #connect(): void {
    const state = this.#state;
    if (state.name !== 'connecting') return;
    const { side } = state;
    const endpoint = this.#settings.endpoints[side] as Endpoint;
    this.#parts.counters.tries += 1;
    const dialect = this.#settings.dialects.of(this.#version(side));
    const link = new Link(this.#hearing, this.#news, { side, endpoint, dialect }, this.#parts);
    this.#link = link;
    link.connect();
  }

  #version(side: SideName): number {
    return this.#settings.protocolVersion ?? this.#versions.get(side) ?? MAX_VERSION;
  }

  /** What the present link tells; a former one is not listened to any more. */
  readonly #hearing: LinkOwner = {
    connected: (link) => this.#from(link, { type: 'connected' }),
    granted: (link) => this.#granted(link),
    closeConfirmed: (link) => this.#from(link, { type: 'close confirmed' }),
    failed: (link, error) => this.#failed(link, error),
    offLine: (link, error) => this.#offLine(link, error),
  };

  #from(link: Link, input: MachineInput): void {
    if (link === this.#link) this.#take(input);
  }

  #granted(link: Link): void {
    if (link.isStandby && !this.#settings.hotStandby) this.#failed(link, standbyUnasked(link.peer));
    else {
      this.#versions.set(link.side, link.dialect.version);
      this.#from(link, { type: 'granted' });
    }
  }

  #failed(link: Link, error: CtiError): void {
    if (link !== this.#link) return;
    const refusedVersion = this.#state.name === 'opening' && error.code === 'E_CTI_INVALID_VERSION';
    if (refusedVersion && this.#settings.protocolVersion === undefined) {
      const { version } = link.dialect;
      if (version > MIN_VERSION) {
        this.#versions.set(link.side, version - 1);
        this.#take({ type: 'again' });
        return;
      }
      // None was right: from the top again, when somebody has put it right.
      this.#versions.delete(link.side);
    }
    this.#take({ type: 'failed', error, cure: cureOf(error), leave: isGone(error), lasted: this.#lasted() });
  }

  /** While OPEN_REQ waits for its answer there is no session to close. */
  #offLine(link: Link, error: CtiError): void {
    if (this.#state.name === 'opening') this.#failed(link, error);
    else this.#from(link, { type: 'leave', error, lasted: this.#lasted() });
  }

  /** Seconds. */
  #lasted(): number {
    return (this.#parts.clock.now() - this.#openedAt) / 1000;
  }

  #tooLate(state: Extract<MachineState, { readonly limit: number }>): CtiError {
    if (state.name === 'opening') return openTooLate(this.#link?.peer ?? '', state.limit);
    const endpoint = this.#settings.endpoints[state.side] as Endpoint;
    return connectTooLate(endpoint, state.limit, this.#link?.stage ?? 'idle');
  }
}
