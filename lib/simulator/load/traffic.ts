import { Percentiles, type Spread } from './percentiles';

/** Messages to one session while calls came. */
export interface ClientTraffic {
  readonly sessionID: number;
  readonly clientID: string;
  readonly messages: number;
  /** Messages a second, from its first one on. */
  readonly average: number;
  /** Most messages in one second. */
  readonly peak: number;
}

interface Tally {
  readonly clientID: string;
  readonly since: number;
  messages: number;
  peak: number;
  second: number;
  inSecond: number;
}

/** What the clients are sent. Times in milliseconds. */
export class Traffic {
  readonly #stopwatch: () => number;
  readonly #clients = new Map<number, Tally>();
  readonly #byTopic = new Map<string, number>();
  readonly #latencies = new Percentiles();
  /** When the event happened that clients are being told of. */
  #happened: number | undefined;

  constructor(stopwatch: () => number) {
    this.#stopwatch = stopwatch;
  }

  happened(): void {
    this.#happened = this.#stopwatch();
  }

  published(): void {
    this.#happened = undefined;
  }

  sent(sessionID: number, clientID: string, topic: string): void {
    const now = this.#stopwatch();
    if (this.#happened !== undefined) this.#latencies.add(now - this.#happened);
    this.#byTopic.set(topic, (this.#byTopic.get(topic) ?? 0) + 1);
    const client = this.#clients.get(sessionID) ?? this.#newClient(sessionID, clientID, now);
    const second = Math.floor((now - client.since) / 1000);
    if (second !== client.second) {
      client.second = second;
      client.inSecond = 0;
    }
    client.messages++;
    client.inSecond++;
    if (client.inSecond > client.peak) client.peak = client.inSecond;
  }

  get latencies(): Spread {
    return this.#latencies.spread;
  }

  /** The most frequent first. */
  get byTopic(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#byTopic].sort(([, a], [, b]) => b - a));
  }

  clients(): ClientTraffic[] {
    const now = this.#stopwatch();
    return [...this.#clients].map(([sessionID, { clientID, since, messages, peak }]) => {
      // A rate over less than a second says nothing.
      const average = messages / Math.max(1, (now - since) / 1000);
      return { sessionID, clientID, messages, average, peak };
    });
  }

  #newClient(sessionID: number, clientID: string, since: number): Tally {
    const client = { clientID, since, messages: 0, peak: 0, second: 0, inSecond: 0 };
    this.#clients.set(sessionID, client);
    return client;
  }
}
