import assert from 'node:assert/strict';
import { Framer } from '../../lib/codec';

const FRAMES = [
  '000000040000000600000001',
  '0000000000000115',
  '0000000800000001010203040000006100'.slice(0, 32),
  `000001f40000000a${'ab'.repeat(500)}`,
];
const STREAM = Buffer.from(FRAMES.join(''), 'hex');

function collect(chunks: readonly Buffer[]): string[] {
  const frames: string[] = [];
  const framer = new Framer((buffer, start, end) => frames.push(buffer.toString('hex', start, end)));
  for (const chunk of chunks) framer.push(chunk);
  assert.equal(framer.pending, 0);
  return frames;
}

describe('framing', () => {
  it('gives the same frames wherever the stream is cut', () => {
    for (let at = 0; at <= STREAM.length; at++)
      assert.deepEqual(collect([STREAM.subarray(0, at), STREAM.subarray(at)]), FRAMES, `cut at ${at}`);
  });

  it('gives the same frames in chunks of any size', () => {
    for (const size of [1, 2, 3, 7, 8, 9, 64]) {
      const chunks = Array.from({ length: Math.ceil(STREAM.length / size) }, (_, i) =>
        STREAM.subarray(i * size, (i + 1) * size),
      );
      assert.deepEqual(collect(chunks), FRAMES, `chunks of ${size}`);
    }
  });

  it('hands whole frames on in place', () => {
    const framer = new Framer((buffer) => assert.equal(buffer, STREAM));
    framer.push(STREAM);
  });

  it('counts offset and length where the stream loses its step, also across chunks', () => {
    for (let at = 0; at <= STREAM.length; at += 5) {
      const framer = new Framer(() => {});
      const lost = Buffer.concat([STREAM, Buffer.from('000030cd00000001', 'hex')]);
      const push = () => {
        framer.push(lost.subarray(0, at));
        framer.push(lost.subarray(at));
      };
      assert.throws(push, { code: 'CTI_FRAME_TOO_LONG', offset: STREAM.length, length: 12_493 });
      assert.throws(() => framer.push(STREAM), { code: 'CTI_FRAME_TOO_LONG' }, 'it cannot be trusted again');
    }
  });

  it('takes the largest message and no byte more', () => {
    const largest = Buffer.alloc(12_500);
    largest.writeUInt32BE(12_492, 0);
    assert.equal(collect([largest]).length, 1);
    assert.throws(() => new Framer(() => {}, { maxMessageSize: 12_499 }).push(largest), { code: 'CTI_FRAME_TOO_LONG' });
  });
});
