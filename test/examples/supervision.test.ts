/** The examples in the folder Supervision, played to what a person sees. */
import assert from 'node:assert/strict';
import { startPlayer } from './player';

describe('examples: supervision', () => {
  const { runKnowing, press, seen, shows } = startPlayer();
  const texts = (id: string) => seen(id).map(({ payload }) => payload);
  const said = (id: string, text: string) => shows(id, ({ payload }) => payload === text);

  it('Help wanted: who asks for help and who makes an emergency call become alerts', async () => {
    await runKnowing('Supervision/01 - Help wanted');
    await press('help_call');
    await shows('help_talks', 1);
    await press('help_ask');
    await said('help_alerts', '1001 asks 1019 for help, about the call of 5550100');
    await press('help_desktop');
    await said('help_alarms', 'EMERGENCY: Dmitri (1004), phone 2004');
    await press('help_cry');
    await said('help_alarms', 'EMERGENCY: Elif (1005), phone 2005');
    await shows('help_failed', ({ payload }) => payload.startsWith('E_CTI_SUPERVISOR_NOT_FOUND'));
  });

  it('Listen and barge in: Sofia listens, is refused while the server is not armed, and takes the call over', async () => {
    await runKnowing('Supervision/02 - Listen and barge in');
    await press('barge_call');
    await said('barge_seen', 'answered: 1001');
    await press('barge_listen');
    await shows('barge_done', 1);
    await press('barge_leave');
    await shows('barge_done', 2);
    await press('barge_barge');
    await shows('barge_failed', ({ payload }) => payload.startsWith('CTI_NOT_ARMED'));
    await press('barge_arm');
    await shows('barge_switch', ({ payload }) => payload.startsWith('armed until'));
    await press('barge_barge');
    await said('barge_seen', 'conferenced: 1001, 1019');
    await press('barge_intercept');
    await said('barge_seen', 'partyLeft: 1019');
    assert.equal(texts('barge_failed').length, 1);
  });
});
