import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { TestClient } from './client';
import { random, SEED } from './random';
import { AGENTS, connection, held, Site } from './site';

const FRAMES = 5000;

/** Valid requests, to be spoiled. */
function requests(client: TestClient, callID: number): Buffer[] {
  const invokeID = 1_000_000;
  const common = { invokeID, ...connection(callID, '2001') };
  return [
    client.encode('ANSWER_CALL_REQ', common),
    client.encode('HOLD_CALL_REQ', common),
    client.encode('RETRIEVE_CALL_REQ', { invokeID, ...held(callID, '2001') }),
    client.encode('SET_CALL_DATA_REQ', {
      ...common,
      callVariable1: 'one',
      userToUserInfo: 'u2u',
      namedVariables: { 'user.account': '4711' },
      namedArrays: { 'user.history': ['a', 'b'] },
    }),
    client.encode('MAKE_CALL_REQ', {
      invokeID,
      peripheralID: AGENTS,
      agentInstrument: '2002',
      dialedNumber: '2003',
      callVariable2: 'two',
      userToUserInfo: 'u2u',
    }),
    client.encode('SET_AGENT_STATE_REQ', {
      invokeID,
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_AVAILABLE',
      agentInstrument: '2003',
      agentID: '3',
      skillGroups: [{ skillGroupNumber: 1, skillGroupPriority: 1 }],
    }),
    client.encode('QUERY_AGENT_STATE_REQ', { invokeID, peripheralID: AGENTS, agentID: '1' }),
    client.encode('SNAPSHOT_CALL_REQ', common),
    client.encode('SNAPSHOT_DEVICE_REQ', {
      invokeID,
      peripheralID: AGENTS,
      snapshotDeviceType: null,
      agentInstrument: '2001',
    }),
    client.encode('OPEN_REQ', { invokeID, ...client.openPayload() } as never),
    client.encode('CLIENT_EVENT_REPORT_REQ', { invokeID, state: 'NORMAL', text: 'fine' }),
  ];
}

describe(`spoiled requests (SEED=${SEED})`, () => {
  for (const version of [15, 25]) {
    it(`are answered with a code at version ${version}, and harm nobody`, async () => {
      const { integer, pick } = random(SEED + version);
      const site = await Site.start();
      const trace: string[] = [];
      site.simulator.on('trace', (line) => trace.push(line));
      try {
        const bystander = await site.bridge();
        const client = await site.bridge(version);
        const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
        const models = requests(client, callID);
        for (let i = 0; i < FRAMES; i++) {
          const frame = Buffer.from(pick(models));
          // The header stays as it is, so that the stream keeps its step.
          for (let n = integer(4); n >= 0; n--) frame[8 + integer(frame.length - 8)] = pick([0, 1, 0xff, integer(256)]);
          const length = integer(4) === 0 ? 8 + integer(frame.length - 8) : frame.length;
          frame.writeUInt32BE(length - 8, 0);
          client.sendRaw(frame.subarray(0, length));
          if (i % 100 === 0) await client.settled();
        }
        await client.settled();
        await bystander.settled();
        const answers = client.received.filter((message) => /_CONF$/.test(message.topic));
        assert.ok(answers.length >= FRAMES, `${answers.length} answers`);
        assert.deepEqual(
          trace.filter((line) => line.includes('E_CTI_UNSPECIFIED_FAILURE')),
          [],
        );
      } finally {
        await site.stop();
      }
    });
  }
});
