// npm test: installs what is missing, builds, and runs every test that needs nothing but this folder; with CTI_VECTORS,
// a folder with frames that others wrote, those, too. `npm test -- --release` tries the packed package in the oldest and
// the newest Node-RED besides.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkNode, install, pack } from '../build.mjs';
import { sideBySide } from './side-by-side.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Tested side by side: the longest first. */
const BATCHES = [
  ...(process.argv.includes('--release')
    ? [
        {
          title: 'the package in the newest Node-RED',
          files: ['test/release/newest.test.ts', 'test/release/scorecard.test.ts'],
        },
        { title: 'the package in the oldest Node-RED', files: ['test/release/oldest.test.ts'] },
      ]
    : []),
  { title: 'the editor and the examples', files: ['test/{browser,examples}/**/*.test.ts'] },
  {
    title: 'everything else',
    files: ['test/*.test.ts', 'test/{protocol,codec,types,session,model,simulator,faults,cli,nodes}/**/*.test.ts'],
  },
  ...(process.env.CTI_VECTORS ? [{ title: 'frames that others wrote', files: ['test/vectors/**/*.test.ts'] }] : []),
];

checkNode();
install();
installBrowser();
const folder = mkdtempSync(join(tmpdir(), 'cti-test-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
console.log('Building and packing ...');
const packed = pack(folder);
await all([
  { title: 'Checking types', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'test/tsconfig.json'] },
  { title: 'Linting', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
]);
const batches = BATCHES.map(({ title, files }, i) => ({
  title: `Testing ${title}`,
  args: ['node_modules/mocha/bin/mocha.js', ...files],
  env: { CTI_PACKED: packed, CTI_OUTCOMES: join(folder, `outcomes-${i}.json`) },
}));
await all(batches);
const outcomes = batches.map(({ env }) => env.CTI_OUTCOMES);
await all([{ title: 'Checking the docs', args: ['--import', 'tsx', 'test/docs/write.ts', '--check', ...outcomes] }]);

async function all(programs) {
  if (!(await sideBySide(programs, root))) process.exit(1);
}

/** The editor is tested in a real browser; Debian's package is taken when there is none. */
function installBrowser() {
  if (process.env.CTI_BROWSER || BROWSERS.some((path) => existsSync(path))) return;
  const apt = (...args) =>
    spawnSync(...(process.getuid?.() === 0 ? ['apt-get', args] : ['sudo', ['-n', 'apt-get', ...args]]), {
      stdio: 'inherit',
    });
  console.log("Installing the browser (Debian's chromium, once) ...");
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  if (BROWSERS.some((path) => existsSync(path))) return;
  console.error(
    'No browser was found and none could be installed. Install Chromium (Debian: apt-get install chromium), or name one with CTI_BROWSER=/path/to/chrome, and run npm test again.',
  );
  process.exit(1);
}
