import { LANGUAGES } from './contents';
import { dialogSuite } from './dialog-suite';
import { inNodeRed } from './packed-package';
import { sidebarSuite } from './sidebar-suite';
import { NEWEST } from './tools';

// Those that newest.test.ts leaves.
const languages = LANGUAGES.slice(2);
inNodeRed(NEWEST, (tried) => {
  dialogSuite(tried, languages);
  sidebarSuite(tried, languages);
});
