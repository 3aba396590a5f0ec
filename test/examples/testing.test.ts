/** The examples of the folder Testing that the sheets write. */
import assert from 'node:assert/strict';
import { startPlayer } from './player';

describe('examples: Testing', () => {
  const player = startPlayer();
  const { run, press, seen, shows } = player;

  it('Test calls by synthetic agents: one that comes through passes, one that nobody answers does not', async () => {
    await run('Testing/02 - Test calls by synthetic agents');
    await press('synthetic_signin');
    await shows('synthetic_signed', 1);
    await press('synthetic_test');
    await shows('synthetic_result', 1);
    const [{ payload: result }] = seen('synthetic_result');
    assert.deepEqual([result.passed, result.agent, result.callVariable10], [true, '1011', 'test call']);
    await shows('synthetic_released', 1);
    await press('synthetic_busy');
    await shows('synthetic_gone', 1);
    await press('synthetic_test');
    await shows('synthetic_missed', ({ payload }) => payload.passed === false);
    await shows('synthetic_given', 1);
    assert.equal(seen('synthetic_missed').length, 1);
    assert.equal(seen('synthetic_result').length, 1);
    assert.deepEqual(seen('synthetic_failed'), []);
  });

  it('Any request by form: the dialog, a message and the page get answers, and codes where something is wrong', async () => {
    await run('Testing/03 - Any request by form');
    for (const [i, id] of ['request_state', 'request_desk', 'request_phone'].entries()) {
      await press(id);
      await shows('request_answers', i + 1);
    }
    assert.deepEqual(
      seen('request_answers').map(({ topic }) => topic),
      ['QUERY_AGENT_STATE_CONF', 'AGENT_DESK_SETTINGS_CONF', 'SNAPSHOT_DEVICE_CONF'],
    );
    await press('request_figures');
    await shows('request_replies', ({ topic }) => topic === 'QUERY_AGENT_STATISTICS_CONF');
    await press('request_unknown');
    await shows('request_failed', ({ payload }) => /^(E_CTI|CF)_\w+: /.test(payload));
    await press('request_wrong');
    await shows('request_failed', ({ payload }) => /^CTI_UNKNOWN_FIELD: .*agentName/.test(payload));
    const page = await (await player.nodeRed.get('/request')).text();
    assert.match(page, /<form method="post">/);
    await press('request_try');
    await shows('request_shows', ({ payload }) => payload.topic === 'QUERY_DEVICE_INFO_CONF');
    const body = new URLSearchParams({ request: 'QUERY_AGENT_STATE_REQ', fields: '{ "agentID": ' });
    const answer = await fetch(`${player.nodeRed.url}/request`, { method: 'POST', body });
    assert.equal(answer.status, 400);
  });
});
