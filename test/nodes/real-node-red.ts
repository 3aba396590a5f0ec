/**
 * A real Node-RED in a process of its own, on a user folder of its own, for what the test helper
 * cannot show: loading from the tarball, catalogs, permissions, the editor.
 */
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { checkSent, isOurs } from '../sent-messages';

const run = promisify(execFile);

/** A message that one of our nodes has sent, as the process of Node-RED tells it. */
interface Sent {
  readonly sentBy: string;
  readonly msg: Readonly<Record<string, unknown>>;
}
const PROJECT = resolve(__dirname, '../..');
/** This project's own. */
const OWN: Runtime = { node: process.execPath, nodeRed: join(PROJECT, 'node_modules/node-red') };
/** Seconds until a start or an expectation counts as failed. */
const PATIENCE = 60;

/** What a collecting function node has passed on, see `collector`. */
export interface Collected {
  readonly from: string;
  // biome-ignore lint/suspicious/noExplicitAny: any message of any flow
  readonly msg: any;
}

export interface RealNodeRed {
  readonly url: string;
  /** Where it keeps its flows; another one can go on there. */
  readonly userDir: string;
  readonly collected: readonly Collected[];
  /** Everything printed so far. */
  output(): string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  deploy(flows: readonly object[], type?: 'full' | 'flows' | 'nodes'): Promise<void>;
  /** Resolves when the condition holds; tested anew after each collected message and printed line. */
  until(what: string, condition: () => boolean): Promise<void>;
  /** @param keep leaves the user folder */
  stop(keep?: 'keep'): Promise<void>;
}

let packed: Promise<string> | undefined;

/** The tarball, as `npm publish` would send it: that of CTI_PACKED, or packed once, which builds. */
export function packedPackage(): Promise<string> {
  packed ??= pack();
  return packed;
}

async function pack(): Promise<string> {
  if (process.env.CTI_PACKED) return process.env.CTI_PACKED;
  const folder = await mkdtemp(join(tmpdir(), 'cti-packed-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await run('npm', ['pack', '--pack-destination', folder], { cwd: PROJECT });
  const { version } = require(join(PROJECT, 'package.json')) as { version: string };
  return join(folder, `ged188-node-red-cti-${version}.tgz`);
}

/** A function node that tells the test about each message. */
export function collector(id: string, z: string, more: object = {}): object {
  return {
    id,
    z,
    type: 'function',
    name: id,
    x: 600,
    y: 100,
    wires: [],
    outputs: 0,
    func: "global.get('tell')({ from: node.name, msg });",
    ...more,
  };
}

/** Another Node-RED than this project's, on another Node.js. */
export interface Runtime {
  /** The program. */
  readonly node: string;
  /** The folder of the package node-red. */
  readonly nodeRed: string;
}

/** Of a Node-RED whose users log in. */
export interface Admin {
  /** The value of httpAdminRoot. */
  readonly root: string;
  /** Of somebody who may do everything. */
  readonly token: string;
}

interface StartOptions {
  readonly runtime?: Runtime;
  /** Who deploys; needed when the settings ask for users or for another root. */
  readonly admin?: Admin;
  /** Members of settings.js, as JavaScript. */
  readonly settings?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Of one that was stopped: it goes on there. */
  readonly userDir?: string;
}

export async function startNodeRed(options: StartOptions = {}): Promise<RealNodeRed> {
  const userDir = options.userDir ?? (await newUserDir());
  const port = await freePort();
  await writeFile(
    join(userDir, 'settings.js'),
    settingsFile(port, options.settings ?? '', (options.runtime ?? OWN).nodeRed),
  );
  const { node, nodeRed } = options.runtime ?? OWN;
  const child = fork(join(nodeRed, 'red.js'), ['--userDir', userDir], {
    execPath: node,
    silent: true,
    serialization: 'advanced',
    env: { ...process.env, ...options.env },
    execArgv: [],
  });
  return ready(child, `http://127.0.0.1:${port}`, userDir, options.admin);
}

let installed: Promise<string> | undefined;

/** A user folder with the package installed: a copy of one that npm has made. */
async function newUserDir(): Promise<string> {
  installed ??= installedUserDir();
  const userDir = await mkdtemp(join(tmpdir(), 'cti-user-'));
  await cp(await installed, userDir, { recursive: true });
  return userDir;
}

async function installedUserDir(): Promise<string> {
  const userDir = await mkdtemp(join(tmpdir(), 'cti-installed-'));
  process.once('exit', () => rmSync(userDir, { recursive: true, force: true }));
  await writeFile(join(userDir, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', private: true }));
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', await packedPackage()], { cwd: userDir });
  return userDir;
}

function settingsFile(port: number, more: string, nodeRed: string): string {
  return `
const util = require(require.resolve('@node-red/util', { paths: [${JSON.stringify(nodeRed)}] }));
util.hooks.add('onSend.tests', (events) => {
  for (const { msg: { req, res, ...msg }, source: { node } } of events) {
    if (node.type.startsWith('cti-')) process.send({ sentBy: node.type, msg });
  }
});
module.exports = {
  uiHost: '127.0.0.1', uiPort: ${port}, flowFile: 'flows.json', credentialSecret: 'test',
  editorTheme: { tours: false, projects: { enabled: false } },
  telemetry: { enabled: false, updateNotification: false },
  externalModules: { palette: { allowInstall: false }, modules: { allowInstall: false } },
  functionGlobalContext: { tell: (message) => process.send(message) },
  ${more}
};`;
}

async function ready(child: ChildProcess, url: string, userDir: string, admin?: Admin): Promise<RealNodeRed> {
  const collected: Collected[] = [];
  let output = '';
  let changed = () => {};
  const note = () => changed();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
      note();
    });
  }
  child.on('message', (message) => {
    const { sentBy, msg } = message as Sent;
    if (isOurs(sentBy)) return checkSent(sentBy, msg);
    collected.push(message as Collected);
    note();
  });
  child.on('exit', note);

  const waiting = new Set<() => void>();
  changed = () => {
    for (const look of [...waiting]) look();
  };
  const until = (what: string, condition: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(limit);
        waiting.delete(look);
        settle();
      };
      const fail = (why: string) => end(() => reject(new Error(`${why}: ${what}\n${summary(collected, output)}`)));
      const look = () => {
        if (condition()) end(resolve);
        else if (child.exitCode !== null) fail('Node-RED has ended before');
      };
      const limit = setTimeout(() => fail(`not within ${PATIENCE} s`), PATIENCE * 1000);
      waiting.add(look);
      look();
    });

  const instance: RealNodeRed = {
    url,
    userDir,
    collected,
    output: () => output,
    get: (path, headers = {}) => fetch(`${url}${path}`, { headers: { Accept: 'application/json', ...headers } }),
    until,
    deploy: (flows, type = 'full') => deploy(instance, flows, type, admin),
    stop: async (keep) => {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      if (keep === undefined) await rm(userDir, { recursive: true, force: true });
    },
  };
  await until('server and flows started', () => /Server now running/.test(output) && /Started flows/.test(output));
  return instance;
}

/** The end of what has happened, for the report of a failure. */
function summary(collected: readonly Collected[], output: string): string {
  const messages = collected.slice(-20).map((message) => JSON.stringify(message).slice(0, 300));
  return [...messages, output.slice(-4000)].join('\n');
}

async function deploy(
  instance: RealNodeRed,
  flows: readonly object[],
  type: string,
  admin: Admin | undefined,
): Promise<void> {
  const starts = () => instance.output().split(/Started (?:modified )?(?:flows|nodes)/).length;
  const before = starts();
  const response = await fetch(`${instance.url}${admin?.root ?? ''}/flows`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Node-RED-Deployment-Type': type,
      ...(admin && { Authorization: `Bearer ${admin.token}` }),
    },
    body: JSON.stringify(flows),
  });
  if (!response.ok) throw new Error(`deploy: ${response.status} ${await response.text()}`);
  await instance.until('flows started after the deployment', () => starts() > before);
}

/** Free at the moment: Node-RED itself cannot choose one. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
