import assert from 'node:assert/strict';
import Ajv from 'ajv';
import fc from 'fast-check';
import { Codec } from '../../lib/codec';
import { MESSAGES, type MessageName, payloadSchema } from '../../lib/protocol';
import { documentedIn, payloadOf } from '../codec/arbitrary';

const ajv = new Ajv({ strict: true, allowUnionTypes: true, formats: { 'date-time': true } });

describe('JSON Schema of payloads', () => {
  it('is there for every message', () => {
    for (const name of Object.keys(MESSAGES) as MessageName[]) assert.ok(ajv.compile(payloadSchema(name)), name);
  });

  for (const version of [14, 25]) {
    it(`holds for what decoding gives at version ${version}`, () => {
      const codec = new Codec({ version });
      for (const name of documentedIn(version)) {
        const valid = ajv.compile(payloadSchema(name, version));
        fc.assert(
          fc.property(payloadOf(name, version), (payload) => {
            const decoded = codec.decode(codec.encode(name as string, payload)).payload;
            assert.ok(valid(JSON.parse(JSON.stringify(decoded))), `${name}: ${JSON.stringify(valid.errors)}`);
          }),
          { numRuns: 5 },
        );
      }
    });
  }

  it('holds for what decoding gives at every version, where it is that of any', () => {
    const valid = ajv.compile(payloadSchema('OPEN_CONF', 'any'));
    for (const version of [9, 15, 25]) {
      const codec = new Codec({ version });
      fc.assert(
        fc.property(payloadOf('OPEN_CONF' as MessageName, version), (payload) => {
          const decoded = codec.decode(codec.encode('OPEN_CONF' as string, payload)).payload;
          assert.ok(valid(JSON.parse(JSON.stringify(decoded))), `${version}: ${JSON.stringify(valid.errors)}`);
        }),
        { numRuns: 5 },
      );
    }
  });

  it('refuses a wrong payload', () => {
    const valid = ajv.compile(payloadSchema('HEARTBEAT_CONF'));
    assert.equal(valid({ invokeID: 'x' }), false);
    assert.equal(valid({}), false);
    assert.equal(valid({ invokeID: 1, other: 2 }), false);
  });
});
