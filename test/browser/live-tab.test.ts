/** The tab "CTI" in the sidebar: what an administrator sees of the sessions, and that nothing is asked while nobody looks. */
import assert from 'node:assert/strict';
import type { Page, Request } from 'playwright-core';
import { Simulator } from '../../lib/simulator';
import { callNode } from '../nodes/model-nodes';
import { serverNode } from '../nodes/real-input';
import { freePort, type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { type Editor, openEditor } from './browser';

const SERVICES = ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'];
const PRIVACY = [{ subject: 'callVariables', name: '', action: 'drop' }];

describe('the tab CTI in the sidebar', function () {
  this.timeout(180_000);
  let nodeRed: RealNodeRed;
  let simulator: Simulator;
  let editor: Editor;
  let page: Page;
  let port: number;
  let silent: number;
  const asked: Request[] = [];
  before(async () => {
    simulator = new Simulator({ port: 0 });
    ({ port } = await simulator.start());
    silent = await freePort();
    nodeRed = await startNodeRed({ settings: "httpAdminRoot: '/red',", admin: { root: '/red', token: '' } });
    editor = await openEditor(`${nodeRed.url}/red/`);
    page = editor.page;
    await page.clock.install();
    page.on('request', (request) => {
      if (request.url().includes('/cti-server/live')) asked.push(request);
    });
  });
  after(async () => {
    await editor?.close();
    await nodeRed?.stop();
    await simulator?.stop();
  });
  afterEach(() => {
    // Core fails over the status of a node that was deployed from elsewhere.
    editor.forgive(/^Uncaught error from RED\.comms\.subscribe/);
    assert.deepEqual(editor.complaints, []);
  });

  const live = () => page.locator('.cti-live');
  const state = () => live().getByRole('status');
  const value = (key: string) => live().locator(`tr[data-key="${key}"] td`);
  const count = async (key: string) => Number(await value(key).textContent());
  const traffic = () => live().getByRole('log');
  const show = (id: string) => page.evaluate(`RED.sidebar.show('${id}')`);
  async function more(key: string, than: number): Promise<void> {
    await page.waitForFunction(`Number($('.cti-live tr[data-key="${key}"] td').text()) > ${than}`);
  }
  const deploy = () =>
    nodeRed.deploy([
      { id: 'tab', type: 'tab', label: 'Live' },
      {
        ...serverNode('server', port, {
          peripheralID: '5000',
          expectedClients: '0',
          services: SERVICES,
          privacy: PRIVACY,
        }),
        name: 'The site',
        credentials: { clientID: 'test', password: 'top-secret' },
      },
      { ...serverNode('silent', silent), name: 'Nobody there' },
      { id: 'call', type: 'cti-call', z: 'tab', name: '', x: 200, y: 100, wires: [[]], ...callNode() },
      {
        id: 'lost',
        type: 'cti-session',
        z: 'tab',
        name: '',
        x: 200,
        y: 200,
        wires: [[]],
        server: 'silent',
        answersMaintenance: false,
      },
    ]);

  it('does not open by itself, and asks nothing until it is opened', async () => {
    assert.equal(await live().isVisible(), false);
    assert.deepEqual(asked, []);
  });

  it('is opened by an action, too, and says what to do where no cti server runs', async () => {
    await page.evaluate("RED.actions.invoke('cti:show-session-tab')");
    await live().getByText('No cti server runs').waitFor();
    assert.equal(await live().locator('select').isVisible(), false);
    await editor.picture('live-tab-none');
  });

  it('shows the session of a server as soon as it is deployed: state, peer, version, services, what the model knows', async () => {
    await deploy();
    await state().getByText('connected', { exact: true }).waitFor();
    assert.equal(await value('peer').textContent(), `Side A, 127.0.0.1:${port}`);
    assert.equal(await value('protocol').textContent(), '25');
    assert.match((await value('services').textContent()) ?? '', /^Client control, All events, Configuration events$/);
    await value('picture').getByText('complete', { exact: true }).waitFor();
    await value('now').getByText('0 calls, 8 signed in').waitFor();
    assert.equal(await live().locator('[data-part="errors"] li').textContent(), 'None so far.');
    await value('heartbeats')
      .getByText(/^the latest answered at/)
      .waitFor();
  });

  it('counts on while calls come', async () => {
    const [before, events] = [await count('framesIn'), await count('events')];
    simulator.inboundCall({ ani: '5550001' });
    await more('framesIn', before);
    await more('events', events);
    await value('now')
      .getByText(/^[1-9]\d* call/)
      .waitFor();
  });

  it('shows traffic when it is asked for, and nothing that the server keeps back', async () => {
    assert.equal(await traffic().isVisible(), false);
    assert.ok(asked.every((request) => !request.url().includes('traffic=')));
    const button = live().getByRole('button', { name: 'Show traffic' });
    await button.focus();
    await page.keyboard.press('Enter');
    await live().getByText('waiting for the next message').waitFor();
    simulator.inboundCall({ ani: '5550002', dialedNumber: '8002', callVariables: { callVariable1: 'MARK' } });
    await traffic().getByText('CALL_DELIVERED_EVENT').first().waitFor();
    await traffic().getByText('BEGIN_CALL_EVENT').first().waitFor();
    assert.match((await traffic().textContent()) ?? '', /ani: "5550002"/);
    assert.doesNotMatch((await live().textContent()) ?? '', /MARK|top-secret/);
    await live().evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await editor.picture('live-tab-traffic');
    await live().evaluate((box) => box.scrollTo(0, 0));
    await editor.picture('live-tab');
  });

  it('can be tabbed through, and every control has a name', async () => {
    for (const control of await live().locator('select, button, summary, [tabindex]').all()) {
      await control.focus();
      assert.equal(await control.evaluate((element) => element === document.activeElement), true);
    }
    await live().getByLabel('CTI Server').waitFor();
    assert.equal(await traffic().getAttribute('aria-label'), 'Decoded traffic');
  });

  it('shows another server, with why it has no session', async () => {
    await live().getByLabel('CTI Server').selectOption('silent');
    await state().getByText('not reached').waitFor();
    const error = live().locator('[data-part="errors"] li').first();
    await error.getByText('CTI_CONNECT_FAILED').waitFor();
    assert.match((await error.textContent()) ?? '', /Cannot connect to 127\.0\.0\.1/);
    await value('retryAt').waitFor();
    assert.equal(await value('picture').textContent(), 'No node follows calls or agents.');
    assert.equal(await traffic().isVisible(), false);
    await editor.picture('live-tab-not-reached');
    await live().getByLabel('CTI Server').selectOption('server');
    await state().getByText('connected', { exact: true }).waitFor();
  });

  it('keeps the choice over a deployment, and says of a gap what was missed', async () => {
    await simulator.stopSide('A');
    await simulator.startSide('A');
    await live()
      .locator('[data-part="gaps"] li')
      .getByText(/were missed/)
      .waitFor();
    await live().locator('[data-part="errors"]').scrollIntoViewIfNeeded();
    await editor.picture('live-tab-gap');
    await deploy();
    await state().getByText('connected', { exact: true }).waitFor();
    assert.equal(await live().getByLabel('CTI Server').inputValue(), 'server');
  });

  it('asks every second while it is seen, nothing while it is hidden, and the traffic is off afterwards', async () => {
    await live().getByRole('button', { name: 'Stop' }).waitFor();
    const next = page.waitForRequest((request) => request.url().includes('/cti-server/live'));
    await page.clock.runFor(2000);
    await next;
    await show('info');
    await live().waitFor({ state: 'hidden' });
    await live().locator('button', { hasText: 'Show traffic' }).waitFor({ state: 'attached' });
    const before = asked.length;
    await page.clock.runFor(10_000);
    assert.equal(asked.length, before);
    await show('cti');
    await state().getByText('connected', { exact: true }).waitFor();
    await live().getByRole('button', { name: 'Show traffic' }).waitFor();
  });

  it('goes when the nodes are disabled, and comes back with them', async () => {
    await page.evaluate('CtiEditor.removeLiveTab()');
    assert.equal(await live().count(), 0);
    await page.evaluate("RED.nodes.getType('cti-server').onpaletteadd()");
    await show('cti');
    await state().getByText('connected', { exact: true }).waitFor();
  });
});
