/** The dialogs in an editor, one at a time. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { type Editor, loaded, openEditor } from '../browser/browser';

const IN_PAGE = join(__dirname, 'in-page.js');

/** Lowest contrast of a text to what is behind it: WCAG's 3:1, below which nobody should have to read. */
const LEAST_CONTRAST = 3;

export class Dialogs {
  private constructor(readonly editor: Editor) {}

  static async begin(url: string, locale: string): Promise<Dialogs> {
    const dialogs = new Dialogs(await openEditor(url, locale));
    await dialogs.#ready();
    return dialogs;
  }

  get page(): Page {
    return this.editor.page;
  }

  /** Loads the editor anew, in the theme. */
  async reload(theme: 'light' | 'dark'): Promise<void> {
    await this.page.evaluate(`localStorage.setItem('view-dark-theme', '${theme}')`);
    await this.page.reload();
    await loaded(this.page);
    await this.#ready();
  }

  async #ready(): Promise<void> {
    // The flows come after the editor, and are drawn after they have come.
    await this.page.waitForFunction("RED.nodes.workspace('fresh') && RED.workspaces.active() && $.active === 0");
    await this.editor.settled();
    await this.page.addScriptTag({ path: IN_PAGE });
    await this.page.evaluate('$.fx.off = true');
  }

  /** What OpenDialog of in-page.js says. */
  async look<T>(what: string): Promise<T> {
    return (await this.page.evaluate(`OpenDialog.${what}`)) as T;
  }

  /** Looks at the tab that is shown: nothing unreadable, no key in the place of words. */
  async inspect(): Promise<void> {
    assert.deepEqual(await this.look('rawKeys()'), []);
    assert.deepEqual(await this.look(`unreadable(${LEAST_CONTRAST})`), []);
  }

  /** As it would be deployed, but for its secrets. */
  async node(id: string): Promise<unknown> {
    return this.page.evaluate(`RED.nodes.convertNode(RED.nodes.node('${id}'), false)`);
  }

  async open(id: string): Promise<void> {
    await this.page.evaluate(`(() => {
      const node = RED.nodes.node('${id}');
      if (node._def.category === 'config') RED.editor.editConfig('', node.type, '${id}');
      else RED.editor.edit(node);
    })()`);
    await this.#button('ok').waitFor({ state: 'visible' });
    // What it fetches is there.
    await this.page.waitForFunction('$.active === 0');
    await this.editor.settled();
  }

  async close(button: 'ok' | 'cancel'): Promise<void> {
    await this.#button(button).click();
    await this.#button('ok').waitFor({ state: 'detached' });
    await this.editor.settled();
  }

  /** Leaves what a test that failed has left open. */
  async abandon(): Promise<void> {
    if (await this.#button('cancel').isVisible()) await this.close('cancel');
  }

  /** Shows one tab of the dialog after the other; once when it has none. */
  async eachTab(look: (tab: number) => Promise<void>): Promise<void> {
    const count = await this.look<number>('tabs()');
    for (let i = 0; i < Math.max(1, count); i++) {
      if (count > 0) await this.#showTab(i);
      await look(i);
    }
  }

  async #showTab(i: number): Promise<void> {
    const tab = this.page.locator('.red-ui-tray form li.red-ui-tab').nth(i);
    // Core takes a click soon after another for a double click.
    while (!/\bactive\b/.test((await tab.getAttribute('class')) ?? '')) await tab.locator('a').first().click();
    await this.editor.settled();
  }

  /** Presses Tab until everything was reached, or more often than there are controls. */
  async tabThrough(): Promise<void> {
    const count = await this.look<number>('beginTabbing()');
    for (let i = 0; i < count + 20; i++) {
      if (i >= count - 1 && (await this.look<string[]>('unreached()')).length === 0) return;
      await this.page.keyboard.press('Tab');
    }
  }

  async deploy(): Promise<void> {
    await this.page.click('#red-ui-header-button-deploy');
    await this.page.waitForFunction('!RED.nodes.dirty()');
  }

  #button(button: 'ok' | 'cancel'): Locator {
    return this.page.locator(`#node-dialog-${button}, #node-config-dialog-${button}`);
  }
}
