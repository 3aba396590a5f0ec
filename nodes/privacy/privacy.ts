/** Takes out of a server's messages what its policy keeps back: the one gate between a session and all flows. */
import { createHmac, randomBytes } from 'node:crypto';
import { CtiError, type SessionMessage } from '../../lib/session';
import { connectionKeys, type Part, planOf } from './privacy-plan';
import { type Action, type PrivacyRow, PrivacyRules, type Subject } from './privacy-rules';

type Values = Record<string, unknown>;

const AGENT_DEVICE = 'DEVID_AGENT_DEVICE';
/** Kinds of devices that belong to the contact centre. An outside number is DEVID_EXTERNAL, or has no kind that says so. */
const OWN_DEVICES = new Set<unknown>([
  AGENT_DEVICE,
  'DEVID_ROUTE_POINT',
  'DEVID_CTI_PORT',
  'DEVID_QUEUE',
  'DEVID_TRUNK_IDENTIFIER',
  'DEVID_TRUNK_GROUP_IDENTIFIER',
  'DEVID_IP_PHONE_MAC_IDENTIFIER',
  'DEVID_NON_ACD_DEVICE_IDENTIFIER',
  'DEVID_SHARED_DEVICE_IDENTIFIER',
]);
/** Connections whose true ID is known: two for each call of a large site. */
const MOST_HANDLES = 100_000;
/** Characters of a number or text that a mask leaves, where it has more than twice as many. */
const LEFT = 2;

export class Privacy {
  readonly #rules: PrivacyRules;
  readonly #key: string | Buffer;
  /** Agents' extensions and instruments: some switches call them by no kind. */
  readonly #agentDevices = new Set<string>();
  /** What was given out instead of a connection's ID, and the ID. */
  readonly #handles = new Map<string, string>();
  /**
   * Names stand in the place of connections' IDs, and are other ones after each start of Node-RED: there is no key. Keys
   * of changes contain them, so that they are other ones, too.
   */
  readonly passing: boolean;
  #last: { readonly from: SessionMessage; readonly to: SessionMessage } | undefined;

  /**
   * @param key makes hashes the same for ever; without it those of connections are other ones after each start
   * @throws CtiError CTI_INVALID_OPTION naming the row, or the key that hashes need
   */
  constructor(rows: readonly PrivacyRow[] = [], key = '') {
    this.#rules = new PrivacyRules(rows);
    if (this.#rules.hashes && key === '') {
      const message = 'privacyKey: hashes need a key, any long text that nobody guesses';
      throw new CtiError('CTI_INVALID_OPTION', message, { field: 'privacyKey' });
    }
    this.passing = key === '' && connectionKeys().some((name) => this.#hides(name));
    this.#key = key === '' ? randomBytes(32) : key;
  }

  /**
   * Whether flows see such a value as it came.
   * @param subject undefined: a field that no entry of the table but `field` covers
   */
  keeps(subject: Subject | undefined, name: string): boolean {
    return this.#rules.actionFor(subject, name) === 'keep';
  }

  /** The message as flows may see it. */
  shown(message: SessionMessage): SessionMessage {
    if (!this.#rules.any) return message;
    if (this.#last?.from === message) return this.#last.to;
    this.#learn(message.payload as Values);
    const to = { ...message, payload: this.#payload(message.topic, message.payload as Values) } as SessionMessage;
    this.#last = { from: message, to };
    return to;
  }

  /** The payload of a message to the server, as it may be looked at. @param payload as it is sent, which put() has made */
  shownRequest(topic: string, payload: object): object {
    return this.#rules.any ? this.#payload(topic, payload as Values) : payload;
  }

  /** A request's payload as the server understands it: the IDs of connections that flows never saw. */
  put<T>(payload: T): T;
  put(payload: unknown): unknown {
    if (this.#handles.size === 0 || typeof payload !== 'object' || payload === null) return payload;
    if (payload instanceof Uint8Array) return payload;
    if (Array.isArray(payload)) return payload.map((item) => this.put(item));
    return Object.fromEntries(
      Object.entries(payload).map(([key, value]) => {
        if (typeof value === 'string' && /deviceID$/i.test(key)) return [key, this.#handles.get(value) ?? value];
        return [key, typeof value === 'object' ? this.put(value) : value];
      }),
    );
  }

  #payload(topic: string, payload: Values): Values {
    const plan = planOf(topic);
    // Without a layout nobody can tell what the bytes hold.
    if (plan === undefined) return {};
    const copy = this.#values(plan, payload);
    delete copy.unknownFields;
    return copy;
  }

  #learn({ agentExtension, agentInstrument }: Values): void {
    for (const device of [agentExtension, agentInstrument]) {
      if (typeof device === 'string' && device !== '') this.#agentDevices.add(device);
    }
  }

  #values(plan: readonly Part[], values: Values): Values {
    const copy = { ...values };
    for (const part of plan) {
      const value = values[part.key];
      if (value === undefined || value === null) continue;
      const shown = this.#part(part, value, values);
      if (shown === undefined) delete copy[part.key];
      else copy[part.key] = shown;
    }
    return copy;
  }

  #part(part: Part, value: unknown, values: Values): unknown {
    switch (part.kind) {
      case 'list':
        return (value as Values[]).map((item) => this.#values(part.parts, item));
      case 'named':
        return this.#named(value as Values);
      case 'connection':
        return this.#connection(part.key, value as string);
      case 'value': {
        const type = part.type === undefined ? undefined : values[part.type];
        const isDevice = /DeviceID$/i.test(part.key);
        const isPhone = isDevice && (type === AGENT_DEVICE || this.#agentDevices.has(value as string));
        const subject = isPhone || (isDevice && OWN_DEVICES.has(type)) ? undefined : part.subject;
        return this.#act(this.#rules.actionFor(subject, part.key, isPhone), value);
      }
    }
  }

  /** Without the ID nobody could tell one party from the other, so it gets a name of its own instead. */
  #connection(key: string, id: string): string {
    if (id === '' || !this.#hides(key)) return id;
    const handle = `~${this.#hash(id)}`;
    if (!this.#handles.has(handle)) {
      this.#handles.set(handle, id);
      if (this.#handles.size > MOST_HANDLES) this.#handles.delete(this.#handles.keys().next().value as string);
    }
    return handle;
  }

  #hides(connectionKey: string): boolean {
    return this.#rules.actionFor('callerNumbers', connectionKey) !== 'keep';
  }

  #named(variables: Values): Values {
    return Object.fromEntries(
      Object.entries(variables).flatMap(([name, value]) => {
        const action = this.#rules.actionFor('eccVariables', name);
        const shown = Array.isArray(value)
          ? action === 'drop'
            ? undefined
            : value.map((element) => (element === null ? null : this.#act(action, element)))
          : this.#act(action, value);
        return shown === undefined ? [] : [[name, shown]];
      }),
    );
  }

  /** @returns undefined: dropped. What is empty says nothing and stays */
  #act(action: Action, value: unknown): unknown {
    if (action === 'keep' || value === '') return value;
    if (action === 'drop') return undefined;
    if (value instanceof Uint8Array) {
      return action === 'mask' ? Buffer.alloc(value.length) : createHmac('sha256', this.#key).update(value).digest();
    }
    return action === 'mask' ? masked(String(value)) : this.#hash(String(value));
  }

  /** 64 bits, in 16 characters. */
  #hash(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('hex').slice(0, 16);
  }
}

function masked(text: string): string {
  const left = text.length > 2 * LEFT ? LEFT : 0;
  return '*'.repeat(text.length - left) + text.slice(text.length - left);
}
