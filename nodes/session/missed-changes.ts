/** What changes while a node is deployed anew: kept until it is back. */
import type { Change } from '../../lib/model';
import type { SessionCti } from '../../lib/session';

/** Milliseconds; a deployment takes less than a second. */
const PATIENCE = 60_000;
/** Changes; the oldest go first. */
const MOST = 10_000;

export type Told = readonly [change: Change, cti: SessionCti | undefined];

export class MissedChanges {
  /** By node id. */
  readonly #missed = new Map<string, { readonly since: number; readonly changes: Told[] }>();

  /** @param at ms since 1970 */
  leave(id: string, at: number): void {
    this.#missed.set(id, { since: at, changes: [] });
  }

  /** @returns what it has missed, the oldest first */
  back(id: string): readonly Told[] {
    const { changes = [] } = this.#missed.get(id) ?? {};
    this.#missed.delete(id);
    return changes;
  }

  add(told: Told): void {
    const [{ at }] = told;
    for (const [id, { since, changes }] of this.#missed) {
      changes.push(told);
      if (changes.length > MOST) changes.shift();
      if (at - since > PATIENCE) this.#missed.delete(id);
    }
  }
}
