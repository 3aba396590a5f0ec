/** Fields that offer what the contact centre has: by keyboard and mouse, and with nothing to offer. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Simulator } from '../../lib/simulator';
import { env } from '../nodes/flow';
import { agentNode, callNode, lookupNode } from '../nodes/model-nodes';
import { serverNode } from '../nodes/real-input';
import { type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { type Editor, openEditor } from './browser';

describe('fields that offer a list', () => {
  let nodeRed: RealNodeRed;
  let simulator: Simulator;
  let editor: Editor;
  let page: Page;
  before(async () => {
    simulator = new Simulator({ port: 0 });
    const { port } = await simulator.start();
    nodeRed = await startNodeRed();
    const node = (id: string, type: string, y: number, more: object) => ({
      id,
      type,
      z: 'tab',
      name: '',
      x: 200,
      y,
      wires: [[]],
      ...more,
    });
    await nodeRed.deploy([
      { id: 'tab', type: 'tab', label: 'Lists' },
      serverNode('server', port, {
        peripheralID: '5000',
        services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'],
      }),
      { ...serverNode('idle', port), name: 'nobody uses it' },
      node('call', 'cti-call', 100, callNode()),
      node('agent', 'cti-agent', 200, agentNode()),
      node('find', 'cti-lookup', 300, lookupNode()),
    ]);
    editor = await openEditor(nodeRed.url);
    page = editor.page;
    await page.waitForFunction("RED.nodes.node('find')");
    await page
      .locator('[id="find"] .red-ui-flow-node-status-label')
      .getByText(/ agents$/)
      .waitFor();
  });
  after(async () => {
    await editor?.close();
    await nodeRed?.stop();
    await simulator?.stop();
  });
  afterEach(() => assert.deepEqual(editor.complaints, []));

  const input = (name: string) => page.locator(`#node-input-${name}`);
  const list = () => page.locator('.red-ui-autoComplete-container:visible');
  const entry = (text: string | RegExp) => list().locator('a', { hasText: text });
  async function open(id: string): Promise<void> {
    await page.locator(`[id="${id}"] .red-ui-flow-node`).dblclick();
    await page.waitForSelector('#node-dialog-ok', { state: 'visible' });
    await editor.settled();
  }
  async function end(button: 'ok' | 'cancel'): Promise<void> {
    await page.click(`#node-dialog-${button}`);
    await page.waitForSelector(`#node-dialog-${button}`, { state: 'detached' });
    await editor.settled();
  }

  it('by keyboard: two letters, arrow down, Enter, and one more after a comma', async () => {
    await open('call');
    await input('agent').focus();
    await page.keyboard.type('ad');
    await entry('Ada').waitFor();
    await editor.picture('pick-list');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await input('agent').inputValue(), '1001');
    await list().waitFor({ state: 'detached' });
    await page.keyboard.press('End');
    await page.keyboard.type(', bo');
    await entry('Boris').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await input('agent').inputValue(), '1001, 1002');
    await end('ok');
    assert.equal(await page.evaluate("RED.nodes.node('call').agent"), '1001, 1002');
  });

  it('leave alone what is typed: Enter and Tab do not put the first entry in its place', async () => {
    await open('call');
    for (const key of ['Enter', 'Tab']) {
      await input('device').fill('');
      await input('device').focus();
      await page.keyboard.type('200');
      await entry('2001').waitFor();
      await page.keyboard.press(key);
      await list().waitFor({ state: 'detached' });
      assert.equal(await input('device').inputValue(), '200');
    }
    assert.equal(await page.evaluate('document.activeElement.id'), 'node-input-skillGroup');
    await input('device').focus();
    await page.keyboard.press('End');
    await page.keyboard.type('*');
    assert.equal(await list().count(), 0);
    await end('cancel');
  });

  it('by mouse: a click into an empty field shows all', async () => {
    await open('agent');
    await input('skillGroup').click();
    await entry('Support').waitFor();
    assert.equal(await list().locator('a').count(), 3);
    await entry('Support').click();
    assert.equal(await input('skillGroup').inputValue(), '2');
    await input('team').click();
    await entry('No team is known yet').waitFor();
    await entry('No team is known yet').click();
    assert.equal(await input('team').inputValue(), '');
    await end('cancel');
  });

  it('offer the variables of calls with the ECC variables seen, and calls without their data', async () => {
    simulator.inboundCall({ ani: '5550001', namedVariables: { 'user.account': '4711' } });
    await open('find');
    await input('variableName').focus();
    await page.waitForFunction(
      "$.getJSON('cti-server/known/server', { kind: 'eccVariables' }).then(({ items }) => items.length > 0)",
    );
    await page.keyboard.type('account');
    await entry('user.account').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await input('variableName').inputValue(), 'user.account');
    await input('connectionCallID').click();
    await entry('ringing').first().waitFor();
    await editor.picture('pick-list-calls');
    assert.equal(await entry('5550001').count(), 0);
    await page.keyboard.press('Escape');
    await end('cancel');
  });

  it('ask again while the contact centre is being read, and say how many more there are', async () => {
    let asked = 0;
    await page.route('**/cti-server/known/**', async (route) => {
      const reading = { deployed: true, items: [], more: 0, nothing: 'reading' };
      const read = { deployed: true, items: [{ value: '1', label: 'One', about: '', is: [] }], more: 7 };
      await route.fulfill({ json: asked++ === 0 ? reading : read });
    });
    await open('agent');
    await input('agent').click();
    await entry('is being read').waitFor();
    await entry('One').waitFor();
    await entry('7 more fit').waitFor();
    await page.unroute('**/cti-server/known/**');
    await page.keyboard.press('Escape');
    await end('cancel');
  });

  it('follow the server that is chosen, and say why there is nothing', async () => {
    await open('agent');
    await input('server').selectOption({ label: 'nobody uses it' });
    await input('agent').click();
    await entry('The server has no session at the moment').waitFor();
    await page.keyboard.press('Escape');
    await input('server').selectOption('_ADD_');
    await input('agent').click();
    await entry('Choose a server').waitFor();
    await page.keyboard.press('Escape');
    await end('cancel');

    await page.evaluate(`(() => {
      RED.nodes.add({ ...RED.nodes.convertNode(RED.nodes.node('server')), id: 'new', name: 'new one', users: [],
        _def: RED.nodes.getType('cti-server'), _config: {}, type: 'cti-server' });
    })()`);
    await open('agent');
    await input('server').selectOption('new');
    await input('agent').focus();
    await page.keyboard.type('10');
    await entry('Deploy the server first').waitFor();
    await editor.picture('pick-list-not-deployed');
    await page.keyboard.press('Tab');
    assert.equal(await input('agent').inputValue(), '10');
    await end('cancel');
    await page.evaluate("RED.nodes.remove('new')");
  });

  it('say of a node in a subflow that its server is chosen by each instance', async () => {
    await open('find');
    await page.evaluate(`(() => {
      const field = $('<input type="text" id="node-input-inside">').prependTo('#dialog-form');
      CtiEditor.pickList(field, { kind: 'agents', server: () => '${env('THE_SERVER')}' });
    })()`);
    await input('inside').click();
    await entry('Each instance of the subflow chooses its server').waitFor();
    await page.keyboard.press('Escape');
    await end('cancel');
  });

  it('are there inside a typedInput, for texts and numbers only, whatever type it had before', async () => {
    await open('find');
    await page.evaluate(`(() => {
      const field = $('<input type="text" id="node-input-typed">').prependTo('#dialog-form');
      field.typedInput({ types: ['str', 'msg', 'num', 'env'], default: 'msg' });
      CtiEditor.pickList(field, { kind: 'agents', server: () => 'server' });
    })()`);
    const inner = page.locator('#node-input-typed + .red-ui-typedInput-container .red-ui-typedInput-input');
    const type = (name: string) => page.evaluate(`void $('#node-input-typed').typedInput('type', '${name}')`);
    for (const name of ['str', 'env', 'num', 'str']) {
      await type(name);
      await inner.fill('');
      if (name === 'env') continue;
      await inner.focus();
      await page.keyboard.type('bor');
      await entry('Boris').waitFor();
      assert.equal(await list().count(), 1);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate("$('#node-input-typed').typedInput('value')"), '1002', name);
    }
    await end('cancel');
  });

  it('are in the privacy table for names of ECC variables', async () => {
    await open('find');
    await page.click('#node-input-btn-server-edit');
    await page.waitForSelector('#node-config-dialog-ok', { state: 'visible' });
    await editor.settled();
    while (!(await page.isVisible('#cti-server-tab-privacy'))) {
      await page.click('#cti-server-tabs a[href="#cti-server-tab-privacy"]');
    }
    await page.getByText('add a row').click();
    const row = page.locator('#cti-server-privacy .cti-privacy').first();
    await row.locator('select').first().selectOption({ label: 'ECC variables named' });
    await row.locator('input').click();
    await entry('user.account').waitFor();
    await editor.picture('pick-list-privacy');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await row.locator('input').inputValue(), 'user.account');
    await page.click('#node-config-dialog-cancel');
    await page.waitForSelector('#node-config-dialog-cancel', { state: 'detached' });
    await editor.settled();
    await end('cancel');
  });
});
