/** What a session has done since it was made. */
export interface SessionCounters {
  bytesIn: number;
  bytesOut: number;
  framesIn: number;
  framesOut: number;
  /** Frames that somebody had asked for and that were decoded. */
  decoded: number;
  /** Frames left undecoded, since nobody had asked for their type. */
  skipped: number;
  /** Frames that could not be decoded. */
  malformed: number;
  requestsSent: number;
  requestsConfirmed: number;
  requestsRefused: number;
  requestsTimedOut: number;
  /** Requests without an answer when the session ended. */
  requestsLost: number;
  /** Answers to no request that is still waiting. */
  lateAnswers: number;
  /** Sessions opened again after one had been lost. */
  reconnects: number;
  /** 'problem' events. */
  problems: number;
}

export function noCounts(): SessionCounters {
  return {
    bytesIn: 0,
    bytesOut: 0,
    framesIn: 0,
    framesOut: 0,
    decoded: 0,
    skipped: 0,
    malformed: 0,
    requestsSent: 0,
    requestsConfirmed: 0,
    requestsRefused: 0,
    requestsTimedOut: 0,
    requestsLost: 0,
    lateAnswers: 0,
    reconnects: 0,
    problems: 0,
  };
}
