/** Changes that wait for a node to know what it has told before. */
import type { Change } from '../../lib/model';
import type { SessionCti } from '../../lib/session';

export type Tell<C extends Change> = (change: C, cti: SessionCti | undefined) => void;

export class HeldChanges<C extends Change> {
  readonly #tell: Tell<C>;
  #waiting: Parameters<Tell<C>>[] | undefined = [];

  constructor(tell: Tell<C>) {
    this.#tell = tell;
  }

  get released(): boolean {
    return this.#waiting === undefined;
  }

  take(change: C, cti: SessionCti | undefined): void {
    if (this.#waiting) this.#waiting.push([change, cti]);
    else this.#tell(change, cti);
  }

  release(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const told of waiting) this.#tell(...told);
  }
}
