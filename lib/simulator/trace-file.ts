import { createWriteStream, openSync, type WriteStream } from 'node:fs';
import { CtiError } from '../codec';
import type { Clock } from './clock';
import { dayLine, loggedLine } from './trace';

/** The trace in a file, as Cisco's dumplog shows the log of ctisvr: a line per day, then lines with their time. */
export class TraceFile {
  readonly #stream: WriteStream;
  readonly #clock: Clock;
  #day = '';
  /** Nothing can be written any more: the disk is full, the file is gone. */
  #broken = false;

  /**
   * What is in the file already stays.
   * @throws CtiError CTI_CANNOT_WRITE
   */
  constructor(path: string, clock: Clock) {
    this.#clock = clock;
    const stream = createWriteStream(path, { fd: opened(path) });
    this.#stream = stream;
    stream.on('error', () => {
      this.#broken = true;
    });
  }

  write(line: string): void {
    if (this.#broken) return;
    const now = new Date(this.#clock.now());
    const day = dayLine(now);
    if (day !== this.#day) this.#stream.write(`${day}\n`);
    this.#day = day;
    this.#stream.write(`${loggedLine(line, now)}\n`);
  }

  /** Resolves when everything is in the file. */
  async close(): Promise<void> {
    if (this.#broken) return;
    await new Promise<void>((resolve) => this.#stream.once('close', resolve).end());
  }
}

/** Open at once, so that a mistake shows before anything is written. */
function opened(path: string): number {
  try {
    return openSync(path, 'a');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CtiError('CTI_CANNOT_WRITE', `traceFile: ${path} cannot be written: ${reason}`, {
      field: 'traceFile',
      cause: error,
    });
  }
}
