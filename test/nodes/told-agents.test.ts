import assert from 'node:assert/strict';
import { ToldAgents } from '../../nodes/following/told-agents';
import { AT, confirmation, PERIPHERAL, state, Told } from '../model/agent-messages';

const AWAY = { eventReasonCode: 7 };

/** A process that ends after agent 1001 became not ready; what it leaves is read as from a disk. */
function afterRestart() {
  const before = new Told();
  const keys = new ToldAgents();
  keys.begin(before.model);
  const sent = before
    .hear(state('AGENT_STATE_AVAILABLE'), state('AGENT_STATE_NOT_READY', AWAY))
    .map((change) => keys.take(change));
  const told = new Told();
  told.at = before.at + 5000;
  const kept = new ToldAgents();
  kept.begin(told.model);
  kept.load(JSON.parse(JSON.stringify(keys.stored)));
  for (const former of kept.former()) told.model.agents.recall(...former);
  return { before, sent, told, kept };
}

describe('agents that have been told', () => {
  it('are told again only where they stand otherwise, and time goes on', () => {
    const { before, told, kept } = afterRestart();
    const [same] = told.ask(confirmation('AGENT_STATE_NOT_READY'), { reason: 'opened' });
    assert.ok(same);
    assert.equal(kept.take(same), undefined);
    assert.deepEqual(
      [told.agent.since, told.agent.eventReasonCode, told.agent.loginSession?.id],
      [before.agent.since, 7, before.agent.loginSession?.id],
    );
    const [ready] = told.hear(state('AGENT_STATE_AVAILABLE'));
    assert.ok(ready);
    assert.match(kept.take(ready) ?? '', /^5000\/1001\/20260131T1200\/ready#2$/, 'the second one of the minute');
  });

  it('are told where asking finds another state, or that they have signed out', () => {
    for (const agentState of ['AGENT_STATE_TALKING', 'AGENT_STATE_LOGOUT']) {
      const { told, kept, sent } = afterRestart();
      const [change] = told.ask(confirmation(agentState), { reason: 'opened' });
      assert.ok(change?.synthetic);
      const key = kept.take(change);
      assert.ok(key !== undefined && !sent.includes(key), key);
    }
  });

  it('get no key twice, though a state that began in the minute before is heard of after other changes', () => {
    const { told, kept, sent } = afterRestart();
    const hear = (message: ReturnType<typeof state>) => told.hear(message).map((change) => kept.take(change));
    hear(state('AGENT_STATE_AVAILABLE'));
    told.at = AT + 61_000;
    const next = hear(state('AGENT_STATE_AVAILABLE', { nextAgentState: 'AGENT_STATE_NOT_READY' }));
    assert.match(next[0] ?? '', /T1201\/next$/);
    const [late] = hear(state('AGENT_STATE_NOT_READY', { ...AWAY, stateDuration: 10 }));
    assert.match(late ?? '', /T1200\/notReady-7#2$/);
    assert.ok(!sent.includes(late));
  });

  it('are told where an event says that the same state began anew', () => {
    const { told, kept } = afterRestart();
    const [change] = told.hear(state('AGENT_STATE_NOT_READY', AWAY));
    assert.ok(change);
    assert.match(kept.take(change) ?? '', /notReady-7#2$/);
    assert.equal(told.model.agents.get('1001', PERIPHERAL)?.since, told.at);
  });
});
