/** What a command reads: a file or standard input, as chunks or as lines. */
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { CtiError } from '../codec';
import type { Terminal } from './terminal';

export interface Input {
  /** For messages. */
  readonly name: string;
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
    return { name: 'standard input', stream: stdin, size: undefined };
  }
  try {
    const handle = await open(file);
    const stats = await handle.stat();
    if (stats.isDirectory()) {
      await handle.close();
      throw new Error('it is a folder');
    }
    return { name: file, stream: handle.createReadStream(), size: stats.isFile() ? stats.size : undefined };
  } catch (cause) {
    throw inputFailed(file, cause);
  }
}

function inputFailed(name: string, cause: unknown): CtiError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CtiError('CTI_INPUT_FAILED', `${name} cannot be read: ${reason}`, { cause });
}

/** @throws CtiError CTI_INPUT_FAILED when reading fails half-way */
export async function* chunksOf({ stream, name }: Input): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  } catch (cause) {
    throw inputFailed(name, cause);
  }
}
