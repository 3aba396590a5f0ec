import assert from 'node:assert/strict';
import { EXAMPLES, isConfig, TYPES } from './contents';
import { Dialogs } from './dialogs';
import { FRESH, INSIDE, INSTANCE, USED } from './flow';
import type { Tried } from './tried';
import { ADMIN } from './users';

/** Lowest contrast of a text to what is behind it: WCAG's 3:1, below which nobody should have to read. */
const LEAST_CONTRAST = 3;

/** Every dialog of every type, seen, edited, saved, deployed and seen again, in each of the languages. */
export function dialogSuite(tried: Tried, languages: readonly string[]): void {
  const theme = tried.runtime.hasDarkTheme ? 'dark' : 'light';
  const begin = (language: string) =>
    Dialogs.begin(`${tried.nodeRed.url}${ADMIN.root}/?access_token=${ADMIN.token}`, language);

  /** To be looked at, where that is wanted: a picture takes longer than everything else. */
  async function picture(dialogs: Dialogs, name: string): Promise<void> {
    if (process.env.CTI_PICTURES) await dialogs.editor.picture(`release-${name}`);
  }

  /** Looks at the tab that is shown: nothing unreadable, no key in the place of words. */
  async function inspect(dialogs: Dialogs): Promise<void> {
    assert.deepEqual(await dialogs.look('rawKeys()'), []);
    assert.deepEqual(await dialogs.look(`unreadable(${LEAST_CONTRAST})`), []);
  }

  for (const language of languages) {
    describe(`with the editor in ${language}`, () => {
      let dialogs: Dialogs;
      const saved = new Map<string, unknown>();
      before(async () => {
        dialogs = await begin(language);
      });
      after(() => dialogs?.editor.close());
      afterEach(() => dialogs.abandon());
      afterEach(() => assert.deepEqual(dialogs.editor.complaints, []));

      for (const id of FRESH) {
        it(`edits and saves ${id}`, async () => {
          await dialogs.open(id);
          await dialogs.eachTab(async (tab) => {
            await inspect(dialogs);
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
            await inspect(dialogs);
            await picture(dialogs, `${language}-${theme}-${id}-${tab + 1}`);
          });
          assert.deepEqual(await dialogs.look('values()'), saved.get(id));
          await dialogs.close('ok');
        });
      }
    });
  }

  describe('with nodes that work', () => {
    let dialogs: Dialogs;
    before(async () => {
      dialogs = await begin('en-US');
    });
    after(() => dialogs?.editor.close());
    afterEach(() => dialogs.abandon());
    afterEach(() => assert.deepEqual(dialogs.editor.complaints, []));

    for (const id of [...USED, INSIDE, INSTANCE]) {
      it(`changes nothing when the dialog of ${id} is opened and closed again`, async () => {
        const before = await dialogs.node(id);
        await dialogs.open(id);
        await dialogs.eachTab(() => inspect(dialogs));
        await dialogs.close('ok');
        assert.deepEqual(await dialogs.node(id), before);
      });
    }

    for (const id of FRESH) {
      it(`reaches every control of ${id} by the keyboard, and each has a name`, async () => {
        await dialogs.open(id);
        await dialogs.eachTab(async () => {
          await dialogs.look('unfold()');
          assert.deepEqual(await dialogs.look('unnamed()'), []);
          await dialogs.tabThrough();
          assert.deepEqual(await dialogs.look('unreached()'), []);
        });
        await dialogs.close('cancel');
      });
    }

    it('imports every example without an unknown type or a mistake in a node of ours', async () => {
      const wrong = await dialogs.page.evaluate(
        `(${JSON.stringify([...EXAMPLES.values()])}).flatMap((nodes) => {
          RED.nodes.import(nodes);
          return nodes.flatMap(({ id, type }) => {
            const node = RED.nodes.node(id);
            if (!node) return [];
            if (node.type === 'unknown') return [id + ': unknown ' + type];
            return ${JSON.stringify(TYPES)}.includes(type) ? (node.validationErrors ?? []) : [];
          });
        })`,
      );
      assert.deepEqual(wrong, []);
    });

    it('has a dialog for every type', async () => {
      const categories = await dialogs.page.evaluate(
        `${JSON.stringify(TYPES)}.map((type) => RED.nodes.getType(type).category === 'config')`,
      );
      assert.deepEqual(categories, TYPES.map(isConfig));
    });
  });
}
