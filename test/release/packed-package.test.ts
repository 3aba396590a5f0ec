/**
 * The package as it is published, in the oldest and the newest Node-RED that it is for: installed into an empty user
 * folder, under another root, with users who log in. What both have in common with test/nodes stays there.
 */
import { startNodeRed } from '../nodes/real-node-red';
import { callSuite } from './call-suite';
import { dialogSuite } from './dialog-suite';
import { loadingSuite } from './loading-suite';
import { permissionSuite } from './permission-suite';
import { installTools, RUNTIMES } from './tools';
import { Tried } from './tried';
import { ADMIN, SETTINGS } from './users';

for (const runtime of RUNTIMES) {
  describe(`the packed package in ${runtime.title}`, function () {
    this.timeout(300_000);
    const tried = new Tried(runtime);
    before(async () => {
      await installTools();
      tried.begin(await startNodeRed({ runtime, admin: ADMIN, settings: SETTINGS }));
    });
    after(() => tried.end());

    loadingSuite(tried);
    permissionSuite(tried);
    callSuite(tried);
    dialogSuite(tried);
  });
}
