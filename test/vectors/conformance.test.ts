import assert from 'node:assert/strict';
import { Codec, CtiError, Framer } from '../../lib/codec';
import {
  type DocumentedMessage,
  type FloatingField,
  type ListField,
  MESSAGES,
  type MessageDefinition,
} from '../../lib/protocol';
import { oracle } from '../codec/oracle';
import { present } from '../codec/present';
import { factsOf, readVectors, type Vector } from './vectors';

const vectors = ['real-captures.json', 'v20-samples.json', 'others.json'].flatMap((file) => readVectors<Vector>(file));

describe('the vectors', () => {
  it('are there', () => assert.equal(vectors.length, 50));

  for (const vector of vectors) {
    it(`${vector.id} ${vector.name} at version ${vector.version}`, () => {
      const codec = new Codec({ version: vector.version });
      const frame = Buffer.from(vector.hex, 'hex');
      const message = codec.decode(frame);
      const payload = present(message.payload) as Record<string, unknown>;
      assert.equal(message.topic, vector.name);
      assert.equal(payload.unknownFields, undefined, 'a field was not understood');
      checkFacts(vector, payload);
      assert.deepEqual(oracle(frame, { version: vector.version }).payload, payload);
      const again = codec.encode(message.topic as string, message.payload);
      if (isCanonical(vector)) assert.equal(again.toString('hex'), vector.hex);
      else assert.deepEqual(present(codec.decode(again).payload), payload);
    });
  }
});

function checkFacts(vector: Vector, payload: Record<string, unknown>): void {
  let items = 0;
  for (const { key, list, value } of factsOf(vector)) {
    if (key === 'namedVariables' || key === 'namedArrays') {
      const { name, index, value: text } = value as { name: string; index?: number; value: string };
      const named = (payload[key] as Record<string, string | string[]>)[name];
      assert.equal(index === undefined ? named : named?.[index], text, `${key} ${name}`);
    } else if (list === undefined) assert.deepEqual(payload[key], value, key);
    else {
      items++;
      const values = leaves(payload, key);
      assert.ok(
        values.some((one) => JSON.stringify(one) === JSON.stringify(value)),
        `${list}.${key}: ${String(value)}`,
      );
    }
  }
  const inLists = new Set(factsOf(vector).flatMap(({ key, list }) => (list === undefined ? [] : [key])));
  const found = [...inLists].reduce((sum, key) => sum + leaves(payload, key).length, 0);
  assert.equal(found, items, 'values in lists');
}

/** Every value under a key, in the order of the wire. */
function leaves(value: unknown, key: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, key));
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === key ? [inner] : leaves(inner, key)));
}

/** The fields stand in the order of the definition and the strings have their NULs. */
function isCanonical(vector: Vector): boolean {
  if (vector.id === 'ctm/003') return false; // "the client leaves out the NUL of ClientID"
  const definition = MESSAGES[vector.name as keyof typeof MESSAGES] as MessageDefinition as DocumentedMessage;
  const order = new Map<number, number>();
  const add = (fields: { readonly [name: string]: FloatingField | ListField }, list?: number) => {
    for (const field of Object.values(fields)) {
      if (field.type === 'LIST') add(field.fields, list ?? order.size);
      else if (field.tag !== null) order.set(field.tag, list ?? order.size);
    }
  };
  add(definition.floating ?? {});
  const places = vector.fields.floating.map(({ tag }) => order.get(tag) ?? -1);
  return places.every((place, i) => i === 0 || place >= (places[i - 1] as number));
}

interface Invalid {
  readonly id: string;
  readonly version: number;
  readonly hex: string;
  readonly verdict: string;
  readonly number?: number;
  readonly expected?: Record<string, unknown> & {
    floating?: { name: string; value: string }[];
    floatingLast?: { value: number };
  };
}

describe('invalid and unknown frames', () => {
  for (const entry of readVectors<Invalid>('invalid.json')) {
    it(`${entry.id}: ${entry.verdict}`, () => {
      const codec = new Codec({ version: entry.version });
      const bytes = Buffer.from(entry.hex, 'hex');
      const frames: Buffer[] = [];
      const framer = new Framer((buffer, start, end) => frames.push(Buffer.from(buffer.subarray(start, end))));
      switch (entry.verdict) {
        case 'unknown-type':
          framer.push(bytes);
          assert.deepEqual(codec.decode(frames[0] as Buffer), {
            topic: `MESSAGE_TYPE_${entry.number}`,
            payload: { body: bytes.subarray(8) },
            cti: { number: entry.number, protocol: entry.version, length: bytes.length - 8 },
          });
          break;
        case 'incomplete':
          framer.push(bytes);
          assert.equal(frames.length, 0);
          assert.equal(framer.pending, bytes.length);
          break;
        case 'oversize':
        case 'oversize-peer': {
          const limited = new Framer(() => assert.fail(), {
            maxMessageSize: entry.verdict === 'oversize' ? 12_500 : 4_329,
          });
          const push = () => limited.push(Buffer.concat([bytes, Buffer.alloc(8)]));
          assert.throws(
            push,
            (error) => error instanceof CtiError && error.code === 'CTI_FRAME_TOO_LONG' && error.offset === 0,
          );
          break;
        }
        case 'overrun':
        case 'short-fixed':
          framer.push(Buffer.concat([bytes, Buffer.from('000000040000000600000001', 'hex')]));
          assert.throws(() => codec.decode(frames[0] as Buffer), { code: 'CTI_BAD_FRAME' });
          assert.equal(codec.decode(frames[1] as Buffer).topic, 'HEARTBEAT_CONF', 'the next frame is good');
          break;
        default:
          checkExpected(present(codec.decode(bytes).payload) as Record<string, unknown>, entry);
      }
    });
  }
});

function checkExpected(payload: Record<string, unknown>, { expected = {}, id }: Invalid): void {
  const { floating = [], floatingLast, ...fixed } = expected;
  if (id === 'invalid/failure-conf-10') {
    const { InvokeID, PeripheralErrorCode } = fixed;
    assert.deepEqual(payload, {
      invokeID: InvokeID,
      failureCode: 'E_CTI_INVALID_MONITOR_STATUS',
      peripheralErrorCode: PeripheralErrorCode,
    });
    return;
  }
  for (const { name, value } of floating) {
    if (name === '(unknown)') assert.deepEqual(payload.unknownFields, [{ tag: 999, data: Buffer.from(value, 'hex') }]);
    else assert.equal(payload.connectionDeviceID, value);
  }
  if (floatingLast) assert.deepEqual(leaves(payload, 'fltSkillGroupState'), [floatingLast.value]);
  assert.ok(floating.length > 0 || floatingLast, 'nothing was checked');
}

interface Framing {
  readonly id: string;
  readonly chunks: string[];
  readonly frames: string[];
  readonly rest?: string;
  readonly error?: string;
}

describe('streams', () => {
  for (const entry of readVectors<Framing>('framing.json')) {
    it(entry.id, () => {
      const frames: string[] = [];
      const framer = new Framer((buffer, start, end) => frames.push(buffer.toString('hex', start, end)));
      const push = () => {
        for (const chunk of entry.chunks) framer.push(Buffer.from(chunk, 'hex'));
      };
      if (entry.error) assert.throws(push, { code: 'CTI_FRAME_TOO_LONG' });
      else push();
      assert.deepEqual(frames, entry.frames);
      if (!entry.error) assert.equal(framer.pending, (entry.rest ?? '').length / 2);
    });
  }
});
