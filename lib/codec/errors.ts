/** What an error may tell beside its code and message. */
export interface ErrorDetails {
  /** The field, as the path of its key in the payload: `parties[1].connectedPartyCallID`. */
  readonly field?: string;
  /** Bytes from the start of the frame (decoding) or of the stream (framing). */
  readonly offset?: number;
  readonly cause?: unknown;
  readonly [more: string]: unknown;
}

/**
 * Every error of this package. `code` is stable: CTI_... are ours, E_CTI_... and CF_... are the
 * CTI Server's own. The message names the field, what came and what would be right.
 */
export class CtiError extends Error {
  override readonly name = 'CtiError';
  readonly code: string;
  declare readonly field?: string;
  declare readonly offset?: number;

  constructor(code: string, message: string, { cause, ...details }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    Object.assign(this, details);
  }
}
