/**
 * `npm run bench`, or `npm run bench -- model` for the model of calls, `-- keys` for what cti-call remembers: compiles library and bench as they are
 * published, and runs them. (Through tsx, every use of an import is a call of a getter: the codec would take twice as long as it does in the
 * package.) Speed is never asserted: the exit code is 0 whatever comes out.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const node = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;

// Inside node_modules, so that the compiled files find binary-parser; one folder per run, so that two do not meet.
const cache = path('../node_modules/.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'bench-'));
try {
  if (node(path('../node_modules/typescript/bin/tsc'), '-p', path('tsconfig.json'), '--outDir', folder)) {
    const [what, ...others] = process.argv.slice(2);
    if (what === 'keys') node(join(folder, 'bench', 'kept-keys.js'), ...others);
    else if (what === 'model') node(join(folder, 'bench', 'model.js'), ...others);
    else node(join(folder, 'bench', 'main.js'), ...process.argv.slice(2));
  } else process.stderr.write('Not measured: the sources do not compile.\n');
} finally {
  rmSync(folder, { recursive: true });
}
