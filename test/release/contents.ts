/** What the package has, read from its sources: what comes new is tried without being named here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { narrowTables } from '../../nodes/editor/narrow-tables';

const PROJECT = resolve(__dirname, '../..');
const read = (...path: string[]): string => readFileSync(join(PROJECT, ...path), 'utf8');
const manifest = JSON.parse(read('package.json')) as { name: string; 'node-red': { nodes: Record<string, string> } };

export const NAME = manifest.name;
export const TYPES = Object.keys(manifest['node-red'].nodes);
export const LANGUAGES = readdirSync(join(PROJECT, 'locales')).sort();
export const ICONS = readdirSync(join(PROJECT, 'nodes/icons'));
export const RESOURCES = readdirSync(join(PROJECT, 'resources'));

export interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

/** The examples: their path below examples/, without .json, and the nodes. */
export const EXAMPLES: ReadonlyMap<string, readonly FlowNode[]> = new Map(
  readdirSync(join(PROJECT, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file.slice(0, -'.json'.length), JSON.parse(read('examples', file))]),
);

/** Whether the nodes of a type stand beside the flows. */
export function isConfig(type: string): boolean {
  return /category: 'config'/.test(read('nodes', `${type}.html`));
}

/** The catalog of a type. */
export function catalog(language: string, type: string): unknown {
  return JSON.parse(read('locales', language, `${type}.json`));
}

const TABLE = /\{\{(\w+)\}\}/;

/** The help of a type as far as it is written by hand: the build puts tables in between. */
export function help(language: string, type: string): readonly string[] {
  return narrowTables(read('locales', language, `${type}.html`))
    .trim()
    .split(TABLE)
    .filter((_part, i) => i % 2 === 0);
}

/** What stands in help for the tables that the build makes. */
export const TABLES: readonly string[] = TYPES.flatMap((type) =>
  read('locales/en-US', `${type}.html`)
    .split(TABLE)
    .filter((_part, i) => i % 2 === 1),
);
