/** Gathers the changes that one message leads to. */
import type { CallChange, CallTopic } from '../changes';
import type { Call } from './call';
import type { CallView } from './call-view';
import type { Connection } from './connection';
import type { Contact } from './contacts';

/** The cause of events that repeat what is. */
export const REBUILT = 'CEC_CALL_PARTY_UPDATE_IND';

export interface Occasion {
  readonly at: number;
  readonly complete: boolean;
  /** The topic of the message; undefined when no message tells it. */
  readonly from: string | undefined;
  /** Why it shows only now; undefined for what events tell. */
  readonly reason: string | undefined;
}

export interface Details {
  readonly connection?: Connection;
  readonly cause?: CallChange['cause'];
  readonly changed?: readonly string[];
}

export class News {
  readonly changes: CallChange[] = [];
  /** The contact that has gone up in another one. */
  was: string | undefined;

  constructor(readonly occasion: Occasion) {}

  /** The message repeats what is, for clients that have missed how it came to be. */
  get rebuilds(): boolean {
    return this.occasion.reason === REBUILT;
  }

  get at(): number {
    return this.occasion.at;
  }

  joined(gone: Contact | undefined): void {
    if (gone) this.was = gone.id;
  }

  /** The key ends with the connection's id: it is in every message, as the same. */
  tell(call: Call, topic: CallTopic, details: Details = {}): void {
    const { connection } = details;
    const key = `${topic.slice(5)}${connection ? `/${connection.id}` : ''}`;
    this.#push(topic, call.contact, call.view(this.at), `${call.prefix}/${call.id}/${call.keys.next(key)}`, details);
  }

  /** Something that happens to a contact as a whole, or before it has a call. */
  tellContact(contact: Contact, topic: CallTopic, call: CallView, about?: string): void {
    const key = `${topic.slice(5)}${about === undefined ? '' : `/${about}`}`;
    this.#push(topic, contact, call, `${contact.id}/-/${contact.keys.next(key)}`, {});
  }

  #push(topic: CallTopic, contact: Contact, call: CallView, key: string, details: Details): void {
    const { at, complete, from, reason } = this.occasion;
    const { connection, cause, changed } = details;
    this.changes.push({
      kind: 'call',
      topic,
      call,
      contact: contact.view(this.was),
      ...(connection && { connection: connection.view() }),
      key,
      at,
      complete,
      ...(cause !== undefined && cause !== null && { cause }),
      ...(changed && changed.length > 0 && { changed }),
      ...(reason !== undefined && { synthetic: true as const, reason }),
      ...(from !== undefined && { from }),
    });
  }
}
