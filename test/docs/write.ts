/**
 * Writes docs/simulator-requests.md from the outcomes that a run of the tests has left, or checks it.
 *
 *     tsx test/docs/write.ts OUTCOMES [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { requestsTable } from './requests-table';

const FILE = resolve(__dirname, '../../docs/simulator-requests.md');
const [outcomes = '', check] = process.argv.slice(2);

const table = requestsTable(JSON.parse(readFileSync(outcomes, 'utf8')));
if (check === undefined) writeFileSync(FILE, table);
else if (readFileSync(FILE, 'utf8') !== table) {
  console.error('docs/simulator-requests.md is not what the tests have seen; run npm run docs and look at the change.');
  process.exitCode = 1;
}
