/** The dialogs of the nodes that follow calls and agents, and the privacy table: filled in, saved, deployed, opened again. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Simulator } from '../../lib/simulator';
import { agentNode, callNode, lookupNode } from '../nodes/model-nodes';
import { serverNode } from '../nodes/real-input';
import { type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { type Editor, openEditor } from './browser';

describe('the dialogs of calls and agents', () => {
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
      { id: 'tab', type: 'tab', label: 'Calls and agents' },
      serverNode('server', port, {
        peripheralID: '5000',
        services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'],
      }),
      node('call', 'cti-call', 100, callNode({ changes: ['call.ended'] })),
      node('agent', 'cti-agent', 200, agentNode()),
      node('find', 'cti-lookup', 300, lookupNode()),
    ]);
    editor = await openEditor(nodeRed.url);
    page = editor.page;
    await page.waitForFunction("RED.nodes.node('find')");
  });
  after(async () => {
    await editor?.close();
    await nodeRed?.stop();
    await simulator?.stop();
  });
  afterEach(() => assert.deepEqual(editor.complaints, []));

  const input = (name: string) => page.locator(`#node-input-${name}`);
  async function open(id: string): Promise<void> {
    await page.locator(`[id="${id}"] .red-ui-flow-node`).dblclick();
    await page.waitForSelector('#node-dialog-ok', { state: 'visible' });
    await editor.settled();
  }
  async function done(): Promise<void> {
    await page.click('#node-dialog-ok');
    await page.waitForSelector('#node-dialog-ok', { state: 'detached' });
    await editor.settled();
  }
  async function deploy(): Promise<void> {
    await page.click('#red-ui-header-button-deploy');
    await page.waitForFunction('!RED.nodes.dirty()');
  }
  const saved = (id: string, ...names: string[]) =>
    page.evaluate(`(({ ${names.join(', ')} }) => ({ ${names.join(', ')} }))(RED.nodes.node('${id}'))`);
  const box = (topic: string) => page.locator(`.cti-check input[value="${topic}"]`);

  it('show how many calls and agents there are', async () => {
    const status = (id: string) => page.locator(`[id="${id}"] .red-ui-flow-node-status-label`);
    await status('call').getByText('0 calls', { exact: true }).waitFor();
    await status('find')
      .getByText(/^0 calls, \d+ agents$/)
      .waitFor();
    await editor.picture('calls-and-agents');
  });

  it('of cti-call: changes in plain words, filters that are checked while they are typed', async () => {
    await open('call');
    await box('call.ended').waitFor({ state: 'visible' });
    assert.deepEqual([await box('call.ended').isChecked(), await box('call.ringing').isChecked()], [true, false]);
    await page.getByRole('checkbox', { name: 'It rings at a device' }).check();
    await input('agent').pressSequentially('1001,');
    await page.waitForFunction("$('#node-input-agent').hasClass('input-error')");
    await input('agent').pressSequentially(' 10?2');
    await page.waitForFunction("!$('#node-input-agent').hasClass('input-error')");
    await input('variableName').fill('user.account');
    await input('variable').fill('47*');
    await input('direction').selectOption({ label: 'from outside' });
    await input('oncePerContact').check();
    await editor.picture('dialog-cti-call');
    await input('oncePerContact').scrollIntoViewIfNeeded();
    await editor.picture('dialog-cti-call-filters');
    await done();
    const wanted = {
      changes: ['call.ringing', 'call.ended'],
      agent: '1001, 10?2',
      variableName: 'user.account',
      variable: '47*',
      direction: 'in',
      oncePerContact: true,
      store: '',
    };
    assert.deepEqual(await saved('call', ...Object.keys(wanted)), wanted);
    await deploy();
    await open('call');
    await box('call.ringing').waitFor({ state: 'visible' });
    assert.deepEqual(
      [await box('call.ringing').isChecked(), await box('call.held').isChecked(), await input('agent').inputValue()],
      [true, false, '1001, 10?2'],
    );
    await done();
    assert.equal(await page.evaluate('RED.nodes.dirty()'), false);
  });

  it('of cti-call: a screen pop at the press of a button, all and none with one box', async () => {
    await open('call');
    await box('call.ended').waitFor({ state: 'visible' });
    const every = page.getByRole('checkbox', { name: 'Every change of a call' });
    await every.check();
    assert.equal(await page.locator('.cti-check input:not(:checked)').count(), 0);
    await every.uncheck();
    assert.equal(await page.locator('.cti-check input:checked').count(), 0);
    await input('agent').fill('');
    await page.getByRole('button', { name: 'Screen pop' }).click();
    await done();
    assert.deepEqual(await saved('call', 'changes', 'agent'), { changes: ['call.ringing'], agent: '*' });
  });

  it('of cti-agent: changes and filters', async () => {
    await open('agent');
    await box('agent.ready').waitFor({ state: 'visible' });
    await page.getByRole('checkbox', { name: 'Is ready' }).uncheck();
    await input('team').fill('Sales*');
    await input('reason').fill('3, 4?');
    await editor.picture('dialog-cti-agent');
    await done();
    const { changes, team, reason } = (await saved('agent', 'changes', 'team', 'reason')) as Record<string, string>;
    assert.deepEqual([changes?.includes('agent.ready'), team, reason], [false, 'Sales*', '3, 4?']);
  });

  it('of cti-lookup: only the fields that calls, or agents, have', async () => {
    await open('find');
    assert.deepEqual([await input('contact').isVisible(), await input('team').isVisible()], [true, false]);
    await editor.picture('dialog-cti-lookup');
    await input('what').selectOption({ label: 'agents' });
    assert.deepEqual([await input('contact').isVisible(), await input('team').isVisible()], [false, true]);
    await input('answer').selectOption({ label: 'how many' });
    await input('skillGroup').fill('1');
    await input('fresh').check();
    await done();
    const wanted = { what: 'agents', answer: 'count', skillGroup: '1', fresh: true };
    assert.deepEqual(await saved('find', ...Object.keys(wanted)), wanted);
    await deploy();
  });

  it('of cti-server: what is kept back, row by row', async () => {
    const openServer = async () => {
      await open('find');
      await page.click('#node-input-btn-server-edit');
      await page.waitForSelector('#node-config-dialog-ok', { state: 'visible' });
      await editor.settled();
      while (!(await page.isVisible('#cti-server-tab-privacy'))) {
        await page.click('#cti-server-tabs a[href="#cti-server-tab-privacy"]');
      }
    };
    const close = async () => {
      await page.click('#node-config-dialog-ok');
      await page.waitForSelector('#node-config-dialog-ok', { state: 'detached' });
      await editor.settled();
      await done();
    };
    await openServer();
    const rows = page.locator('#cti-server-privacy .cti-privacy');
    const add = page.getByText('add a row');
    await add.click();
    await rows.nth(0).locator('select').nth(1).selectOption({ label: 'hash' });
    await add.click();
    await rows.nth(1).locator('select').first().selectOption({ label: 'ECC variables named' });
    await rows.nth(1).locator('input').fill('bank.*');
    await page.locator('#node-config-input-privacyKey').fill('nobody guesses this');
    await editor.picture('dialog-cti-server-privacy');
    await add.click();
    const third = rows.nth(2).locator('input');
    await rows.nth(2).locator('select').first().selectOption({ label: 'Fields named' });
    const refused = page.locator('#cti-server-privacy-agents');
    for (const [name, isRefused] of [
      ['firstName, agentID', true],
      ['firstName', false],
    ] as const) {
      await third.fill(name);
      assert.equal(await refused.isVisible(), isRefused, name);
      assert.equal(await third.evaluate((input) => input.classList.contains('input-error')), isRefused, name);
      assert.equal((await third.getAttribute('title')) !== null, isRefused, name);
    }
    await close();
    const wanted = [
      { subject: 'callerNumbers', name: '', action: 'hash' },
      { subject: 'eccVariables', name: 'bank.*', action: 'drop' },
      { subject: 'field', name: 'firstName', action: 'drop' },
    ];
    assert.deepEqual(await saved('server', 'privacy'), { privacy: wanted });
    await deploy();
    await openServer();
    assert.equal(await rows.count(), 3);
    assert.equal(await rows.nth(1).locator('input').inputValue(), 'bank.*');
    assert.equal(await page.inputValue('#node-config-input-privacyKey'), '__PWRD__');
    await close();
    assert.equal(await page.evaluate('RED.nodes.dirty()'), false);
  });
});
