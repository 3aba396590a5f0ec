// What npm test leaves out, because it needs more than this folder: the packed package in the oldest and the newest
// Node-RED, which are fetched (see tools.ts), and, with the folder CTI_VECTORS, frames that others wrote.
import { all, testBatches } from '../batches.mjs';

await all([{ title: 'Fetching the newest Node-RED', args: ['--import', 'tsx', 'test/release/fetch.ts'] }]);
await testBatches([
  { title: 'the package in the newest Node-RED, languages', files: ['test/release/languages.test.ts'] },
  {
    title: 'the package in the newest Node-RED',
    files: ['test/release/newest.test.ts', 'test/release/scorecard.test.ts'],
  },
  { title: 'the package in the oldest Node-RED', files: ['test/release/oldest.test.ts'] },
  ...(process.env.CTI_VECTORS ? [{ title: 'frames that others wrote', files: ['test/vectors/**/*.test.ts'] }] : []),
]);
