import { type Codec, CtiError } from '../codec';
import { MESSAGES, type MessageDefinition } from '../protocol';

const UNNAMED = /^MESSAGE_TYPE_(\d{1,10})$/;

/** Message numbers and names, as far as a session needs them before it decodes anything. */
export class Catalog {
  readonly #numbers = new Map<string, number>();
  /** Those whose first field is an InvokeID. */
  readonly #withInvokeID = new Set<number>();
  readonly #answers = new Set<number>();

  /** The numbers are those of the codec's protocol version and settings. */
  constructor(codec: Codec) {
    for (const [topic, { fixed, kind }] of Object.entries<MessageDefinition>(MESSAGES)) {
      const number = codec.numberOf(topic);
      if (number === undefined) continue;
      this.#numbers.set(topic, number);
      if (Object.keys(fixed ?? {})[0] !== 'InvokeID') continue;
      this.#withInvokeID.add(number);
      if (kind === 'confirmation' || kind === 'response') this.#answers.add(number);
    }
  }

  hasInvokeID(number: number): boolean {
    return this.#withInvokeID.has(number);
  }

  /** Whether such a message may answer a request of the client. */
  answers(number: number): boolean {
    return this.#answers.has(number);
  }

  /** The number of a message type; undefined when this protocol version lacks it. */
  numberOf(topic: string): number | undefined {
    const number = this.#numbers.get(topic) ?? UNNAMED.exec(topic)?.[1];
    return number === undefined ? undefined : Number(number);
  }
}

/** @throws CtiError CTI_UNKNOWN_MESSAGE for what is no message type in any version */
export function checkTopic(topic: string): void {
  if (Object.hasOwn(MESSAGES, topic) || UNNAMED.test(topic)) return;
  throw new CtiError(
    'CTI_UNKNOWN_MESSAGE',
    `There is no message type ${JSON.stringify(topic)}; use a name of the guide such as CALL_DELIVERED_EVENT, or MESSAGE_TYPE_ with a number`,
    { field: 'topic' },
  );
}
