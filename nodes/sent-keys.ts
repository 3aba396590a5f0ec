/** Which changes of calls a node has told, so that it tells none twice after a restart. */

export interface Claimed {
  readonly key: string;
  readonly topic: string;
  readonly at: number;
  readonly synthetic?: boolean;
  /** The topic of the message that told it. */
  readonly from?: string;
}

/** As it is stored: key and moment (ms since 1970), the oldest first. */
export type StoredKeys = readonly (readonly [string, number])[];

/** How long a key is remembered, in milliseconds: longer than a call lasts. */
const AGE = 24 * 3600 * 1000;
const MOST = 50_000;

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

/** What goes on now, by id. */
export interface Living {
  call(id: string): boolean;
  contact(id: string): boolean;
}

export class SentKeys {
  /** In the order of their being sent. */
  #sent = new Map<string, number>();
  /** Of those, what was sent before the present model began, about calls that may still go on. */
  #former: ReadonlySet<string> = new Set();
  /** Keys of the present model as it gave them. */
  readonly #claimed = new Map<string, number>();
  #model: object | undefined;

  /** Another model counts anew. The same one again: nothing changes. */
  begin(model: object): void {
    if (model === this.#model) return;
    this.#model = model;
    this.#former = new Set(this.#sent.keys());
    this.#claimed.clear();
  }

  /** What was stored comes before what has been sent since. */
  load(stored: StoredKeys): void {
    this.#sent = new Map([...stored, ...this.#sent]);
    this.#former = new Set([...this.#former, ...stored.map(([key]) => key)]);
  }

  /**
   * The model has its first picture: calls of before that do not go on are over, and what comes under their names
   * from now on is something else. A server that begins anew begins its numbers anew.
   */
  settle(living: Living): void {
    const goesOn = new Set<string>();
    for (const name of this.#former) {
      if (isAbout(name, living)) goesOn.add(name);
      else if (name.startsWith(ONCE)) this.#sent.delete(name);
    }
    this.#former = goesOn;
  }

  get stored(): StoredKeys {
    return [...this.#sent];
  }

  /** @returns the key to send it with; undefined: it has been told */
  claim({ key, topic, at, synthetic, from }: Claimed): string | undefined {
    if (this.#claimed.has(key)) return undefined;
    remember(this.#claimed, key, at);
    if (this.#former.has(key) && (synthetic || from !== OWN_EVENT[topic])) return undefined;
    return this.#send(this.#sent.has(key) ? this.#next(key) : key, at);
  }

  /** For what a node tells of a contact only once. @returns whether this is the first time */
  once(contactID: string, at: number): boolean {
    const name = ONCE + contactID;
    const known = this.#sent.has(name);
    this.#send(name, at);
    return !known;
  }

  #send(key: string, at: number): string {
    remember(this.#sent, key, at);
    return key;
  }

  #next(key: string): string {
    const base = key.replace(/#\d+$/, '');
    for (let n = 2; ; n++) if (!this.#sent.has(`${base}#${n}`)) return `${base}#${n}`;
  }
}

/** What stands before the id of a contact that has been told. */
const ONCE = 'contact ';

/** A key begins with the ids of contact and call; `-` in the place of the call: the contact as a whole. */
function isAbout(name: string, living: Living): boolean {
  if (name.startsWith(ONCE)) return living.contact(name.slice(ONCE.length));
  const [contact = '', call = ''] = name.split('/');
  return call === '-' ? living.contact(contact) : living.call(call);
}

function remember(keys: Map<string, number>, key: string, at: number): void {
  keys.delete(key);
  keys.set(key, at);
  for (const [oldest, moment] of keys) {
    if (keys.size <= MOST && at - moment <= AGE) break;
    keys.delete(oldest);
  }
}
