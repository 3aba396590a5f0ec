/** Legal disorder: what sessions are sent in one burst comes in another order, twice or late, repeatable by a seed. */
import type { Clock } from '../clock';
import { randomFrom } from '../configuration/random';
import type { Outgoing } from '../message';
import type { Client } from '../sessions/client';
import { movable } from './freedom';
import type { DisorderSettings } from './settings';
import { shuffled } from './shuffle';

/** A message that only has to be written. */
export interface Ready extends Outgoing {
  readonly frame: Buffer;
}

/** A session, as far as its messages are put in disorder. */
export interface Receiver {
  readonly sessionID: number;
  /** Undefined once the session is over. */
  readonly client: Client | undefined;
  deliver(ready: Ready): void;
}

interface Burst {
  readonly random: () => number;
  waiting: Ready[];
}

/** Milliseconds. Source: Client Control Service. */
const SLOW = { from: 10_000, upTo: 15_000 };
/** A longer burst is sent in pieces: what comes when is a question of each pair in it. */
const LONGEST = 500;

/** A burst is what one frame of a client, one action or one moment of the switch brings about. */
export class Disorder {
  readonly #clock: Clock;
  readonly #trace: (line: () => string) => void;
  readonly #bursts = new Map<Receiver, Burst>();
  #settings: DisorderSettings | undefined;
  /** The end of the turn is waited for. */
  #ending = false;

  /** @param clock real time, as clients have it */
  constructor(settings: DisorderSettings | undefined, clock: Clock, trace: (line: () => string) => void) {
    this.#clock = clock;
    this.#trace = trace;
    this.set(settings);
  }

  /** Undefined: off, everything comes in the order in which it was made. */
  get settings(): DisorderSettings | undefined {
    return this.#settings;
  }

  set(settings: DisorderSettings | undefined): void {
    if (!settings && !this.#settings) return;
    this.settle();
    // The same seed begins anew.
    this.#bursts.clear();
    this.#settings = settings;
    this.#trace(() => `DISORDER ${settings ? JSON.stringify(settings) : 'off'}`);
  }

  put(ready: Ready, receiver: Receiver, { duplicates, slowConfirmations }: DisorderSettings): void {
    const burst = this.#burstOf(receiver);
    const kind = movable(ready)?.kind;
    if (!kind) {
      this.#flush(receiver, burst);
      receiver.deliver(ready);
      return;
    }
    if (kind === 'confirmation' && burst.random() < slowConfirmations) {
      const late = SLOW.from + burst.random() * (SLOW.upTo - SLOW.from);
      this.#clock.after(late, () => {
        if (receiver.client) receiver.deliver(ready);
      });
      return;
    }
    burst.waiting.push(ready);
    if (kind === 'agent state' && burst.random() < duplicates && takesDuplicates(receiver)) burst.waiting.push(ready);
    if (burst.waiting.length >= LONGEST) this.#flush(receiver, burst);
    if (this.#ending) return;
    this.#ending = true;
    queueMicrotask(() => this.settle());
  }

  /** The burst is over. */
  settle(): void {
    this.#ending = false;
    for (const [receiver, burst] of this.#bursts) this.#flush(receiver, burst);
  }

  left(receiver: Receiver): void {
    this.#bursts.delete(receiver);
  }

  #flush(receiver: Receiver, burst: Burst): void {
    const { waiting } = burst;
    if (waiting.length === 0) return;
    burst.waiting = [];
    for (const ready of shuffled(waiting, burst.random)) receiver.deliver(ready);
  }

  #burstOf(receiver: Receiver): Burst {
    const known = this.#bursts.get(receiver);
    if (known) return known;
    // A stream of numbers for each session, so that none depends on what the others are sent.
    const seed = ((this.#settings?.seed ?? 0) ^ Math.imul(receiver.sessionID, 0x9e37_79b1)) >>> 0;
    const made: Burst = { random: randomFrom(seed), waiting: [] };
    this.#bursts.set(receiver, made);
    return made;
  }
}

function takesDuplicates({ client }: Receiver): boolean {
  return client?.services.has('CTI_SERVICE_IGNORE_DUPLICATE_AGENT_EVENTS') === false;
}
