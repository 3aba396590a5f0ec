/** The dialogs of the nodes for what people do, which are made when the definitions have come. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { at, env } from '../nodes/flow';
import { serverNode } from '../nodes/real-input';
import { type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { type Editor, openEditor } from './browser';

describe('the dialog of a node for what people do', () => {
  let nodeRed: RealNodeRed;
  let editor: Editor;
  let page: Page;
  before(async () => {
    nodeRed = await startNodeRed();
    await nodeRed.deploy([
      { id: 'tab', type: 'tab', label: 'Calls' },
      serverNode('server', 42027),
      at('call', 'cti-make-call', { z: 'tab', server: 'server', action: 'makeCall', fields: {}, timeout: '' }),
    ]);
    editor = await openEditor(nodeRed.url);
    page = editor.page;
  });
  after(async () => {
    await editor?.close();
    await nodeRed?.stop();
  });
  afterEach(() => assert.deepEqual(editor.complaints, []));

  it('marks a wrong time limit where it is typed, and takes one from the environment', async () => {
    await page.waitForFunction("RED.nodes.node('call')");
    await page.evaluate("RED.editor.edit(RED.nodes.node('call'))");
    await page.locator('#cti-action .cti-field').first().waitFor();
    const timeout = page.locator('#node-input-timeout');
    for (const [value, marked] of [
      ['soon', true],
      ['5', false],
      ['five', true],
      [env('LIMIT'), false],
    ] as const) {
      await timeout.fill(value);
      await timeout.blur();
      await page.waitForSelector(marked ? '#node-input-timeout.input-error' : '#node-input-timeout:not(.input-error)');
    }
    await page.click('#node-dialog-ok');
    await page.waitForSelector('#node-dialog-ok', { state: 'detached' });
    assert.equal(await page.evaluate("RED.nodes.node('call').timeout"), env('LIMIT'));
  });
});
