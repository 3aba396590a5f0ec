/** Calls that belong together: one caller's way, with its consultations, transfers and conferences. */
import type { Call } from './call';
import type { ContactView } from './call-view';
import type { Route } from './connection';
import { type ContactName, type Family, isBetter, type NameKind, referenceOf, routerCallKeyOf } from './contact-names';
import type { CallContext } from './context';
import type { GivenNames } from './given-names';

/** What an agent was told of a call that is still to come. */
export interface Announcement {
  readonly device: string;
  readonly agentID: string | undefined;
  readonly context: CallContext;
  readonly route: Route;
  readonly aborted: boolean;
  /** ms since 1970 */
  readonly at: number;
}

const NO_ANNOUNCEMENTS: Map<string, Announcement> = new Map();

export class Contact {
  /** The oldest first. */
  legs: Call[] = [];
  names: readonly string[] = NO_NAMES;
  /** By device; the same for all contacts that were never announced. */
  announcements: Map<string, Announcement> = NO_ANNOUNCEMENTS;
  /** Somebody who was called has answered, in whatever leg. */
  answered = false;
  abandoned = false;
  /** A leg that is forgotten ended unseen. */
  #lostSight = false;
  /** The direction of legs that are forgotten, as far as they showed one. */
  came: Call['came'];
  #name: ContactName;
  /** The id that it, or another one that has gone up in it, had until now; undefined when it has been told. */
  #was: string | undefined;

  /** @param keys those of contacts that were given out: they outlive it, since its names may come again */
  constructor(
    name: ContactName,
    public since: number,
    readonly keys: GivenNames,
  ) {
    this.#name = name;
  }

  /** The best of its names. */
  get id(): string {
    return this.#name.text;
  }

  call(name: ContactName): void {
    if (!this.names.includes(name.text)) this.names = [...this.names, name.text];
    if (!isBetter(name, this.#name)) return;
    this.#was = this.id;
    this.#name = name;
  }

  /** Which way its oldest leg with a direction came. */
  get direction(): Call['came'] {
    return this.came ?? this.legs.find((leg) => leg.came !== undefined)?.came;
  }

  /** One of its calls ended unseen, and did not go on in another one. */
  get isPartlyUnseen(): boolean {
    return this.#lostSight || this.legs.some((leg) => leg.isPartlyUnseen && !leg.gone);
  }

  /**
   * It was announced and has not come. Where a translation route leads to shows only when a call has come.
   * @param breath how long the announcement may come behind the call, in ms
   */
  isAwaited(breath: number): boolean {
    for (const { device, aborted, at } of this.announcements.values()) {
      if (!aborted && (device !== '' || !this.legs.some((leg) => leg.watch.started >= at - breath))) return true;
    }
    return false;
  }

  isBetterThan(other: Contact): boolean {
    return isBetter(this.#name, other.#name);
  }

  announce(announcement: Announcement): void {
    if (this.announcements === NO_ANNOUNCEMENTS) this.announcements = new Map();
    this.announcements.set(announcement.device, announcement);
  }

  /** Keeps of a leg what holds for the contact; with its last leg the contact is over. */
  forget(leg: Call): void {
    this.#lostSight = this.isPartlyUnseen;
    this.came ??= leg.came;
    this.legs = this.legs.filter((other) => other !== leg);
  }

  /** All that the other one has but its legs, which the caller moves. */
  absorb(other: Contact): void {
    this.#was = other.id;
    this.names = [...new Set([...this.names, ...other.names])];
    this.since = Math.min(this.since, other.since);
    for (const announcement of other.announcements.values()) this.announce(announcement);
    this.answered ||= other.answered;
    this.abandoned ||= other.abandoned;
    this.#lostSight ||= other.#lostSight;
    this.came ??= other.came;
  }

  /** As it is given out: that it has another id is told once. */
  tell(): ContactView {
    const { id, names } = this;
    const legs = this.legs.map((leg) => leg.id);
    const was = this.#was;
    this.#was = undefined;
    return was === undefined ? { id, names, legs } : { id, names, legs, was };
  }
}

const NO_NAMES: readonly string[] = [];

/** Every contact that has a leg or is announced, by all its names: router call keys and call references. */
export class Contacts {
  readonly #byName = new Map<string, Contact>();
  readonly #announced = new Set<Contact>();
  /** The contact that was last announced at a device. */
  readonly #comingTo = new Map<string, Contact>();
  readonly #keys: GivenNames;

  constructor(keys: GivenNames) {
    this.#keys = keys;
  }

  named(name: string): Contact | undefined {
    return this.#byName.get(name);
  }

  /** As `GivenNames`. */
  take(key: string): boolean {
    return this.#keys.take(key);
  }

  /**
   * A call without a router call key rings where a contact was announced. It is the contact's if the same caller waits
   * in another leg: then the agent was found for this call.
   */
  claim(call: Call, device: string): void {
    const contact = this.#comingTo.get(device);
    if (!contact || contact === call.contact || routerCallKeyOf(call.context) || !call.callingDeviceID) return;
    const waits = contact.legs.some((leg) => leg.callingDeviceID === call.callingDeviceID);
    const isAwaited = contact.announcements.get(device)?.aborted === false;
    if (waits && isAwaited) this.join(call.contact, contact);
  }

  /** The contact of a router call key, which may have no call yet. */
  announce(name: string, device: string, at: number): Contact {
    const contact = this.#byName.get(name) ?? this.#new({ kind: 'routerCallKey', text: name }, at);
    this.#name(contact, 'routerCallKey', name);
    this.#announced.add(contact);
    if (device !== '') this.#comingTo.set(device, contact);
    return contact;
  }

  /** A call that is seen for the first time becomes a leg. */
  enter(call: Call, family: Family, at: number): void {
    const key = routerCallKeyOf(family);
    const reference = referenceOf(family);
    const known = (key && this.#byName.get(key)) || (reference && this.#byName.get(reference));
    this.#add(call, known || this.#new(bestName(key, reference, call.id), at));
    this.#name(call.contact, 'call', call.id);
    this.learn(call, family);
  }

  /** The call turns out to belong to whoever has one of these names. */
  learn(call: Call, family: Family): void {
    const key = routerCallKeyOf(family);
    const reference = referenceOf(family);
    if (key) this.#learn(call, 'routerCallKey', key);
    if (reference) this.#learn(call, 'reference', reference);
  }

  #learn(call: Call, kind: NameKind, name: string): void {
    const other = this.#byName.get(name);
    if (other) this.join(call.contact, other);
    this.#name(call.contact, kind, name);
  }

  /** Two contacts are one. The better name of the two stays. */
  join(a: Contact, b: Contact): void {
    if (a === b) return;
    const [stays, goes] = a.isBetterThan(b) ? [a, b] : [b, a];
    for (const leg of goes.legs) this.#add(leg, stays);
    for (const name of goes.names) this.#byName.set(name, stays);
    stays.absorb(goes);
    for (const device of goes.announcements.keys()) {
      if (this.#comingTo.get(device) === goes) this.#comingTo.set(device, stays);
    }
    if (this.#announced.delete(goes)) this.#announced.add(stays);
  }

  /** The call is forgotten, and with its last leg the contact. */
  leave(call: Call): void {
    const { contact } = call;
    contact.forget(call);
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

  #new(name: ContactName, at: number): Contact {
    return new Contact(name, at, this.#keys);
  }

  #add(call: Call, contact: Contact): void {
    call.contact = contact;
    contact.legs.push(call);
    contact.legs.sort((a, b) => a.watch.started - b.watch.started || (a.id < b.id ? -1 : 1));
    if (call.answered) contact.answered = true;
  }

  #name(contact: Contact, kind: NameKind, name: string): void {
    this.#byName.set(name, contact);
    contact.call({ kind, text: name });
  }

  #forget(contact: Contact): void {
    for (const name of contact.names) if (this.#byName.get(name) === contact) this.#byName.delete(name);
    for (const device of contact.announcements.keys()) {
      if (this.#comingTo.get(device) === contact) this.#comingTo.delete(device);
    }
  }
}

function bestName(key: string | undefined, reference: string | undefined, callID: string): ContactName {
  if (key) return { kind: 'routerCallKey', text: key };
  return reference ? { kind: 'reference', text: reference } : { kind: 'call', text: callID };
}
