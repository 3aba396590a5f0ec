import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(__dirname, '../..');

describe('the inferred types', () => {
  it('refuse every wrong use, and nothing else', async () => {
    const file = 'test/types/wrong.ts';
    const wrong = readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, i) => (line.endsWith('// wrong') ? [i + 1] : []));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout } = await run(process.execPath, [tsc, '-p', 'test/types', '--noEmit', '--pretty', 'false'], {
      cwd: root,
    }).catch((error: { stdout: string }) => error);
    const refused = new Set([...stdout.matchAll(/wrong\.ts\((\d+),/g)].map((match) => Number(match[1])));
    assert.deepEqual(
      [...refused].sort((a, b) => a - b),
      wrong,
      stdout,
    );
    assert.ok(wrong.length >= 15);
  });
});
