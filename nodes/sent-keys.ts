/** Which changes of calls a node has told, so that it tells none twice after a restart. */

import { ForgetfulMap } from './forgetful-map';

export interface Claimed {
  readonly key: string;
  readonly topic: string;
  readonly at: number;
  readonly synthetic?: boolean;
  /** The topic of the message that told it. */
  readonly from?: string;
}

/** What goes on now, by id. */
export interface Living {
  call(id: string): boolean;
  contact(id: string): boolean;
}

/** As it is stored; moments in ms since 1970. */
export interface StoredKeys {
  /** By call: what its keys begin with, the moment of the latest, and their ends. */
  readonly calls: readonly (readonly [beginning: string, at: number, ends: string])[];
  /** Contacts and calls that were told once. */
  readonly once: readonly (readonly [id: string, at: number])[];
}

/** How long what is over is remembered, in milliseconds: longer than a call lasts. */
const AGE = 24 * 3600 * 1000;
/**
 * Calls, and contacts, that are remembered: those that go on, however many, and of the others the latest. A call with
 * ten keys takes about 600 bytes (bench/kept-keys.ts measures it), so that 50,000 that go on and as many that are over
 * fit in 60 MB.
 */
const MOST = 100_000;

/**
 * The event that can only mean a new change, even where a model that began in the middle of a call counts anew and
 * gives it the key of one that was told before. No entry: it happens once to a call.
 */
const OWN_EVENT: Readonly<Record<string, string>> = {
  'call.queued': 'CALL_QUEUED_EVENT',
  'call.dequeued': 'CALL_DEQUEUED_EVENT',
  'call.ringing': 'CALL_DELIVERED_EVENT',
  'call.answered': 'CALL_ESTABLISHED_EVENT',
  'call.held': 'CALL_HELD_EVENT',
  'call.retrieved': 'CALL_RETRIEVED_EVENT',
  'call.diverted': 'CALL_DIVERTED_EVENT',
  'call.failed': 'CALL_FAILED_EVENT',
  'call.transferred': 'CALL_TRANSFERRED_EVENT',
  'call.conferenced': 'CALL_CONFERENCED_EVENT',
  'call.partyLeft': 'CALL_CONNECTION_CLEARED_EVENT',
  'call.data': 'CALL_DATA_UPDATE_EVENT',
};

/** Ends of keys, with a line break before and behind each: one text takes a fifth of the room of a set. */
type Ends = string;
const NONE: Ends = '\n';

/** The keys of one call. */
interface Told {
  at: number;
  /** What was sent before the present model began, and may still be meant by what it tells. */
  former: Ends;
  /** What has been sent besides. */
  sent: Ends;
  /** What the present model has given, where that is not what has been sent. */
  given: Ends | undefined;
  /** A complete picture has not shown the call. */
  missed: boolean;
}

const NOBODY: Living = { call: () => false, contact: () => false };

export class SentKeys {
  /** By what the keys of a call begin with. */
  readonly #calls = new ForgetfulMap<Told>({
    most: MOST,
    age: AGE,
    momentOf: ({ at }) => at,
    goesOn: (beginning) => this.#goesOn(beginning),
  });
  readonly #once = new ForgetfulMap<number>({
    most: MOST,
    age: AGE,
    momentOf: (at) => at,
    goesOn: (id) => this.#isLiving(id),
  });
  /** Of those, what was told before the present model began. */
  #formerOnce: ReadonlySet<string> = new Set();
  /** Of those, what a complete picture has not shown. */
  #missedOnce = new Set<string>();
  #model: object | undefined;
  #living = NOBODY;

  /** Another model counts anew. The same one again: nothing changes. @param living what goes on is not forgotten */
  begin(model: object, living = NOBODY): void {
    this.#living = living;
    if (model === this.#model) return;
    this.#model = model;
    for (const told of this.#calls.values()) {
      told.former = joined(told.former, told.sent);
      told.sent = NONE;
      told.given = undefined;
      told.missed = false;
    }
    this.#missedOnce = new Set();
    this.#formerOnce = new Set(this.#once.keys());
  }

  /** What was stored comes before what has been sent since. */
  load(stored: unknown): void {
    const { calls = [], once = [] } = stored as Partial<StoredKeys>;
    for (const [beginning, at, ends] of calls) {
      const told = this.#calls.get(beginning);
      if (told) told.former = joined(lacking(ends, told), told.former);
      else this.#calls.set(beginning, { at, former: ends, sent: NONE, given: undefined, missed: false });
    }
    for (const [id, at] of once) if (!this.#once.has(id)) this.#once.set(id, at);
    this.#formerOnce = new Set([...this.#formerOnce, ...once.map(([id]) => id)]);
  }

  /**
   * The picture is complete. What has a name that comes again, and does not go on, is over: what comes under that name
   * from now on is something else. Of other calls the picture may lack some that go on; they are over when another one
   * begins under their name.
   */
  settle(): void {
    for (const [beginning, told] of this.#calls) {
      if (told.former === NONE || this.#goesOn(beginning)) continue;
      if (comesAgain(beginning)) end(told);
      else told.missed = true;
    }
    for (const id of this.#formerOnce) {
      if (this.#isLiving(id)) continue;
      if (isNumber(id)) this.#once.delete(id);
      else this.#missedOnce.add(id);
    }
    this.#formerOnce = new Set();
  }

  /** Every beginning of a call, told or not. @param ids as for `once` */
  begins({ key, synthetic, from }: Claimed, ids: readonly string[]): void {
    if (synthetic || from !== 'BEGIN_CALL_EVENT') return;
    const [beginning] = parted(key);
    for (const name of [beginning, `${beginning.split('/')[0]}/-`]) {
      const told = this.#calls.get(name);
      if (told?.missed) end(told);
    }
    for (const id of ids) if (this.#missedOnce.delete(id)) this.#once.delete(id);
  }

  get stored(): StoredKeys {
    return {
      calls: [...this.#calls].map(([beginning, { at, former, sent }]) => [beginning, at, joined(former, sent)]),
      once: [...this.#once],
    };
  }

  /** @returns the key to send it with; undefined: it has been told */
  claim({ key, topic, at, synthetic, from }: Claimed): string | undefined {
    const [beginning, end] = parted(key);
    const told = this.#calls.get(beginning) ?? { at, former: NONE, sent: NONE, given: undefined, missed: false };
    if (has(told.given ?? told.sent, end)) return undefined;
    const isFormer = has(told.former, end);
    if (isFormer && (synthetic || from !== OWN_EVENT[topic])) {
      told.given = `${told.given ?? told.sent}${end}\n`;
      return undefined;
    }
    const free = isFormer || has(told.sent, end) ? next(told, end) : end;
    if (free !== end || told.given !== undefined) told.given = `${told.given ?? told.sent}${end}\n`;
    told.sent = `${told.sent}${free}\n`;
    told.at = at;
    this.#calls.set(beginning, told);
    this.#calls.forget(at);
    return key.slice(0, key.length - end.length) + free;
  }

  /**
   * For what a node tells of a contact only once.
   * @param ids all that the contact is known by: its own, those of its calls and of contacts that it is one with
   * @returns whether this is the first time
   */
  once(ids: readonly string[], at: number): boolean {
    const known = ids.some((id) => this.#once.has(id));
    for (const id of ids) this.#once.set(id, at);
    this.#once.forget(at);
    return !known;
  }

  /** Two contacts have turned out to be one: where any of the ids was told, all are. */
  same(ids: readonly string[], at: number): void {
    if (ids.some((id) => this.#once.has(id))) this.once(ids, at);
  }

  /** `-` in the place of the call: the contact as a whole. */
  #goesOn(beginning: string): boolean {
    const [contact = '', call = ''] = beginning.split('/');
    return call === '-' ? this.#living.contact(contact) : this.#living.call(call);
  }

  #isLiving(id: string): boolean {
    return this.#living.contact(id) || this.#living.call(id);
  }
}

/** A key begins with the ids of contact and call. */
function parted(key: string): [beginning: string, end: string] {
  const call = key.indexOf('/');
  const end = key.indexOf('/', call + 1);
  return end < 0 ? ['', key] : [key.slice(0, end), key.slice(end + 1)];
}

/** Peripheral, number and day: a server that begins anew on that day begins its numbers anew. */
function isNumber(id: string): boolean {
  return /^(\d{1,10}|null)-\d{1,10}-20\d{6}(-\d+)?$/.test(id);
}

/** A router call key or a call reference on either place makes the name one for good. */
function comesAgain(beginning: string): boolean {
  return beginning.split('/').every((id) => id === '-' || isNumber(id));
}

function has(ends: Ends, end: string): boolean {
  return ends.includes(`\n${end}\n`);
}

function joined(first: Ends, second: Ends): Ends {
  return first + second.slice(NONE.length);
}

/** What comes under these keys from now on is something else. */
function end(told: Told): void {
  told.given ??= told.sent;
  told.sent = joined(told.former, told.sent);
  told.former = NONE;
  told.missed = false;
}

/** Those of which nothing is known. */
function lacking(ends: Ends, { former, sent }: Told): Ends {
  const names = ends.split('\n').filter((end) => end !== '' && !has(former, end) && !has(sent, end));
  return [NONE, ...names.map((end) => `${end}\n`)].join('');
}

function next({ former, sent }: Told, end: string): string {
  const base = end.replace(/#\d+$/, '');
  for (let n = 2; ; n++) {
    const free = `${base}#${n}`;
    if (!has(former, free) && !has(sent, free)) return free;
  }
}
