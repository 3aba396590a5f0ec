import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { allBits, type TestClient } from './client';
import { random, SEED } from './random';
import { AGENTS, connection, Site } from './site';

const FRAMES = 3000;

/** Valid requests of the services beside call control, to be spoiled. */
function requests(client: TestClient, callID: number): Buffer[] {
  const invokeID = 1_000_000;
  const agent = { invokeID, peripheralID: AGENTS, agentID: '1' };
  const masks = {
    callMsgMask: allBits('CallEventMessageMask', client.version) as never,
    agentStateMask: allBits('AgentStateMask', client.version) as never,
  };
  return [
    client.encode('MONITOR_START_REQ', {
      invokeID,
      peripheralID: AGENTS,
      monitoredDeviceType: 'DEVID_AGENT_DEVICE',
      monitoredDeviceID: '2001',
      ...masks,
    }),
    client.encode('MONITOR_START_REQ', { invokeID, ...connection(callID, '2001'), ...masks }),
    client.encode('MONITOR_STOP_REQ', { invokeID, monitorID: 1 }),
    client.encode('CHANGE_MONITOR_MASK_REQ', { invokeID, monitorID: 1, ...masks }),
    client.encode('SESSION_MONITOR_START_REQ', { invokeID, sessionID: 1 }),
    client.encode('SESSION_MONITOR_STOP_REQ', { invokeID, monitorID: 1 }),
    client.encode('USER_MESSAGE_REQ', { ...agent, distribution: 'DISTRIBUTE_TO_ALL', text: 'hello' }),
    client.encode('REGISTER_SERVICE_REQ', { invokeID, serverMode: 'PARALLEL', serviceName: 'Another' }),
    client.encode('UNREGISTER_SERVICE_REQ', { invokeID, registeredServiceID: 1 }),
    client.encode('SUPERVISOR_ASSIST_REQ', agent),
    client.encode('EMERGENCY_CALL_REQ', agent),
    client.encode('QUERY_AGENT_STATISTICS_REQ', agent),
    client.encode('QUERY_SKILL_GROUP_STATISTICS_REQ', {
      invokeID,
      peripheralID: AGENTS,
      skillGroupNumber: 1,
      skillGroupID: null,
    }),
  ];
}

describe(`spoiled requests of the other services (SEED=${SEED})`, () => {
  for (const version of [15, 25]) {
    it(`are answered with a code at version ${version}, and harm nobody`, async () => {
      const { integer, pick } = random(SEED + version);
      const site = await Site.start();
      const trace: string[] = [];
      site.simulator.on('trace', (line) => trace.push(line));
      try {
        const bystander = await site.bridge();
        const client = await site.connect(version);
        await client.open({
          servicesRequested: [
            'CTI_SERVICE_CLIENT_CONTROL',
            'CTI_SERVICE_PERIPHERAL_MONITOR',
            'CTI_SERVICE_CLIENT_MONITOR',
            'CTI_SERVICE_SERVER',
          ],
        });
        const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
        const models = requests(client, callID);
        for (let i = 0; i < FRAMES; i++) {
          const frame = Buffer.from(pick(models));
          // The header stays as it is, so that the stream keeps its step.
          for (let n = integer(3); n > 0; n--) frame[8 + integer(frame.length - 8)] = pick([0, 1, 0xff, integer(256)]);
          client.sendRaw(frame);
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
