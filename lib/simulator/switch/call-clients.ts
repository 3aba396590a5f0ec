/** The CTI clients that have had to do with a call. */

/** A client of one of the call's parties. */
export interface CallClient {
  /** The same for a client that comes back. */
  readonly name: string;
  readonly signature: string;
  /** Milliseconds since 1970: when it first had to do with the call. */
  readonly since: number;
}

export class CallClients {
  readonly #byName = new Map<string, CallClient>();

  /** In the order in which they came. */
  get all(): CallClient[] {
    return [...this.#byName.values()].sort((a, b) => a.since - b.since);
  }

  /** Who is there already stays since when it came. */
  add(client: CallClient): void {
    if (!this.#byName.has(client.name)) this.#byName.set(client.name, client);
  }

  /** Those of a call that goes on in this one. */
  take(others: CallClients): void {
    for (const client of others.all) {
      const own = this.#byName.get(client.name);
      if (!own || client.since < own.since) this.#byName.set(client.name, client);
    }
  }
}
