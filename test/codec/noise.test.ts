/**
 * Mutated and truncated frames: nothing but coded errors, the same verdict and the same payload as
 * the interpreted walker, no hang, no growth. CTI_SEED repeats a run.
 */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { type AnyMessage, Codec, CtiError, Framer, literal, loop } from '../../lib/codec';
import { documentedIn, payloadOf } from './arbitrary';
import { OracleError, oracle } from './oracle';
import { present } from './present';

const FRAMES = 200_000;
const VERSIONS = [9, 14, 18, 19, 20, 23, 24, 25];
const seed = Number(process.env.CTI_SEED ?? Date.now() % 2 ** 31);

/** Park and Miller's generator: small, and the same everywhere. */
function randomFrom(start: number): (below: number) => number {
  let state = (start % 2147483646) + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

function goodFrames(version: number): Buffer[] {
  const codec = new Codec({ version });
  return documentedIn(version).flatMap((name) =>
    fc.sample(payloadOf(name, version), { numRuns: 6, seed }).map((payload) => codec.encode(name as string, payload)),
  );
}

/** One or more changes; the length in the header is usually put right, so that the body is looked at. */
function mutated(frame: Buffer, random: (below: number) => number): Buffer {
  let bytes = Buffer.from(frame);
  for (let changes = 1 + random(3); changes > 0; changes--) {
    const at = random(bytes.length);
    switch (random(6)) {
      case 0:
        bytes = Buffer.from(bytes.subarray(0, at));
        break;
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256)]), bytes.subarray(at)]);
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
        break;
      case 3: {
        const from = random(bytes.length);
        bytes = Buffer.concat([bytes, bytes.subarray(from, from + random(40))]);
        break;
      }
      default:
        bytes[at] = random(3) === 0 ? 0 : random(256);
    }
    if (bytes.length === 0) return bytes;
  }
  if (bytes.length >= 8 && random(10) > 0) bytes.writeUInt32BE(bytes.length - 8, 0);
  return bytes;
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

describe('noise', () => {
  it(`${FRAMES} mutated frames: coded errors only, as the walker says, no growth`, () => {
    console.log(`      seed ${seed}: repeat with CTI_SEED=${seed}`);
    const random = randomFrom(seed);
    const sources = VERSIONS.map((version) => ({
      version,
      frames: goodFrames(version),
      literals: new Codec({ version, shape: literal }),
      loop: new Codec({ version, shape: loop }),
    }));
    let before = 0;
    let refused = 0;
    for (let n = 0; n < FRAMES; n++) {
      if (n === FRAMES / 10) before = heapUsed();
      const { version, frames, literals, loop } = sources[n % sources.length] as (typeof sources)[number];
      const frame = mutated(frames[random(frames.length)] as Buffer, random);
      const hex = () => `version ${version}, ${frame.toString('hex')}`;
      const expected = verdict(() => oracle(frame, { version }), OracleError, hex);
      const decoded = verdict(() => (n % 2 === 0 ? literals : loop).decode(frame), CtiError, hex);
      if (decoded instanceof Error || expected instanceof Error) {
        assert.equal(decoded instanceof Error && decoded.code, expected instanceof Error && expected.code, hex());
        refused++;
      } else {
        assert.deepStrictEqual({ ...decoded, payload: present(decoded.payload) }, expected, hex());
      }
    }
    const growth = heapUsed() - before;
    assert.ok(growth < 20e6, `the heap grew by ${growth} bytes`);
    assert.ok(
      refused > FRAMES / 20 && refused < (FRAMES * 19) / 20,
      `${refused} refused: the mutations are too mild or too wild`,
    );
  });

  it('random chunks of a random stream: frames or one coded error', () => {
    const random = randomFrom(seed);
    for (let n = 0; n < 2_000; n++) {
      const framer = new Framer((buffer, start, end) => assert.ok(end <= buffer.length && end - start >= 8));
      try {
        for (let chunks = random(20); chunks > 0; chunks--) {
          const chunk = Buffer.alloc(random(50));
          for (let i = 0; i < chunk.length; i++) chunk[i] = random(4) === 0 ? random(256) : 0;
          framer.push(chunk);
        }
      } catch (error) {
        assert.ok(error instanceof CtiError && error.code === 'CTI_FRAME_TOO_LONG', String(error));
      }
    }
  });
});

function verdict<T extends AnyMessage | object, E extends Error & { code: string }>(
  read: () => T,
  errorClass: new (...args: never[]) => E,
  hex: () => string,
): T | E {
  try {
    return read();
  } catch (error) {
    assert.ok(error instanceof errorClass, `${String(error)}: ${hex()}`);
    assert.equal(error.code, 'CTI_BAD_FRAME', hex());
    return error;
  }
}
