/** The examples of the folder Screen pop that the sheets write. */
import assert from 'node:assert/strict';
import { startPlayer } from './player';

describe('examples: Screen pop', () => {
  const { run, press, seen, shows } = startPlayer();

  it('Data before it rings: the CRM is asked before, the pop has the name, who gives up is forgotten', async () => {
    await run('Screen pop/03 - Data before it rings');
    await press('before_call');
    await shows('before_pops', 1);
    const [pop] = seen('before_pops').map(({ payload }) => payload);
    assert.deepEqual([pop.agent, pop.number, pop.who], ['1001', '5550100', 'Ada Lovelace']);
    assert.ok(pop.ahead > 1, String(pop.ahead));
    await press('before_giveup');
    await shows('before_forgotten', ({ topic }) => topic === 'call.ended');
    await press('before_other');
    await shows('before_called', 2);
    await shows('before_kept', 2);
    await press('before_giveup');
    await shows('before_forgotten', ({ topic }) => topic === 'call.preCallAborted');
    assert.deepEqual(
      seen('before_kept').map(({ payload }) => payload.name),
      ['Ada Lovelace', 'Alan Turing'],
    );
    assert.equal(seen('before_pops').length, 1);
    assert.deepEqual(seen('before_failed'), []);
  });

  it('Outbound preview: the agent sees the customer, rejects one, accepts one, and talks to that one', async () => {
    await run('Screen pop/04 - Outbound preview', {}, 5);
    await press('preview_reserve');
    await shows('preview_previews', 1);
    assert.deepEqual(seen('preview_previews')[0].payload, {
      agent: '1001',
      campaign: 'Spring',
      customer: 'Doe,Jane',
      number: '5551234',
    });
    await press('preview_no');
    await shows('preview_again', ({ payload }) => payload === '1001 is ready, was AGENT_STATE_RESERVED');
    await press('preview_reserve');
    await shows('preview_previews', 2);
    await press('preview_yes');
    await shows('preview_connected', ({ payload }) => payload === '1001 talks to Doe,Jane');
    await press('preview_end');
    await shows('preview_ended', 1);
    assert.equal(seen('preview_connected').length, 1);
    assert.deepEqual(seen('preview_failed'), []);
  });
});
