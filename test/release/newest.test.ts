import { LANGUAGES } from './contents';
import { packedPackageSuite } from './packed-package';
import { NEWEST } from './tools';

packedPackageSuite(NEWEST, LANGUAGES);
