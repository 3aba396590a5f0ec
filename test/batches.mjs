// Builds and packs the package, and tests batches of files with it. Plain JavaScript with Node's own modules only.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack } from '../build.mjs';
import { sideBySide } from './side-by-side.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Ends this process where one of them fails. Programs are for node: { title, args, env }, in the order in which they begin. */
export async function all(programs) {
  if (!(await sideBySide(programs, root))) process.exit(1);
}

/**
 * Side by side: put the longest first.
 * @param {readonly { title: string, files: readonly string[] }[]} batches
 * @returns {Promise<string[]>} the files with the outcomes, see outcomes.ts; they are gone when this process ends
 */
export async function testBatches(batches) {
  const folder = mkdtempSync(join(tmpdir(), 'cti-test-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  console.log('Building and packing ...');
  const packed = pack(folder);
  const programs = batches.map(({ title, files }, i) => ({
    title: `Testing ${title}`,
    args: ['node_modules/mocha/bin/mocha.js', ...files],
    env: { CTI_PACKED: packed, CTI_OUTCOMES: join(folder, `outcomes-${i}.json`) },
  }));
  await all(programs);
  return programs.map(({ env }) => env.CTI_OUTCOMES);
}
