/** Callers who gave up while an earlier model was kept, which ended before it could tell it. */
import { type GaveUp, notTold } from './abandoned';
import type { CallWorld } from './call-world';
import type { Contact } from './contacts';
import type { News } from './news';

/** Callers: as many as give up within two minutes, where the picture stays incomplete that long, at a very large site. */
const MOST = 1000;

export class RecalledCallers {
  readonly #world: CallWorld;
  /** By key; also those that were told, until they are forgotten. */
  readonly #callers = new Map<string, { readonly caller: GaveUp; told: boolean }>();
  /** Of all of them, names of contacts and ids of calls. */
  #ids: ReadonlySet<string> = new Set();

  constructor(world: CallWorld) {
    this.#world = world;
  }

  /** @returns what the next model may recall, the latest thousand */
  notTold(at: number): readonly GaveUp[] {
    const waiting = [...this.#callers.values()].filter(({ told }) => !told).map(({ caller }) => caller);
    return [...waiting, ...notTold(this.#world, at)].slice(-MOST);
  }

  recall(callers: readonly GaveUp[]): void {
    for (const caller of callers.slice(-MOST)) {
      // Whoever is known here is this model's own business.
      if (this.#callers.has(caller.key) || this.#contactOf(caller)) continue;
      this.#callers.set(caller.key, { caller, told: false });
    }
    this.#learnIDs();
  }

  /** @param id a name of a contact, or the id of a call */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /**
   * @param until of whom nothing was heard since (ms since 1970); undefined: the callers may have gone on
   * @param forgotten who gave up before that may have gone on, and have talked since
   */
  tell(until: number | undefined, forgotten: number, news: News): void {
    const before = this.#callers.size;
    for (const [key, one] of this.#callers) {
      const { caller, told } = one;
      const contact = this.#contactOf(caller);
      if (contact || caller.since <= forgotten) {
        this.#callers.delete(key);
        if (contact && told) contact.abandoned = true;
      } else if (!told && until !== undefined && caller.since <= until) {
        one.told = true;
        if (this.#world.contacts.take(key)) news.tellFormer('call.abandoned', caller);
      }
    }
    if (this.#callers.size < before) this.#learnIDs();
  }

  #learnIDs(): void {
    this.#ids = new Set([...this.#callers.values()].flatMap(({ caller }) => idsOf(caller)));
  }

  #contactOf(caller: GaveUp): Contact | undefined {
    const { contacts, table } = this.#world;
    for (const id of idsOf(caller)) {
      const contact = contacts.named(id) ?? table.get(id)?.contact;
      if (contact) return contact;
    }
    return undefined;
  }
}

function idsOf({ contact: { id, names, legs } }: GaveUp): readonly string[] {
  return [id, ...names, ...legs];
}
