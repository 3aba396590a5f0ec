/** Decoding: frames of a stream to messages. */
import { deepStrictEqual } from 'node:assert/strict';
import { Codec } from '../lib/codec';
import { VERSION } from './definitions';
import { type Mix, makeMix } from './mixes';
import { bytesOf, parse } from './strategies/binary-parser';
import { straightLine } from './strategies/straight-line';
import { walk } from './strategies/walker';
import type { Strategy } from './strategy';

type Decode = (buffer: Buffer, start: number, end: number) => object;

/** Results are kept for a while, so that the engine cannot leave out the work. */
const RING = 64;

export function codecDecoding(name: Mix['name']): Strategy {
  const codec = new Codec({ version: VERSION });
  return decoding(makeMix(name), (buffer, start, end) => codec.decode(buffer, start, end));
}

export function walkerDecoding(name: Mix['name']): Strategy {
  return decoding(makeMix(name), walk);
}

export function straightLineDecoding(name: Mix['name']): Strategy {
  return decoding(makeMix(name), straightLine);
}

/** Gets whole frames, cut before the clock runs. */
export function binaryParserDecoding(name: Mix['name']): Strategy {
  const { samples, stream, starts } = makeMix(name);
  const frames = samples.map((_, i) => stream.subarray(starts[i], starts[i + 1]));
  const ring: unknown[] = new Array(RING).fill(undefined);
  return {
    messages: samples.length,
    pass: () => {
      for (let i = 0; i < frames.length; i++) ring[i % RING] = parse(frames[i] as Buffer);
    },
    check: () => {
      for (const frame of frames) deepStrictEqual(bytesOf(parse(frame)), frame);
    },
  };
}

function decoding({ samples, stream, starts }: Mix, decode: Decode): Strategy {
  const ring: unknown[] = new Array(RING).fill(undefined);
  const count = samples.length;
  return {
    messages: count,
    pass: () => {
      for (let i = 0; i < count; i++) {
        ring[i % RING] = decode(stream, starts[i] as number, starts[i + 1] as number);
      }
    },
    check: () => {
      samples.forEach(({ topic, payload }, i) => {
        const [start, end] = [starts[i] as number, starts[i + 1] as number];
        const cti = { number: stream.readUInt32BE(start + 4), protocol: VERSION, length: end - start - 8 };
        deepStrictEqual(present(decode(stream, start, end)), { topic, payload, cti });
      });
    },
  };
}

/** Without the keys of absent fields. */
function present(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(present);
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.map(([key, one]) => [key, present(one)]));
}
