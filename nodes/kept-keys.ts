/** The keys of a node that outlive it: in the memory of the process, or in one of Node-RED's context stores. */
import type { Node } from 'node-red';
import { SentKeys, type StoredKeys } from './sent-keys';

/** Milliseconds between two writings. */
const PAUSE = 1000;
const NAME = 'ctiSentKeys';

/** By node id: nodes come and go with each deployment. */
const memory = new Map<string, SentKeys>();

export class KeptKeys {
  readonly keys: SentKeys;
  readonly #node: Node;
  readonly #store: string;
  #timer: NodeJS.Timeout | undefined;
  #unsaved = false;

  /** @param store the name of a context store; empty: the memory of the process only */
  constructor(node: Node, store: string) {
    this.#node = node;
    this.#store = store;
    this.keys = memory.get(node.id) ?? new SentKeys();
    memory.set(node.id, this.keys);
  }

  /** Brings what an earlier process has sent. Rejects where the store cannot be read. */
  async load(): Promise<void> {
    if (this.#store === '') return;
    const stored = await new Promise<unknown>((resolve, reject) => {
      this.#node.context().get(NAME, this.#store, (error: Error | null, value: unknown) => {
        if (error) reject(error);
        else resolve(value);
      });
    });
    if (Array.isArray(stored)) this.keys.load(stored as StoredKeys);
  }

  /** Soon: several changes are written at once. */
  changed(): void {
    if (this.#store === '') return;
    this.#unsaved = true;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#save().catch((error: Error) => this.#node.error(error, {}));
    }, PAUSE);
  }

  /** @param removed the node is gone for good, and its keys with it */
  async close(removed: boolean): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (removed) memory.delete(this.#node.id);
    if (this.#unsaved) await this.#save();
  }

  #save(): Promise<void> {
    this.#unsaved = false;
    return new Promise((resolve, reject) => {
      this.#node.context().set(NAME, this.keys.stored, this.#store, (error?: Error | null) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }
}
