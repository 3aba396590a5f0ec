import type { Catalog } from './catalog';
import type { SessionMessage } from './message';

/** Numbers below are remembered; the guide ends at 284, a stream out of step may bring any. */
const MAX_REMEMBERED = 1024;

export type MessageListener = (message: SessionMessage) => void;

export interface Subscription {
  readonly listener: MessageListener;
  /** undefined: every number; -1 stands for types that this protocol version lacks. */
  readonly numbers: ReadonlySet<number> | undefined;
  active: boolean;
}

/** Who wants which message types. Asked for every frame before it is decoded. */
export class Subscriptions {
  readonly #catalog: Catalog;
  readonly #subscriptions = new Set<Subscription>();
  readonly #byNumber = new Map<number, readonly Subscription[]>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /**
   * Returns what ends the subscription.
   * @throws CtiError CTI_UNKNOWN_MESSAGE
   */
  add(topics: readonly string[] | '*', listener: MessageListener): () => void {
    const numbers = topics === '*' ? undefined : new Set(topics.map((topic) => this.#catalog.numberOf(topic) ?? -1));
    const subscription: Subscription = { listener, numbers, active: true };
    this.#subscriptions.add(subscription);
    this.#byNumber.clear();
    return () => {
      subscription.active = false;
      this.#subscriptions.delete(subscription);
      this.#byNumber.clear();
    };
  }

  /** Those that want messages of this number. The array is never changed. */
  of(number: number): readonly Subscription[] {
    const known = this.#byNumber.get(number);
    if (known !== undefined) return known;
    const found = [...this.#subscriptions].filter(({ numbers }) => numbers === undefined || numbers.has(number));
    if (number < MAX_REMEMBERED) this.#byNumber.set(number, found);
    return found;
  }
}
