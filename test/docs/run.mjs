// npm run docs: runs the tests of the simulator and of the nodes, and writes what they have seen into docs/.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'cti-docs-'));
const outcomes = join(folder, 'outcomes.json');
const run = (...args) => {
  const { status } = spawnSync(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, CTI_OUTCOMES: outcomes },
  });
  if (status !== 0) process.exit(status ?? 1);
};
run('node_modules/mocha/bin/mocha.js', '--reporter', 'dot', 'test/simulator/**/*.test.ts', 'test/nodes/cti-*.test.ts');
run('--import', 'tsx', 'test/docs/write.ts', outcomes);
rmSync(folder, { recursive: true });
