/**
 * The package as it is published, in a Node-RED that it is for: installed into an empty user folder, under another
 * root, with users who log in. What it has in common with test/nodes stays there.
 */
import { startNodeRed } from '../nodes/real-node-red';
import { callSuite } from './call-suite';
import { dialogSuite } from './dialog-suite';
import { loadingSuite } from './loading-suite';
import { permissionSuite } from './permission-suite';
import { sidebarSuite } from './sidebar-suite';
import type { TriedRuntime } from './tools';
import { Tried } from './tried';
import { ADMIN, SETTINGS } from './users';
import { workSuite } from './work-suite';

/** Tries the package in one Node-RED. */
export function inNodeRed(runtime: TriedRuntime, suites: (tried: Tried) => void): void {
  describe(`the packed package in ${runtime.title}`, function () {
    this.timeout(300_000);
    const tried = new Tried(runtime);
    before(() => runtime.install?.());
    before(async () => {
      await tried.begin(await startNodeRed({ runtime, admin: ADMIN, settings: SETTINGS }));
    });
    after(() => tried.end());

    suites(tried);
  });
}

/** @param languages of the editor whose dialogs are tried */
export function packedPackageSuite(runtime: TriedRuntime, languages: readonly string[]): void {
  inNodeRed(runtime, (tried) => {
    loadingSuite(tried);
    permissionSuite(tried);
    callSuite(tried);
    dialogSuite(tried, languages);
    sidebarSuite(tried, languages);
    workSuite(tried);
  });
}
