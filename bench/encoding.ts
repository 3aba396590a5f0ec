/** Encoding: messages to frames. */
import { deepStrictEqual } from 'node:assert/strict';
import { Codec } from '../lib/codec';
import { VERSION } from './definitions';
import { type Mix, makeMix, type Sample } from './mixes';
import { concatEncode } from './strategies/concat-encoder';
import type { Strategy } from './strategy';

type Encode = (topic: string, payload: Sample['payload']) => Buffer;

const RING = 64;

/**
 * `written`: only the keys that are there, as people write messages; `decoded`: what decoding gave,
 * one shape per message type with every key.
 */
export type Given = 'written' | 'decoded';

export function codecEncoding(name: Mix['name'], given: Given): Strategy {
  const codec = new Codec({ version: VERSION });
  return encoding(makeMix(name), given, (topic, payload) => codec.encode(topic, payload));
}

export function concatEncoding(name: Mix['name'], given: Given): Strategy {
  return encoding(makeMix(name), given, concatEncode);
}

function encoding(mix: Mix, given: Given, encode: Encode): Strategy {
  const { stream, starts } = mix;
  const samples = given === 'written' ? mix.samples : decoded(mix);
  const ring: unknown[] = new Array(RING).fill(undefined);
  return {
    messages: samples.length,
    pass: () => {
      for (let i = 0; i < samples.length; i++) {
        const { topic, payload } = samples[i] as Sample;
        ring[i % RING] = encode(topic, payload);
      }
    },
    check: () => {
      samples.forEach(({ topic, payload }, i) => {
        deepStrictEqual(encode(topic, payload), Buffer.from(stream.subarray(starts[i], starts[i + 1])));
      });
    },
  };
}

function decoded({ samples, stream, starts }: Mix): Sample[] {
  const codec = new Codec({ version: VERSION });
  return samples.map((_, i) => {
    const { topic, payload } = codec.decode(stream, starts[i] as number, starts[i + 1] as number);
    return { topic, payload: { ...payload } };
  });
}
