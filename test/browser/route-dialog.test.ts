/** The rules of cti-route, as a person makes them. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { Simulator } from '../../lib/simulator';
import type { RuleSettings } from '../../nodes/route';
import { serverNode } from '../nodes/real-input';
import { type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { rule, str } from '../nodes/route-rules';
import { type Editor, openEditor } from './browser';

const CALL = { callFrom: 'message', call: 'payload', callType: 'msg', party: '', partyType: 'str' };

function routeNode(id: string, rules: readonly RuleSettings[]): object {
  const time = { timeZone: 'Europe/Berlin', holidays: '12-25', holidaysType: 'str' };
  const otherwise = { action: 'none', fields: {} };
  const place = { id, type: 'cti-route', z: 'tab', name: '', x: 200, y: 100, wires: [[], []] };
  return { ...place, server: 'server', ...CALL, rules, otherwise, ...time, dryRun: false, timeout: '' };
}

const CLOSED = rule(
  [
    { subject: 'hours', test: 'isNot', days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00', zone: 'America/New_York' },
    { subject: 'holiday', test: 'is', zone: '' },
    { subject: 'dates', test: 'is', from: '2026-12-24', to: '', zone: '' },
    { subject: 'callType', test: 'is', value: str('CALLTYPE_ACD_IN') },
    { subject: 'agentState', test: 'isNot', of: str('1001'), value: { value: 'state', type: 'flow' } },
    { subject: 'agentFree', test: 'isNot', of: str('1001') },
    { subject: 'callsWaiting', test: 'between', groupBy: 'name', of: str('Sales'), ...numbers('1', '5') },
    { subject: 'agentsAvailable', test: 'less', groupBy: 'call', value: { value: '1', type: 'num' } },
    { subject: 'field', test: 'matches', of: str('callingDeviceID'), value: str('^00') },
    { subject: 'ani', test: 'empty' },
  ],
  { name: 'Closed', fields: { calledDeviceID: str('8899') } },
);

function numbers(value: string, most: string) {
  return { value: { value, type: 'num' }, most: { value: most, type: 'num' } };
}

describe('the dialog of cti-route', () => {
  let nodeRed: RealNodeRed;
  let simulator: Simulator;
  let editor: Editor;
  let page: Page;
  before(async () => {
    simulator = new Simulator({ port: 0 });
    const { port } = await simulator.start();
    nodeRed = await startNodeRed();
    const services = ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'];
    await nodeRed.deploy([
      { id: 'tab', type: 'tab', label: 'Rules' },
      serverNode('server', port, { peripheralID: '5000', services }),
      routeNode('none', []),
      routeNode('new', []),
      { ...routeNode('bare', []), rules: undefined, otherwise: undefined, timeZone: '' },
      routeNode('full', [CLOSED, rule([], { name: 'VIP', fields: { calledDeviceID: str('8001') } })]),
    ]);
    editor = await openEditor(nodeRed.url);
    page = editor.page;
    await page.waitForFunction("RED.nodes.node('full')");
  });
  after(async () => {
    await editor?.close();
    await nodeRed?.stop();
    await simulator?.stop();
  });
  afterEach(() => assert.deepEqual(editor.complaints, []));

  const saved = (id: string, property = 'rules') => page.evaluate(`RED.nodes.node('${id}').${property}`);
  const item = (index: number) => page.locator('.cti-rule').nth(index);
  const text = (row: Locator) => row.locator('.red-ui-typedInput-input');
  async function open(id: string): Promise<void> {
    await page.evaluate(`RED.editor.edit(RED.nodes.node('${id}'))`);
    await page.waitForSelector('#cti-route-otherwise select');
    await editor.settled();
  }
  async function end(): Promise<void> {
    await page.click('#node-dialog-ok');
    await page.waitForSelector('#node-dialog-ok', { state: 'detached' });
    await editor.settled();
  }
  const add = (within: Locator, what: string) =>
    within.locator('.red-ui-editableList-addButton', { hasText: what }).click();

  it('misses nothing in a new rule before somebody was there, and all of it when it is opened again', async () => {
    await open('new');
    await add(page.locator('.red-ui-tray'), 'rule');
    await page.waitForFunction("document.activeElement?.closest('.cti-rule')");
    await add(item(0), 'condition');
    const row = item(0).locator('.cti-condition');
    const summary = item(0).locator('summary').first();
    assert.match((await summary.textContent()) ?? '', /one condition/);
    await row.locator('select').first().selectOption('agentsAvailable');
    const problems = page.locator('.red-ui-tray .cti-problem:visible, .red-ui-tray .input-error:visible');
    assert.deepEqual(await problems.allTextContents(), []);
    const subject = row.locator('select').first();
    await subject.selectOption('ani');
    assert.equal(await subject.evaluate(shownWhole), true, 'not cut');
    await text(row).first().focus();
    await page.keyboard.press('Tab');
    await row.getByText('The value is missing').waitFor();
    assert.deepEqual(await problems.allTextContents(), ['The value is missing or cannot be right.']);
    await row.locator('xpath=ancestor::li[1]').locator('.red-ui-editableList-item-remove').click();
    await summary.getByText('0 conditions').waitFor();
    await end();
    assert.equal(await saved('new', 'valid'), false);
    await open('new');
    await summary.click();
    await item(0).getByText('calledDeviceID is missing').waitFor();
    await end();
  });

  it('opens a node without rules, and leaves an empty time zone empty', async () => {
    await open('bare');
    assert.equal(await page.getAttribute('#node-input-timeZone', 'placeholder'), 'as the Node-RED server');
    assert.equal(await page.locator('.cti-rule').count(), 0);
    await end();
    assert.equal(await saved('bare', 'timeZone'), '');
    assert.equal(await saved('bare', 'valid'), true);
  });

  it('makes a rule: what is missing is said, agents and skill groups are offered', async () => {
    await open('none');
    await add(page.locator('.red-ui-tray'), 'rule');
    await page.waitForFunction("document.activeElement?.closest('.cti-rule')");
    await page.keyboard.type('Sales');
    await item(0).locator('[id$="-calledDeviceID"]').focus();
    await page.keyboard.press('Tab');
    await item(0).getByText('calledDeviceID is missing').waitFor();
    await add(item(0), 'condition');
    const row = item(0).locator('.cti-condition');
    await row.locator('select').first().selectOption('agentsAvailable');
    await text(row).first().focus();
    await page.keyboard.press('Tab');
    await row.getByText('Name the skill group.').waitFor();
    await text(row).first().focus();
    await page.keyboard.type('sal');
    await page.locator('.red-ui-autoComplete-container:visible a', { hasText: 'Sales' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await row.locator('.cti-problem').waitFor({ state: 'hidden' });
    await text(row).last().fill('two');
    await row.getByText('A number, please.').waitFor();
    await text(row).last().fill('2');
    await row.locator('.cti-problem').waitFor({ state: 'hidden' });
    await item(0).locator('[id$="-calledDeviceID"]').fill('2004');
    await editor.picture('route-dialog');
    await item(0).locator('summary').first().click();
    assert.equal(await item(0).locator('summary').first().textContent(), SUMMARY);
    await end();
    const condition = { subject: 'agentsAvailable', test: 'less', groupBy: 'number', of: str('1'), ...TWO };
    const fields = { calledDeviceID: str('2004') };
    assert.deepEqual(await saved('none'), [{ name: 'Sales', conditions: [condition], action: 'deflect', fields }]);
    assert.equal(await saved('none', 'valid'), true);
  });

  it('keeps every kind of condition, opened or not', async () => {
    const before = await saved('full');
    await open('full');
    await end();
    assert.deepEqual(await saved('full'), before);
    await open('full');
    for (const index of [0, 1]) await item(index).locator('summary').first().click();
    await editor.picture('route-dialog-full');
    await end();
    assert.deepEqual(await saved('full'), before);
    assert.equal(await saved('full', 'valid'), true);
  });

  it('says which rule is wrong', async () => {
    await open('full');
    await item(0).locator('summary').first().click();
    const hours = item(0).locator('.cti-condition').first();
    await hours.locator('input[type="text"]').first().fill('25:00');
    await hours.getByText('Two different times').waitFor();
    await hours.locator('input[type="text"]').last().fill('Mars/Olympus');
    await hours.getByText('This time zone is not known').waitFor();
    await end();
    assert.equal(await saved('full', 'valid'), false);
    assert.match(String(await saved('full', 'validationErrors')), /Rule 1: This time zone is not known/);
  });

  it('counts the rules anew when one is taken away', async () => {
    await open('full');
    await page.locator('.red-ui-editableList-item-remove').first().click();
    await item(0).getByText('1. VIP').waitFor();
    await end();
    assert.deepEqual(
      ((await saved('full')) as RuleSettings[]).map(({ name }) => name),
      ['VIP'],
    );
  });
});

/** In the page: whether the chosen option has room, beside the arrow. */
function shownWhole(element: Element): boolean {
  const select = element as HTMLSelectElement;
  const pen = document.createElement('canvas').getContext('2d');
  if (!pen) return false;
  const { font, paddingLeft, paddingRight } = getComputedStyle(select);
  pen.font = font;
  const room = select.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
  const arrow = 20;
  return pen.measureText(select.selectedOptions[0]?.text ?? '').width + arrow <= room;
}

const SUMMARY = '1. Salesone condition → Deflect the ringing call 2004';
const TWO = { value: { value: '2', type: 'num' } };
