import assert from 'node:assert/strict';
import { EXAMPLES, isConfig, TYPES } from './contents';
import type { Dialogs } from './dialogs';
import { FRESH, INSIDE, INSTANCE, USED } from './flow';
import type { Tried } from './tried';

/** The dialogs of nodes that work: looking at them changes nothing, the keyboard reaches everything. */
export function workSuite(tried: Tried): void {
  describe('with nodes that work', () => {
    let dialogs: Dialogs;
    before(async () => {
      dialogs = await tried.dialogs('en-US');
    });
    after(() => dialogs?.editor.close());
    afterEach(() => dialogs.abandon());
    afterEach(() => assert.deepEqual(dialogs.editor.complaints, []));

    for (const id of [...USED, INSIDE, INSTANCE]) {
      it(`changes nothing when the dialog of ${id} is opened and closed again`, async () => {
        const before = await dialogs.node(id);
        await dialogs.open(id);
        await dialogs.eachTab(() => dialogs.inspect());
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
