import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Site } from './site';

const heartbeat = (invokeID: number) => {
  const frame = Buffer.alloc(12);
  frame.writeUInt32BE(4, 0);
  frame.writeUInt32BE(5, 4);
  frame.writeUInt32BE(invokeID, 8);
  return frame;
};

describe('a session', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start();
  });
  afterEach(() => site.stop());

  it('answers heartbeats', async () => {
    const client = await site.bridge();
    const answer = await client.ask('HEARTBEAT_REQ', {});
    assert.equal(answer.topic, 'HEARTBEAT_CONF');
  });

  it('takes nothing before OPEN_REQ', async () => {
    const client = await site.connect();
    assert.equal(await client.refused('HEARTBEAT_REQ', {}), 'FAILURE_CONF E_CTI_SESSION_NOT_OPEN');
    await client.open();
  });

  it('ends with CLOSE_REQ, after which nothing more is sent or answered', async () => {
    const client = await site.bridge();
    assert.equal((await client.ask('CLOSE_REQ', { status: 'E_CTI_NO_ERROR' })).topic, 'CLOSE_CONF');
    site.simulator.inboundCall();
    client.sendRaw(heartbeat(99));
    const received = client.received.length;
    site.clock.advance(5000);
    await client.closed;
    assert.equal(client.received.length, received);
  });

  it('ends when the client is silent for the idle timeout', async () => {
    const client = await site.connect();
    await client.open({ idleTimeout: 20 });
    site.clock.advance(19_000);
    await client.settled();
    site.clock.advance(19_000);
    await client.settled();
    site.clock.advance(20_000);
    assert.equal((await client.event('FAILURE_EVENT')).status, 'E_CTI_TIMEOUT');
    await client.closed;
  });

  it('keeps real time however fast the switch is', async () => {
    await site.stop();
    site = await Site.start({ speed: 100 });
    const client = await site.connect();
    await client.open({ idleTimeout: 20 });
    site.clock.advance(19_000);
    await client.settled();
  });

  it('survives malformed frames and answers each with the fitting code', async () => {
    const client = await site.bridge();
    const failure = async (hex: string) => {
      client.sendRaw(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
      const { invokeID, failureCode } = await client.event('FAILURE_CONF');
      return [invokeID, failureCode];
    };
    // An empty body; a fixed part cut short; a floating field longer than its message; a number nobody knows;
    // an event that only the server sends.
    assert.deepEqual(await failure('00000000 00000005'), [0, 'E_CTI_INVALID_MESSAGE_LENGTH']);
    assert.deepEqual(await failure('00000008 0000002a 0000000b 00001388'), [11, 'E_CTI_INVALID_MESSAGE_LENGTH']);
    assert.deepEqual(await failure('0000000c 00000005 0000000c 0019 0040 00000000'), [12, 'E_CTI_BAD_MESSAGE_FORMAT']);
    assert.deepEqual(await failure('00000004 0000ffff 0000000d'), [13, 'E_CTI_INVALID_MSG_TYPE_FOR_VERSION']);
    assert.deepEqual(await failure('00000004 00000002 0000000e'), [14, 'E_CTI_INVALID_MSG_TYPE_FOR_VERSION']);
    await client.settled();
  });

  it('is closed when the stream has lost its step', async () => {
    const client = await site.bridge();
    const other = await site.bridge();
    client.sendRaw(Buffer.from('0102030405060708', 'hex'));
    await client.closed;
    await other.settled();
  });

  it('takes frames in any pieces', async () => {
    const client = await site.bridge();
    const frames = Buffer.concat([heartbeat(1001), heartbeat(1002)]);
    client.socket.setNoDelay(true);
    for (const byte of frames) client.sendRaw(Buffer.of(byte));
    await client.event('HEARTBEAT_CONF');
    assert.equal((await client.event('HEARTBEAT_CONF')).invokeID, 1002);
  });

  it('is told that the server goes off line, and closed', async () => {
    const client = await site.bridge();
    const stopped = site.simulator.stop();
    assert.equal((await client.event('FAILURE_EVENT')).status, 'E_CTI_CTI_SERVER_OFFLINE');
    await client.closed;
    await stopped;
    assert.equal(site.clock.pending, 0);
  });

  it('has its configuration requests answered, without the service with nothing to upload', async () => {
    const client = await site.bridge();
    client.sendRaw(client.encode('CONFIG_REQUEST_KEY_EVENT', { peripheralID: 5000 }));
    assert.equal((await client.event('CONFIG_KEY_EVENT')).configkeyStatus, 'CONFIG_NO_KEY_SUPPORT');
    client.sendRaw(client.encode('CONFIG_REQUEST_EVENT', { peripheralID: 5000, configInformation: [] }));
    assert.equal((await client.event('CONFIG_END_EVENT')).configEndStatus, 'CONFIGEND_INVALID');
  });

  it('shows in the trace, without passwords', async () => {
    const lines: string[] = [];
    const trace = (line: string) => lines.push(line);
    site.simulator.on('trace', trace);
    const client = await site.connect();
    await client.open({ clientPassword: 'secret' });
    site.simulator.off('trace', trace);
    const count = lines.length;
    await client.settled();
    assert.equal(lines.length, count);
    assert.match(
      lines.join('\n'),
      /SESSION 1: <- MsgType:OPEN_REQ \(InvokeID:0x1 .*ClientID:"test" ClientPassword:\*\*\*/,
    );
    assert.match(lines.join('\n'), /SESSION 1: -> MsgType:OPEN_CONF \(InvokeID:0x1 /);
    assert.doesNotMatch(lines.join('\n'), /secret|736563726574/);
  });
});

describe('the simulator', () => {
  it('says why it cannot listen', async () => {
    const site = await Site.start();
    try {
      await assert.rejects(Site.start({ port: site.port }), { code: 'CTI_CANNOT_LISTEN' });
      await assert.rejects(site.simulator.start(), { code: 'CTI_ALREADY_STARTED' });
    } finally {
      await site.stop();
    }
  });

  it('starts again with a fresh switch', async () => {
    const site = await Site.start();
    site.simulator.inboundCall();
    assert.equal(site.simulator.calls.length, 1);
    await site.simulator.stop();
    assert.equal(site.simulator.calls.length, 0);
    await site.open();
    const bridge = await site.bridge();
    site.simulator.inboundCall();
    await bridge.event('CALL_QUEUED_EVENT');
    await site.stop();
  });
});
