/** The editor as a person uses it: palette, dialogs, a flow built by hand, a call in the debug sidebar. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { freePort, type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { type Editor, openEditor } from './browser';

/** In the order of the palette: what people look for first, and at the end what is for the rest and for tests. */
const FLOW_NODES = {
  'cti-call': 'cti call',
  'cti-agent': 'cti agent',
  'cti-event': 'cti event',
  'cti-session': 'cti session',
  'cti-lookup': 'cti lookup',
  'cti-query': 'cti query',
  'cti-make-call': 'cti make call',
  'cti-call-control': 'cti call control',
  'cti-call-data': 'cti call data',
  'cti-agent-state': 'cti agent state',
  'cti-route': 'cti route',
  'cti-supervise': 'cti supervise',
  'cti-record': 'cti record',
  'cti-monitor': 'cti monitor',
  'cti-message': 'cti message',
  'cti-request': 'cti request',
  'cti-simulator': 'cti simulator',
};

describe('the editor', () => {
  let nodeRed: RealNodeRed;
  let editor: Editor;
  let page: Page;
  before(async () => {
    nodeRed = await startNodeRed();
    editor = await openEditor(nodeRed.url);
    page = editor.page;
  });
  after(async () => {
    await editor?.close();
    await nodeRed?.stop();
  });
  afterEach(() => assert.deepEqual(editor.complaints, []));

  const palette = (type: string) => page.locator(`.red-ui-palette-node[data-palette-type="${type}"]`);
  const dialog = () => page.locator('.red-ui-tray').last();
  async function done(): Promise<void> {
    await page.click('#node-dialog-ok');
    await page.waitForSelector('#node-dialog-ok', { state: 'detached' });
    await editor.settled();
  }

  /** Drags a node from the palette to a place of the canvas and returns its id. */
  async function drag(type: string, x: number, y: number): Promise<string> {
    await palette(type).scrollIntoViewIfNeeded();
    const from = await palette(type).boundingBox();
    const canvas = await page.locator('#red-ui-workspace-chart').boundingBox();
    assert.ok(from && canvas);
    await page.mouse.move(from.x + 40, from.y + 12);
    await page.mouse.down();
    await page.mouse.move(from.x + 80, from.y + 30, { steps: 4 });
    await page.mouse.move(canvas.x + x, canvas.y + y, { steps: 12 });
    await page.mouse.up();
    const id = await page.evaluate(
      `(() => { let last; RED.nodes.eachNode((node) => { if (node.type === '${type}') last = node.id; }); return last; })()`,
    );
    assert.ok(typeof id === 'string', `${type} is not on the canvas`);
    return id;
  }

  async function openDialog(id: string): Promise<void> {
    await page.locator(`[id="${id}"] .red-ui-flow-node`).dblclick();
    await page.waitForSelector('#node-dialog-ok', { state: 'visible' });
    await editor.settled();
  }

  async function wire(from: string, to: string): Promise<void> {
    const output = await page.locator(`[id="${from}"] .red-ui-flow-port-output .red-ui-flow-port`).boundingBox();
    const input = await page.locator(`[id="${to}"] .red-ui-flow-port-input .red-ui-flow-port`).boundingBox();
    assert.ok(output && input);
    await page.mouse.move(output.x + 5, output.y + 5);
    await page.mouse.down();
    await page.mouse.move(input.x - 20, input.y + 5, { steps: 8 });
    await page.mouse.move(input.x + 5, input.y + 5, { steps: 4 });
    await page.mouse.up();
  }

  it('has our nodes in the palette, with icon and label, in a category of their own', async () => {
    const types = page.locator('#red-ui-palette-container-CTI .red-ui-palette-node');
    assert.deepEqual(
      await types.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-palette-type'))),
      Object.keys(FLOW_NODES),
    );
    for (const [type, label] of Object.entries(FLOW_NODES)) {
      await palette(type).scrollIntoViewIfNeeded();
      const shown = await palette(type).locator('.red-ui-palette-label').textContent();
      assert.equal(shown?.replace(/\s+/g, ' '), label);
      const icon = await palette(type).locator('.red-ui-palette-icon').getAttribute('style');
      assert.match(icon ?? '', new RegExp(`icons/@ged188/node-red-cti/${type}.svg`));
    }
    assert.equal(await page.locator('#red-ui-palette-container-CTI .red-ui-palette-header').textContent(), 'CTI');
    await editor.picture('palette');
  });

  it('has help for each node', async () => {
    for (const type of ['cti-server', ...Object.keys(FLOW_NODES)]) {
      await page.evaluate(`RED.sidebar.help.show('${type}')`);
      const help = page.locator('.red-ui-help').last();
      await help.getByText('Details', { exact: true }).waitFor();
      await editor.picture(`help-${type}`);
    }
    await page.evaluate("RED.sidebar.show('debug')");
  });

  describe('with a flow built by hand', function () {
    // Each step stands on the one before.
    this.bail(true);
    let port: number;
    const ids: Record<string, string> = {};
    before(async () => {
      port = await freePort();
    });

    it('takes a simulator', async () => {
      const id = await drag('cti-simulator', 420, 100);
      ids.simulator = id;
      await openDialog(id);
      await page.fill('#node-input-name', 'Contact centre');
      await page.fill('#node-input-port', String(port));
      await editor.picture('dialog-cti-simulator');
      await done();
    });

    it('takes an event node, and a server from its dialog', async () => {
      const id = await drag('cti-event', 150, 220);
      ids.event = id;
      await openDialog(id);
      await page.click('#node-input-btn-server-add');
      await page.waitForSelector('#node-config-dialog-ok', { state: 'visible' });
      await page.fill('#node-config-input-host', '127.0.0.1');
      await page.fill('#node-config-input-port', String(port));
      await page.fill('#node-config-input-clientID', 'browser test');
      await page.fill('#node-config-input-password', 'secret');
      await page.fill('#node-config-input-peripheralID', '5000');
      for (const tab of ['services', 'privacy', 'safety', 'more', 'connection']) {
        // Core takes a click soon after another for a double click.
        while (!(await page.isVisible(`#cti-server-tab-${tab}`))) {
          await page.click(`#cti-server-tabs a[href="#cti-server-tab-${tab}"]`);
        }
        await editor.picture(`dialog-cti-server-${tab}`);
      }
      await page.click('#node-config-dialog-ok');
      await page.waitForSelector('#node-config-dialog-ok', { state: 'detached' });
      await editor.settled();

      await page.uncheck('#cti-event-every');
      await page.locator('#cti-event-search').pressSequentially('CALL_DELIVERED');
      const box = dialog().getByRole('checkbox', { name: 'Call rings' });
      await box.check();
      await editor.picture('dialog-cti-event-search');
      await page.locator('#cti-event-search').press('Control+A');
      await page.locator('#cti-event-search').press('Delete');
      await page.locator('.cti-check input[value="CALL_ESTABLISHED_EVENT"]').waitFor({ state: 'visible' });
      await page.locator('.cti-check input[value="CALL_ESTABLISHED_EVENT"]').check();
      await editor.picture('dialog-cti-event');
      await done();
      const chosen = await page.evaluate(`RED.nodes.node('${id}').messages`);
      assert.deepEqual(chosen, ['CALL_DELIVERED_EVENT', 'CALL_ESTABLISHED_EVENT']);
    });

    it('takes a request whose form follows from the protocol', async () => {
      const id = await drag('cti-request', 150, 340);
      ids.request = id;
      await openDialog(id);
      await page.selectOption('#node-input-server', { label: `127.0.0.1:${port}` });
      await page.selectOption('#node-input-request', 'SET_AGENT_STATE_REQ');
      await editor.picture('dialog-cti-request-empty');
      assert.deepEqual(
        await page.locator('label[for="cti-field-agentInstrument"] span').allTextContents(),
        ["Agent's phone", '*', 'agentInstrument', 'up to 63 bytes'],
        'plain words and the mark, then the name in the guide and the limit',
      );
      assert.deepEqual(await page.locator('label[for="node-input-agentPassword"] span').allTextContents(), [
        "Agent's password",
        'agentPassword',
        'kept as a credential, not in the flow; if it stays empty, the field below counts',
      ]);
      await page.selectOption('#node-input-request', 'QUERY_AGENT_STATE_REQ');
      await page.fill('#cti-field-agentID', '1001');
      await editor.picture('dialog-cti-request');
      await done();
      const { request, fields } = (await page.evaluate(
        `(({ request, fields }) => ({ request, fields }))(RED.nodes.node('${id}'))`,
      )) as { request: string; fields: object };
      assert.equal(request, 'QUERY_AGENT_STATE_REQ');
      assert.deepEqual(fields, { agentID: { value: '1001', type: 'str' } });
    });

    it('takes all kinds of values in the form, and shows them again', async () => {
      await openDialog(ids.request as string);
      await page.selectOption('#node-input-request', 'SET_AGENT_STATE_REQ');
      assert.equal(await page.inputValue('#cti-field-agentID'), '1001', 'a field that both have keeps its value');
      await page.locator('.red-ui-typedInput-option-trigger[aria-label="agentState"]').click();
      await page.getByText(/\w \u2013 AGENT_STATE_LOGIN$/).click();
      await page.locator('#cti-field-agentInstrument').fill('2001');
      await done();
      await openDialog(ids.request as string);
      await page.locator('#cti-field-agentInstrument').waitFor({ state: 'visible' });
      await editor.picture('dialog-cti-request-filled');
      const fields = await page.evaluate(`RED.nodes.node('${ids.request}').fields`);
      assert.deepEqual(fields, {
        agentState: { value: 'AGENT_STATE_LOGIN', type: 'choice' },
        agentInstrument: { value: '2001', type: 'str' },
        agentID: { value: '1001', type: 'str' },
      });
      await page.selectOption('#node-input-request', 'QUERY_AGENT_STATE_REQ');
      await done();
    });

    it('keeps JSON that was written by hand into a field whose form has other types', async () => {
      const request = `RED.nodes.node('${ids.request}')`;
      const before = await page.evaluate(`${request}.fields`);
      const byHand = { agentID: { value: '"1001"', type: 'json' } };
      await page.evaluate(`${request}.fields = ${JSON.stringify(byHand)}`);
      await openDialog(ids.request as string);
      await page.locator('#cti-field-agentID').waitFor({ state: 'visible' });
      await done();
      assert.deepEqual(await page.evaluate(`${request}.fields`), byHand);
      await page.evaluate(`${request}.fields = ${JSON.stringify(before)}`);
    });

    it('is wired and deployed, and shows its state', async () => {
      ids.inject = await drag('inject', 150, 100);
      ids.ask = await drag('inject', 150, 430);
      ids.debug = await drag('debug', 640, 220);
      await wire(ids.inject, ids.simulator as string);
      await wire(ids.event as string, ids.debug);
      await wire(ids.ask, ids.request as string);
      await wire(ids.request as string, ids.debug);
      for (const id of Object.values(ids)) {
        assert.deepEqual(await page.evaluate(`RED.nodes.node('${id}').validationErrors ?? []`), [], id);
      }
      await page.click('#red-ui-header-button-deploy');
      await page.waitForFunction('!RED.nodes.dirty()');
      const status = (id: string | undefined) => page.locator(`[id="${id}"] .red-ui-flow-node-status-label`);
      await status(ids.event).getByText('connected', { exact: true }).waitFor();
      await status(ids.simulator).getByText('20 agents, 0 calls, 1 session', { exact: true }).waitFor();
      await page.waitForFunction("$('#red-ui-notifications').children().length === 0");
      await editor.picture('flow-deployed');
    });

    it('shows an inbound call in the debug sidebar', async () => {
      await page.locator(`[id="${ids.inject}"] .red-ui-flow-node-button-button`).click();
      const messages = page.locator('.red-ui-debug-msg');
      await messages.getByText('PT_ENTERPRISE_AGENT').first().waitFor();
      assert.match((await messages.first().textContent()) ?? '', /CALL_DELIVERED_EVENT/);
      await editor.picture('call-in-debug-sidebar');
    });

    it('shows the answer to a request', async () => {
      await page.locator(`[id="${ids.ask}"] .red-ui-flow-node-button-button`).click();
      await page.locator('.red-ui-debug-msg').getByText('QUERY_AGENT_STATE_CONF').waitFor();
      await editor.picture('answer-in-debug-sidebar');
    });

    it('keeps what is deployed when its dialogs are opened and closed again', async () => {
      for (const id of [ids.event, ids.request, ids.simulator]) {
        await openDialog(id as string);
        await done();
      }
      assert.equal(await page.evaluate('RED.nodes.dirty()'), false);
    });
  });

  describe('with the examples', () => {
    /** As the Import menu does, without having to place it by the mouse. */
    async function show(name: string, tab: string): Promise<void> {
      const file = resolve(__dirname, '../../examples', `${name}.json`);
      const flow = JSON.parse(readFileSync(file, 'utf8')) as object[];
      await page.evaluate(
        ([nodes, id]) => {
          const { RED } = window as unknown as {
            RED: {
              nodes: { import(flow: object[]): void };
              view: { redraw(full: boolean): void };
              workspaces: { show(id: string): void };
            };
          };
          RED.nodes.import(nodes);
          RED.workspaces.show(id);
          RED.view.redraw(true);
        },
        [flow, tab] as const,
      );
    }

    it('offers the examples, and shows them as they are in the documents', async () => {
      await page.evaluate("RED.actions.invoke('core:show-examples-import-dialog')");
      const list = page.locator('#red-ui-clipboard-dialog-import-tab-examples');
      await list.getByText('@ged188/node-red-cti').click();
      await list.getByText('Screen pop').click();
      await list.getByText('01 - A call rings').waitFor();
      await editor.picture('examples');
      await page.keyboard.press('Escape');
      // Where the pointer rests on a port, core wants to say its name half a second later, in whatever flow.
      await page.mouse.move(0, 0);
      await show('Screen pop/01 - A call rings', 'rings_tab');
      await editor.picture('example-01');
      await show('Operations/01 - Watch the session', 'session_tab');
      await editor.picture('example-03');
      await show('Testing/01 - Simulator faults and scenarios', 'faults_tab');
      await editor.picture('example-04');
      await show('Screen pop/02 - Screen pop with a CRM', 'pop_tab');
      await editor.picture('example-05');
      await show('Monitoring/01 - Wallboard', 'board_tab');
      await editor.picture('example-06');
      await show('Agents/01 - Agent presence', 'presence_tab');
      await editor.picture('example-07');
      await show('CRM/01 - Abandoned calls', 'lost_tab');
      await editor.picture('example-08');
    });
  });
});
