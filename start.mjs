// npm start: installs what is missing, builds, and runs Node-RED with these nodes and a ready flow on
// the embedded simulator. Plain JavaScript with Node's own modules: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, checkNode, install } from './build.mjs';

const HELP = `Usage: npm start -- [options]

Installs what is missing, builds, and starts Node-RED with these nodes and a ready flow
on the embedded CTI Server simulator.

  -p, --port NUMBER         port of the editor (default 1880)
  -u, --user-folder FOLDER  where Node-RED keeps its flows (default .demo in this folder)
      --no-browser          do not open a browser
  -h, --help                this text

Ctrl-C ends it.`;

const root = fileURLToPath(new URL('.', import.meta.url));
const READY_FLOW = join(root, 'examples/Screen pop/01 - A call rings.json');

const options = readOptions();
checkNode();
const folder = resolve(options['user-folder'] ?? join(root, '.demo'));
const port = await freePort(options.port);
install();
console.log('Building ...');
build();
prepareFolder();
runNodeRed();

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', short: 'p', default: '1880' },
        'user-folder': { type: 'string', short: 'u' },
        'no-browser': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    const number = Number(values.port);
    if (!Number.isInteger(number) || number < 1 || number > 65535)
      throw new Error(`--port ${values.port}: a port is a number from 1 to 65535`);
    return { ...values, port: number };
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(2);
  }
}

/** Says so at once when something else has the port. */
async function freePort(wanted) {
  await new Promise((free) => {
    const probe = createServer();
    probe.once('error', ({ code }) => {
      console.error(`Port ${wanted} cannot be used (${code}). Choose another one: npm start -- --port ${wanted + 1}`);
      process.exit(1);
    });
    probe.listen(wanted, () => probe.close(free));
  });
  return wanted;
}

/** The user folder: these nodes by a link, quiet settings, and the ready flow if there is none yet. */
function prepareFolder() {
  const modules = join(folder, 'node_modules/@ged188');
  mkdirSync(modules, { recursive: true });
  rmSync(join(modules, 'node-red-cti'), { recursive: true, force: true });
  symlinkSync(root, join(modules, 'node-red-cti'), 'junction');
  const manifest = { name: 'cti-demo', private: true, dependencies: { '@ged188/node-red-cti': `file:${root}` } };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const settings = {
    flowFile: 'flows.json',
    flowFilePretty: true,
    // The editor listens on this machine only: the demonstration has no log-in.
    uiHost: '127.0.0.1',
    editorTheme: { tours: false },
    telemetry: { enabled: false, updateNotification: false },
    // Errors only: the calls are what this terminal is for.
    logging: { console: { level: 'error' } },
    credentialSecret: credentialSecret(),
  };
  writeFileSync(join(folder, 'settings.js'), `module.exports = ${JSON.stringify(settings, null, 2)};\n`);
  if (!existsSync(join(folder, 'flows.json'))) copyFileSync(READY_FLOW, join(folder, 'flows.json'));
}

/** Credentials that somebody enters in the demonstration are encrypted with a key of this folder, made once. */
function credentialSecret() {
  const file = join(folder, 'settings.js');
  const known = existsSync(file) ? createRequire(import.meta.url)(file).credentialSecret : undefined;
  return known ?? randomBytes(32).toString('hex');
}

function runNodeRed() {
  const args = [
    'node_modules/node-red/red.js',
    '--userDir',
    folder,
    '--settings',
    join(folder, 'settings.js'),
    '--port',
    port,
  ];
  const nodeRed = spawn(process.execPath, args.map(String), { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  let log;
  nodeRed.on('exit', async (code, signal) => {
    await log?.close();
    console.log(signal === null && code !== 0 ? `Node-RED ended with code ${code}.` : 'Node-RED has ended.');
    process.exit(signal === null ? (code ?? 0) : 0);
  });
  // Ctrl-C reaches the child too; it closes its sessions, then 'exit' ends this process.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => nodeRed.kill(signal));
  void whenUp().then(() => {
    const address = `http://127.0.0.1:${port}/`;
    console.log(
      `\nNode-RED is running: ${address}\nCalls ring in the debug sidebar; every call event is one line here. Ctrl-C ends.\n`,
    );
    log = logCalls();
    if (!options['no-browser']) openBrowser(address);
  });
}

/** Asks until the editor answers. */
async function whenUp() {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/settings`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((again) => setTimeout(again, 200));
  }
}

/** A second client of the simulator that prints what happens. */
function logCalls() {
  const { callLog } = createRequire(import.meta.url)('./dist/lib/cli/call-log.js');
  const flow = JSON.parse(readFileSync(join(folder, 'flows.json'), 'utf8'));
  const simulator = flow.find(({ type }) => type === 'cti-simulator');
  return simulator && callLog({ host: '127.0.0.1', port: Number(simulator.port) }, console.log);
}

function openBrowser(address) {
  const [command, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[process.platform] ?? ['xdg-open'];
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  spawn(command, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
