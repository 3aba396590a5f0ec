/** Help in the sidebar: what is wider than it can only be read by moving it to and fro. */
import assert from 'node:assert/strict';
import { type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { LANGUAGES, TYPES } from '../release/contents';
import { type Editor, openEditor } from './browser';

/** In the page: each part of the text that is wider than the sidebar, as it stands there. */
const TOO_WIDE = `(markdown) => {
  const shown = [...document.querySelectorAll('.red-ui-help')].at(-1);
  shown.firstElementChild.innerHTML = RED.utils.renderMarkdown(markdown);
  return [...shown.querySelectorAll('p, li, dt, dd, table')]
    .filter((part) => Math.max(part.getBoundingClientRect().width, part.scrollWidth) > shown.clientWidth + 1)
    .map((part) => part.textContent.slice(0, 60));
}`;

describe('help in the sidebar', function () {
  this.timeout(180_000);
  let nodeRed: RealNodeRed;
  let editor: Editor;
  before(async () => {
    nodeRed = await startNodeRed();
    editor = await openEditor(nodeRed.url);
    await editor.page.evaluate("RED.sidebar.help.show('cti-simulator')");
    await editor.page.locator('.red-ui-help').last().getByText('Details', { exact: true }).waitFor();
  });
  after(async () => {
    await editor?.close();
    await nodeRed?.stop();
  });

  /** As Node-RED gives it to an editor in that language, by type. */
  async function helpIn(language: string): Promise<ReadonlyMap<string, string>> {
    const html = await (await nodeRed.get('/nodes', { Accept: 'text/html', 'Accept-Language': language })).text();
    const pages = html.matchAll(
      /<script type="text\/markdown" data-help-name="(cti-[a-z-]+)"[^>]*>([\s\S]*?)<\/script>/g,
    );
    return new Map([...pages].map(([, type = '', markdown = '']) => [type, markdown]));
  }

  for (const language of LANGUAGES) {
    it(`is nowhere wider than the sidebar in ${language}`, async () => {
      const pages = await helpIn(language);
      assert.deepEqual([...pages.keys()].sort(), [...TYPES].sort());
      for (const [type, markdown] of pages) {
        const wide = await editor.page.evaluate(`(${TOO_WIDE})(${JSON.stringify(markdown)})`);
        assert.deepEqual(wide, [], type);
      }
    });
  }
});
