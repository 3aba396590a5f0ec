/** What messages call a contact: router call keys, call references, and the ids of its calls. */

/** What a message says about which contact a call is of. */
export interface Family {
  readonly routerCallKeyDay?: number | undefined;
  readonly routerCallKeyCallID?: number | undefined;
  readonly callReferenceID?: Uint8Array | undefined;
}

/** Undefined when the message has none. */
export function routerCallKeyOf({ routerCallKeyDay, routerCallKeyCallID }: Family): string | undefined {
  return routerCallKeyDay && routerCallKeyCallID ? `${routerCallKeyDay}-${routerCallKeyCallID}` : undefined;
}

/** Days from 1601, from where routers count, to 1970: the guide does not say so, but any other day would do as well. */
const ROUTER_EPOCH = 134_774;
const DAY = 86_400_000;
/** The last that a date can have four digits for. */
const LAST_DAY = Date.UTC(9999, 11, 31);

/** The day (ms since 1970) in the router call key: the same for whoever hears of the call after midnight only. */
export function routerDayOf({ routerCallKeyDay, routerCallKeyCallID }: Family): number | undefined {
  const isPlausible = routerCallKeyDay && routerCallKeyCallID && routerCallKeyDay > ROUTER_EPOCH;
  const day = isPlausible ? (routerCallKeyDay - ROUTER_EPOCH) * DAY : undefined;
  return day !== undefined && day < LAST_DAY ? day : undefined;
}

/** The call's reference in hexadecimal digits; undefined when the message has none. */
export function referenceOf({ callReferenceID }: Family): string | undefined {
  if (!callReferenceID || callReferenceID.length === 0) return undefined;
  return Array.from(callReferenceID, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The better ones first: the router's key is the same on every peripheral, a call's own id holds for one call only. */
const RANKS = { routerCallKey: 0, reference: 1, call: 2 };
export type NameKind = keyof typeof RANKS;

export interface ContactName {
  readonly kind: NameKind;
  readonly text: string;
}

/** Numbers in names count as numbers: of two router call keys the earlier comes first, of two calls the lower number. */
const { compare } = new Intl.Collator('en', { numeric: true });

/**
 * Whether a contact with both names is called by the first: what decides is in the names, so that nothing depends on
 * which of them was heard of first.
 */
export function isBetter(a: ContactName, b: ContactName): boolean {
  const difference = RANKS[a.kind] - RANKS[b.kind] || compare(a.text, b.text);
  // Equal as numbers is not the same name yet.
  return difference < 0 || (difference === 0 && a.text < b.text);
}
