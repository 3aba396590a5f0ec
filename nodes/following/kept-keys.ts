/** What a node has told, which outlives it: in the memory of the process, or in one of Node-RED's context stores. */
import type { Node } from 'node-red';

export interface Storable {
  /** Plain data. */
  readonly stored: unknown;
  /** @param stored by an earlier process, maybe one of another edition */
  load(stored: unknown): void;
}

/** Milliseconds between two writings, at the least. */
const PAUSE = 1000;
/** Writing takes no larger part of the time than one in so many. */
const SHARE = 10;
const NAME = 'ctiSentKeys';

/** By type and id of the node: nodes come and go with each deployment. */
const memory = new Map<string, Storable>();

export class KeptKeys<T extends Storable> {
  readonly keys: T;
  readonly #node: Node;
  readonly #store: string;
  readonly #name: string;
  #timer: NodeJS.Timeout | undefined;
  #unsaved = false;
  /** Nothing is written over what is still to be read. */
  #isRead: boolean;
  #pause = PAUSE;

  /**
   * @param store the name of a context store; empty: the memory of the process only
   * @param empty what a node that has told nothing begins with
   */
  constructor(node: Node, store: string, empty: () => T) {
    this.#node = node;
    this.#store = store;
    this.#isRead = store === '';
    this.#name = `${node.type} ${node.id}`;
    this.keys = (memory.get(this.#name) as T | undefined) ?? empty();
    memory.set(this.#name, this.keys);
  }

  /**
   * Brings what an earlier process has sent. Rejects where the store cannot be read: before the next writing it is read
   * again, and until that succeeds nothing is written.
   */
  async load(): Promise<void> {
    if (this.#isRead) return;
    const stored = await new Promise<unknown>((resolve, reject) => {
      this.#node.context().get(NAME, this.#store, (error: Error | null, value: unknown) => {
        if (error) reject(error);
        else resolve(value);
      });
    });
    // Another reading may have been faster.
    if (this.#isRead) return;
    this.#isRead = true;
    if (typeof stored === 'object' && stored !== null) this.keys.load(stored);
  }

  /** Soon: several changes are written at once. */
  changed(): void {
    if (this.#store === '') return;
    this.#unsaved = true;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#save().catch((error: Error) => this.#node.error(error, {}));
    }, this.#pause);
  }

  /** @param removed the node is gone for good, and its keys with it */
  async close(removed: boolean): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (removed) memory.delete(this.#name);
    if (this.#unsaved) await this.#save();
  }

  async #save(): Promise<void> {
    // That it cannot be read has been told by the one who called load() first.
    await this.load().catch(() => undefined);
    if (!this.#isRead) return;
    this.#unsaved = false;
    const began = performance.now();
    await new Promise<void>((resolve, reject) => {
      this.#node.context().set(NAME, this.keys.stored, this.#store, (error?: Error | null) => {
        if (error) reject(error);
        else resolve();
      });
    });
    this.#pause = Math.max(PAUSE, SHARE * (performance.now() - began));
  }
}
