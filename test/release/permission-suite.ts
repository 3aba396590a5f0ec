import assert from 'node:assert/strict';
import { adminRoutes } from './admin-routes';
import type { Tried } from './tried';
import type { User } from './users';

/** Who may ask what: every admin route that the sources have. */
export function permissionSuite(tried: Tried): void {
  for (const { method, path, permission, source } of adminRoutes()) {
    it(`guards ${method} ${path} of ${source}`, async () => {
      const status = async (user: User | undefined): Promise<number> => {
        const headers = { 'Content-Type': 'application/json' };
        const body = ['GET', 'HEAD'].includes(method) ? {} : { body: '{}' };
        return (await tried.ask(path, user, { method, headers, ...body })).status;
      };
      assert.match(permission ?? 'none', /^cti-[a-z-]+\.(read|write)$/);
      if (method !== 'GET') assert.match(permission ?? '', /\.write$/, 'what is no GET may change something');
      assert.equal(await status(undefined), 401, 'without a token');
      assert.equal(await status('stranger'), 401, 'who may do something else');
      const asReader = await status('reader');
      // What is asked for does not exist, or is not said: that it is looked for is enough.
      if (permission?.endsWith('.read')) assert.ok(asReader !== 401 && asReader < 500, `who may read: ${asReader}`);
      else assert.equal(asReader, 401, 'who may read only');
      assert.notEqual(await status('admin'), 401, 'who may do everything');
    });
  }
}
