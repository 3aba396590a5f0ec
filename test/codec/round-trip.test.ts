import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type AnyMessage, Codec, literal, loop } from '../../lib/codec';
import { MESSAGES, type MessageName } from '../../lib/protocol';
import { type AnyPayload, documentedIn, payloadOf } from './arbitrary';
import { oracle } from './oracle';
import { present } from './present';

const VERSIONS = [14, 18, 20, 23, 24, 25];

for (const [how, shape] of [
  ['literals', literal],
  ['the loop', loop],
] as const) {
  describe(`round trip with ${how}`, () => {
    for (const version of VERSIONS) {
      it(`every documented message at protocol version ${version}`, () => {
        const codec = new Codec({ version, shape });
        for (const name of documentedIn(version)) {
          fc.assert(
            fc.property(payloadOf(name, version), (payload) => check(codec, name, payload, version)),
            { numRuns: 12 },
          );
        }
      });
    }
  });
}

function check(codec: Codec, name: MessageName, payload: AnyPayload, version: number): void {
  const frame = codec.encode(name as string, payload);
  const message: AnyMessage = codec.decode(frame);
  assert.equal(message.topic, name);
  assert.deepEqual(message.cti, { number: MESSAGES[name].number, protocol: version, length: frame.length - 8 });
  assert.deepEqual(present(message.payload), payload);
  assert.deepEqual(oracle(frame, { version }).payload, present(message.payload));
  assert.ok(codec.encode(name as string, message.payload).equals(frame), `${name}: encoding again gives other bytes`);
}

describe('messages without a public layout', () => {
  it('pass as raw bodies both ways, all 80 of them', () => {
    const codec = new Codec({ version: 25 });
    const listed = (Object.keys(MESSAGES) as MessageName[]).filter((name) => !('fixed' in MESSAGES[name]));
    assert.equal(listed.length, 80);
    for (const name of listed) {
      const body = Buffer.from('0102030405', 'hex');
      const frame = codec.encode(name as string, { body });
      const message = codec.decode(frame);
      assert.equal(message.topic, name);
      assert.deepEqual(message.payload, { body });
    }
  });
});
