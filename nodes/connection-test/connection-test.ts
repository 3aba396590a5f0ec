/** Test connection: one probe at a time, watched by the dialog that began it. */
import { randomUUID } from 'node:crypto';
import { CtiError, type ProbeReport, type ProbeStep, type probe, type SessionOptions } from '../../lib/session';
import { ImpatientClock } from './impatient-clock';

/** What the dialog is shown so far. Plain data. */
export interface TestProgress {
  readonly steps: readonly ProbeStep[];
  readonly done: boolean;
  /** When done. */
  readonly report?: Pick<ProbeReport, 'ok' | 'sides'>;
  /** When done, where the settings cannot be right. */
  readonly error?: { readonly code: string; readonly message: string };
}

interface Test {
  readonly id: string;
  readonly steps: ProbeStep[];
  report?: ProbeReport;
  error?: { readonly code: string; readonly message: string };
  readonly clock: ImpatientClock;
}

export class ConnectionTests {
  readonly #probe: typeof probe;
  /** Running or done. */
  #latest: Test | undefined;

  constructor(run: typeof probe) {
    this.#probe = run;
  }

  /**
   * @returns by which find() and forget() know it
   * @throws CtiError CTI_TEST_RUNNING
   */
  begin(options: SessionOptions): string {
    if (this.#latest !== undefined && !isDone(this.#latest)) {
      throw new CtiError(
        'CTI_TEST_RUNNING',
        'another connection test is running; wait until it has ended, then try again',
      );
    }
    const test: Test = { id: randomUUID(), steps: [], clock: new ImpatientClock() };
    this.#latest = test;
    void this.#run(test, options);
    return test.id;
  }

  /** undefined for one that is not known, or not known any more. */
  find(id: string): TestProgress | undefined {
    const test = this.#latest;
    if (test?.id !== id) return undefined;
    const { steps, report, error } = test;
    return {
      steps,
      done: isDone(test),
      ...(report !== undefined && { report: { ok: report.ok, sides: report.sides } }),
      ...(error !== undefined && { error }),
    };
  }

  /** Its dialog has closed, or wants no more of it: one that runs ends at once. */
  forget(id: string): void {
    if (this.#latest?.id !== id) return;
    const { clock } = this.#latest;
    this.#latest = undefined;
    clock.breakOff();
  }

  async #run(test: Test, options: SessionOptions): Promise<void> {
    try {
      test.report = await this.#probe(options, (step) => test.steps.push(step), { clock: test.clock });
    } catch (error) {
      const { code, message } = error instanceof CtiError ? error : new CtiError('CTI_TEST_FAILED', String(error));
      test.error = { code, message };
    }
  }
}

function isDone({ report, error }: Test): boolean {
  return report !== undefined || error !== undefined;
}
