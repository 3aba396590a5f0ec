import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { Codec } from '../../lib/codec';
import { Session } from '../../lib/session';
import { type Recording, type RecordingEntry, RecordingPlayer, type RecordingPlayerOptions } from '../../lib/simulator';
import { TestClient } from './client';
import { ManualClock } from './manual-clock';

type Line = readonly [t: number, from: 'client' | 'server', topic: string, payload: object];

const OPEN_CONF = {
  servicesGranted: ['CTI_SERVICE_ALL_EVENTS'],
  monitorID: 1,
  pgStatus: 0,
  icmCentralControllerTime: new Date(0),
  peripheralOnline: true,
  peripheralType: null,
  agentState: 'AGENT_STATE_UNKNOWN',
  departmentID: 0,
  sessionType: 0,
};
const OPEN_REQ = {
  idleTimeout: null,
  peripheralID: null,
  servicesRequested: ['CTI_SERVICE_ALL_EVENTS'],
  callMsgMask: [],
  agentStateMask: [],
  configMsgMask: [],
  clientID: 'recorded',
  clientPassword: '',
};

function linesOf(connection: number, lines: readonly Line[], version = 25): RecordingEntry[] {
  const codec = new Codec({ version });
  return lines.map(([t, from, topic, payload]) => {
    const hex = codec.encode<string>(topic, codec.fit(topic, payload)).toString('hex');
    return { t, connection, from, hex };
  });
}

const recordingOf = (entries: readonly RecordingEntry[]): Recording => ({ start: new Date(0), entries });
const opening = (versionNumber = 25): readonly Line[] => [
  [2, 'client', 'OPEN_REQ', { invokeID: 901, versionNumber, ...OPEN_REQ }],
  [2.5, 'server', 'OPEN_CONF', { invokeID: 901, ...OPEN_CONF }],
];
const event = (t: number): Line => [t, 'server', 'FAILURE_EVENT', { status: 'E_CTI_MONITOR_TERMINATED' }];

describe('a recording that is played', () => {
  const clock = new ManualClock();
  let player: RecordingPlayer;
  const clients: TestClient[] = [];
  let port = 0;
  let trace: string[] = [];
  let over: [number, number][] = [];

  async function play(
    entries: readonly RecordingEntry[],
    speed: RecordingPlayerOptions['speed'] = 1,
    traced = true,
  ): Promise<void> {
    player = new RecordingPlayer(recordingOf(entries), { listen: { host: '127.0.0.1', port: 0 }, speed }, clock);
    trace = [];
    over = [];
    player.on('over', (...told) => over.push(told));
    if (traced) player.on('trace', (line) => trace.push(line));
    ({ port } = await player.start());
  }

  async function connect(version?: number): Promise<TestClient> {
    const client = await TestClient.connect(port, version);
    clients.push(client);
    return client;
  }

  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await player.stop();
    assert.equal(clock.pending, 0);
  });

  it('opens with the recorded OPEN_CONF and sends the events in their time', async () => {
    await play(linesOf(1, [...opening(), event(3), event(12.5)]));
    const client = await connect();
    const { invokeID, monitorID } = await client.open();
    assert.equal(invokeID, 1);
    assert.equal(monitorID, 1);
    clock.advance(499);
    assert.deepEqual(await client.topics(), []);
    clock.advance(1);
    assert.deepEqual(await client.topics(), ['FAILURE']);
    clock.advance(9499);
    assert.deepEqual(await client.topics(), []);
    assert.deepEqual(over, []);
    clock.advance(1);
    assert.deepEqual(await client.topics(), ['FAILURE']);
    assert.deepEqual(over, [[1, 2]]);
  });

  it('goes ten times as fast when it is told so', async () => {
    await play(linesOf(1, [...opening(), event(12.5)]), 10);
    const client = await connect();
    await client.open();
    clock.advance(999);
    assert.deepEqual(await client.topics(), []);
    clock.advance(1);
    assert.deepEqual(await client.topics(), ['FAILURE']);
  });

  it('goes as fast as the client reads, and waits for one that does not', async () => {
    const count = 3000;
    const frame = Buffer.alloc(12_000);
    frame.writeUInt32BE(frame.length - 8, 0);
    frame.writeUInt32BE(9999, 4);
    const large: RecordingEntry = { t: 3, connection: 1, from: 'server', hex: frame.toString('hex') };
    await play([...linesOf(1, opening()), ...Array<RecordingEntry>(count).fill(large)], 'max', false);
    const ended = new Promise<void>((resolve) => player.on('over', () => resolve()));
    const client = await connect();
    await client.open();
    client.socket.pause();
    // Far more turns than it takes to send all of it to one that reads: 36 MB, 64 kB a turn.
    for (let turn = 0; turn < 2000; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(over, []);
    client.socket.resume();
    await ended;
    await client.settled();
    assert.equal(client.events.length, count);
  });

  it('answers requests as the recorded ones of their type were, in order, with their InvokeID', async () => {
    const call = (invokeID: number, connectionCallID: number): object => ({
      invokeID,
      peripheralID: 1,
      connectionCallID,
      connectionDeviceIDType: 'CONNECTION_ID_STATIC',
      connectionDeviceID: '1',
    });
    await play(
      linesOf(1, [
        ...opening(),
        [3, 'client', 'ANSWER_CALL_REQ', call(910, 5)],
        [3, 'client', 'HOLD_CALL_REQ', call(911, 5)],
        [3.1, 'client', 'ANSWER_CALL_REQ', call(912, 6)],
        [
          3.2,
          'server',
          'CONTROL_FAILURE_CONF',
          { invokeID: 912, failureCode: 'CF_OBJECT_NOT_KNOWN', peripheralErrorCode: 0 },
        ],
        [3.2, 'server', 'HOLD_CALL_CONF', { invokeID: 911 }],
        [3.3, 'server', 'ANSWER_CALL_CONF', { invokeID: 910 }],
      ]),
      'max',
    );
    const client = await connect();
    await client.open();
    const { invokeID: _, ...given } = call(0, 9) as { invokeID: number };
    assert.equal((await client.ask('HOLD_CALL_REQ', given)).topic, 'HOLD_CALL_CONF');
    assert.equal((await client.ask('ANSWER_CALL_REQ', given)).topic, 'ANSWER_CALL_CONF');
    assert.equal(await client.refused('ANSWER_CALL_REQ', given), 'CONTROL_FAILURE_CONF CF_OBJECT_NOT_KNOWN');
    assert.equal(await client.refused('ANSWER_CALL_REQ', given), 'FAILURE_CONF E_CTI_FUNCTION_NOT_AVAILABLE');
    assert.match(trace.join('\n'), /SESSION 1: refuses: the recording has no answer to it/);
  });

  it('takes as long for an answer as the recorded server did', async () => {
    await play(
      linesOf(1, [
        ...opening(),
        [3, 'client', 'QUERY_AGENT_STATE_REQ', { invokeID: 9, peripheralID: 1, agentID: '1' }],
        [4, 'server', 'FAILURE_CONF', { invokeID: 9, failureCode: 'E_CTI_TIMEOUT', peripheralErrorCode: 0 }],
      ]),
      2,
    );
    const client = await connect();
    await client.open();
    const refused = client.refused('QUERY_AGENT_STATE_REQ', { peripheralID: 1, agentID: '1' });
    await client.settled();
    assert.equal(clock.pending, 1);
    clock.advance(500);
    assert.equal(await refused, 'FAILURE_CONF E_CTI_TIMEOUT');
  });

  it('gives one client after another the next recorded session of its version', async () => {
    await play(
      [
        ...linesOf(1, [...opening(), event(3)]),
        ...linesOf(2, [...opening(20), event(3), event(3)], 20),
        ...linesOf(4, [...opening(), event(3), event(3), event(3)]),
      ],
      'max',
    );
    assert.deepEqual(player.sessions, [
      { connection: 1, version: 25, events: 1 },
      { connection: 2, version: 20, events: 2 },
      { connection: 4, version: 25, events: 3 },
    ]);
    const counts: number[] = [];
    for (const version of [25, 20, 25, 25, 20]) {
      const client = await connect(version);
      await client.open();
      counts.push((await client.topics()).length);
    }
    assert.deepEqual(counts, [1, 2, 3, 1, 2]);
    const client = await connect(19);
    const answer = await client.ask('OPEN_REQ', client.openPayload());
    assert.deepEqual(answer.payload, { ...answer.payload, status: 'E_CTI_INVALID_VERSION' });
    assert.match(trace.join('\n'), /refuses: protocol version 19 is not in the recording, only 25, 20/);
  });

  it('is one to a Session as to a CTI Server: found in its version, heard, closed', async () => {
    await play(linesOf(1, [...opening(21), event(3)], 21), 'max');
    const session = new Session({
      sides: { A: { host: '127.0.0.1', port } },
      clientID: 'flow',
      services: ['CTI_SERVICE_ALL_EVENTS'],
    });
    const heard = new Promise<string>((resolve) => {
      session.subscribe(['FAILURE_EVENT'], ({ topic }) => resolve(topic));
    });
    session.open();
    assert.equal(await heard, 'FAILURE_EVENT');
    await session.close();
    assert.match(
      trace.join('\n'),
      /<- MsgType:CLOSE_REQ .*\nSESSION \d+: -> MsgType:CLOSE_CONF .*\nSESSION \d+: closed/,
    );
  });

  it('refuses what comes before OPEN_REQ, and survives noise', async () => {
    await play(linesOf(1, opening()));
    const early = await connect();
    assert.equal(
      await early.refused('QUERY_AGENT_STATE_REQ', { peripheralID: 1, agentID: '1' }),
      'FAILURE_CONF E_CTI_SESSION_NOT_OPEN',
    );
    const noisy = await connect();
    noisy.sendRaw(Buffer.alloc(64, 0xff));
    await noisy.closed;
    await early.open();
  });

  it('is refused when nobody opened a session in it, or with a speed that is none', async () => {
    await play(linesOf(1, opening()));
    const listen = { host: '127.0.0.1', port: 0 };
    assert.throws(() => new RecordingPlayer(recordingOf(linesOf(1, [event(1)])), { listen }), {
      code: 'CTI_INVALID_RECORDING',
      message: /no session was opened/,
    });
    assert.throws(() => new RecordingPlayer(recordingOf([]), { listen, speed: 0 }), {
      code: 'CTI_INVALID_OPTION',
      field: 'speed',
    });
  });
});
