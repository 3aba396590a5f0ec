/** The table of masks against the simulator: who asks for the bits of one event gets that one, always, and no other. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { MESSAGES, masksFor, neededBits } from '../../lib/protocol';
import { contactCentreFor, SCENARIOS } from '../../lib/simulator';
import { TestClient } from './client';
import { failures, inNoTime, simulatorFor } from './playing';

const NAMES = [
  'rtp-streams',
  'conference',
  'transfer-to-the-queue',
  'hold-and-retrieve',
  'deflected',
  'network-recording',
  'outbound-call',
  'pre-call-aborted',
  'translation-route',
];
const TOPICS = Object.keys(MESSAGES).filter((topic) => {
  const needed = neededBits(topic);
  return needed !== undefined && needed.field !== 'configMsgMask';
});

describe('the bits of an event', () => {
  for (const name of NAMES) {
    it(`bring it and nothing else: ${name}`, async () => {
      const scenario = SCENARIOS.find((one) => one.name === name) ?? assert.fail(name);
      const configuration = { ...contactCentreFor(scenario), allEventsLimit: 100 };
      const { simulator, clock } = simulatorFor(scenario, { configuration });
      const { port } = await simulator.start();
      const clients = new Map<string, TestClient>();
      const connect = async (who: string, topics: readonly string[] | '*') => {
        const client = await TestClient.connect(port);
        clients.set(who, client);
        const { callMsgMask, agentStateMask } = masksFor(topics);
        await client.open({ clientID: who, callMsgMask, agentStateMask });
      };
      try {
        await connect('*', '*');
        for (const topic of TOPICS) await connect(topic, [topic]);
        const result = await inNoTime(clock, scenario, (given) => simulator.play(scenario, given));
        assert.deepEqual(failures(result), []);
        const told = new Map<string, string[]>();
        for (const [who, client] of clients) {
          const topics = (await client.news()).map(({ topic }) => topic);
          told.set(
            who,
            topics.filter((topic) => neededBits(topic)),
          );
        }
        const all = told.get('*') ?? [];
        assert.ok(all.length > 5);
        for (const topic of TOPICS) {
          const expected = all.filter((each) => each === topic);
          assert.deepEqual(told.get(topic), expected, topic);
        }
      } finally {
        for (const client of clients.values()) client.close();
        await simulator.stop();
      }
    });
  }
});
