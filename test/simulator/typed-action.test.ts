import assert from 'node:assert/strict';
import { type Action, typedAction } from '../../lib/simulator';
import { Site } from './site';

describe('an action from where values have no types', () => {
  const typed = (given: object) => typedAction(given as Record<string, unknown>) as Action & Record<string, unknown>;

  it('gets numbers, flags and objects of texts, and texts of numbers', () => {
    assert.deepEqual(typed({ action: 'answer', agent: 1001, call: '7' }), { action: 'answer', agent: '1001', call: 7 });
    assert.deepEqual(typed({ action: 'slowAnswers', seconds: '0.5' }), { action: 'slowAnswers', seconds: 0.5 });
    assert.deepEqual(typed({ action: 'disorder', off: 'true' }), { action: 'disorder', off: true });
    assert.deepEqual(typed({ action: 'disorder', off: 'false' }), { action: 'disorder', off: false });
    const data = { action: 'setCallData', agent: '1', callVariables: '{"callVariable1":"a"}' };
    assert.deepEqual(typed(data), { ...data, callVariables: { callVariable1: 'a' } });
  });

  it('keeps what does not fit, so that the check says what would be right', () => {
    for (const given of [
      { action: 'answer', agent: '1', call: 'first' },
      { action: 'disorder', off: 'perhaps' },
      { action: 'setCallData', agent: '1', callVariables: '{' },
      { action: 'fly', high: '1' },
      { agent: '1' },
    ]) {
      assert.deepEqual(typed(given), given);
    }
  });

  it('is not changed by it', () => {
    const given = { action: 'answer', agent: 1001 };
    typed(given);
    assert.deepEqual(given, { action: 'answer', agent: 1001 });
  });
});

describe('the events of a simulator', () => {
  it('are those of an all-events client, told without any client, also after it was stopped and started', async () => {
    const site = await Site.start();
    const events: { topic: string; payload: unknown }[] = [];
    site.simulator.on('event', ({ topic, payload }) => events.push({ topic, payload: payload() }));
    const play = async () => {
      events.length = 0;
      await site.simulator.perform({ action: 'ready', agent: '1' });
      await site.simulator.perform({ action: 'call', dialedNumber: '8001' });
      await site.simulator.perform({ action: 'answer', agent: '1' });
      await site.simulator.perform({ action: 'clear', agent: '1' });
    };
    await play();
    const topics = events.map(({ topic }) => topic);
    for (const topic of ['AGENT_STATE_EVENT', 'BEGIN_CALL_EVENT', 'CALL_ESTABLISHED_EVENT', 'END_CALL_EVENT']) {
      assert.ok(topics.includes(topic), topic);
    }
    await site.simulator.stop();
    await site.open();
    await play();
    assert.deepEqual(
      events.map(({ topic }) => topic),
      topics,
    );

    const client = await site.bridge();
    await play();
    const told = (await client.news()).map(({ topic, payload }) => ({ topic, payload: present(payload) }));
    assert.deepEqual(events, told);
    await site.stop();
  });
});

function present(payload: object): object {
  return Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
}
