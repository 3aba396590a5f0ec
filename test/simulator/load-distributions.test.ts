import assert from 'node:assert/strict';
import { randomFrom } from '../../lib/simulator/configuration/random';
import { Arrivals } from '../../lib/simulator/load/arrivals';
import { exponential, logNormal, type Random } from '../../lib/simulator/load/distributions';
import { Percentiles } from '../../lib/simulator/load/percentiles';
import { ManualClock } from './manual-clock';

const DRAWS = 20_000;

function drawn(draw: (random: Random) => number): number[] {
  const random = randomFrom(7);
  return Array.from({ length: DRAWS }, () => draw(random)).sort((a, b) => a - b);
}

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
const near = (value: number, wanted: number, share = 0.05) =>
  assert.ok(Math.abs(value - wanted) <= wanted * share, `${value} is not about ${wanted}`);

describe('the times of a load', () => {
  it('are exponential with the mean that is asked for', () => {
    const times = drawn((random) => exponential(10, random));
    near(mean(times), 10);
    near(times[DRAWS / 2] as number, 10 * Math.LN2);
    assert.ok((times[0] as number) >= 0);
  });

  it('are log-normal with the mean that is asked for, and a longer tail above than below', () => {
    const times = drawn((random) => logNormal(100, 0.5, random));
    near(mean(times), 100);
    near(times[DRAWS / 2] as number, 100 * Math.exp(-0.125));
    assert.ok((times[0] as number) > 0);
    near(times.filter((one) => one > 200).length / DRAWS, 0.05, 0.2);
  });
});

describe('the calls of a load', () => {
  function arrivals(seed: number, seconds: number, perSecond: number): number[] {
    const clock = new ManualClock();
    const began = clock.now();
    const times: number[] = [];
    const process = new Arrivals(clock, perSecond, randomFrom(seed), () => times.push(clock.now() - began));
    clock.advance(seconds * 1000);
    process.end();
    assert.equal(clock.pending, 0);
    return times;
  }

  it('come at random, as many as asked for on the average, with exponential gaps', () => {
    const times = arrivals(3, 2_000, 5);
    near(times.length, 10_000);
    const gaps = times.slice(1).map((one, i) => one - (times[i] as number));
    near(gaps.filter((gap) => gap > 200).length / gaps.length, Math.exp(-1));
  });

  it('come at the same times for the same seed, at others for another', () => {
    assert.deepEqual(arrivals(3, 10, 5), arrivals(3, 10, 5));
    assert.notDeepEqual(arrivals(3, 10, 5), arrivals(4, 10, 5));
  });

  it('come at once when the clock is late, and say by how much', () => {
    const late: number[] = [];
    let now = 0;
    let fire: () => void = () => undefined;
    const clock = {
      now: () => now,
      after: (_: number, run: () => void) => {
        fire = run;
        return () => undefined;
      },
    };
    new Arrivals(clock, 100, randomFrom(1), (by) => late.push(by));
    now = 1_000;
    fire();
    near(late.length, 100, 0.3);
    assert.ok((late[0] as number) > 900);
    assert.ok((late.at(-1) as number) < 100);
  });
});

describe('the percentiles of a load', () => {
  it('are exact to 5 %, whatever the size of the values; the maximum is exact', () => {
    const percentiles = new Percentiles();
    for (let i = 1; i <= 1_000; i++) percentiles.add(i / 10);
    const { p50, p95, p99, max } = percentiles.spread;
    near(p50, 50);
    near(p95, 95);
    near(p99, 99);
    assert.equal(max, 100);
  });

  it('are zero while there is nothing, and for nothing but zeroes', () => {
    const percentiles = new Percentiles();
    const none = { p50: 0, p95: 0, p99: 0, max: 0 };
    assert.deepEqual(percentiles.spread, none);
    percentiles.add(0);
    assert.deepEqual(percentiles.spread, none);
  });
});
