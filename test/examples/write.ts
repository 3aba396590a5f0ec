/** npm run examples: writes examples/ from the sheets. The tests compare. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EXAMPLES } from '.';
import { shownAs } from './shown';

for (const [path, nodes] of Object.entries(EXAMPLES)) {
  const file = resolve(__dirname, '../../examples', `${path}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, shownAs(nodes));
}
