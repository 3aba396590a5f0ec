/** The examples in the folder Routing, played to what a person sees. */
import assert from 'node:assert/strict';
import { startPlayer } from './player';

describe('examples: routing', () => {
  const player = startPlayer();
  const { runKnowing, press, seen, shows } = player;
  const texts = (id: string) => seen(id).map(({ payload }) => payload);
  const said = (id: string, text: string) => shows(id, ({ payload }) => payload === text);

  it('Gold customers first: a gold call goes to Dmitri, the next one gets a mark, others stay', async () => {
    await runKnowing('Routing/01 - Gold customers first');
    await press('gold_look');
    await press('gold_gold');
    await said('gold_decided', 'Gold, and Dmitri is free: deflect to 2004, not sent');
    assert.deepEqual(texts('gold_seen'), ['5550100 rings at 1001']);
    await press('gold_ada');
    await press('gold_act');
    await press('gold_gold');
    await said('gold_seen', '5550100 rings at 1004');
    await said('gold_decided', 'Gold, and Dmitri is free: deflect to 2004');
    await press('gold_gold');
    await said('gold_marks', '5550100: gold customer');
    await press('gold_ada');
    await press('gold_other');
    await said('gold_seen', '5550200 rings at 1001');
    await said('gold_decided', 'no rule: none');
    assert.deepEqual(texts('gold_failed'), []);
  });

  it('After hours: on a holiday calls for Sales go to the number outside, those for Support stay', async () => {
    await runKnowing('Routing/02 - After hours');
    await press('hours_today');
    await shows('hours_list', 1);
    await press('hours_sales');
    await said('hours_decided', 'Holiday: deflected to 5550900');
    await said('hours_seen', '5550100.answered 5550900');
    await press('hours_support');
    await said('hours_decided', 'Support never closes: stays');
    await press('hours_fixed');
    await shows('hours_list', 2);
    await press('hours_sales');
    await shows('hours_decided', ({ payload }) => /^(Closed: deflected to 8002|Open: stays)$/.test(payload));
    assert.deepEqual(texts('hours_failed'), []);
  });

  it('Long wait: who waits too long or for nobody gets a note once, and the agent reads it', async () => {
    await runKnowing('Routing/03 - Long wait', { LONG_WAIT: '0' });
    for (const id of ['wait_sales', 'wait_sales', 'wait_home', 'wait_billing']) await press(id);
    const waiting = () => texts('wait_waits').filter((text) => text.includes('queued')).length;
    await player.nodeRed.until('both wait', () => waiting() >= 2 && texts('wait_waits').includes('5550300 queued '));
    await press('wait_tick');
    await said('wait_waits', '5550100 data waits long');
    await said('wait_waits', '5550300 data nobody there');
    await press('wait_tick');
    await press('wait_next');
    await said('wait_reads', '1001 reads: waits long');
    // How long depends on the machine.
    const alerts = texts('wait_alerts').map((text) => text.replace(/for \d+ s/, 'for a while'));
    assert.deepEqual(alerts.sort(), [
      '5550100 has waited for a while: waits too long',
      '5550300 has waited for a while: nobody there',
    ]);
    assert.deepEqual(texts('wait_failed'), []);
  });
});
