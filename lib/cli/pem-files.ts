/** Files with certificates and keys that are named on the command line. */
import { type Arguments, invalidOption } from './arguments';
import { chunksOf, openInput } from './input';
import type { Terminal } from './terminal';

/** @throws CtiError CTI_INVALID_OPTION for a certificate without its key, or a key without its certificate */
export function checkPair(options: Arguments['options']): void {
  for (const [one, other] of [
    ['cert', 'key'],
    ['key', 'cert'],
  ] as const) {
    if (options[one] === undefined || options[other] !== undefined) continue;
    throw invalidOption(other, `--${one} is given without --${other}; give both or none`);
  }
}

/** @throws CtiError CTI_CANNOT_READ */
export async function pemIn(file: string | undefined, terminal: Terminal): Promise<Buffer | undefined> {
  return file === undefined ? undefined : contentOf(file, terminal);
}

/** @throws CtiError CTI_CANNOT_READ */
export async function contentOf(file: string, terminal: Terminal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of chunksOf(await openInput(file, terminal))) chunks.push(chunk);
  return Buffer.concat(chunks);
}
