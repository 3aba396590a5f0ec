/** Calls that belong together: one caller's way, with its consultations, transfers and conferences. */
import type { Call } from './call';
import type { ContactView } from './call-view';
import { Keys } from './keys';

/** What an agent was told of a call that is still to come. */
export interface Announcement {
  readonly device: string;
  readonly agentID: string | undefined;
  aborted: boolean;
}

const NO_ANNOUNCEMENTS: Map<string, Announcement> = new Map();

export class Contact {
  /** The oldest first. */
  legs: Call[] = [];
  names: readonly string[] = [];
  /** By device; the same for all contacts that were never announced. */
  announcements: Map<string, Announcement> = NO_ANNOUNCEMENTS;
  /** Somebody who was called has answered, in whatever leg. */
  answered = false;
  abandoned = false;
  /** The keys of its own that were given out. */
  readonly keys = new Keys();

  constructor(
    readonly id: string,
    readonly since: number,
  ) {}

  announce(announcement: Announcement): void {
    if (this.announcements === NO_ANNOUNCEMENTS) this.announcements = new Map();
    this.announcements.set(announcement.device, announcement);
  }

  view(was: string | undefined): ContactView {
    const legs = this.legs.map(({ id }) => id);
    return was === undefined || was === this.id ? { id: this.id, legs } : { id: this.id, legs, was };
  }
}

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

/** The call's reference in hexadecimal digits; undefined when the message has none. */
export function referenceOf({ callReferenceID }: Family): string | undefined {
  if (!callReferenceID || callReferenceID.length === 0) return undefined;
  return Array.from(callReferenceID, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Every contact that has a leg or is announced, by all its names: router call keys and call references. */
export class Contacts {
  readonly #byName = new Map<string, Contact>();
  readonly #announced = new Set<Contact>();
  /** The contact that was last announced at a device. */
  readonly #comingTo = new Map<string, Contact>();

  named(name: string): Contact | undefined {
    return this.#byName.get(name);
  }

  /**
   * A call without a router call key rings where a contact was announced. It is the contact's if the same caller waits
   * in another leg: then the agent was found for this call.
   */
  claim(call: Call, device: string): Contact | undefined {
    const contact = this.#comingTo.get(device);
    if (!contact || contact === call.contact || routerCallKeyOf(call.context) || !call.callingDeviceID)
      return undefined;
    const waits = contact.legs.some((leg) => leg.callingDeviceID === call.callingDeviceID);
    const isAwaited = contact.announcements.get(device)?.aborted === false;
    return waits && isAwaited ? this.join(call.contact, contact) : undefined;
  }

  /** The contact of a router call key, which may have no call yet. */
  announce(name: string, device: string, at: number): Contact {
    const contact = this.#byName.get(name) ?? new Contact(name, at);
    this.#name(contact, name);
    this.#announced.add(contact);
    if (device !== '') this.#comingTo.set(device, contact);
    return contact;
  }

  /** A call that is seen for the first time becomes a leg. */
  enter(call: Call, family: Family, at: number): void {
    const key = routerCallKeyOf(family);
    const reference = referenceOf(family);
    const known = (key && this.#byName.get(key)) || (reference && this.#byName.get(reference));
    this.#add(call, known || new Contact(key ?? call.id, at));
    this.#name(call.contact, call.id);
    this.learn(call, family);
  }

  /** The call turns out to belong to whoever has one of these names. @returns the contact that is no more */
  learn(call: Call, family: Family): Contact | undefined {
    let gone: Contact | undefined;
    for (const name of [routerCallKeyOf(family), referenceOf(family)]) {
      if (!name) continue;
      const other = this.#byName.get(name);
      if (other) gone = this.join(call.contact, other) ?? gone;
      else this.#name(call.contact, name);
    }
    return gone;
  }

  /**
   * Two contacts are one: the older one stays. Of two that began at the same time, the one whose id sorts first.
   * @returns the one that goes
   */
  join(a: Contact, b: Contact): Contact | undefined {
    if (a === b) return undefined;
    const [stays, goes] = a.since < b.since || (a.since === b.since && a.id < b.id) ? [a, b] : [b, a];
    for (const leg of goes.legs) this.#add(leg, stays);
    for (const name of goes.names) this.#name(stays, name);
    for (const announcement of goes.announcements.values()) stays.announce(announcement);
    for (const device of goes.announcements.keys()) {
      if (this.#comingTo.get(device) === goes) this.#comingTo.set(device, stays);
    }
    if (this.#announced.delete(goes)) this.#announced.add(stays);
    stays.answered ||= goes.answered;
    stays.abandoned ||= goes.abandoned;
    return goes;
  }

  /** The call is forgotten, and with its last leg the contact. */
  leave(call: Call): void {
    const { contact } = call;
    contact.legs = contact.legs.filter((leg) => leg !== call);
    if (contact.legs.length === 0) this.#forget(contact);
  }

  /** Forgets contacts that were announced before `until` and never got a call. */
  sweep(until: number): void {
    for (const contact of this.#announced) {
      if (contact.since > until) continue;
      this.#announced.delete(contact);
      if (contact.legs.length === 0) this.#forget(contact);
    }
  }

  #add(call: Call, contact: Contact): void {
    call.contact = contact;
    contact.legs.push(call);
    contact.legs.sort((a, b) => a.watch.started - b.watch.started || (a.id < b.id ? -1 : 1));
    if (call.answered) contact.answered = true;
  }

  #name(contact: Contact, name: string): void {
    this.#byName.set(name, contact);
    if (!contact.names.includes(name)) contact.names = [...contact.names, name];
  }

  #forget(contact: Contact): void {
    for (const name of contact.names) if (this.#byName.get(name) === contact) this.#byName.delete(name);
    for (const device of contact.announcements.keys()) {
      if (this.#comingTo.get(device) === contact) this.#comingTo.delete(device);
    }
  }
}
