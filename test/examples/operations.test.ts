/** The examples in the folder Operations that are written here, played to what a person sees. */
import assert from 'node:assert/strict';
import { startPlayer } from './player';

describe('examples: operations', () => {
  const { run, runKnowing, press, seen, shows, get } = startPlayer();
  const texts = (id: string) => seen(id).map(({ payload }) => payload);
  const said = (id: string, text: string | RegExp) =>
    shows(id, ({ payload }) => (typeof text === 'string' ? payload === text : text.test(payload)));

  it('Devices and platform: what is out of service, what is back, and what is degraded', async () => {
    await run('Operations/02 - Devices and platform');
    await said('platform_states', 'open');
    const happens = async (id: string, ...alerts: string[]) => {
      await press(id);
      for (const alert of alerts) await said('platform_alerts', alert);
    };
    await happens('platform_phone', 'phone 2001: out of service');
    assert.deepEqual(Object.keys(await get('/troubles')), ['phone 2001']);
    await happens('platform_works', 'phone 2001: back');
    await happens('platform_off', 'peripheral 5000: out of service');
    await said('platform_states', 'open, degraded: PGS_PERIPHERAL_OFFLINE');
    await happens('platform_on', 'peripheral 5000: back');
    await happens('platform_gateway', 'peripheral gateway: out of service');
    await happens('platform_back', 'peripheral 5001: back');
    await shows('platform_states', 5);
    assert.deepEqual(await get('/troubles'), {});
    assert.deepEqual(texts('platform_failed'), []);
  });

  it('Maintenance: no while a call goes on, yes without, and the other side takes over', async () => {
    await runKnowing('Operations/03 - Maintenance');
    await press('mainten_call');
    await shows('mainten_seen', 1);
    await press('mainten_begin');
    await said('mainten_answers', /^no: \d calls go on$/);
    await said('mainten_done', 'called off');
    await press('mainten_end');
    await shows('mainten_seen', ({ topic }) => topic === 'call.ended');
    await press('mainten_begin');
    await said('mainten_answers', 'yes');
    await said('mainten_done', 'accepted');
    await said('mainten_states', 'side B: open');
    assert.deepEqual(texts('mainten_failed'), []);
  });

  it('Two hundred requests, safely: rehearsed, done but for those who are never, and nothing dangerous', async () => {
    await runKnowing('Operations/04 - Two hundred requests, safely');
    const rehearsed = '0 done, 191 would be done, 9 not allowed, 0 refused otherwise';
    await press('many_try');
    await said('many_rehearsed', rehearsed);
    assert.deepEqual(texts('many_seen'), []);
    await press('many_do');
    await said('many_done', '191 done, 0 would be done, 9 not allowed, 0 refused otherwise');
    await shows('many_seen', 191);
    await press('many_force');
    await said('many_failed', /^CTI_NOT_ARMED/);
    await press('many_ask');
    await said('many_kept', /notAllowed 9, notArmed 1/);
  });
});
