// npm test: installs what is missing, builds, and runs every test that needs nothing but this folder.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { checkNode, install } from '../build.mjs';
import { all, testBatches } from './batches.mjs';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

checkNode();
install();
installBrowser();
await all([
  { title: 'Checking types', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'test/tsconfig.json'] },
  { title: 'Linting', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
]);
const outcomes = await testBatches([
  { title: 'the editor', files: ['test/browser/**/*.test.ts'] },
  { title: 'the nodes and the examples', files: ['test/{nodes,examples}/**/*.test.ts'] },
  {
    title: 'everything else',
    files: [
      'test/*.test.ts',
      'test/{protocol,codec,types,session,model,node-messages,simulator,faults,cli}/**/*.test.ts',
    ],
  },
]);
await all([{ title: 'Checking the docs', args: ['--import', 'tsx', 'test/docs/write.ts', '--check', ...outcomes] }]);

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
