import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, connection, Site } from './site';

const RECORDING = 'Cisco:CallRecording';
const THIS_SESSION = 0xffff_ffff;

/** Expectations follow the guide's headings "Server Service" and "START_RECORDING_REQ". */
describe('a recording server', () => {
  let site: Site;
  let bridge: TestClient;
  let callID: number;

  const recorder = async (clientID: string, serverMode = 'ROUND_ROBIN'): Promise<TestClient> => {
    const client = await site.connect();
    await client.open({ clientID, servicesRequested: ['CTI_SERVICE_SERVER'] });
    await client.request('REGISTER_SERVICE_REQ', { serviceName: RECORDING, serverMode } as never);
    return client;
  };
  const rtp = () => ({
    ...connection(callID, '2001'),
    clientPort: 5000,
    bitRate: 64,
    packetSize: 20,
    direction: 'INPUT',
    rtpType: 'AUDIO',
    echoCancellation: 0,
    payloadType: 4,
    agentInstrument: '2001',
  });
  const stop = (sessionID: number) => ({
    ...connection(callID, '2001'),
    clientPort: 5000,
    sessionID,
    serverData: 77,
    direction: 'INPUT',
    agentInstrument: '2001',
  });
  const confirmStart = (server: TestClient, invokeID: number, sessionID: number) =>
    server.sendRaw(server.encode('START_RECORDING_CONF', { invokeID, sessionID, serverData: 77 }));

  beforeEach(async () => {
    site = await Site.start();
    bridge = await site.bridge();
    ({ callID } = site.simulator.inboundCall({ dialedNumber: '2001' }));
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await bridge.news();
  });
  afterEach(() => site.stop());

  it('is sent the request with the client added, and its answer goes back', async () => {
    const server = await recorder('recorder');
    const answer = bridge.ask('START_RECORDING_REQ', rtp());
    const request = await server.event('START_RECORDING_REQ');
    assert.equal(request.clientID, 'test');
    assert.equal(request.clientAddress, '127.0.0.1');
    assert.equal(request.connectionCallID, callID);
    assert.equal(request.bitRate, 64);
    confirmStart(server, request.invokeID, THIS_SESSION);
    const started = (await answer).payload as { sessionID: number; serverData: number; clientID: string };
    assert.equal(started.clientID, 'recorder');
    assert.equal(started.serverData, 77);
    assert.notEqual(started.sessionID, THIS_SESSION);

    const stopped = bridge.ask('STOP_RECORDING_REQ', stop(started.sessionID));
    const { invokeID, serverData } = await server.event('STOP_RECORDING_REQ');
    assert.equal(serverData, 77);
    server.sendRaw(server.encode('STOP_RECORDING_CONF', { invokeID }));
    assert.equal((await stopped).topic, 'STOP_RECORDING_CONF');
  });

  it('takes turns with others that share the service', async () => {
    const servers = [await recorder('one'), await recorder('two')];
    for (const server of [...servers, ...servers]) {
      const answer = bridge.ask('START_RECORDING_REQ', rtp());
      const { invokeID } = await server.event('START_RECORDING_REQ');
      confirmStart(server, invokeID, 0);
      assert.equal(((await answer).payload as { sessionID: number }).sessionID, 0);
    }
  });

  it('in parallel with others is sent every request, and every answer is forwarded', async () => {
    const servers = [await recorder('one', 'PARALLEL'), await recorder('two', 'PARALLEL')];
    const first = bridge.ask('START_RECORDING_REQ', rtp());
    for (const server of servers) {
      const { invokeID } = await server.event('START_RECORDING_REQ');
      confirmStart(server, invokeID, THIS_SESSION);
      if (server === servers[0]) assert.equal(((await first).payload as { clientID: string }).clientID, 'one');
    }
    assert.equal((await bridge.event('START_RECORDING_CONF')).clientID, 'two');
  });

  it('alone refuses others, and so does another way to share', async () => {
    await recorder('one', 'EXCLUSIVE');
    const other = await site.connect();
    await other.open({ clientID: 'two', servicesRequested: ['CTI_SERVICE_SERVER'] });
    for (const serverMode of ['EXCLUSIVE', 'PARALLEL']) {
      assert.equal(
        await other.refused('REGISTER_SERVICE_REQ', { serviceName: RECORDING, serverMode }),
        'FAILURE_CONF E_CTI_SERVICE_CONFLICT',
      );
    }
    assert.equal(
      await other.refused('UNREGISTER_SERVICE_REQ', { registeredServiceID: 1 }),
      'FAILURE_CONF E_CTI_INVALID_SERVICE',
    );
  });

  it('is asked no more when it has taken its service back', async () => {
    const server = await recorder('one');
    await server.request('UNREGISTER_SERVICE_REQ', { registeredServiceID: 1 });
    assert.equal(await bridge.refused('START_RECORDING_REQ', rtp()), 'FAILURE_CONF E_CTI_UNSPECIFIED_FAILURE');
  });

  it('that goes away without an answer has its requests refused', async () => {
    const server = await recorder('one');
    const answer = bridge.refused('START_RECORDING_REQ', rtp());
    await server.event('START_RECORDING_REQ');
    server.close();
    assert.equal(await answer, 'FAILURE_CONF E_CTI_CLIENT_DISCONNECTED');
  });

  it('answers only what it was asked', async () => {
    const asked = await recorder('one');
    const other = await recorder('two');
    const answer = bridge.ask('START_RECORDING_REQ', rtp());
    const { invokeID } = await asked.event('START_RECORDING_REQ');
    confirmStart(other, invokeID, 0);
    await other.settled();
    confirmStart(asked, invokeID, 0);
    confirmStart(asked, invokeID, 0);
    assert.equal(((await answer).payload as { clientID: string }).clientID, 'one');
    await asked.settled();
    assert.deepEqual(await bridge.topics(), []);
  });

  it('is not asked for calls and sessions that there are not', async () => {
    await recorder('one');
    assert.equal(
      await bridge.refused('START_RECORDING_REQ', { ...rtp(), connectionCallID: 1 }),
      'FAILURE_CONF E_CTI_INVALID_CALLID',
    );
    assert.equal(await bridge.refused('STOP_RECORDING_REQ', stop(999)), 'FAILURE_CONF E_CTI_CLIENT_NOT_FOUND');
    const client = await site.connect();
    await client.open({ clientID: 'none', peripheralID: AGENTS });
    assert.equal(
      await client.refused('REGISTER_SERVICE_REQ', { serviceName: RECORDING, serverMode: 'PARALLEL' }),
      'FAILURE_CONF E_CTI_FUNCTION_NOT_AVAILABLE',
    );
  });
});
