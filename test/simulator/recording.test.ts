import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Codec } from '../../lib/codec';
import { RecordingProxy, readRecording } from '../../lib/simulator';
import { TestClient } from './client';
import { ManualClock } from './manual-clock';
import { AGENTS, Site } from './site';

const LOCAL = { host: '127.0.0.1', port: 0 };

describe('a recording', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cti-recording-'));
    file = join(folder, 'made.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** What a client and the simulator say to each other through the proxy. */
  async function recorded(version = 25): Promise<{ client: TestClient; trace: string }> {
    const site = await Site.start({ password: 'hunter22' });
    const server = { host: '127.0.0.1', port: site.port };
    const proxy = new RecordingProxy({ listen: LOCAL, server, file }, site.clock);
    const trace: string[] = [];
    proxy.on('trace', (line) => trace.push(line));
    const { port } = await proxy.start();
    const client = await TestClient.connect(port, version);
    await client.open({ clientPassword: 'hunter22' });
    site.clock.advance(1500);
    await client.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_AVAILABLE',
      agentInstrument: '2001',
      agentID: '1',
      agentPassword: 'letmein',
    });
    site.simulator.inboundCall();
    await client.settled();
    client.close();
    await client.closed;
    await proxy.stop();
    await site.stop();
    return { client, trace: trace.join('\n') };
  }

  for (const version of [15, 25]) {
    it(`has the frames of both directions with their time, in protocol version ${version}`, async () => {
      const { client } = await recorded(version);
      const { entries, start } = await readRecording(file);
      assert.equal(start.toISOString(), '2026-01-31T12:00:00.000Z');
      const codec = new Codec({ version });
      const frames = entries.flatMap((entry) => ('hex' in entry ? [entry] : []));
      const topics = (from: string) =>
        frames.filter((one) => one.from === from).map(({ hex }) => codec.decode(Buffer.from(hex, 'hex')).topic);
      assert.deepEqual(topics('client'), ['OPEN_REQ', 'SET_AGENT_STATE_REQ', 'HEARTBEAT_REQ']);
      assert.deepEqual(
        topics('server'),
        client.received.map(({ topic }) => topic),
      );
      assert.deepEqual([...new Set(frames.map(({ t }) => t))], [0, 1.5]);
      const notes = entries.flatMap((entry) => ('event' in entry ? [entry.event] : []));
      assert.deepEqual(notes, ['opened', 'closed']);
    });

    it(`has stars for passwords, and the rest of the message as it was, in protocol version ${version}`, async () => {
      const { trace } = await recorded(version);
      const codec = new Codec({ version });
      const text = await readFile(file, 'utf8');
      for (const secret of ['hunter22', 'letmein']) {
        assert.ok(!text.includes(Buffer.from(secret).toString('hex')), secret);
        assert.ok(!trace.includes(secret) && !trace.includes(Buffer.from(secret).toString('hex')));
      }
      const { entries } = await readRecording(file);
      const [open, set] = entries.flatMap((entry) =>
        'hex' in entry && entry.from === 'client' ? [codec.decode(Buffer.from(entry.hex, 'hex')).payload] : [],
      ) as { clientPassword?: unknown; clientID?: string; agentPassword?: string; agentID?: string }[];
      assert.equal(String(open?.clientPassword), '*'.repeat('hunter22'.length));
      assert.equal(open?.clientID, 'test');
      assert.equal(set?.agentPassword, '*'.repeat('letmein'.length));
      assert.equal(set?.agentID, '1');
    });
  }

  it('is listed while it is made, like the trace of the simulator', async () => {
    const { trace } = await recorded();
    assert.match(trace, /^SESSION 1: opened: 127\.0\.0\.1:\d+\nSESSION 1: <- MsgType:OPEN_REQ \(InvokeID:0x1 /);
    assert.match(trace, /^SESSION 1: -> MsgType:BEGIN_CALL_EVENT \(/m);
    assert.match(trace, /\nSESSION 1: closed$/);
  });

  it('is readable for its owner only, and never overwrites a file', async () => {
    await recorded();
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const before = await readFile(file, 'utf8');
    const proxy = new RecordingProxy({ listen: LOCAL, server: LOCAL, file });
    await assert.rejects(proxy.start(), { code: 'CTI_CANNOT_WRITE', message: /it exists already/ });
    assert.equal(await readFile(file, 'utf8'), before);
  });

  it('passes every byte on, also what is no frame, and notes where it lost its step', async () => {
    const heard: Buffer[] = [];
    const noise = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 251));
    const peer = createServer((socket) => {
      socket.on('data', (chunk) => heard.push(chunk));
      socket.on('end', () => socket.end(noise));
    });
    await once(peer.listen(0, '127.0.0.1'), 'listening');
    const { port: to } = peer.address() as { port: number };
    const proxy = new RecordingProxy(
      { listen: LOCAL, server: { host: '127.0.0.1', port: to }, file },
      new ManualClock(),
    );
    const { port } = await proxy.start();
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const sent = Buffer.concat([new Codec().encode('HEARTBEAT_REQ', { invokeID: 7 }), Buffer.alloc(20, 0xff), noise]);
    socket.end(sent);
    const back: Buffer[] = [];
    for await (const chunk of socket) back.push(chunk);
    assert.ok(Buffer.concat(heard).equals(sent));
    assert.ok(Buffer.concat(back).equals(noise));
    await proxy.stop();
    await new Promise((resolve) => peer.close(resolve));
    const { entries } = await readRecording(file);
    const short = entries.map((entry) => ('hex' in entry ? entry.hex : `${entry.event} ${entry.from ?? ''}`));
    assert.deepEqual(short, ['opened ', '000000040000000500000007', 'lost client', 'lost server', 'closed ']);
  });

  it('passes a reset on', async () => {
    const peer = createServer();
    const lost = new Promise<string>((resolve) => {
      peer.on('connection', (socket) => socket.on('error', ({ message }) => resolve(message)));
    });
    await once(peer.listen(0, '127.0.0.1'), 'listening');
    const { port: to } = peer.address() as { port: number };
    const proxy = new RecordingProxy({ listen: LOCAL, server: { host: '127.0.0.1', port: to }, file });
    const arrived = once(peer, 'connection');
    const { port } = await proxy.start();
    const client = await TestClient.connect(port);
    await arrived;
    client.socket.resetAndDestroy();
    assert.match(await lost, /ECONNRESET/);
    await proxy.stop();
    await new Promise((resolve) => peer.close(resolve));
    const { entries } = await readRecording(file);
    assert.match(JSON.stringify(entries.at(-1)), /"event":"closed","about":"client: read ECONNRESET"/);
  });

  it('tells why a server cannot be reached, and closes the client', async () => {
    const peer = createServer();
    await once(peer.listen(0, '127.0.0.1'), 'listening');
    const { port: gone } = peer.address() as { port: number };
    await new Promise((resolve) => peer.close(resolve));
    const proxy = new RecordingProxy({ listen: LOCAL, server: { host: '127.0.0.1', port: gone }, file });
    const { port } = await proxy.start();
    const client = await TestClient.connect(port);
    await client.closed;
    await proxy.stop();
    const { entries } = await readRecording(file);
    assert.match(JSON.stringify(entries.at(-1)), /"event":"closed","about":"server: connect ECONNREFUSED/);
  });

  const HEADER = '{"format":"cti-recording","version":1,"start":"2026-01-31T12:00:00.000Z"}';
  const FRAME = '{"t":1,"connection":1,"from":"server","hex":"000000040000000600000007"}';
  for (const [what, lines, line, message] of [
    ['an empty file', [], 1, /the file is empty/],
    ['another format', ['{"format":"pcap"}'], 1, /no format "cti-recording"/],
    ['a later format', ['{"format":"cti-recording","version":2}'], 1, /version 2 of the format is not known/],
    ['a start that is no time', [HEADER.replace('2026', 'x')], 1, /start: /],
    ['a line cut off', [HEADER, FRAME, FRAME.slice(0, 30)], 3, /it is no JSON; if it is the last line/],
    ['a line that is no object', [HEADER, '[]'], 2, /no JSON object/],
    ['a time that runs backwards', [HEADER, FRAME, FRAME.replace('"t":1', '"t":0.5')], 3, /t: 0\.5 is no number.* 1,/],
    ['no connection', [HEADER, FRAME.replace('"connection":1,', '')], 2, /connection: undefined/],
    ['an unknown sender', [HEADER, FRAME.replace('server', 'me')], 2, /from: "me"/],
    ['an unknown event', [HEADER, '{"t":1,"connection":1,"event":"rained"}'], 2, /event: "rained"/],
    ['neither frame nor event', [HEADER, '{"t":1,"connection":1}'], 2, /neither event nor from/],
    ['half a byte', [HEADER, FRAME.replace('07"', '7"')], 2, /pairs of hexadecimal digits/],
    ['a frame of the wrong length', [HEADER, FRAME.replace('07"', '0708"')], 2, /13 bytes; its MessageLength makes 12/],
    ['a frame without header', [HEADER, FRAME.replace(/"0+4.*"/, '"0000"')], 2, /2 bytes; its header alone has 8/],
  ] as const) {
    it(`with ${what} is refused with the line`, async () => {
      await writeFile(file, lines.map((one) => `${one}\n`).join(''));
      await assert.rejects(readRecording(file), { code: 'CTI_INVALID_RECORDING', line, message });
    });
  }

  it('that is not there is told', async () => {
    await assert.rejects(readRecording(file), { code: 'CTI_CANNOT_READ_RECORDING', message: /ENOENT/ });
  });
});
