/** The examples in the folder Agents that are written here, played to what a person sees. */
import assert from 'node:assert/strict';
import { startPlayer } from './player';

describe('examples: agents', () => {
  const player = startPlayer();
  const { runKnowing, press, seen, shows, get, switchSides } = player;
  const texts = (id: string) => seen(id).map(({ payload }) => payload);
  const said = (id: string, text: string) => shows(id, ({ payload }) => payload === text);

  it('Sign in and out over HTTP: the answer says what came of each agent', async () => {
    await runKnowing('Agents/03 - Sign in and out over HTTP');
    const answer = async (id: string, text: string) => {
      await press(id);
      await said('sign_answers', text);
    };
    await answer('sign_shift', '200: 1003 done, 1006 done, 1009 done');
    await answer('sign_ready', '200: 1003 done, 1006 done, 1009 done, 1017 CTI_UNKNOWN_AGENT');
    await said('sign_states', '1009.ready 0');
    await answer('sign_one', '200: done');
    await said('sign_states', '1003.notReady 3');
    await answer('sign_home', '200: done');
    await said('sign_states', '1003.logout 9');
    await answer('sign_again', '409: CF_SPECIFIED_AGENT_ALREADY_SIGNED_ON');
    assert.deepEqual(seen('sign_failed'), []);
  });

  it('Adherence feed: each activity is a line, once, also those of a gap', async () => {
    await runKnowing('Agents/04 - Adherence feed');
    const of = async (agent: string) =>
      ((await get('/wfm')) as string[]).map((line) => line.split(';')).filter(([, who]) => who === agent);
    const lines = (count: number) =>
      player.nodeRed.until(
        `${count} lines`,
        () => texts('adhere_lines').filter((line) => line.includes(';1001;')).length >= count,
      );
    await press('adhere_call');
    await lines(4);
    await switchSides('adhere_switch', () => press('adhere_break'));
    await lines(5);
    await press('adhere_lunch');
    await lines(6);
    assert.deepEqual(
      (await of('1001')).map(([, , activity, reason]) => `${activity} ${reason}`),
      ['ready 0', 'on a call 0', 'after a call 0', 'ready 0', 'away 0', 'lunch 2'],
    );
    assert.deepEqual(texts('adhere_failed'), []);
  });

  it('Not ready after a missed call: ready again once, then the supervisor is told', async () => {
    await runKnowing('Agents/05 - Not ready after a missed call', {}, 10);
    await press('missed_call');
    await shows('missed_done', 1);
    await said('missed_alerts', 'Ada (1001) has missed 2 calls within an hour');
    await press('missed_boris');
    await said('missed_calls', 'ringing 1002');
    await press('missed_take');
    await said('missed_calls', 'answered 1002');
    assert.deepEqual(texts('missed_failed'), []);
  });
});
