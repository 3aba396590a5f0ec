/** What a command reads: a file or standard input, as chunks or as lines. */
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { CtiError } from '../codec';
import type { Terminal } from './terminal';

export interface Input {
  readonly stream: Readable;
  /** Bytes to come, where a file tells. */
  readonly size: number | undefined;
}

/**
 * @param file a path; `-` or nothing means standard input
 * @throws CtiError CTI_INPUT_FAILED when the file cannot be read
 */
export async function openInput(file: string | undefined, { stdin, stderr }: Terminal): Promise<Input> {
  if (file === undefined || file === '-') {
    if (stdin.isTTY) stderr.write('Reading from the keyboard; Ctrl-D ends the input.\n');
    return { stream: stdin, size: undefined };
  }
  try {
    const handle = await open(file);
    const stats = await handle.stat();
    if (stats.isDirectory()) {
      await handle.close();
      throw new Error('it is a folder');
    }
    return { stream: handle.createReadStream(), size: stats.isFile() ? stats.size : undefined };
  } catch (cause) {
    throw inputFailed(file, cause);
  }
}

export function inputFailed(file: string | undefined, cause: unknown): CtiError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CtiError('CTI_INPUT_FAILED', `${file ?? 'standard input'} cannot be read: ${reason}`, { cause });
}

/** Characters of the longest line worth reading: a message as JSON has at most a tenth of it. */
export const MAX_LINE = 1_048_576;

export interface Line {
  /** Counted from 1, as editors do. */
  readonly number: number;
  /** Without the line end; undefined when the line is longer than MAX_LINE. */
  readonly text: string | undefined;
}

/** The lines of a stream, as many at a time as a chunk completes: one wait per chunk, not per line. */
export async function* linesOf(stream: Readable): AsyncGenerator<{ readonly lines: Line[]; readonly bytes: number }> {
  const decoder = new TextDecoder();
  let number = 0;
  let rest = '';
  let tooLong = false;
  const line = (text: string): Line => {
    number++;
    const whole = tooLong || text.length > MAX_LINE ? undefined : text.replace(/\r$/, '');
    tooLong = false;
    return { number, text: whole };
  };
  for await (const chunk of stream) {
    const bytes: Buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    const lines = parts.map(line);
    if (rest.length > MAX_LINE) {
      tooLong = true;
      rest = '';
    }
    yield { lines, bytes: bytes.length };
  }
  rest += decoder.decode();
  if (rest !== '' || tooLong) yield { lines: [line(rest)], bytes: 0 };
}
