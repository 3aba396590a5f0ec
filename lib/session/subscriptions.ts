import { type Catalog, checkTopic } from './catalog';
import type { SessionMessage } from './message';

/** Numbers below are remembered; the guide ends at 284, a stream out of step may bring any. */
const MAX_REMEMBERED = 1024;

export type MessageListener = (message: SessionMessage) => void;

export interface Subscription {
  readonly listener: MessageListener;
  /** undefined: every type. */
  readonly topics: readonly string[] | undefined;
  active: boolean;
}

/** Who wants which message types. Asked for every frame before it is decoded. */
export class Subscriptions {
  readonly #subscriptions = new Set<Subscription>();
  /** A number may stand for another type in another protocol version. */
  #byNumber = new WeakMap<Catalog, Map<number, readonly Subscription[]>>();

  /**
   * Returns what ends the subscription.
   * @throws CtiError CTI_UNKNOWN_MESSAGE
   */
  add(topics: readonly string[] | '*', listener: MessageListener): () => void {
    if (topics !== '*') for (const topic of topics) checkTopic(topic);
    const subscription: Subscription = { listener, topics: topics === '*' ? undefined : [...topics], active: true };
    this.#subscriptions.add(subscription);
    this.#byNumber = new WeakMap();
    return () => {
      subscription.active = false;
      this.#subscriptions.delete(subscription);
      this.#byNumber = new WeakMap();
    };
  }

  /** Those that want messages of this number. The array is never changed. */
  of(catalog: Catalog, number: number): readonly Subscription[] {
    const byNumber = this.#byNumber.get(catalog) ?? new Map<number, readonly Subscription[]>();
    this.#byNumber.set(catalog, byNumber);
    const known = byNumber.get(number);
    if (known !== undefined) return known;
    const wants = ({ topics }: Subscription) =>
      topics === undefined || topics.some((topic) => catalog.numberOf(topic) === number);
    const found = [...this.#subscriptions].filter(wants);
    if (number < MAX_REMEMBERED) byNumber.set(number, found);
    return found;
  }
}
