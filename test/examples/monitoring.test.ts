/** The examples in the folder Monitoring that are written here, played to what a person sees. */
import assert from 'node:assert/strict';
import { startPlayer } from './player';

describe('examples: monitoring', () => {
  const player = startPlayer();
  const { run, runKnowing, press, seen, shows, switchSides } = player;
  const texts = (id: string) => seen(id).map(({ payload }) => payload);
  const said = (id: string, text: string | RegExp) =>
    shows(id, ({ payload }) => (typeof text === 'string' ? payload === text : text.test(payload)));

  it('Queue alerts: one alarm when a call waits too long, at the server and for everybody, and one when it is over', async () => {
    await runKnowing('Monitoring/02 - Queue alerts', { LONGEST_WAIT: '0' });
    await press('queues_tick');
    await said('queues_alerts', /in order; 0 calls wait/);
    await press('queues_call');
    await press('queues_call');
    while (seen('queues_alerts').length < 2) await press('queues_tick');
    await said('queues_alarms', /ALARM WARNING.*calls wait too long/);
    await said('queues_texts', /./);
    await press('queues_take');
    await shows('queues_served', 1);
    await press('queues_tick');
    await said('queues_alarms', /ALARM NORMAL.*in order; 0 calls wait/);
    assert.deepEqual(
      texts('queues_alerts').map((text) => /Queues: ([^;]*)/.exec(text)?.[1]),
      ['in order', 'calls wait too long', 'in order'],
    );
    assert.deepEqual(texts('queues_failed'), []);
  });

  it('Statistics, sparingly: sums of the server beside what events say', async () => {
    await runKnowing('Monitoring/03 - Statistics, sparingly');
    await press('stats_call');
    await shows('stats_done', ({ topic }) => topic === 'agent.notReady');
    await press('stats_tick');
    await shows('stats_figures', 3);
    assert.equal(
      texts('stats_figures')[0],
      'group 1: the server says 3 signed in, 0 ready, 1 calls today; events say 3 signed in, 0 ready',
    );
    await press('stats_one');
    await said('stats_days', /^signed in for \d+ s, 1 calls, talked for \d+ s$/);
    assert.deepEqual(texts('stats_failed'), []);
  });

  it('Watch one device: events of phone 2001 only, also on the other side, until it is enough', async () => {
    await run('Monitoring/04 - Watch one device');
    // The session may be opened once more at the start, when the last node has said which events it needs.
    const outcomes = () => seen('device_monitors').length + seen('device_failed').length;
    for (let before = 0; seen('device_monitors').length === 0; before = outcomes()) {
      await press('device_watch');
      await player.nodeRed.until('an outcome', () => outcomes() > before);
    }
    await press('device_dmitri');
    await press('device_ada');
    await said('device_seen', /CALL_DELIVERED_EVENT LCS_ALERTING/);
    await switchSides('device_switch');
    await said('device_monitors', /^monitor \d+, again$/);
    await press('device_answer');
    await said('device_seen', /CALL_ESTABLISHED_EVENT LCS_CONNECT/);
    assert.ok(seen('device_seen').every(({ payload }) => /^\d+: /.test(payload)));
    await press('device_enough');
    await shows('device_stopped', 1);
    const failures = texts('device_failed').filter((text) => !text.startsWith('CTI_NOT_CONNECTED'));
    assert.deepEqual(failures, []);
  });
});
