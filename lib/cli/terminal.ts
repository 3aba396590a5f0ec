import type { Readable, Writable } from 'node:stream';

/** Standard output or standard error: a stream that may be a screen. */
export interface Screen extends Writable {
  readonly isTTY?: boolean;
  /** Characters a line holds, where it is a screen. */
  readonly columns?: number;
}

/** What a command needs of the world, so that tests can stand in for it. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Screen;
  readonly stderr: Screen;
  /** Milliseconds of a clock that never runs backwards. */
  readonly now: () => number;
  /** Settles when the user ends the command (Ctrl-C) or the system does. */
  readonly interrupted: () => Promise<void>;
}
