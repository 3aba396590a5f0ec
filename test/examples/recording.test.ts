/** The examples in the folder Recording, played to what a person sees. */
import assert from 'node:assert/strict';
import { startPlayer } from './player';

describe('examples: recording', () => {
  const { runKnowing, press, seen, shows, get } = startPlayer();
  const texts = (id: string) => seen(id).map(({ payload }) => payload);
  const said = (id: string, text: string | RegExp) =>
    shows(id, ({ payload }) => (typeof text === 'string' ? payload === text : text.test(payload)));

  it('Record by rule: calls of Sales are recorded, with a pause, others are not, and what fails is shown', async () => {
    await runKnowing('Recording/01 - Record by rule');
    await press('record_support');
    await press('record_sales');
    await said('record_recordings', /at 2001: recording started$/);
    await press('record_pause');
    await said('record_recordings', /recording ended$/);
    await press('record_on');
    await shows('record_recordings', 3);
    await press('record_on');
    await said('record_failed', /^CF_INVALID_OBJECT_STATE/);
    await press('record_end');
    await shows('record_recordings', 4);
    assert.deepEqual(
      texts('record_recordings').map((text) => text.replace(/^call \d+ /, '')),
      ['started', 'ended', 'started', 'ended'].map((what) => `at 2001: recording ${what}`),
    );
  });

  it('A recording server: offers the service, records, and keeps a list', async () => {
    await runKnowing('Recording/02 - A recording server');
    await shows('recorder_registered', ({ topic }) => topic === 'REGISTER_SERVICE_CONF');
    await press('recorder_call');
    await shows('recorder_talks', 1);
    await press('recorder_start');
    await said('recorder_log', /^recording 1 of call \d+ begins$/);
    await shows('recorder_got', 1);
    await press('recorder_stop');
    await said('recorder_log', 'recording 1 ends');
    await shows('recorder_got', ({ topic }) => topic === 'STOP_RECORDING_CONF');
    const [recording] = await get('/recordings');
    assert.equal(recording.agent, '1001');
    assert.ok(recording.to >= recording.from);
    assert.deepEqual(texts('recorder_failed'), []);
  });

  it('Media for transcription: both directions of the calls of agents who have it', async () => {
    await runKnowing('Recording/03 - Media for transcription');
    await press('media_ask');
    await shows('media_known', 1);
    await press('media_dmitri');
    await press('media_in');
    await press('media_ines');
    await shows('media_streams', 2);
    const streams = await get('/streams');
    assert.deepEqual(streams.map(({ agent, who }: { agent: string; who: string }) => `${agent} ${who}`).sort(), [
      '1009 agent',
      '1009 customer',
    ]);
    assert.match(streams[0].address, /^10\./);
    await press('media_end');
    await shows('media_streams', 4);
    assert.deepEqual(await get('/streams'), []);
    assert.deepEqual(texts('media_failed'), []);
  });
});
