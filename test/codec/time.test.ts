import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isoTime } from '../../lib/codec/time';

describe('times', () => {
  it('are what Date makes of them, at the edges', () => {
    for (const second of [0, 59, 86_399, 86_400, 951_782_399, 951_782_400, 951_868_800, 4_107_542_399, 0xffffffff]) {
      assert.equal(isoTime(second), new Date(second * 1000).toISOString());
    }
  });

  it('are what Date makes of them, everywhere', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), (second) => isoTime(second) === new Date(second * 1000).toISOString()),
      { numRuns: 5000 },
    );
  });
});
