/** The recorded session of Cisco's own software, through a real Node-RED with the packed package. */
import assert from 'node:assert/strict';
import { receiveInFlow } from '../nodes/real-input';
import { type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { factsOf, readVectors, type Vector } from './vectors';

describe('frames recorded from a CTI Server reach a flow', () => {
  let nodeRed: RealNodeRed;
  before(async () => {
    nodeRed = await startNodeRed();
  });
  after(() => nodeRed?.stop());

  it('as typed messages with the recorded values', async () => {
    const recorded = readVectors<Vector>('real-captures.json').filter(({ direction }) => direction === 'server');
    const frames = recorded.map(({ hex }) => Buffer.from(hex, 'hex'));
    const received = await receiveInFlow(nodeRed, frames, 15);
    for (const [i, vector] of recorded.entries()) {
      const payload = received[i]?.payload ?? {};
      assert.equal(received[i]?.topic, vector.name);
      for (const { key, list, value } of factsOf(vector)) {
        if (list === undefined) assert.deepEqual(payload[key], value, `${vector.id} ${key}`);
      }
    }
  });
});
