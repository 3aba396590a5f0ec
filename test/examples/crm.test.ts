/** The examples of the folder CRM that the sheets write. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPlayer } from './player';

describe('examples: CRM', () => {
  const player = startPlayer();
  const { run, press, seen, shows, switchSides, asked } = player;

  it('Click-to-dial over HTTP: the CRM gets the new call, follows it to its end, or gets the code', async () => {
    await run('CRM/02 - Click-to-dial over HTTP', {}, 5);
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

  it('Wrap-up by itself: the data are written, the record is closed, the agent is ready again', async () => {
    await run('CRM/04 - Wrap-up by itself');
    await press('wrap_call');
    await shows('wrap_released', ({ wrapUp, topic }) => wrapUp === 'short call' && topic === 'RELEASE_CALL_CONF');
    await shows('wrap_times', 1);
    const states = () => seen('wrap_states').map(({ payload }) => payload);
    await shows('wrap_states', () => states().at(-1) === 'AGENT_STATE_AVAILABLE' && states().length > 3);
    assert.ok(states().includes('AGENT_STATE_WORK_READY'), states().join());
    const { payload } = seen('wrap_times')[0];
    assert.equal(payload.agent, '1001');
    assert.ok(payload.seconds < 10, 'the 15 seconds of this contact centre are not waited for');
    assert.deepEqual(seen('wrap_failed'), []);
  });

  it('Call journal: one line per contact with all its calls, once, through a failover', async () => {
    const file = join(player.nodeRed.userDir, 'journal.ndjson');
    await run('CRM/05 - Call journal', { JOURNAL: file });
    await press('journal_call');
    await shows('journal_written', 1);
    await press('journal_other');
    await shows('journal_played', 1);
    await switchSides('journal_switch', () => press('journal_end'));
    await shows('journal_written', 2);
    await switchSides('journal_switch');
    const text = await (await player.nodeRed.get('/journal')).text();
    assert.equal(text, readFileSync(file, 'utf8'));
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ ani, dialedNumber }) => [ani, dialedNumber]),
      [
        ['5550100', '8001'],
        ['5550200', '8003'],
      ],
    );
    const agents = new Set(lines[0].legs.flatMap((leg: { agents: string[] }) => leg.agents));
    assert.deepEqual([...agents].sort(), ['1001', '1004']);
    assert.ok(lines[0].legs.some(({ callVariable1 }: { callVariable1?: string }) => callVariable1 === 'gold'));
    assert.deepEqual(seen('journal_failed'), []);
  });
});
