/** What is compared with what, and the aims. */
import { binaryParserDecoding, codecDecoding, straightLineDecoding, walkerDecoding } from './decoding';
import { codecEncoding, concatEncoding, type Given } from './encoding';
import type { Mix } from './mixes';
import type { Strategy } from './strategy';
import { concatFraming, framing, skipping } from './stream-work';

export interface Comparison {
  readonly id: string;
  readonly what: string;
  readonly mix: Mix['name'];
  /** The strategy of this package. */
  readonly ours: string;
  /** What it is compared with; `aim`: how many times cheaper ours shall be at least. */
  readonly others: readonly { readonly name: string; readonly aim?: number }[];
  readonly strategies: { readonly [name: string]: () => Strategy };
}

export const COMPARISONS: readonly Comparison[] = [
  decode('small', {
    others: [{ name: 'walker' }, { name: 'binary-parser' }, { name: 'hand-written', aim: 0.95 }],
    more: { 'hand-written': () => straightLineDecoding('small') },
  }),
  decode('large', {
    others: [
      { name: 'walker', aim: 3 },
      { name: 'binary-parser', aim: 8 },
    ],
    more: {},
  }),
  encode('small', 'written'),
  encode('small', 'decoded'),
  encode('large', 'written'),
  encode('large', 'decoded'),
  skip('large'),
  frame('small'),
];

function decode(
  mix: Mix['name'],
  { others, more }: { others: Comparison['others']; more: Comparison['strategies'] },
): Comparison {
  const strategies = {
    codec: () => codecDecoding(mix),
    walker: () => walkerDecoding(mix),
    'binary-parser': () => binaryParserDecoding(mix),
    ...more,
  };
  return { id: `decode-${mix}`, what: 'decode', mix, ours: 'codec', others, strategies };
}

function encode(mix: Mix['name'], given: Given): Comparison {
  return {
    id: `encode-${mix}-${given}`,
    what: `encode, ${given}`,
    mix,
    ours: 'codec',
    others: [{ name: 'concat', aim: 2.5 }],
    strategies: { codec: () => codecEncoding(mix, given), concat: () => concatEncoding(mix, given) },
  };
}

function skip(mix: Mix['name']): Comparison {
  return {
    id: `skip-${mix}`,
    what: 'skip',
    mix,
    ours: 'header look',
    others: [{ name: 'decode', aim: 20 }],
    strategies: { 'header look': () => skipping(mix), decode: () => codecDecoding(mix) },
  };
}

function frame(mix: Mix['name']): Comparison {
  return {
    id: `frame-${mix}`,
    what: 'frame, 1,460-byte chunks',
    mix,
    ours: 'Framer',
    others: [{ name: 'concat-and-subarray', aim: 2.5 }],
    strategies: { Framer: () => framing(mix), 'concat-and-subarray': () => concatFraming(mix) },
  };
}
