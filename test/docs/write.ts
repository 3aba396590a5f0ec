/**
 * Writes docs/simulator-requests.md and docs/requests.md from what a run of the tests has seen, or checks them.
 *
 *     tsx test/docs/write.ts OUTCOMES [--check]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Seen } from '../outcomes';
import { nodesTable } from './nodes-table';
import { requestsTable } from './requests-table';

const DOCS = resolve(__dirname, '../../docs');
const [file = '', check] = process.argv.slice(2);

const { outcomes, uses } = JSON.parse(readFileSync(file, 'utf8')) as Seen;
const pages = { 'simulator-requests.md': requestsTable(outcomes), 'requests.md': nodesTable(uses) };
for (const [name, text] of Object.entries(pages)) {
  const path = resolve(DOCS, name);
  if (check === undefined) writeFileSync(path, text);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error(`docs/${name} is not what the tests have seen; run npm run docs and look at the change.`);
    process.exitCode = 1;
  }
}
