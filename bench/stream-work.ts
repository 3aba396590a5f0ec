/** What happens to a stream before decoding: frames are cut, and those nobody asked for are skipped. */
import { deepStrictEqual } from 'node:assert/strict';
import { Framer, messageNumber } from '../lib/codec';
import { type Mix, makeMix } from './mixes';
import { ConcatFramer } from './strategies/concat-framer';
import type { Strategy } from './strategy';

/** Bytes of a chunk: the payload of a usual TCP segment. */
const CHUNK = 1_460;

/** A look at the header and one at the numbers that somebody wants. */
export function skipping(name: Mix['name']): Strategy {
  const { samples, stream, starts } = makeMix(name);
  const wanted = new Set<number>();
  const skipped = () => {
    let count = 0;
    for (let i = 0; i < samples.length; i++) if (!wanted.has(messageNumber(stream, starts[i] as number))) count++;
    return count;
  };
  return {
    messages: samples.length,
    pass: () => {
      skipped();
    },
    check: () => deepStrictEqual(skipped(), samples.length),
  };
}

export function framing(name: Mix['name']): Strategy {
  return cutting(makeMix(name), (onFrame) => new Framer(onFrame));
}

export function concatFraming(name: Mix['name']): Strategy {
  return cutting(makeMix(name), (onFrame) => new ConcatFramer((frame) => onFrame(frame, 0, frame.length)));
}

type OnFrame = (buffer: Buffer, start: number, end: number) => void;

function cutting(mix: Mix, make: (onFrame: OnFrame) => { push(chunk: Buffer): void }): Strategy {
  const { samples, stream, starts } = mix;
  const chunks: Buffer[] = [];
  for (let at = 0; at < stream.length; at += CHUNK) chunks.push(Buffer.from(stream.subarray(at, at + CHUNK)));
  let bytes = 0;
  const framer = make((_, start, end) => {
    bytes += end - start;
  });
  return {
    messages: samples.length,
    pass: () => {
      for (const chunk of chunks) framer.push(chunk);
    },
    check: () => {
      const sizes: number[] = [];
      const checked = make((_, start, end) => sizes.push(end - start));
      for (const chunk of chunks) checked.push(chunk);
      deepStrictEqual(
        sizes,
        samples.map((_, i) => (starts[i + 1] as number) - (starts[i] as number)),
      );
      deepStrictEqual(bytes % stream.length, 0);
    },
  };
}
