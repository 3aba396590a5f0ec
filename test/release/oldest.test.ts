import { packedPackageSuite } from './packed-package';
import { OLDEST } from './tools';

packedPackageSuite(OLDEST, ['en-US']);
