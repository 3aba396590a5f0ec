/** An editor in German beside a server that speaks English: what is translated in the editor. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { SCENARIOS } from '../../lib/simulator';
import { freePort, type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { type Editor, openEditor } from './browser';

describe('an editor in German', function () {
  this.timeout(180_000);
  let nodeRed: RealNodeRed;
  let editor: Editor;
  let taken: Server;
  before(async () => {
    const port = await freePort();
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    nodeRed = await startNodeRed();
    const place = (y: number) => ({ z: 'tab', x: 300, y, wires: [[]] });
    await nodeRed.deploy([
      { id: 'tab', type: 'tab', label: 'Sprache' },
      { id: 'centre', type: 'cti-simulator', ...place(60), host: '127.0.0.1', port: String(port) },
      { id: 'begin', type: 'inject', ...place(120), once: true, onceDelay: 0.1, props: [], wires: [['call']] },
      { id: 'call', type: 'cti-make-call', ...place(180), server: '', action: '', fields: {}, timeout: '' },
    ]);
    editor = await openEditor(nodeRed.url, 'de');
  });
  after(async () => {
    await editor?.close();
    await nodeRed?.stop();
    await new Promise((resolve) => taken.close(resolve));
  });
  afterEach(() => assert.deepEqual(editor.complaints, []));

  const status = (id: string) => editor.page.locator(`[id="${id}"] .red-ui-flow-node-status-label`);

  it('says in the status of a node what is the matter', async () => {
    await status('call').getByText('Kein cti server ist gewählt, oder er ist deaktiviert', { exact: true }).waitFor();
    await status('centre').getByText('Der Port lässt sich nicht öffnen', { exact: true }).waitFor();
    await editor.picture('status-de');
  });

  it('has the titles of the scenarios of cti-simulator', async () => {
    await editor.page.evaluate("RED.editor.edit(RED.nodes.node('centre'))");
    await editor.page.waitForSelector('#node-dialog-ok', { state: 'visible' });
    const options = editor.page.locator('#node-input-scenario option');
    const title = 'Ein Agent hält einen Anruf und holt ihn zurück (hold-and-retrieve)';
    await options.getByText(title, { exact: true }).waitFor({ state: 'attached' });
    const titles = new Set(await options.allTextContents());
    for (const { name, title } of SCENARIOS) assert.ok(!titles.has(`${title} (${name})`), name);
    assert.equal(titles.size, SCENARIOS.length + 1);
    await editor.page.click('#node-dialog-cancel');
  });
});
