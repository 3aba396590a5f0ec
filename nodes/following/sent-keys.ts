/** Which changes of calls a node has told, so that it tells none twice after a restart. */

import { ForgetfulMap } from './forgetful-map';
import type { LeftCallers } from './left-callers';
import { isUndone, undoesAny } from './undone';

export interface Claimed {
  readonly key: string;
  readonly topic: string;
  readonly at: number;
  readonly synthetic?: boolean;
  /** The topic of the message that told it. */
  readonly from?: string;
  readonly contact?: ToldContact;
}

/** What it is called, and the ids of its calls. */
export interface ToldContact {
  readonly names: readonly string[];
  readonly legs: readonly string[];
}

/** What goes on now, by id. */
export interface Living {
  call(id: string): boolean;
  contact(id: string): boolean;
}

/** As it is stored; moments in ms since 1970. */
export interface StoredKeys {
  /** By call: what its keys begin with, the moment of the latest, their ends, and the names of its contact. */
  readonly calls: readonly (readonly [beginning: string, at: number, ends: string, names: string])[];
  /** Contacts and calls that were told once. */
  readonly once: readonly (readonly [id: string, at: number])[];
  /** Absent in what earlier editions have stored. */
  readonly left?: LeftCallers;
}

/** How long what is over is remembered, in milliseconds: longer than a call lasts. */
const AGE = 24 * 3600 * 1000;
/**
 * Calls, and contacts, that are remembered: those that go on, however many, and of the others the latest. A call with
 * ten keys takes about 650 bytes (bench/kept-keys.ts measures it), so that 50,000 that go on and as many that are over
 * fit in 65 MB.
 */
const MOST = 100_000;

/**
 * The event that can only mean a new change, even where a model that began in the middle of a call counts anew and
 * gives it the key of one that was told before. No entry: it happens once to a call.
 */
const OWN_EVENT: Readonly<Record<string, string>> = {
  'call.preCall': 'AGENT_PRE_CALL_EVENT',
  'call.preCallAborted': 'AGENT_PRE_CALL_ABORT_EVENT',
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

/** Texts with a line break before and behind each: one text takes a fifth of the room of a set. */
type List = string;
/** Ends of keys. */
type Ends = List;
const NONE: List = '\n';

/** The keys of one call. */
interface Told {
  at: number;
  /** What was sent before the present model began, and may still be meant by what it tells. */
  former: Ends;
  /** What has been sent besides. */
  sent: Ends;
  /** What the present model has given, where that is not what has been sent. */
  given: Ends | undefined;
  /** What its contact is called, as far as it was known with what was told. */
  names: List;
  /** A complete picture has not shown the call. */
  missed: boolean;
}

const NOBODY: Living = { call: () => false, contact: () => false };

export class SentKeys {
  /** From the end of one model to the beginning of the next. */
  left: LeftCallers | undefined;
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
  /** What was told before the present model began, by the names of contacts; undefined: to be gathered. */
  #byContact: Map<string, [beginning: string, told: Told][]> | undefined;
  /** Of what was told once, that before the present model began. */
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
    this.#byContact = undefined;
    this.#missedOnce = new Set();
    this.#formerOnce = new Set(this.#once.keys());
  }

  /** What was stored comes before what has been sent since. */
  load(stored: unknown): void {
    const { calls = [], once = [], left } = stored as Partial<StoredKeys>;
    this.left ??= left;
    for (const [beginning, at, ends, names = NONE] of calls) {
      const told = this.#calls.get(beginning);
      if (told) {
        told.former = joined(lacking(ends, told), told.former);
        told.names = withAll(told.names, textsOf(names));
      } else this.#calls.set(beginning, { ...nothing(at), former: ends, names });
    }
    this.#byContact = undefined;
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
      if (comesAgain(beginning, told.names)) end(told);
      else told.missed = true;
    }
    for (const id of this.#formerOnce) {
      if (this.#isLiving(id)) continue;
      if (isNumber(id)) this.#once.delete(id);
      else this.#missedOnce.add(id);
    }
    this.#formerOnce = new Set();
    // From now on the model itself knows who was in which call.
    this.#byContact = new Map();
  }

  /** Every beginning of a call, told or not. @param ids as for `once` */
  begins({ key, synthetic, from }: Claimed, ids: readonly string[]): void {
    if (synthetic || from !== 'BEGIN_CALL_EVENT') return;
    const [beginning] = parted(key);
    for (const name of [beginning, ...ids.map((id) => `${id}/-`)]) {
      const told = this.#calls.get(name);
      if (told?.missed) end(told);
    }
    for (const id of ids) if (this.#missedOnce.delete(id)) this.#once.delete(id);
  }

  get stored(): StoredKeys {
    return {
      calls: [...this.#calls].map(([beginning, { at, former, sent, names }]) => [
        beginning,
        at,
        joined(former, sent),
        names,
      ]),
      once: [...this.#once],
      ...(this.left && { left: this.left }),
    };
  }

  /** @returns the key to send it with; undefined: it has been told */
  claim({ key, topic, at, synthetic, from, contact }: Claimed): string | undefined {
    const [beginning, end] = parted(key);
    const told = this.#calls.get(beginning) ?? nothing(at);
    if (contact) learn(told, contact.names);
    if (has(told.given ?? told.sent, end)) return undefined;
    if (synthetic && contact && !has(told.former, end) && this.#isToldOf(contact, end, told)) {
      told.former = `${told.former}${end}\n`;
      this.#calls.set(beginning, told);
    }
    const isFormer = has(told.former, end);
    if (isFormer && (synthetic || from !== OWN_EVENT[topic]) && !isUndone(allOf(told), end)) {
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

  /** A change that the flow does not want. @returns whether it is remembered, since it takes back what was told */
  pass({ key, at }: Claimed): boolean {
    const [beginning, end] = parted(key);
    const told = this.#calls.get(beginning);
    if (!told || !undoesAny(allOf(told), end)) return false;
    told.sent = `${told.sent}${has(joined(told.former, told.sent), end) ? next(told, end) : end}\n`;
    told.at = at;
    return true;
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

  /** Two contacts have turned out to be one, whose names all its calls have from now on. */
  joined({ names, legs }: ToldContact): void {
    for (const leg of legs) {
      const told = this.#calls.get(leg);
      if (told) learn(told, names);
    }
  }

  /**
   * Whether it was told of the party in another call of the contact, before the present model began: a call that was
   * joined with another one is gone, and a model that has not seen it finds its parties in the one that is left.
   */
  #isToldOf({ names }: ToldContact, end: string, own: Told): boolean {
    if (!end.includes('/')) return false;
    this.#byContact ??= this.#gathered();
    for (const name of names) {
      for (const [beginning, told] of this.#byContact.get(name) ?? []) {
        if (told !== own && has(told.former, end) && !this.#goesOn(beginning)) return true;
      }
    }
    return false;
  }

  #gathered(): Map<string, [string, Told][]> {
    const found = new Map<string, [string, Told][]>();
    for (const [beginning, told] of this.#calls) {
      if (told.former === NONE) continue;
      for (const name of textsOf(told.names)) {
        const others = found.get(name);
        if (others) others.push([beginning, told]);
        else found.set(name, [[beginning, told]]);
      }
    }
    return found;
  }

  /** `-` in the place of the call: the contact as a whole. */
  #goesOn(beginning: string): boolean {
    const contact = contactOf(beginning);
    return contact === undefined ? this.#living.call(beginning) : this.#living.contact(contact);
  }

  #isLiving(id: string): boolean {
    return this.#living.contact(id) || this.#living.call(id);
  }
}

function nothing(at: number): Told {
  return { at, former: NONE, sent: NONE, given: undefined, names: NONE, missed: false };
}

/** A key begins with the id of the call, or with that of the contact and `-`. */
function parted(key: string): [beginning: string, end: string] {
  const first = key.indexOf('/');
  const end = key.startsWith('/-/', first) ? first + 2 : first;
  return [key.slice(0, end), key.slice(end + 1)];
}

/** Undefined where a key begins with a call. */
function contactOf(beginning: string): string | undefined {
  return beginning.endsWith('/-') ? beginning.slice(0, -2) : undefined;
}

/** Peripheral, number and day: a server that begins anew on that day begins its numbers anew. */
function isNumber(id: string): boolean {
  return /^(\d{1,10}|null)-\d{1,10}-20\d{6}(-\d+)?$/.test(id);
}

const ROUTER_CALL_KEY = /^\d+-\d+$/;
const REFERENCE = /^[\da-f]+$/;

/** Where the contact has no router call key and no call reference either: these come but once. */
function comesAgain(beginning: string, names: List): boolean {
  return [contactOf(beginning) ?? beginning, ...textsOf(names)].every(isNumber);
}

/** What the call's contact is called. Where it has none of the names that it had, the number is another call's now. */
function learn(told: Told, names: readonly string[]): void {
  if (isAnother(told, names)) {
    end(told);
    told.names = NONE;
  }
  told.names = withAll(told.names, names);
}

function isAnother({ former, names: known }: Told, names: readonly string[]): boolean {
  if (former === NONE || names.some((name) => !isNumber(name) && has(known, name))) return false;
  const have = (kind: RegExp) => names.some((name) => kind.test(name)) && textsOf(known).some((one) => kind.test(one));
  return have(ROUTER_CALL_KEY) || have(REFERENCE);
}

function has(list: List, text: string): boolean {
  return list.includes(`\n${text}\n`);
}

function textsOf(list: List): string[] {
  return list.split('\n').filter((text) => text !== '');
}

function withAll(list: List, texts: readonly string[]): List {
  let all = list;
  for (const text of texts) if (!has(all, text)) all = `${all}${text}\n`;
  return all;
}

/** As they were told one after the other. */
function allOf({ former, sent }: Told): string[] {
  return textsOf(joined(former, sent));
}

function joined(first: List, second: List): List {
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
  return withAll(
    NONE,
    textsOf(ends).filter((end) => !has(former, end) && !has(sent, end)),
  );
}

function next({ former, sent }: Told, end: string): string {
  const base = end.replace(/#\d+$/, '');
  for (let n = 2; ; n++) {
    const free = `${base}#${n}`;
    if (!has(former, free) && !has(sent, free)) return free;
  }
}
