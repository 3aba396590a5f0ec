import type { SkillGroupConfiguration } from '../configuration/configuration';
import type { Call } from './call';
import type { QueueEvent } from './events';
import type { Tally } from './tally';

interface Waiting {
  readonly group: SkillGroupConfiguration;
  readonly since: number;
}

type Count = (group: SkillGroupConfiguration, count: (tally: Tally) => void) => void;

/** Who waits for which skill group, and for how long. */
export class QueueLog {
  readonly #waiting = new Map<Call, Waiting>();
  readonly #count: Count;

  constructor(count: Count) {
    this.#count = count;
  }

  take({ kind, call, group }: QueueEvent, now: number): void {
    if (kind === 'queued') {
      this.#waiting.set(call, { group, since: now });
      this.#count(group, (tally) => tally.add('callsQ', 1, now));
      return;
    }
    const since = this.#waiting.get(call)?.since ?? now;
    this.#waiting.delete(call);
    this.#count(group, (tally) => {
      tally.add('callsQTime', now - since, now);
      tally.raise('longestCallQ', now - since, now);
    });
  }

  waiting(group: SkillGroupConfiguration): readonly number[] {
    return [...this.#waiting.values()]
      .filter((one) => one.group.skillGroupNumber === group.skillGroupNumber)
      .map((one) => one.since);
  }
}
