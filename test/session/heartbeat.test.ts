import assert from 'node:assert/strict';
import { Heartbeat } from '../../lib/session/heartbeat';
import { ManualClock } from './manual-clock';

/** An owner that notes when what was asked of it, in seconds from the start. */
class Owner {
  readonly clock = new ManualClock();
  readonly #start = this.clock.now();
  #lastSent = this.clock.now();
  readonly sent: number[] = [];
  readonly deaths: [second: number, unanswered: number][] = [];
  readonly roundTrips: number[] = [];
  #lastReceived = Number.POSITIVE_INFINITY;

  get second(): number {
    return (this.clock.now() - this.#start) / 1000;
  }

  lastSent(): number {
    return this.#lastSent;
  }

  /** Frames come all the time, until a test says otherwise. */
  lastReceived(): number {
    return Math.min(this.#lastReceived, this.clock.now());
  }

  hearNothingMore(): void {
    this.#lastReceived = this.clock.now();
  }

  roundTrip(seconds: number): void {
    this.roundTrips.push(seconds);
  }

  sendSomething(): void {
    this.#lastSent = this.clock.now();
  }

  sendHeartbeat(): void {
    this.sendSomething();
    this.sent.push(this.second);
  }

  died(unanswered: number): void {
    this.deaths.push([this.second, unanswered]);
  }
}

describe('heartbeat', () => {
  let owner: Owner;
  let heartbeat: Heartbeat;

  beforeEach(() => {
    owner = new Owner();
    heartbeat = new Heartbeat(owner, owner.clock, 5);
    heartbeat.start();
  });

  it('is sent every interval in which the client sent nothing', () => {
    for (let second = 1; second <= 16; second++) {
      owner.clock.advance(1);
      heartbeat.answered();
    }
    assert.deepEqual(owner.sent, [5, 10, 15]);
    assert.deepEqual(owner.deaths, []);
  });

  it('waits while the client sends something else', () => {
    owner.clock.advance(3);
    owner.sendSomething();
    owner.clock.advance(4);
    owner.sendSomething();
    owner.clock.advance(4.9);
    assert.deepEqual(owner.sent, []);
    owner.clock.advance(0.1);
    assert.deepEqual(owner.sent, [12]);
  });

  it('gives up an interval after the third unanswered one', () => {
    owner.clock.advance(100);
    assert.deepEqual(owner.sent, [5, 10, 15]);
    assert.deepEqual(owner.deaths, [[20, 3]]);
    assert.equal(owner.clock.waiting, 0);
  });

  it('finds a dead server in the same time while the client goes on sending', () => {
    owner.hearNothingMore();
    for (let second = 0; second < 20; second++) {
      assert.deepEqual(owner.deaths, [], `at ${second} s`);
      owner.sendSomething();
      owner.clock.advance(1);
    }
    assert.deepEqual(owner.sent, [5, 10, 15]);
    assert.deepEqual(owner.deaths, [[20, 3]]);
  });

  it('measures the round trip', () => {
    owner.clock.advance(5.25);
    heartbeat.answered();
    assert.deepEqual(owner.roundTrips, [0.25]);
  });

  it('counts anew after an answer', () => {
    owner.clock.advance(19.9);
    heartbeat.answered();
    owner.clock.advance(15);
    assert.deepEqual(owner.sent, [5, 10, 15, 20, 25, 30]);
    assert.deepEqual(owner.deaths, []);
    owner.clock.advance(0.1);
    assert.deepEqual(owner.deaths, [[35, 3]]);
  });

  it('gives up on a dead server although the client goes on sending', () => {
    owner.clock.advance(16);
    for (let second = 16; second < 24; second++) {
      owner.sendSomething();
      owner.clock.advance(1);
    }
    assert.deepEqual(owner.sent, [5, 10, 15]);
    assert.equal(owner.deaths.length, 1);
  });

  it('declares nobody dead because its own timer came late', () => {
    owner.clock.advance(15);
    assert.deepEqual(owner.sent, [5, 10, 15]);
    owner.clock.oversleep(60);
    assert.deepEqual(owner.deaths, []);
    assert.deepEqual(owner.sent, [5, 10, 15, 75]);
    heartbeat.answered();
    owner.clock.advance(5);
    assert.deepEqual(owner.deaths, []);
  });

  it('gives up one interval after a late timer when no answer comes', () => {
    owner.clock.advance(15);
    owner.clock.oversleep(60);
    owner.clock.advance(5);
    assert.deepEqual(owner.deaths, [[80, 4]]);
  });

  it('starts once, however often it is told to', () => {
    heartbeat.start();
    heartbeat.start();
    assert.equal(owner.clock.waiting, 1);
  });

  it('stops, and starts without the old count', () => {
    owner.clock.advance(15);
    heartbeat.stop();
    assert.equal(owner.clock.waiting, 0);
    owner.clock.advance(60);
    owner.sendSomething();
    heartbeat.start();
    owner.clock.advance(19);
    assert.deepEqual(owner.deaths, []);
  });

  it('may be stopped by the very send that failed', () => {
    const fragile = new Owner();
    const stopped = new Heartbeat(
      {
        lastSent: () => fragile.lastSent(),
        lastReceived: () => fragile.lastReceived(),
        roundTrip: () => undefined,
        sendHeartbeat: () => stopped.stop(),
        died: () => assert.fail('stopped'),
      },
      fragile.clock,
      5,
    );
    stopped.start();
    fragile.clock.advance(100);
    assert.equal(fragile.clock.waiting, 0);
  });

  it('is never sent with the interval 0', () => {
    const quiet = new Owner();
    new Heartbeat(quiet, quiet.clock, 0).start();
    quiet.clock.advance(1000);
    assert.deepEqual(quiet.sent, []);
    assert.equal(quiet.clock.waiting, 0);
  });
});
