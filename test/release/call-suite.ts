import assert from 'node:assert/strict';
import { SIMULATOR } from './flow';
import type { Tried } from './tried';

/** One call, from the simulator to a flow. */
export function callSuite(tried: Tried): void {
  // biome-ignore lint/suspicious/noExplicitAny: any message of any flow
  const seen = (id: string): any[] => tried.nodeRed.collected.filter(({ from }) => from === id).map(({ msg }) => msg);
  const told = (id: string, topic: string) => () => seen(id).some((msg) => msg.topic === topic);
  async function perform(action: object): Promise<void> {
    const response = await tried.ask(`/cti-simulator/${SIMULATOR}/perform`, 'admin', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(action),
    });
    assert.equal(response.status, 200, await response.text());
  }

  it('tells a flow of a call from its ringing to its end', async () => {
    const { until } = tried.nodeRed;
    await perform({ action: 'call', dialedNumber: '8001', ani: '5550100' });
    await until('a call that rings', told('calls', 'call.ringing'));
    const [{ connection }] = seen('calls').filter(({ topic }) => topic === 'call.ringing');
    await perform({ action: 'answer', agent: connection.agentID });
    await until('an answered call', told('calls', 'call.answered'));
    await perform({ action: 'clear', agent: connection.agentID });
    await until('a call that ended', told('calls', 'call.ended'));
    for (const topic of ['BEGIN_CALL_EVENT', 'CALL_DELIVERED_EVENT', 'CALL_ESTABLISHED_EVENT', 'END_CALL_EVENT']) {
      await until(topic, told('events', topic));
    }
  });

  it('tells it to a subflow that has the server as a property, too', async () => {
    const topics = (id: string) => {
      const all = seen(id).map(({ topic }) => topic);
      return all.slice(0, all.indexOf('END_CALL_EVENT') + 1);
    };
    await tried.nodeRed.until('the end', told('through the subflow', 'END_CALL_EVENT'));
    assert.deepEqual(topics('through the subflow'), topics('events'));
  });
}
