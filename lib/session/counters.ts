import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { MESSAGES } from '../protocol';
import { about, amount, byName, optional, type RowOf, row, time, type ValueOf } from '../shapes';

const PERCENTILES = row({ count: amount, last: amount, p50: amount, p95: amount, p99: amount, max: amount });
/** Seconds, over all that was measured. */
export type Percentiles = ValueOf<typeof PERCENTILES>;

const DROPPED = row({
  unasked: about('frames of types that nobody had asked for; they are not even decoded', amount),
  malformed: about('frames that could not be decoded', amount),
  lateAnswers: about('answers to no request that is still waiting', amount),
});
export type Dropped = { -readonly [K in keyof ValueOf<typeof DROPPED>]: number };

export const COUNTER_FIELDS = {
  bytesIn: amount,
  bytesOut: amount,
  framesIn: amount,
  framesOut: amount,
  typesIn: about('frames by message type', byName(amount)),
  typesOut: byName(amount),
  decoded: about('frames that somebody had asked for and that were decoded', amount),
  dropped: about('what went no further, with the reason', DROPPED),
  requestsSent: amount,
  requestsConfirmed: amount,
  requestsRefused: amount,
  requestsTimedOut: amount,
  requestsLost: about('requests without an answer when the session ended; they may have been carried out', amount),
  requestsNotSent: about('requests that ended before they were sent', amount),
  reconnects: about('sessions opened again after one had been lost', amount),
  tries: about('connections tried', amount),
  problems: about('what went wrong and was told as a warning', amount),
  heartbeatRoundTrip: about('seconds', PERCENTILES),
  lastHeartbeat: about('when a heartbeat was last answered (UTC); absent before the first', optional(time)),
  confirmationTime: about('seconds from sending a request to its confirmation or refusal', PERCENTILES),
};
/** What a session has done since it was made, across reconnects. Plain data. */
export type SessionFigures = RowOf<typeof COUNTER_FIELDS>;

/** Numbers from here on are counted together: the guide ends at 284, a stream out of step may bring any. */
const OTHER = 1024;

export class SessionCounters {
  bytesIn = 0;
  bytesOut = 0;
  framesIn = 0;
  framesOut = 0;
  decoded = 0;
  readonly dropped: Dropped = { unasked: 0, malformed: 0, lateAnswers: 0 };
  requestsSent = 0;
  requestsConfirmed = 0;
  requestsRefused = 0;
  requestsTimedOut = 0;
  requestsLost = 0;
  requestsNotSent = 0;
  reconnects = 0;
  tries = 0;
  problems = 0;
  readonly heartbeatRoundTrip = new Times();
  readonly confirmationTime = new Times();
  #lastHeartbeat: Date | undefined;
  readonly #in = new Map<number, number>();
  readonly #out = new Map<string, number>();

  countIn(number: number): void {
    const key = number < OTHER ? number : OTHER;
    this.#in.set(key, (this.#in.get(key) ?? 0) + 1);
  }

  countOut(topic: string): void {
    this.#out.set(topic, (this.#out.get(topic) ?? 0) + 1);
  }

  /** @param seconds from sending it to its answer */
  heartbeatAnswered(seconds: number, at: Date): void {
    this.heartbeatRoundTrip.record(seconds);
    this.#lastHeartbeat = at;
  }

  get figures(): SessionFigures {
    return {
      ...this,
      dropped: { ...this.dropped },
      typesIn: Object.fromEntries([...this.#in].map(([number, count]) => [nameOf(number), count])),
      typesOut: Object.fromEntries(this.#out),
      heartbeatRoundTrip: this.heartbeatRoundTrip.percentiles,
      ...(this.#lastHeartbeat && { lastHeartbeat: this.#lastHeartbeat.toISOString() }),
      confirmationTime: this.confirmationTime.percentiles,
    };
  }
}

/** The name of a message number, for people. */
export function nameOf(number: number): string {
  const entry = Object.entries(MESSAGES).find(([, message]) => message.number === number);
  return entry?.[0] ?? `MESSAGE_TYPE_${number}`;
}

/** Times as a histogram of fixed size, however many are recorded. */
class Times {
  readonly #histogram: RecordableHistogram = createHistogram();
  #last = 0;

  record(seconds: number): void {
    this.#last = seconds;
    this.#histogram.record(Math.max(1, Math.round(seconds * MICROSECONDS)));
  }

  get percentiles(): Percentiles {
    const { count } = this.#histogram;
    if (count === 0) return { count, last: 0, p50: 0, p95: 0, p99: 0, max: 0 };
    const at = (percentile: number) => this.#histogram.percentile(percentile) / MICROSECONDS;
    return { count, last: this.#last, p50: at(50), p95: at(95), p99: at(99), max: this.#histogram.max / MICROSECONDS };
  }
}

const MICROSECONDS = 1_000_000;
