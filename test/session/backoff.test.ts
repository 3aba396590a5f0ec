import assert from 'node:assert/strict';
import { pauseAfter } from '../../lib/session/backoff';

describe('pauses before the next try', () => {
  const pauses = [1, 2, 5, 10];
  const table: [taken: number, random: number, seconds: number][] = [
    [0, 0, 1],
    [1, 0, 2],
    [2, 0, 5],
    [3, 0, 10],
    [4, 0, 10],
    [400, 0, 10],
    [0, 0.5, 1.1],
    [3, 0.5, 11],
  ];
  for (const [taken, random, seconds] of table) {
    it(`after ${taken} pauses, random ${random}: ${seconds} s`, () => {
      assert.equal(pauseAfter(taken, pauses, random), seconds);
    });
  }

  it('are never shorter than set and at most a fifth longer', () => {
    for (const random of [0, 0.25, 0.75, 0.999_999]) {
      const pause = pauseAfter(3, pauses, random);
      assert.ok(pause >= 10 && pause <= 12, String(pause));
    }
  });

  it('may be none at all', () => {
    assert.equal(pauseAfter(7, [0], 0.9), 0);
  });
});
