// npm test: installs what is missing, builds, and runs every test that needs nothing but this folder.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, checkNode, install } from '../build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

checkNode();
install();
installBrowser();
console.log('Building ...');
build();
step('Checking types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'test/tsconfig.json']);
step('Linting', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']);
const folder = mkdtempSync(join(tmpdir(), 'cti-test-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const outcomes = join(folder, 'outcomes.json');
step(
  'Testing',
  [
    'node_modules/mocha/bin/mocha.js',
    'test/*.test.ts',
    'test/{protocol,codec,types,session,model,simulator,faults,cli,nodes,examples,browser}/**/*.test.ts',
  ],
  { CTI_OUTCOMES: outcomes },
);
step('Checking the docs', ['--import', 'tsx', 'test/docs/write.ts', outcomes, '--check']);

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

function step(title, args, env = {}) {
  console.log(`${title} ...`);
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
}
