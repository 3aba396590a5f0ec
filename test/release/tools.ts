/**
 * What the packed package is tried with besides this project's own Node.js and Node-RED: pinned by package.json and
 * package-lock.json of this folder, installed once into the cache beside this project's dependencies.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Runtime } from '../nodes/real-node-red';

const run = promisify(execFile);
const PROJECT = resolve(__dirname, '../..');
const FOLDER = join(PROJECT, 'node_modules/.cache/release-evidence');
const PINS = ['package.json', 'package-lock.json'];

export interface TriedRuntime extends Runtime {
  /** Such as "Node-RED 5.0.7 on Node.js 24.21.0". */
  readonly title: string;
  /** Since 5.0 the editor has a dark theme. */
  readonly hasDarkTheme: boolean;
  /** Where it is no dependency of this project. */
  readonly install?: () => Promise<void>;
}

const versionIn = (folder: string): string => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
const pinned: Record<string, string> = JSON.parse(readFileSync(join(__dirname, 'package.json'), 'utf8')).dependencies;
const own = join(PROJECT, 'node_modules/node-red');

/** The oldest that is supported: this project's own. */
export const OLDEST: TriedRuntime = {
  title: `Node-RED ${versionIn(own)} on Node.js ${process.versions.node}`,
  node: process.execPath,
  nodeRed: own,
  hasDarkTheme: false,
};

/** The newest that is supported. */
export const NEWEST: TriedRuntime = {
  title: `Node-RED ${pinned['node-red']} on Node.js ${pinned.node}`,
  node: installed('node/bin/node'),
  nodeRed: installed('node-red'),
  hasDarkTheme: true,
  install: installTools,
};

/** The path of a file or folder of an installed package. */
export function installed(path: string): string {
  return join(FOLDER, 'node_modules', path);
}

/** Installs what the lock file names, unless it is there from the last time. */
export async function installTools(): Promise<void> {
  const hash = createHash('sha256');
  for (const file of PINS) hash.update(await readFile(join(__dirname, file)));
  const lock = hash.digest('hex');
  const stamp = join(FOLDER, '.installed-from');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === lock) return;
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  for (const file of PINS) await copyFile(join(__dirname, file), join(FOLDER, file));
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: FOLDER, maxBuffer: 16 * 1024 * 1024 });
  await writeFile(stamp, lock);
}
