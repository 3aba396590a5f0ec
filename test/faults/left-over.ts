import { Pace } from './pace';

/** Sockets and servers of this process. */
const sockets = () =>
  process.getActiveResourcesInfo().filter((kind) => /^(TCP|Pipe|Shutdown|Write|Connect)/.test(kind));

/** Counts what is open in this process, to compare with later. */
export class LeftOver {
  readonly #before = sockets().length;

  /** @throws Error when more is open than before, and stays so */
  async check(): Promise<void> {
    const pace = new Pace();
    try {
      await pace.until(`at most ${this.#before} sockets are open`, 10, () => sockets().length <= this.#before);
    } finally {
      pace.stop();
    }
  }
}
