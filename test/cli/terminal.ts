/** A terminal that tests type into and read from. */
import { PassThrough, Readable, Writable } from 'node:stream';
import { run } from '../../lib/cli/run';
import type { Screen, Terminal } from '../../lib/cli/terminal';

/** Keeps what is written. */
export class Paper extends Writable {
  text = '';
  readonly isTTY: boolean;

  constructor({ isTTY = false } = {}) {
    super();
    this.isTTY = isTTY;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Of standard output. */
  readonly lines: string[];
}

export type Typed = string | Buffer | readonly (string | Buffer)[];

export function terminalOf(stdin: Readable, stdout: Screen, stderr: Screen, others: Partial<Terminal> = {}): Terminal {
  const { now = () => 0, interrupted = () => new Promise<void>(() => undefined) } = others;
  return { stdin, stdout, stderr, now, interrupted };
}

/** Runs `cti` with these arguments; `typed` is what comes on standard input, chunk by chunk. */
export async function cti(args: readonly string[], typed: Typed = []): Promise<Result> {
  const chunks = typeof typed === 'string' || Buffer.isBuffer(typed) ? [typed] : typed;
  const [stdout, stderr] = [new Paper(), new Paper()];
  const code = await run(args, terminalOf(Readable.from(chunks, { objectMode: false }), stdout, stderr));
  return { code, stdout: stdout.text, stderr: stderr.text, lines: linesOf(stdout.text) };
}

export function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

/** A stream that never ends by itself. */
export function keyboard(): PassThrough {
  return new PassThrough();
}
