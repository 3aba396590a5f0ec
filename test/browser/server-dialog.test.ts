/** The dialog of cti-server: two sides, TLS, and the button that tries it all. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Simulator } from '../../lib/simulator';
import { editorDefaults } from '../nodes/editor-defaults';
import { env } from '../nodes/flow';
import { serverNode } from '../nodes/real-input';
import { freePort, type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { ScriptedPeer } from '../nodes/scripted-peer';
import { type Editor, openEditor } from './browser';

/** Not in the order of the dialog. */
const ORDERED = ['CTI_SERVICE_CONFIG_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_ALL_EVENTS'];

describe('the dialog of cti-server', () => {
  let simulator: Simulator;
  let nodeRed: RealNodeRed;
  let editor: Editor;
  let page: Page;
  before(async () => {
    simulator = new Simulator({ port: 0, sideB: { port: 0 }, password: 'secret' });
    const { sides } = await simulator.start();
    nodeRed = await startNodeRed();
    const defaults = Object.entries(editorDefaults('cti-server')).map(([name, { value }]) => [name, value]);
    const fresh = { ...Object.fromEntries(defaults), type: 'cti-server' };
    const tls = (id: string, name: string) => ({
      id,
      type: 'tls-config',
      name,
      cert: '',
      key: '',
      ca: '',
      verifyservercert: true,
    });
    await nodeRed.deploy([
      { id: 'tab', type: 'tab', label: 'Dialog' },
      tls('pga', 'PG side A'),
      tls('pgb', 'PG side B'),
      { ...fresh, id: 'fresh', name: 'New', host: 'pga.example' },
      {
        ...fresh,
        id: 'both',
        name: 'Both sides',
        host: '127.0.0.1',
        port: String(sides.A.port),
        hostB: '127.0.0.1',
        portB: String(sides.B?.port),
        credentials: { clientID: 'wallboard', password: 'secret' },
      },
      {
        ...fresh,
        ...{ id: 'ordered', name: 'Ordered', host: 'pga.example', services: ORDERED },
        callMsgMask: ['END_CALL_MASK', 'BEGIN_CALL_MASK'],
      },
      { ...fresh, id: 'variables', host: 'pga.example', usetls: true, minTlsVersion: env('TLS'), charset: env('PAGE') },
      serverNode('old', sides.A.port, { name: 'Of before' }),
      {
        id: 'session',
        z: 'tab',
        type: 'cti-session',
        name: '',
        server: 'both',
        answersMaintenance: true,
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
    await simulator.stop();
  });
  afterEach(() => assert.deepEqual(editor.complaints, []));

  const input = (name: string) => page.locator(`#node-config-input-${name}`);
  async function open(id: string): Promise<void> {
    await page.waitForFunction(`RED.nodes.node('${id}')`);
    await page.evaluate(`RED.editor.editConfig('', 'cti-server', '${id}')`);
    await page.waitForSelector('#node-config-dialog-ok', { state: 'visible' });
    // The lists and the default ports come with the definitions.
    await page.locator('#cti-server-services .cti-check').first().waitFor({ state: 'attached' });
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
  const ports = async () => [
    await input('port').getAttribute('placeholder'),
    await input('portB').getAttribute('placeholder'),
  ];
  const result = () => page.locator('#cti-server-test-state');
  const steps = (side: string) => page.locator(`#cti-server-test-sides section[data-side="${side}"] li`);

  it('shows the default ports, which follow side, TLS and instance while they are typed', async () => {
    await open('fresh');
    await editor.picture('dialog-cti-server-fresh');
    assert.deepEqual(await ports(), ['42027', '43027']);
    await tab('more');
    await input('instance').fill('2');
    await tab('connection');
    assert.equal(await input('tls').isVisible(), false);
    await input('usetls').check();
    assert.deepEqual(await ports(), ['42110', '43110']);
    await tab('more');
    await input('instance').fill(`\${INSTANCE}`);
    assert.deepEqual(await ports(), ['default', 'default']);
    await close('cancel');
  });

  it('offers hot standby only where there is a side B and a version that knows it', async () => {
    await open('fresh');
    await tab('more');
    assert.equal(await input('hotStandby').isDisabled(), true);
    await tab('connection');
    await input('hostB').fill('pgb.example');
    await tab('more');
    await input('hotStandby').check();
    await input('protocolVersion').fill('23');
    assert.equal(await input('hotStandby').isDisabled(), true);
    await input('protocolVersion').fill('24');
    assert.equal(await input('hotStandby').isChecked(), true);
    await editor.picture('dialog-cti-server-more');
    await close('ok');
    const saved = await node('fresh');
    assert.deepEqual([saved.hostB, saved.protocolVersion, saved.hotStandby], ['pgb.example', '24', true]);
  });

  it('takes a TLS configuration for each side', async () => {
    await open('fresh');
    await input('usetls').check();
    await input('tls').selectOption({ label: 'PG side A' });
    await input('tlsB').selectOption({ label: 'PG side B' });
    await input('checkServerName').uncheck();
    await editor.picture('dialog-cti-server-tls-chosen');
    await close('ok');
    const { usetls, tls, tlsB, checkServerName, minTlsVersion } = await node('fresh');
    assert.deepEqual([usetls, tls, tlsB, checkServerName, minTlsVersion], [true, 'pga', 'pgb', false, 'TLSv1.2']);
  });

  it('shows a server of before as it works, and keeps it so', async () => {
    await open('old');
    assert.equal(await input('usetls').isChecked(), false);
    await tab('more');
    assert.equal(await input('reconnectPauses').inputValue(), '15, 30, 60, 120');
    assert.equal(await input('protocolVersion').inputValue(), '25');
    await close('ok');
    const { hostB, usetls, checkServerName, protocolVersion, holdRequests } = await node('old');
    assert.deepEqual([hostB, usetls, checkServerName, protocolVersion, holdRequests], ['', false, true, '25', '0']);
    assert.deepEqual(await page.evaluate("RED.nodes.node('old').validationErrors ?? []"), []);
  });

  it('changes nothing in a server that is only looked at: lists keep their order, lists of one their variable', async () => {
    for (const id of ['ordered', 'variables']) {
      const settings = async () => ({ ...(await node(id)), credentials: undefined });
      await page.waitForFunction(`RED.nodes.node('${id}')`);
      const before = await settings();
      await open(id);
      await close('ok');
      assert.deepEqual(await settings(), before);
      assert.ok(!(await page.evaluate(`RED.nodes.node('${id}').changed`)), id);
    }
    const { minTlsVersion, charset } = await node('variables');
    assert.deepEqual([minTlsVersion, charset], [env('TLS'), env('PAGE')]);
    await open('ordered');
    await tab('services');
    const box = page.locator('#cti-server-services input[value="CTI_SERVICE_SUPERVISOR"]');
    await box.evaluate((element: HTMLInputElement) => element.click());
    await close('ok');
    assert.deepEqual(
      ((await node('ordered')).services as string[]).toSorted(),
      [...ORDERED, 'CTI_SERVICE_SUPERVISOR'].toSorted(),
    );
  });

  it('tries both sides with the password that is stored, step by step', async () => {
    await open('both');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await result().getByText('A session can be opened.').waitFor();
    await editor.picture('dialog-cti-server-test-ok');
    const headings = await page.locator('#cti-server-test-sides h5').allTextContents();
    assert.match(headings[0] ?? '', /^Side A, 127\.0\.0\.1:\d+: would be used$/);
    assert.match(headings[1] ?? '', /^Side B, 127\.0\.0\.1:\d+: healthy, on standby$/);
    assert.ok((await steps('A').count()) >= 5);
    assert.match((await steps('A').first().textContent()) ?? '', /^in order: Name\d+ ms127\.0\.0\.1/);
    await close('cancel');
  });

  it('says what to do at the step that failed, and can be tried again at once', async () => {
    await open('both');
    await input('portB').fill(String(await freePort()));
    await page.getByRole('button', { name: 'Test connection' }).click();
    await result().getByText('A session can be opened, but not with each side.').waitFor();
    await input('password').fill('wrong');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await result().getByText('No session can be opened as it stands.').waitFor();
    await editor.picture('dialog-cti-server-test-failed');
    const shown = (await page.locator('#cti-server-test-sides').textContent()) ?? '';
    assert.match(shown, /failed: OPEN_REQ/);
    assert.match(shown, /check client ID and password/i);
    assert.match(shown, /E_CTI_INVALID_PASSWORD/);
    assert.match(shown, /CTI_CONNECT_FAILED/);
    await input('host').fill('');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await result().getByText('The test could not be done.').waitFor();
    assert.match((await page.locator('#cti-server-test-sides').textContent()) ?? '', /CTI_INVALID_OPTION/);
    // The browser tells of the answer 400 in its console.
    editor.forgive(/400 \(Bad Request\)/);
    await close('cancel');
  });

  it('can be stopped, and stops with its dialog', async () => {
    const silent = new ScriptedPeer(() => []);
    const port = String(await silent.listen());
    await open('both');
    await input('port').fill(port);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await silent.until(() => silent.count('OPEN_REQ') === 1);
    await page.getByRole('button', { name: 'Stop' }).click();
    await result().getByText('stopped').waitFor();
    await silent.until(() => silent.connections === 0);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await silent.until(() => silent.count('OPEN_REQ') === 2);
    await close('cancel');
    await silent.until(() => silent.connections === 0);
    await silent.close();
  });

  it('is reached and worked by the keyboard alone', async () => {
    await open('both');
    await input('host').focus();
    const order: string[] = [];
    for (let i = 0; i < 9; i++) {
      order.push((await page.evaluate('document.activeElement.id')) as string);
      await page.keyboard.press('Tab');
    }
    const config = (name: string) => `node-config-input-${name}`;
    const fields = ['host', 'port', 'hostB', 'portB', 'usetls', 'clientID', 'password'].map(config);
    assert.deepEqual(order, [...fields, 'cti-server-use', config('peripheralID')]);
    assert.equal(await page.evaluate('document.activeElement.id'), 'cti-server-test');
    await page.keyboard.press('Enter');
    await result().getByText('A session can be opened.').waitFor();
    await close('cancel');
  });

  it('leaves the running session alone while it tests', async () => {
    const label = page.locator('[id="session"] .red-ui-flow-node-status-label');
    await label.getByText('connected', { exact: true }).waitFor();
    assert.equal(nodeRed.output().split('session open with').length, 2, 'it was opened once');
    await page.locator('[id="session"] .red-ui-flow-node').dblclick();
    await page.waitForSelector('#node-dialog-ok', { state: 'visible' });
    await editor.picture('dialog-cti-session');
    await page.click('#node-dialog-cancel');
    await page.waitForSelector('#node-dialog-ok', { state: 'detached' });
  });
});
