/**
 * Writes docs/simulator-requests.md and docs/requests.md from what runs of the tests have seen, or checks them. With --check
 * the runs are all the tests, and must have seen every property that messages of the nodes are declared with.
 *
 *     tsx test/docs/write.ts [--check] OUTCOMES ...
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { neverSeen } from '../declared-properties';
import type { Seen } from '../outcomes';
import { nodesTable } from './nodes-table';
import { requestsTable } from './requests-table';

const DOCS = resolve(__dirname, '../../docs');
const args = process.argv.slice(2);
const check = args[0] === '--check';
const files = check ? args.slice(1) : args;

const seen = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Seen);
const outcomes = seen.flatMap((run) => run.outcomes);
// Of the same request by the same node, the first test by name, in whatever run.
const uses = seen.flatMap((run) => run.uses).sort((a, b) => (a.test < b.test ? -1 : 1));
const pages = { 'simulator-requests.md': requestsTable(outcomes), 'requests.md': nodesTable(uses) };
for (const [name, text] of Object.entries(pages)) {
  const path = resolve(DOCS, name);
  if (!check) writeFileSync(path, text);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error(`docs/${name} is not what the tests have seen; run npm run docs and look at the change.`);
    process.exitCode = 1;
  }
}

const unseen = check ? neverSeen(seen.flatMap((run) => run.properties)) : [];
if (unseen.length > 0) {
  console.error(`Declared in lib/node-messages, and never seen in a test:\n  ${unseen.join('\n  ')}`);
  process.exitCode = 1;
}
