/** A headless Chromium that shows the editor of a real Node-RED. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page, type Route } from 'playwright-core';

const ARTEFACTS = resolve(__dirname, '../../artefacts');
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Editor {
  readonly page: Page;
  /** What the page has complained about so far. */
  readonly complaints: readonly string[];
  /** Takes complaints back that belong to what is tested. */
  forgive(complaint: RegExp): void;
  /** Trays slide in and menus fade: resolves when nothing moves any more. */
  settled(): Promise<void>;
  /** Keeps a picture in artefacts/. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** @param locale of the browser, which the editor follows: en-US when it is left out */
export async function openEditor(url: string, locale = 'en-US'): Promise<Editor> {
  const browser = await launch();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale });
  await context.route(/catalogue\.nodered\.org/, (route) => route.fulfill({ json: { modules: [] } }));
  await context.route(/\/settings\/user(\?|$)/, withoutTips);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.stack ?? String(error)));
  page.on('console', (message) => {
    // Core logs this when a message arrives while the editor is still loading.
    if (/handleDebugMessage/.test(message.text())) return;
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(url);
  await loaded(page);
  await mkdir(ARTEFACTS, { recursive: true });
  return {
    page,
    complaints,
    forgive: (complaint) => {
      for (const [i, text] of [...complaints.entries()].reverse()) if (complaint.test(text)) complaints.splice(i, 1);
    },
    settled: () => settled(page),
    picture: async (name) => {
      await settled(page);
      await page.screenshot({ path: join(ARTEFACTS, `${name}.png`) });
    },
    close: () => browser.close(),
  };
}

/**
 * Core shows a tip a second after the user's settings have come, also where the box for it is not there yet (a slow
 * machine), and fails. The user at this browser has turned the tips off.
 */
async function withoutTips(route: Route): Promise<void> {
  if (route.request().method() !== 'GET') return route.fallback();
  const response = await route.fetch();
  const settings = await response.json();
  const editor = { ...settings.editor, view: { ...settings.editor?.view, 'view-show-tips': false } };
  await route.fulfill({ response, json: { ...settings, editor } });
}

/** Resolves when the editor is there with our nodes, also after it was loaded anew. */
export async function loaded(page: Page): Promise<void> {
  await page.waitForFunction(
    "window.RED?.nodes?.getType?.('cti-simulator') && $('#red-ui-loading-progress').is(':hidden')",
  );
}

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    "$(':animated').length === 0 && document.getAnimations().every((a) => a.playState !== 'running')",
  );
}

function launch(): Promise<Browser> {
  const executablePath = process.env.CTI_BROWSER ?? INSTALLED.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error('no browser: install Chromium, or name one with CTI_BROWSER=/path/to/chrome');
  }
  return chromium.launch({ executablePath, headless: true, args: QUIET });
}
