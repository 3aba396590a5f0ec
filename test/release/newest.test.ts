import { LANGUAGES } from './contents';
import { packedPackageSuite } from './packed-package';
import { NEWEST } from './tools';

// The others are tried at the same time: languages.test.ts.
packedPackageSuite(NEWEST, LANGUAGES.slice(0, 2));
