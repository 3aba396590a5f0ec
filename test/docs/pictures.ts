/** npm run pictures: the pictures of the README, from the real editor, into docs/pictures/. */
import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { type Editor, openEditor } from '../browser/browser';
import { startNodeRed } from '../nodes/real-node-red';

const PROJECT = resolve(__dirname, '../..');
const PICTURES = resolve(PROJECT, 'docs/pictures');
/** Pixels around what is shown. */
const MARGIN = 20;

interface FlowPicture {
  readonly name: string;
  /** The path in the Import menu. */
  readonly example: string;
  /** Of the node whose dialog is shown; undefined: the flow itself. */
  readonly dialog?: string;
}

const SHOWN: readonly FlowPicture[] = [
  { name: 'screen-pop', example: 'Screen pop/02 - Screen pop with a CRM' },
  { name: 'click-to-dial', example: 'CRM/02 - Click-to-dial over HTTP' },
  { name: 'make-call', example: 'CRM/02 - Click-to-dial over HTTP', dialog: 'cti-make-call' },
  { name: 'route', example: 'Routing/01 - Gold customers first', dialog: 'cti-route' },
];

interface FlowNode {
  readonly id: string;
  readonly type: string;
}

async function main(): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  for (const picture of SHOWN) {
    const nodeRed = await startNodeRed();
    const flow = JSON.parse(
      readFileSync(resolve(PROJECT, 'examples', `${picture.example}.json`), 'utf8'),
    ) as FlowNode[];
    await nodeRed.deploy(flow);
    await nodeRed.until('a session', () => /session open with/.test(nodeRed.output()));
    const editor = await openEditor(nodeRed.url);
    try {
      await take(editor, picture, flow);
    } finally {
      await editor.close();
      await nodeRed.stop();
    }
  }
}

async function take(
  { page, settled }: Editor,
  { name, dialog }: FlowPicture,
  flow: readonly FlowNode[],
): Promise<void> {
  const path = resolve(PICTURES, `${name}.png`);
  if (dialog === undefined) {
    await page.evaluate("RED.actions.invoke('core:toggle-sidebar', false)");
    await settled();
    await page.screenshot({ path, clip: await shownFlow(page) });
    return;
  }
  const { id } = flow.find(({ type }) => type === dialog) ?? {};
  await page.evaluate(`RED.editor.edit(RED.nodes.node('${id}'))`);
  await page.locator('.red-ui-tray').waitFor();
  await page.waitForFunction("$('.cti-field, .cti-rule').length > 0");
  await settled();
  await page.locator('.red-ui-tray').screenshot({ path });
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the nodes are, with what stands beside them. */
async function shownFlow(page: Page) {
  const boxes = (await page.evaluate(
    "[...document.querySelectorAll('.red-ui-flow-node-group')].map((node) => node.getBoundingClientRect().toJSON())",
  )) as Box[];
  const chart = (await page.evaluate(
    "document.querySelector('#red-ui-workspace-chart').getBoundingClientRect().toJSON()",
  )) as Box;
  const x = Math.max(chart.left, Math.min(...boxes.map(({ left }) => left)) - MARGIN);
  const y = Math.max(chart.top, Math.min(...boxes.map(({ top }) => top)) - MARGIN);
  return {
    x,
    y,
    width: Math.max(...boxes.map(({ right }) => right)) + MARGIN - x,
    height: Math.min(chart.bottom, Math.max(...boxes.map(({ bottom }) => bottom)) + MARGIN) - y,
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
