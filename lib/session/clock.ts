/** Time and timers, as a session sees them: tests put in a clock that they move by hand. */
export interface Clock {
  /** Milliseconds since some moment; never goes back. */
  now(): number;
  /** The time of day. */
  date(): Date;
  /** Calls back once, in so many seconds or later. Returns what cancels it. */
  after(seconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  after(seconds, callback) {
    const timer = setTimeout(callback, seconds * 1000);
    return () => clearTimeout(timer);
  },
};
