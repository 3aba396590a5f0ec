/** Gathers the changes that one message leads to. */
import type { CallChange, CallTopic } from '../changes';
import type { Call } from './call';
import type { CallView, ContactView } from './call-view';
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
  /** The call that the message names, where the party has just gone on in another one; the key is made of that. */
  readonly named?: Call;
}

export class News {
  readonly changes: CallChange[] = [];
  constructor(readonly occasion: Occasion) {}

  /** The message repeats what is, for clients that have missed how it came to be. */
  get rebuilds(): boolean {
    return this.occasion.reason === REBUILT;
  }

  get at(): number {
    return this.occasion.at;
  }

  /** The key ends with the connection's id: it is in every message, as the same. */
  tell(call: Call, topic: CallTopic, details: Details = {}): void {
    const { connection, named = call } = details;
    const key = `${topic.slice(5)}${connection ? `/${connection.id}` : ''}`;
    this.#push(topic, call.contact.tell(), call.view(this.at), `${named.id}/${named.keys.next(key)}`, details);
  }

  /** Something that happens to a contact as a whole. */
  tellContact(contact: Contact, topic: CallTopic, call: CallView): void {
    this.#push(topic, contact.tell(), call, contact.keys.next(contactKey(contact, topic)), {});
  }

  /** What an earlier model would have told. */
  tellFormer(topic: CallTopic, { key, call, contact }: Pick<CallChange, 'key' | 'call' | 'contact'>): void {
    this.#push(topic, contact, call, key, {});
  }

  /**
   * Something that happens to a contact before it has a call.
   * @param name the router call key that the message has; the contact may have others
   */
  tellExpected(contact: Contact, topic: CallTopic, call: CallView, name: string, connection?: Connection): void {
    const key = `${name}/-/${topic.slice(5)}${connection ? `/${connection.deviceID}` : ''}`;
    this.#push(topic, contact.tell(), call, contact.keys.next(key), { ...(connection && { connection }) });
  }

  #push(topic: CallTopic, contact: ContactView, call: CallView, key: string, details: Details): void {
    const { at, complete, from, reason } = this.occasion;
    const { connection, cause, changed } = details;
    this.changes.push({
      kind: 'call',
      topic,
      call,
      contact,
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

/** What the key of something that happens to a contact as a whole begins with, each time. */
export function contactKey({ id }: Contact, topic: CallTopic): string {
  return `${id}/-/${topic.slice(5)}`;
}
