import assert from 'node:assert/strict';
import type { Dialogs } from './dialogs';
import type { Tried } from './tried';

/** The tab CTI in the sidebar, in each of the languages. */
export function sidebarSuite(tried: Tried, languages: readonly string[]): void {
  const theme = tried.runtime.hasDarkTheme ? 'dark' : 'light';

  for (const language of languages) {
    describe(`with the sidebar in ${language}`, () => {
      let dialogs: Dialogs;
      before(async () => {
        dialogs = await tried.dialogs(language);
        await dialogs.reload(theme);
      });
      after(() => dialogs?.editor.close());
      afterEach(() => assert.deepEqual(dialogs.editor.complaints, []));

      // Afterwards the editor shows it again, as every tab that somebody has looked at last.
      if (language === languages[0]) {
        it('does not open the tab CTI by itself', async () => {
          assert.equal(await dialogs.page.locator('.cti-live').isVisible(), false);
        });
      }

      it('shows the session, and its traffic when it is asked for, readable and in words', async () => {
        const live = dialogs.page.locator('.cti-live');
        await dialogs.page.evaluate("RED.sidebar.show('cti')");
        await live.locator('tr[data-key="protocol"]').waitFor();
        await dialogs.inspect();
        if (process.env.CTI_PICTURES) await dialogs.editor.picture(`release-${language}-${theme}-sidebar`);
        await live.getByRole('button').click();
        await live.getByText('HEARTBEAT_CONF').first().waitFor();
        await dialogs.inspect();
        if (process.env.CTI_PICTURES) await dialogs.editor.picture(`release-${language}-${theme}-sidebar-traffic`);
      });

      it('is reached by the keyboard, and each control has a name', async () => {
        assert.deepEqual(await dialogs.look('unnamed()'), []);
        await dialogs.tabThrough();
        assert.deepEqual(await dialogs.look('unreached()'), []);
      });
    });
  }
}
