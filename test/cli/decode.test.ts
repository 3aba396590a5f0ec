import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Codec } from '../../lib/codec';
import { delivered, heartbeat } from './frames';
import { cti } from './terminal';

const HEARTBEAT = '{"topic":"HEARTBEAT_CONF","payload":{"invokeID":1},"cti":{"number":6,"protocol":25,"length":4}}';

function errorOf(line: string | undefined): { code: string; message: string; offset: number } {
  return (JSON.parse(line ?? '{}') as { error: { code: string; message: string; offset: number } }).error;
}

describe('cti decode', () => {
  it('gives one JSON line per line of hex', async () => {
    const { code, lines, stderr } = await cti(['decode'], `${heartbeat(1).toString('hex')}\n`);
    assert.deepEqual(lines, [HEARTBEAT]);
    assert.equal(code, 0);
    assert.equal(stderr, '');
  });

  it('tolerates blanks, capitals, Windows line ends, empty lines, comments and a missing last line end', async () => {
    const { code, lines } = await cti(
      ['decode', '-'],
      '# a capture\r\n\r\n  00000004 00 00 00 06\t00000001 \r\n   \n0000000400000006 0000000A',
    );
    assert.equal(code, 0);
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).payload),
      [{ invokeID: 1 }, { invokeID: 10 }],
    );
  });

  it('writes bytes as Buffers, and leaves absent fields out', async () => {
    const { lines } = await cti(['decode'], delivered().toString('hex'));
    const { payload } = JSON.parse(lines[0] as string);
    assert.deepEqual(payload.userToUserInfo, { type: 'Buffer', data: [0, 1, 255] });
    assert.deepEqual(payload.unknownFields, [{ tag: 999, data: { type: 'Buffer', data: [97, 98, 99] } }]);
    assert.equal('dnis' in payload, false);
  });

  it('goes on after a bad frame, says where it was, and ends with 1', async () => {
    const good = heartbeat(1).toString('hex');
    const { code, lines } = await cti(['decode'], [`${good}\nxyz\n`, '0000000400000006\n123\n', good]);
    assert.equal(code, 1);
    assert.equal(lines.length, 5);
    assert.deepEqual([lines[0], lines[4]], [HEARTBEAT, HEARTBEAT]);
    assert.equal(errorOf(lines[1]).code, 'CTI_BAD_HEX');
    assert.equal(errorOf(lines[1]).offset, 0);
    assert.equal(errorOf(lines[2]).code, 'CTI_BAD_FRAME');
    assert.match(errorOf(lines[2]).message, /^line 3: /);
    assert.equal(typeof errorOf(lines[2]).offset, 'number');
    assert.equal(errorOf(lines[3]).code, 'CTI_BAD_HEX');
  });

  it('reads with the protocol version and the character set it is given', async () => {
    const codec = new Codec({ version: 14, charset: 'windows-1251' });
    const frame = codec.encode('CONFIG_END_EVENT', { configEndStatus: 'CONFIGEND_SUCCESS', text: 'Привет' });
    const { lines } = await cti(['decode', '--protocol', '14', '--charset=windows-1251'], frame.toString('hex'));
    const { payload, cti: info } = JSON.parse(lines[0] as string);
    assert.equal(payload.text, 'Привет');
    assert.equal(info.protocol, 14);
  });

  it('does not keep a line that never ends', async () => {
    const { code, lines } = await cti(
      ['decode'],
      [...new Array(20).fill('0'.repeat(65_536)), `\n${heartbeat(1).toString('hex')}`],
    );
    assert.equal(code, 1);
    assert.equal(errorOf(lines[0]).code, 'CTI_BAD_LINE');
    assert.deepEqual(lines.slice(1), [HEARTBEAT]);
  });

  it('keeps characters whole that two chunks share', async () => {
    const bytes = Buffer.from('# café\n');
    const { code, lines } = await cti(
      ['decode'],
      [bytes.subarray(0, 6), bytes.subarray(6), heartbeat(1).toString('hex')],
    );
    assert.deepEqual([code, lines], [0, [HEARTBEAT]]);
  });
});

describe('cti decode --binary', () => {
  const stream = Buffer.concat([heartbeat(1), delivered(), heartbeat(2)]);

  it('cuts the stream into frames wherever the chunks end', async () => {
    const whole = await cti(['decode', '--binary'], stream);
    assert.equal(whole.code, 0);
    assert.deepEqual(
      whole.lines.map((line) => JSON.parse(line).topic),
      ['HEARTBEAT_CONF', 'CALL_DELIVERED_EVENT', 'HEARTBEAT_CONF'],
    );
    const bytes = Array.from(stream, (byte) => Buffer.of(byte));
    assert.deepEqual(await cti(['decode', '--binary'], bytes), whole);
  });

  it('reports a bad frame at its place in the stream, and goes on', async () => {
    const bad = Buffer.from('0000000200000006ffff', 'hex');
    const { code, lines } = await cti(['decode', '--binary'], Buffer.concat([heartbeat(1), bad, heartbeat(2)]));
    assert.equal(code, 1);
    assert.equal(lines.length, 3);
    const { code: error, offset, message } = errorOf(lines[1]);
    assert.equal(error, 'CTI_BAD_FRAME');
    assert.match(message, /^frame 2: /);
    assert.ok(offset >= 12 && offset <= 22, `${offset}`);
  });

  it('stops when the stream has lost its step', async () => {
    const { code, lines } = await cti(
      ['decode', '--binary'],
      [heartbeat(1), Buffer.from('no frame at all'), heartbeat(2)],
    );
    assert.equal(code, 1);
    assert.equal(lines.length, 2);
    assert.equal(errorOf(lines[1]).code, 'CTI_FRAME_TOO_LONG');
    assert.equal(errorOf(lines[1]).offset, 12);
  });

  it('reports a last frame that is cut off', async () => {
    const { code, lines } = await cti(['decode', '--binary'], stream.subarray(0, -1));
    assert.equal(code, 1);
    assert.equal(lines.length, 3);
    assert.equal(errorOf(lines[2]).code, 'CTI_BAD_FRAME');
    assert.equal(errorOf(lines[2]).offset, stream.length - 12);
  });

  it('gives nothing for an empty stream', async () => {
    assert.deepEqual(await cti(['decode', '--binary'], []), { code: 0, stdout: '', stderr: '', lines: [] });
  });
});

describe('cti decode FILE', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cti-decode-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('reads a file', async () => {
    const file = join(folder, 'frames.txt');
    await writeFile(file, `${heartbeat(1).toString('hex')}\n`);
    assert.deepEqual((await cti(['decode', file])).lines, [HEARTBEAT]);
  });

  it('reads a file of several chunks', async () => {
    const file = join(folder, 'stream.bin');
    await writeFile(file, Buffer.concat(Array.from({ length: 20_000 }, (_, i) => heartbeat(i))));
    const { code, lines } = await cti(['decode', '--binary', file]);
    assert.equal(code, 0);
    assert.equal(lines.length, 20_000);
    assert.equal(JSON.parse(lines[19_999] as string).payload.invokeID, 19_999);
  });

  for (const [what, name] of [
    ['is not there', 'nothing'],
    ['is a folder', '.'],
  ] as const) {
    it(`says so when the file ${what}`, async () => {
      const { code, stdout, stderr } = await cti(['decode', join(folder, name)]);
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, /^cti decode: .* cannot be read: .* \(CTI_INPUT_FAILED\)\n$/);
    });
  }
});
