import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CallIDs } from '../../lib/model/calls/call-ids';

const DAY = 86_400_000;
const MORNING = Date.parse('2026-01-31T06:00:00Z');
const free = () => false;

describe('the ids of calls that have none but their number', () => {
  it('are numbered through the day', () => {
    const ids = new CallIDs();
    const next = (callID: number, at = MORNING) => ids.next(5000, callID, at, free);
    assert.deepEqual(
      [next(7), next(8), next(7), next(7)].map((id) => id.slice(5)),
      ['7-20260131', '8-20260131', '7-20260131-2', '7-20260131-3'],
    );
    assert.equal(next(7, MORNING + DAY), '5000-7-20260201');
  });

  it('are none that a call has now', () => {
    const ids = new CallIDs();
    const isTaken = (id: string) => ['5000-7-20260131', '5000-7-20260131-2'].includes(id);
    assert.equal(ids.next(5000, 7, MORNING, isTaken), '5000-7-20260131-3');
    assert.equal(ids.next(5000, 7, MORNING, free), '5000-7-20260131-4');
  });

  it('are remembered for the day only, and never without bound', () => {
    const ids = new CallIDs(1000);
    const next = (callID: number, at: number) => ids.next(5000, callID, at, free);
    for (let n = 0; n < 5000; n++) next(n, MORNING);
    assert.equal(ids.size, 1000);
    assert.equal(next(4999, MORNING), '5000-4999-20260131-2', 'the latest are remembered');
    next(1, MORNING + DAY);
    assert.equal(ids.size, 1);
  });
});
