/** One way to do the work, on one mix. */
export interface Strategy {
  /** Messages of a pass. */
  readonly messages: number;
  readonly pass: () => void;
  /** Throws when the results are not what they should be. */
  readonly check: () => void;
}
