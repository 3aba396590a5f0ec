/** What a cti-server is there for and which events it asks for, and what cti-event says of the price of messages. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { USES } from '../../nodes/session/server-uses';
import { editorDefaults } from '../nodes/editor-defaults';
import { at } from '../nodes/flow';
import { serverNode } from '../nodes/real-input';
import { type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { type Editor, openEditor } from './browser';

describe('the use of a cti-server', () => {
  let nodeRed: RealNodeRed;
  let editor: Editor;
  let page: Page;
  before(async () => {
    nodeRed = await startNodeRed();
    const defaults = Object.entries(editorDefaults('cti-server')).map(([name, { value }]) => [name, value]);
    const fresh = { ...Object.fromEntries(defaults), type: 'cti-server', d: true };
    const event = (id: string, server: string, messages: readonly string[]) =>
      at(id, 'cti-event', { name: '', server, messages });
    await nodeRed.deploy([
      { id: 'tab', type: 'tab', label: 'Dialog' },
      { ...fresh, id: 'fresh', name: 'New', host: 'pga.example' },
      { ...serverNode('old', '', { name: 'Of before', d: true }), host: 'PGA.example' },
      { ...serverNode('other', '', { name: 'Choosy', callMsgMask: ['CALL_HELD_MASK'], d: true }), host: 'pgb.example' },
      event('few', 'fresh', ['CALL_HELD_EVENT', 'AGENT_STATE_EVENT']),
      event('lacking', 'other', ['CALL_HELD_EVENT', 'CALL_DELIVERED_EVENT', 'CONFIG_AGENT_EVENT']),
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
  const use = () => page.locator('#cti-server-use');
  const service = (name: string) => page.locator(`#cti-server-services input[value="${name}"]`);
  const mask = (name: string) => page.locator(`#cti-server-${name}`);
  async function open(id: string): Promise<void> {
    await page.waitForFunction(`RED.nodes.node('${id}')`);
    await page.evaluate(`RED.editor.editConfig('', 'cti-server', '${id}')`);
    await page.waitForSelector('#node-config-dialog-ok', { state: 'visible' });
    await page.waitForSelector('#cti-server-use:enabled');
    await editor.settled();
  }
  async function tab(name: string): Promise<void> {
    // Core takes a click soon after another for a double click.
    while (!(await page.isVisible(`#cti-server-tab-${name}`))) {
      await page.click(`#cti-server-tabs a[href="#cti-server-tab-${name}"]`);
    }
  }
  async function close(button: 'ok' | 'cancel'): Promise<void> {
    await page.click(`#node-config-dialog-${button}`);
    await page.waitForSelector('#node-config-dialog-ok', { state: 'detached' });
    await editor.settled();
  }
  const node = (id: string) =>
    page.evaluate(`RED.nodes.convertNode(RED.nodes.node('${id}'))`) as Promise<Record<string, unknown>>;

  it('is the whole contact centre at first, with advice about the places for it', async () => {
    const { value } = editorDefaults('cti-server').services ?? {};
    assert.deepEqual([...(value as string[])], USES.bridge);
    await open('fresh');
    assert.equal(await use().inputValue(), 'bridge');
    assert.match((await page.locator('#cti-server-use-tip').textContent()) ?? '', /7 if it is medium, 20/);
    assert.equal(await input('agentID').isVisible(), false);
    await editor.picture('dialog-cti-server-use');
    await close('cancel');
  });

  it('sets the services, and asks for the agent where one is meant', async () => {
    await open('fresh');
    await use().selectOption('supervisor');
    assert.equal(await input('agentID').isVisible(), true);
    await editor.picture('dialog-cti-server-use-supervisor');
    await use().selectOption('agent');
    await input('agentInstrument').fill('2001');
    await input('peripheralID').fill('5000');
    await close('ok');
    const { services, agentInstrument } = await node('fresh');
    assert.deepEqual([[...(services as string[])].sort(), agentInstrument], [[...USES.agent].sort(), '2001']);
    await open('fresh');
    assert.equal(await use().inputValue(), 'agent');
    await close('cancel');
  });

  it('is a choice of one’s own as soon as a service is ticked by hand, and another one where they fit it', async () => {
    await open('fresh');
    await use().selectOption('bridge');
    await tab('services');
    assert.equal(await service('CTI_SERVICE_SERVER').isVisible(), false);
    await page.click('#cti-server-services summary');
    await service('CTI_SERVICE_SERVER').check();
    await tab('connection');
    assert.equal(await use().inputValue(), 'own');
    await tab('services');
    await service('CTI_SERVICE_SERVER').uncheck();
    await tab('connection');
    assert.equal(await use().inputValue(), 'bridge');
    await close('ok');
    const { services } = await node('fresh');
    assert.deepEqual([...(services as string[])].sort(), [...USES.bridge].sort());
  });

  it('warns of another session with all events on the same server, but not of one that is disabled', async () => {
    await open('fresh');
    assert.equal(await page.isVisible('#cti-server-second'), false);
    await page.evaluate("delete RED.nodes.node('old').d");
    await input('instance').evaluate((element) => $(element).trigger('input'));
    assert.match((await page.locator('#cti-server-second').textContent()) ?? '', /Of before/);
    await input('port').fill('42067');
    assert.equal(await page.isVisible('#cti-server-second'), false);
    await page.evaluate("RED.nodes.node('old').d = true");
    await close('cancel');
  });

  it('goes with events as the nodes need them, all, or those that are ticked', async () => {
    await open('fresh');
    await tab('services');
    for (const name of ['callMsgMask', 'agentStateMask', 'configMsgMask']) {
      assert.equal(await mask(name).inputValue(), 'auto', name);
    }
    const first = page.locator('#cti-server-masks input[value="CALL_DELIVERED_MASK"]');
    assert.equal(await first.isVisible(), false);
    await mask('callMsgMask').selectOption('chosen');
    await page.locator('#cti-server-masks summary input').first().uncheck();
    await first.check();
    await mask('agentStateMask').selectOption('all');
    await editor.picture('dialog-cti-server-events');
    await close('ok');
    const { callMsgMask, agentStateMask, configMsgMask } = await node('fresh');
    assert.deepEqual([callMsgMask, agentStateMask, configMsgMask], [['CALL_DELIVERED_MASK'], 'all', 'auto']);
    await open('old');
    await tab('services');
    assert.equal(await mask('callMsgMask').inputValue(), 'all');
    await close('ok');
    assert.equal((await node('old')).callMsgMask, 'all');
  });

  it('shows every tab with its whole name', async () => {
    await open('fresh');
    const cut = (await page.evaluate(
      "$('#cti-server-tabs .red-ui-tab-label').toArray().filter((a) => a.scrollWidth > a.parentNode.clientWidth).length",
    )) as number;
    assert.equal(cut, 0);
    await close('cancel');
  });

  describe('in a cti-event', () => {
    async function openEvent(id: string): Promise<void> {
      await page.evaluate(`RED.editor.edit(RED.nodes.node('${id}'))`);
      await page.waitForSelector('#node-dialog-ok', { state: 'visible' });
      await page.locator('#cti-event-list .cti-check').first().waitFor({ state: 'attached' });
      await editor.settled();
    }
    async function closeEvent(): Promise<void> {
      await page.click('#node-dialog-cancel');
      await page.waitForSelector('#node-dialog-ok', { state: 'detached' });
      await editor.settled();
    }
    const row = (name: string) => page.locator(`.cti-check:has(input[value="${name}"])`);
    const costs = async () => (await page.locator('#cti-event-costs').textContent()) ?? '';

    it('shows what each message costs, and what the choice makes the session ask for', async () => {
      await openEvent('few');
      assert.match((await row('CALL_HELD_EVENT').textContent()) ?? '', /on hold.*CALL_HELD_EVENT.*CALL_HELD_MASK$/);
      assert.equal(await row('CALL_HELD_EVENT').locator('.cti-often').count(), 0);
      assert.match((await row('RTP_STARTED_EVENT').locator('.cti-often').textContent()) ?? '', /media stream/);
      assert.equal(await row('SYSTEM_EVENT').locator('.cti-cost').count(), 0);
      assert.match(await costs(), /1 of \d+ call events, agent states/);
      await page.locator('#cti-event-search').pressSequentially('call rings');
      await row('CALL_DELIVERED_EVENT').waitFor({ state: 'visible' });
      await row('CALL_HELD_EVENT').waitFor({ state: 'hidden' });
      await row('CALL_DELIVERED_EVENT').locator('input').check();
      assert.match(await costs(), /2 of \d+ call events.*Call rings/);
      await editor.picture('dialog-cti-event-costs');
      await page.check('#cti-event-every');
      assert.match(await costs(), /every event/);
      await closeEvent();
    });

    it('says what does not come, because the server’s dialog leaves it out', async () => {
      await openEvent('lacking');
      const said = await costs();
      assert.match(said, /leaves them out: Call rings\./);
      assert.match(said, /Configuration events/);
      await editor.picture('dialog-cti-event-lacking');
      await closeEvent();
    });
  });
});
