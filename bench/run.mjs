/**
 * `npm run bench`: compiles library and bench as they are published, and runs them. (Through tsx, every
 * use of an import is a call of a getter: the codec would take twice as long as it does in the
 * package.) Speed is never asserted: the exit code is 0 whatever comes out.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const node = (...args) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;

if (node(path('../node_modules/typescript/bin/tsc'), '-p', path('tsconfig.json'))) {
  node(path('../node_modules/.cache/bench/bench/main.js'), ...process.argv.slice(2));
} else process.stderr.write('Not measured: the sources do not compile.\n');
