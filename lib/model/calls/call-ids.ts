/** Ids for calls, whose numbers come again. */
import type { GivenNames } from './given-names';

/** What an id is made of: what the call's own first message shows. */
export interface CallNumber {
  readonly peripheralID: number | null;
  readonly callID: number;
  /** The call reference, in hexadecimal digits. */
  readonly reference: string | undefined;
  /** Any moment of the day that is to be in the id of a call without a reference, ms since 1970. */
  readonly began: number;
}

/**
 * The call reference, which all legs of a contact share, with peripheral and number; without one these and the day
 * (UTC). From the second such call on also which one it is. Ids stay given when their calls are forgotten: whoever got
 * the changes of the first call must not take those of the second for repetitions.
 */
export class CallIDs {
  readonly #given: GivenNames;

  constructor(given: GivenNames) {
    this.#given = given;
  }

  /** @param isTaken whether a call has the id now */
  next(call: CallNumber, isTaken: (id: string) => boolean): string {
    const base = baseOf(call);
    const idOf = (count: number) => (count === 1 ? base : `${base}-${count}`);
    let count = this.#given.count(base) + 1;
    while (isTaken(idOf(count))) count++;
    this.#given.remember(base, count);
    return idOf(count);
  }
}

function baseOf({ peripheralID, callID, reference, began }: CallNumber): string {
  if (reference !== undefined) return `${reference}-${peripheralID}-${callID}`;
  const day = new Date(began).toISOString().slice(0, 10).replaceAll('-', '');
  return `${peripheralID}-${callID}-${day}`;
}
