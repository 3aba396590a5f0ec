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

export class SentKeys {
  /** In the order of their being sent. */
  #sent = new Map<string, number>();
  /** Of those, what was sent before the present model began. */
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

  get stored(): StoredKeys {
    return [...this.#sent];
  }

  /** @returns the key to send it with; undefined: it has been told */
  claim(change: Claimed): string | undefined {
    const { key, at } = change;
    if (this.#claimed.has(key)) return undefined;
    remember(this.#claimed, key, at);
    if (!this.#sent.has(key)) return this.#send(key, at);
    if (change.synthetic ? this.#former.has(key) : change.from !== OWN_EVENT[change.topic]) return undefined;
    return this.#send(this.#next(key), at);
  }

  /** For what a node tells once only. @returns whether this is the first time */
  once(name: string, at: number): boolean {
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

function remember(keys: Map<string, number>, key: string, at: number): void {
  keys.delete(key);
  keys.set(key, at);
  for (const [oldest, moment] of keys) {
    if (keys.size <= MOST && at - moment <= AGE) break;
    keys.delete(oldest);
  }
}
