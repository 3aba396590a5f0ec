/**
 * A recording is a file of JSON Lines: a header, then one line per thing that happened, in order. Frames stand in it
 * whole and in hex, as they were on the wire, but for passwords.
 */

export const FORMAT = 'cti-recording';
export const FORMAT_VERSION = 1;

export interface RecordingHeader {
  readonly format: typeof FORMAT;
  readonly version: typeof FORMAT_VERSION;
  /** ISO 8601; what `t` counts from. */
  readonly start: string;
}

/** Who sent it. */
export type Origin = 'client' | 'server';

interface Happened {
  /** Seconds since the start of the recording. */
  readonly t: number;
  /** From 1, in the order in which they came. */
  readonly connection: number;
}

export interface RecordedFrame extends Happened {
  readonly from: Origin;
  /** Header included. */
  readonly hex: string;
}

export interface RecordedNote extends Happened {
  /** `lost`: from here on what comes `from` there cannot be cut into frames; it was passed on all the same. */
  readonly event: 'opened' | 'closed' | 'lost';
  readonly from?: Origin;
  /** opened: who connected; lost: why. */
  readonly about?: string;
}

export type RecordingEntry = RecordedFrame | RecordedNote;

export interface Recording {
  readonly start: Date;
  readonly entries: readonly RecordingEntry[];
}
