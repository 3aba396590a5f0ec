/** What the model is fed with. */

/** A message as the codec or a session gives it: an event, or the confirmation of a snapshot or query. */
export interface ModelMessage {
  readonly topic: string;
  readonly payload: object;
  /** The protocol version counts where the guide changed its mind; without it the newest is assumed. */
  readonly cti?: { readonly protocol: number };
}

/** What a message itself does not tell. */
export interface Circumstances {
  /** The payload of the request that a confirmation answers: snapshots do not repeat what they are about. */
  readonly asked?: object;
  /** Why differences show only now, for the changes that a confirmation leads to; without it `snapshot`. */
  readonly reason?: string;
}
