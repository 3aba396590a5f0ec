/** npm run examples: writes examples/ from the sheets, and completes those that were drawn. The tests compare. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXAMPLES } from '.';
import { completed, example, examplePaths, FOLDER, shownAs } from './files';

function write(path: string, nodes: readonly object[]): void {
  const file = join(FOLDER, `${path}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, shownAs(nodes));
}

for (const [path, nodes] of Object.entries(EXAMPLES)) write(path, nodes);
for (const path of examplePaths()) {
  if (!(path in EXAMPLES)) write(path, completed(example(path)));
}
