/** The examples of the folder CRM that the sheets write. */
import assert from 'node:assert/strict';
import { startPlayer } from './player';

describe('examples: CRM', function () {
  this.timeout(180_000);
  const { run, press, seen, shows, switchSides, asked } = startPlayer();

  it('Click-to-dial over HTTP: the CRM gets the new call, follows it to its end, or gets the code', async () => {
    await run('CRM/02 - Click-to-dial over HTTP');
    const answer = (i: number) => seen('dial_answers')[i]?.payload;
    await press('dial_click');
    await shows('dial_answers', 1);
    assert.deepEqual([answer(0).status, answer(0).at], [201, '2001']);
    await asked(`/dial/${answer(0).call}`, ({ state }) => state === 'talking');
    await press('dial_click');
    await shows('dial_answers', 2);
    assert.deepEqual([answer(1).status, answer(1).code], [409, 'CF_GENERIC_STATE_INCOMPATIBILITY']);
    await press('dial_nobody');
    await shows('dial_answers', 3);
    assert.deepEqual([answer(2).status, answer(2).code], [400, 'CTI_UNKNOWN_AGENT']);
    await press('dial_end');
    await asked(`/dial/${answer(0).call}`, ({ state }) => state === 'ended');
    await press('dial_wrong');
    await shows('dial_answers', 4);
    assert.deepEqual([answer(3).status, answer(3).code], [409, 'CF_INVALID_CALLED_DEVICE']);
    assert.deepEqual(seen('dial_failed'), []);
  });

  it("The CRM's record into the call: everybody sees it, once, and a variable that is not configured is refused", async () => {
    await run("CRM/03 - The CRM's record into the call");
    await press('enrich_call');
    await shows('enrich_told', 1);
    assert.deepEqual(seen('enrich_told')[0].payload, {
      ani: '5550100',
      callVariable3: 'gold',
      namedVariables: { 'user.account': '4711', 'user.language': 'en' },
    });
    await press('enrich_other');
    await shows('enrich_failed', ({ payload }) => payload.startsWith('E_CTI_NAMED_VARIABLE_NOT_CONFIGURED: '));
    await switchSides('enrich_switch');
    assert.equal(seen('enrich_told').length, 1);
    assert.equal(seen('enrich_failed').length, 1);
  });
});
