import { LANGUAGES } from './contents';
import { dialogSuite } from './dialog-suite';
import { inNodeRed } from './packed-package';
import { NEWEST } from './tools';

// Those that newest.test.ts leaves.
inNodeRed(NEWEST, (tried) => dialogSuite(tried, LANGUAGES.slice(2)));
