import assert from 'node:assert/strict';
import { type CalmClock, CalmStatus } from '../../nodes/calm-status';

/** Time stands until a test moves it. */
class Hands implements CalmClock {
  readonly timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  #now = 0;

  now = () => this.#now;

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + milliseconds, callback };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  move(milliseconds: number): void {
    this.#now += milliseconds;
    for (const timer of [...this.timers]) {
      if (timer.at > this.#now) continue;
      this.timers.delete(timer);
      timer.callback();
    }
  }
}

describe('a calm status', () => {
  let clock: Hands;
  let shown: string[];
  let calm: CalmStatus<{ text: string }>;
  beforeEach(() => {
    clock = new Hands();
    shown = [];
    calm = new CalmStatus(({ text }) => shown.push(text), clock);
  });
  const set = (...texts: string[]) => {
    for (const text of texts) calm.set({ text });
  };

  it('shows the first at once, and of those within the next second the last when the second is over', () => {
    set('connecting', 'opening', 'open');
    assert.deepEqual(shown, ['connecting']);
    clock.move(999);
    assert.deepEqual(shown, ['connecting']);
    clock.move(1);
    assert.deepEqual(shown, ['connecting', 'open']);
  });

  it('never shows two within a second, however fast they come', () => {
    const times: number[] = [];
    calm = new CalmStatus(() => times.push(clock.now()), clock);
    for (let i = 0; i < 500; i++) {
      set(String(i));
      clock.move(37);
    }
    clock.move(1000);
    for (const [i, time] of times.slice(1).entries()) assert.ok(time - (times[i] as number) >= 1000);
    assert.ok(times.length > 15);
  });

  it('shows at once again what comes after a second of rest', () => {
    set('open');
    clock.move(1000);
    set('waiting');
    assert.deepEqual(shown, ['open', 'waiting']);
    assert.equal(clock.timers.size, 0);
  });

  it('shows nothing when it is back where it was', () => {
    set('open', 'pending', 'open');
    clock.move(1000);
    assert.deepEqual(shown, ['open']);
    set('failed');
    assert.deepEqual(shown, ['open', 'failed']);
  });

  it('shows nothing any more, and leaves no timer, when it is stopped', () => {
    set('open', 'pending');
    calm.stop();
    clock.move(5000);
    assert.deepEqual(shown, ['open']);
    assert.equal(clock.timers.size, 0);
  });
});
