import assert from 'node:assert/strict';
import { type AnyMessage, Codec } from '../../lib/codec';
import {
  Session,
  type SessionMessage,
  type SessionOptions,
  type SessionState,
  type SessionStatus,
} from '../../lib/session';
import { OPTIONS } from './fake-network';
import { ManualClock } from './manual-clock';
import { obliging, type TcpClient, TcpPeer } from './tcp-peer';

/** Resolves when the session is in a state, now or later. */
function reaches(session: Session, state: SessionState): Promise<SessionStatus> {
  if (session.status.state === state) return Promise.resolve(session.status);
  return new Promise((resolve) => {
    const look = (status: SessionStatus) => {
      if (status.state !== state) return;
      session.off('status', look);
      resolve(status);
    };
    session.on('status', look);
  });
}

describe('a session over TCP', () => {
  let peer: TcpPeer;
  let session: Session;
  const clock = new ManualClock();

  async function start(
    answer?: (client: TcpClient, message: AnyMessage) => void,
    options: Partial<SessionOptions> = {},
  ): Promise<void> {
    peer = await TcpPeer.listen(answer);
    session = new Session(
      { ...OPTIONS, sides: { A: { host: '127.0.0.1', port: peer.port } }, ...options },
      { clock, random: () => 0 },
    );
    session.open();
  }

  afterEach(async () => {
    const closed = session.close();
    clock.advance(1.5);
    await closed;
    await peer.stop();
    assert.equal(clock.waiting, 0);
  });

  it('opens, asks, hears and closes', async () => {
    await start((client, message) => {
      obliging(client, message);
      if (message.topic === 'ANSWER_CALL_REQ') {
        client.send('ANSWER_CALL_CONF', { invokeID: message.payload.invokeID });
        client.send('FAILURE_EVENT', { status: 'E_CTI_MONITOR_TERMINATED' });
      }
    });
    const heard = new Promise<SessionMessage>((resolve) => {
      session.subscribe(['FAILURE_EVENT'], resolve);
    });
    await reaches(session, 'open');
    assert.deepEqual(session.grant?.servicesGranted, ['CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_ALL_EVENTS']);
    const call = {
      peripheralID: 5000,
      connectionCallID: 7,
      connectionDeviceIDType: 'CONNECTION_ID_STATIC',
      connectionDeviceID: '3001',
    } as const;
    const { topic } = await session.request('ANSWER_CALL_REQ', call);
    assert.equal(topic, 'ANSWER_CALL_CONF');
    assert.equal((await heard).cti.peer, `127.0.0.1:${peer.port}`);
    const client = await peer.client(0);
    await session.close();
    await client.until(() => client.ended !== undefined);
    assert.equal(client.ended, 'reset');
    assert.deepEqual(
      client.received.map((message) => message.topic),
      ['OPEN_REQ', 'ANSWER_CALL_REQ', 'CLOSE_REQ'],
    );
  });

  it('leaves a peer that accepts and never speaks', async () => {
    await start();
    const client = await peer.client(0);
    await client.message('OPEN_REQ');
    clock.advance(30);
    assert.equal(session.status.code, 'CTI_OPEN_TIMEOUT');
    await client.until(() => client.ended !== undefined);
    assert.equal(client.ended, 'reset');
    clock.advance(1);
    await (await peer.client(1)).message('OPEN_REQ');
  });

  it('comes back when the peer resets the connection, and ends what was in flight', async () => {
    await start(obliging);
    await reaches(session, 'open');
    const request = session.request('QUERY_AGENT_STATE_REQ', { peripheralID: 5000, agentID: '1001' });
    const lost = assert.rejects(request, { code: 'CTI_CONNECTION_LOST' });
    const client = await peer.client(0);
    await client.message('QUERY_AGENT_STATE_REQ');
    client.socket.resetAndDestroy();
    await lost;
    assert.equal(session.status.state, 'connecting');
    await reaches(session, 'open');
    assert.equal(session.counters.reconnects, 1);
  });

  it('hears the last words of a peer that refuses and closes at once', async () => {
    const refusal = new Codec().encode('FAILURE_CONF', {
      invokeID: 1,
      failureCode: 'E_CTI_INVALID_CLIENT_FOR_STANDBY',
      peripheralErrorCode: 0,
    });
    await start((client) => client.socket.end(refusal));
    const { code } = await reaches(session, 'waiting');
    assert.equal(code, 'E_CTI_INVALID_CLIENT_FOR_STANDBY');
  });

  it('finds a peer that falls silent by its heartbeats', async () => {
    await start((client, message) => {
      if (message.topic !== 'HEARTBEAT_REQ') obliging(client, message);
    });
    await reaches(session, 'open');
    clock.advance(20);
    assert.equal(session.status.code, 'CTI_NO_HEARTBEAT');
    const client = await peer.client(0);
    await client.until(() => client.ended !== undefined);
  });

  it('tries again when nobody listens, until somebody does', async () => {
    await start(obliging);
    const { port } = peer;
    await session.close();
    await peer.stop();
    session = new Session({ ...OPTIONS, sides: { A: { host: '127.0.0.1', port } } }, { clock, random: () => 0 });
    session.open();
    const refused = await reaches(session, 'waiting');
    assert.equal(refused.code, 'CTI_CONNECT_FAILED');
    peer = await TcpPeer.listen(obliging, port);
    clock.advance(15);
    await reaches(session, 'open');
  });
});

describe('opening and closing again and again, as deployments do', () => {
  it('leaves no connection, timer or listener', async () => {
    const handles = () => process.getActiveResourcesInfo().filter((kind) => /TCPSocket|Timeout/.test(kind)).length;
    const peer = await TcpPeer.listen(obliging);
    const before = handles();
    const moments: (SessionState | 'at once')[] = ['at once', 'connecting', 'opening', 'open'];
    for (let round = 0; round < 40; round++) {
      const session = new Session({ ...OPTIONS, sides: { A: { host: '127.0.0.1', port: peer.port } } });
      const moment = moments[round % moments.length] ?? 'at once';
      session.open();
      if (moment !== 'at once') await reaches(session, moment);
      await session.close();
    }
    const unused = new Session({ ...OPTIONS, sides: { A: { host: '127.0.0.1', port: peer.port } } });
    await unused.close();
    await Promise.all(peer.clients.map((client) => client.until(() => client.ended !== undefined)));
    await peer.stop();
    assert.ok(handles() <= before, `${handles()} handles, ${before} before`);
  });
});
