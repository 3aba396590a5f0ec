/** The tab Safety of cti-server: what flows may do. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { editorDefaults } from '../nodes/editor-defaults';
import { env } from '../nodes/flow';
import { serverNode } from '../nodes/real-input';
import { type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { type Editor, openEditor } from './browser';

const TEXTS = ['allowAgents', 'denyAgents', 'allowDevices', 'denyDevices', 'requestsPerSecond'];

describe('the tab Safety of cti-server', () => {
  let nodeRed: RealNodeRed;
  let editor: Editor;
  let page: Page;
  before(async () => {
    nodeRed = await startNodeRed();
    const defaults = Object.entries(editorDefaults('cti-server')).map(([name, { value }]) => [name, value]);
    await nodeRed.deploy([
      { ...Object.fromEntries(defaults), id: 'fresh', type: 'cti-server', name: 'New', host: 'pga.example' },
      serverNode('old', 42027, { name: 'Of before' }),
    ]);
    editor = await openEditor(nodeRed.url);
    page = editor.page;
  });
  after(async () => {
    await editor?.close();
    await nodeRed?.stop();
  });
  afterEach(() => assert.deepEqual(editor.complaints, []));

  const input = (name: string) => page.locator(`#node-config-input-${name}`);
  async function open(id: string): Promise<void> {
    await page.waitForFunction(`RED.nodes.node('${id}')`);
    await page.evaluate(`RED.editor.editConfig('', 'cti-server', '${id}')`);
    await page.waitForSelector('#node-config-dialog-ok', { state: 'visible' });
    await page.locator('#cti-server-services .cti-check').first().waitFor({ state: 'attached' });
    await editor.settled();
    // Core takes a click soon after another for a double click.
    while (!(await page.isVisible('#cti-server-tab-safety'))) {
      await page.click('#cti-server-tabs a[href="#cti-server-tab-safety"]');
    }
  }
  async function close(): Promise<void> {
    await page.click('#node-config-dialog-ok');
    await page.waitForSelector('#node-config-dialog-ok', { state: 'detached' });
    await editor.settled();
  }
  const node = (id: string) =>
    page.evaluate(`RED.nodes.convertNode(RED.nodes.node('${id}'))`) as Promise<Record<string, unknown>>;
  const ticked = async () => [await input('dryRun').isChecked(), await input('alwaysArmed').isChecked()];

  it('puts the arm switch to use in a new server, and restricts nothing else', async () => {
    await open('fresh');
    await editor.picture('dialog-cti-server-safety');
    assert.deepEqual(await ticked(), [false, false]);
    for (const name of TEXTS) assert.equal(await input(name).inputValue(), '', name);
    await close();
    const { dryRun, alwaysArmed } = await node('fresh');
    assert.deepEqual([dryRun, alwaysArmed], [false, false]);
  });

  it('shows a server of before as always armed, and keeps it so', async () => {
    await open('old');
    assert.deepEqual(await ticked(), [false, true]);
    await close();
    const { dryRun, alwaysArmed, allowAgents, requestsPerSecond } = await node('old');
    assert.deepEqual([dryRun, alwaysArmed, allowAgents, requestsPerSecond], [false, true, '', '']);
    assert.deepEqual(await page.evaluate("RED.nodes.node('old').validationErrors ?? []"), []);
  });

  it('keeps what is typed, variables of the environment too', async () => {
    await open('fresh');
    await input('dryRun').check();
    await input('allowAgents').fill('10*, 1?1');
    await input('denyAgents').fill(env('DENIED'));
    await input('denyDevices').fill('911, 0900*');
    await input('requestsPerSecond').fill('2.5');
    await editor.picture('dialog-cti-server-safety-filled');
    await close();
    await open('fresh');
    assert.deepEqual(await ticked(), [true, false]);
    assert.deepEqual(await Promise.all(TEXTS.map((name) => input(name).inputValue())), [
      '10*, 1?1',
      env('DENIED'),
      '',
      '911, 0900*',
      '2.5',
    ]);
    await close();
  });

  it('says what cannot be right as the runtime does', async () => {
    await open('fresh');
    for (const [name, wrong, right] of [
      ['allowDevices', '2001,', '2001'],
      ['denyAgents', ',', ''],
      ['requestsPerSecond', '0', '0.1'],
      ['requestsPerSecond', '1,5', env('RATE')],
    ] as const) {
      // The editor looks when the field is left.
      await input(name).fill(wrong);
      await input(name).blur();
      await page.waitForSelector(`#node-config-input-${name}.input-error`);
      await input(name).fill(right);
      await input(name).blur();
      await page.waitForSelector(`#node-config-input-${name}:not(.input-error)`);
    }
    await close();
  });

  it('is worked by the keyboard alone', async () => {
    await open('fresh');
    await input('dryRun').focus();
    await page.keyboard.press('Space');
    const order: string[] = [];
    for (let i = 0; i < 7; i++) {
      order.push((await page.evaluate('document.activeElement.id')) as string);
      await page.keyboard.press('Tab');
    }
    const fields = ['dryRun', 'alwaysArmed', ...TEXTS].map((name) => `node-config-input-${name}`);
    assert.deepEqual(order, fields);
    assert.equal(await input('dryRun').isChecked(), false);
    await close();
  });
});
