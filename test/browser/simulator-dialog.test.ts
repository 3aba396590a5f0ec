/** The dialog of cti-simulator: its settings, the contact centre that is checked while it is typed, and the live panel. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { CONTACT_CENTRE } from '../../lib/simulator';
import { freePort, type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { type Editor, openEditor } from './browser';

describe('the dialog of cti-simulator', () => {
  let nodeRed: RealNodeRed;
  let editor: Editor;
  let page: Page;
  let port: number;
  let portB: number;
  before(async () => {
    [port, portB] = [await freePort(), await freePort()];
    nodeRed = await startNodeRed();
    await nodeRed.deploy([
      { id: 'tab', type: 'tab', label: 'Dialog' },
      // As it was saved before there were more settings.
      {
        id: 'old',
        z: 'tab',
        type: 'cti-simulator',
        name: 'Of before',
        host: '127.0.0.1',
        port: String(port),
        portB: String(portB),
        x: 200,
        y: 100,
        wires: [[]],
      },
    ]);
    editor = await openEditor(nodeRed.url);
    page = editor.page;
  });
  after(async () => {
    await editor?.close();
    await nodeRed?.stop();
  });
  afterEach(() => assert.deepEqual(editor.complaints, []));

  const input = (name: string) => page.locator(`#node-input-${name}`);
  const state = () => page.locator('#cti-sim-centre-state');
  async function open(id: string): Promise<void> {
    await page.waitForFunction(`RED.nodes.node('${id}')`);
    await page.evaluate(`RED.editor.edit(RED.nodes.node('${id}'))`);
    await page.waitForSelector('#node-dialog-ok', { state: 'visible' });
    await editor.settled();
  }
  async function tab(id: string): Promise<void> {
    // Core takes a click soon after another for a double click.
    while (!(await page.isVisible(`#${id}`))) await page.click(`#cti-sim-tabs a[href="#${id}"]`);
  }
  async function close(button: 'ok' | 'cancel'): Promise<void> {
    await page.click(`#node-dialog-${button}`);
    await page.waitForSelector('#node-dialog-ok', { state: 'detached' });
    await editor.settled();
  }
  async function deploy(): Promise<void> {
    await page.click('#red-ui-header-button-deploy');
    await page.waitForFunction('!RED.nodes.dirty()');
  }
  const saved = () => page.evaluate("RED.nodes.convertNode(RED.nodes.node('old'))") as Promise<Record<string, unknown>>;
  const row = (agentID: string) => page.locator(`#cti-sim-agents tr[data-agent="${agentID}"]`);

  it('shows the deployed simulator first: who does what, and both sides', async () => {
    await open('old');
    await row('1001').waitFor();
    await editor.picture('dialog-cti-simulator-live');
    assert.equal(await page.locator('#cti-sim-agents tr').count(), CONTACT_CENTRE.agents.length);
    assert.match((await row('1001').textContent()) ?? '', /1001 · 2001 · Sales.*ready \d+:\d\d/);
    const tiles = await page.locator('#cti-sim-live-tiles li').allTextContents();
    assert.deepEqual(tiles.slice(-2), [`Ais active, port ${port}`, `Bis on standby, port ${portB}`]);
  });

  it('makes a call that rings, is answered and ends, by buttons and the keyboard', async () => {
    await page.getByRole('button', { name: 'Inbound call' }).click();
    const answer = page.getByRole('button', { name: /^Answer: / }).first();
    await row('1001').getByText('rings: ').waitFor();
    await editor.picture('dialog-cti-simulator-ringing');
    await answer.focus();
    await page.keyboard.press('Enter');
    await row('1001').getByText('talks to').waitFor();
    assert.match((await page.evaluate("document.activeElement.getAttribute('aria-label')")) as string, /^Answer: /);
    await editor.picture('dialog-cti-simulator-talking');
    await row('1001')
      .getByRole('button', { name: /^Hang up/ })
      .click();
    await row('1001').getByText('talks to').waitFor({ state: 'detached' });
    await row('1001')
      .getByRole('button', { name: /^Not ready/ })
      .click();
    await row('1001').getByText('not ready').waitFor();
    await row('1003')
      .getByRole('button', { name: /^Log in/ })
      .click();
    await row('1003')
      .getByRole('button', { name: /^Ready/ })
      .click();
    await row('1003')
      .getByText(/^ready/)
      .waitFor();
  });

  it('finds agents, does any action, says why not, and makes faults', async () => {
    await page.locator('#cti-sim-find').fill('billing');
    await row('1001').waitFor({ state: 'detached' });
    await page.locator('#cti-sim-find').fill('');
    await row('1001').waitFor();
    await page.getByText('Any other action').click();
    await page.selectOption('#cti-sim-do-action', 'ready');
    await page.locator('#cti-sim-do-agent').fill('4711');
    await page.getByRole('button', { name: 'Do it' }).click();
    await page.locator('#cti-sim-live-result').getByText('CTI_UNKNOWN_AGENT').waitFor();
    editor.forgive(/400 \(Bad Request\)/);
    await editor.picture('dialog-cti-simulator-action');
    await page.getByText('Faults', { exact: true }).click();
    await page.getByRole('button', { name: 'Switch sides' }).click();
    await page.locator('#cti-sim-live-tiles').getByText(`is active, port ${portB}`).waitFor();
    await editor.picture('dialog-cti-simulator-faults');
    await close('cancel');
  });

  it('keeps a node of before as it works, and says so in its fields', async () => {
    await open('old');
    await tab('cti-sim-tab-centre');
    assert.equal(await input('contactCentre').inputValue(), 'ready');
    await tab('cti-sim-tab-more');
    assert.equal(await input('trace').isChecked(), true);
    assert.equal(await input('speed').inputValue(), '1');
    await editor.picture('dialog-cti-simulator-more');
    await tab('cti-sim-tab-servers');
    await editor.picture('dialog-cti-simulator-servers');
    await close('ok');
    const { port: kept, contactCentre, events, trace } = await saved();
    assert.deepEqual([kept, contactCentre, events, trace], [String(port), 'ready', 'none', true]);
    assert.deepEqual(await page.evaluate("RED.nodes.node('old').validationErrors ?? []"), []);
  });

  it('checks a contact centre while it is typed, as the run does', async () => {
    await open('old');
    await tab('cti-sim-tab-centre');
    await input('contactCentre').selectOption('typed');
    await state().getByText('In order: 20 agents').waitFor();
    await editor.picture('dialog-cti-simulator-typed');
    const type = (text: string) =>
      page.evaluate((value) => {
        const { monaco } = window as unknown as {
          monaco: { editor: { getModels(): { setValue(v: string): void }[] } };
        };
        monaco.editor.getModels().at(-1)?.setValue(value);
      }, text);
    await type('{ "agents": ');
    await state().getByText('configuration: no JSON').waitFor();
    const [agent] = CONTACT_CENTRE.agents;
    const one = { ...CONTACT_CENTRE, agents: [{ ...agent, skillGroups: [99] }], teams: [] };
    await type(JSON.stringify(one, null, 2));
    await state().getByText('agents[0].skillGroups[0]: 99 is not one of').waitFor();
    await editor.picture('dialog-cti-simulator-typed-wrong');
    await type(JSON.stringify({ ...one, agents: [agent] }));
    await state().getByText('In order: 1 agents').waitFor();
    await close('ok');
    assert.equal((JSON.parse((await saved()).configuration as string) as typeof one).agents.length, 1);
    await deploy();
    await open('old');
    await row('1001').waitFor();
    assert.equal(await page.locator('#cti-sim-agents tr').count(), 1);
    await close('cancel');
  });

  it('takes a made-up contact centre and one from a file', async () => {
    await open('old');
    await tab('cti-sim-tab-centre');
    await input('contactCentre').selectOption('generated');
    await input('agents').fill('2001');
    await state().getByText('agents: 2001 is not a whole number').waitFor();
    await input('agents').fill('150');
    await state().getByText('In order: 150 agents').waitFor();
    await input('contactCentre').selectOption('file');
    await input('file').fill('/nowhere.json');
    await state().getByText('/nowhere.json cannot be read').waitFor();
    const file = join(tmpdir(), `cti-simulator-dialog-${process.pid}.json`);
    await writeFile(file, JSON.stringify(CONTACT_CENTRE));
    await input('file').fill(file);
    await state().getByText('In order: 20 agents').waitFor();
    await input('contactCentre').selectOption('generated');
    await state().getByText('In order: 150 agents').waitFor();
    await close('ok');
    await deploy();
    await open('old');
    await page.locator('#cti-sim-more-agents').getByText('100 of 150').waitFor();
    await editor.picture('dialog-cti-simulator-many');
    await close('cancel');
  });

  it('saves every setting, and shows it again', async () => {
    await open('old');
    await tab('cti-sim-tab-servers');
    await input('password').fill('secret');
    await input('usetls').check();
    await input('securePort').fill('0');
    await editor.picture('dialog-cti-simulator-tls');
    await input('usetls').uncheck();
    await tab('cti-sim-tab-more');
    await input('scenario').selectOption('abandoned-while-ringing');
    await input('repeat').check();
    await input('events').selectOption('calls');
    await input('trace').uncheck();
    await input('traceFile').fill(join(tmpdir(), `cti-simulator-dialog-${process.pid}.log`));
    await input('speed').fill('4');
    await input('disorder').check();
    await input('seed').fill('7');
    await close('ok');
    await deploy();
    await open('old');
    await tab('cti-sim-tab-more');
    assert.equal(await input('scenario').inputValue(), 'abandoned-while-ringing');
    assert.equal(await input('repeat').isChecked(), true);
    assert.equal(await input('events').inputValue(), 'calls');
    await editor.picture('dialog-cti-simulator-scenario');
    assert.equal(await input('trace').isChecked(), false);
    assert.equal(await input('speed').inputValue(), '4');
    assert.equal(await input('seed').inputValue(), '7');
    await tab('cti-sim-tab-servers');
    assert.equal(await input('password').inputValue(), '__PWRD__');
    await close('ok');
    assert.equal(await page.evaluate('RED.nodes.dirty()'), false);
    assert.doesNotMatch(nodeRed.output(), /secret/);
  });
});
