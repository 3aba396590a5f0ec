import assert from 'node:assert/strict';
import type { Dialogs } from './dialogs';
import { FRESH } from './flow';
import type { Tried } from './tried';

/** Every dialog of every type, seen, edited, saved, deployed and seen again, in each of the languages. */
export function dialogSuite(tried: Tried, languages: readonly string[]): void {
  const theme = tried.runtime.hasDarkTheme ? 'dark' : 'light';

  /** To be looked at, where that is wanted: a picture takes longer than everything else. */
  async function picture(dialogs: Dialogs, name: string): Promise<void> {
    if (process.env.CTI_PICTURES) await dialogs.editor.picture(`release-${name}`);
  }

  for (const language of languages) {
    describe(`with the editor in ${language}`, () => {
      let dialogs: Dialogs;
      const saved = new Map<string, unknown>();
      before(async () => {
        dialogs = await tried.dialogs(language);
      });
      after(() => dialogs?.editor.close());
      afterEach(() => dialogs.abandon());
      afterEach(() => assert.deepEqual(dialogs.editor.complaints, []));

      for (const id of FRESH) {
        it(`edits and saves ${id}`, async () => {
          await dialogs.open(id);
          await dialogs.eachTab(async (tab) => {
            await dialogs.inspect();
            await picture(dialogs, `${language}-light-${id}-${tab + 1}`);
            await dialogs.look('edit()');
          });
          saved.set(id, await dialogs.look('values()'));
          await dialogs.close('ok');
        });
      }

      it('deploys what was edited', async () => {
        const errors = await dialogs.page.evaluate(`${JSON.stringify(FRESH)}.flatMap((id) =>
          (RED.nodes.node(id).validationErrors ?? []).map((error) => id + ': ' + error))`);
        assert.deepEqual(errors, []);
        await dialogs.deploy();
        await dialogs.reload(theme);
      });

      for (const id of FRESH) {
        it(`shows the same again in ${id}`, async () => {
          await dialogs.open(id);
          await dialogs.eachTab(async (tab) => {
            await dialogs.inspect();
            await picture(dialogs, `${language}-${theme}-${id}-${tab + 1}`);
          });
          assert.deepEqual(await dialogs.look('values()'), saved.get(id));
          await dialogs.close('ok');
        });
      }
    });
  }
}
