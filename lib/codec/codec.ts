import {
  type DocumentedMessage,
  type Form,
  fieldKey,
  inVersion,
  MAX_VERSION,
  MESSAGES,
  type MessageDefinition,
  type MessageName,
  MIN_VERSION,
  type Payload,
  type PayloadInput,
  RESERVED_NUMBERS,
} from '../protocol';
import { put32, u16, u32 } from './bytes';
import { Decoder } from './decode';
import { Encoder } from './encode';
import { CtiError } from './errors';
import { type Layout, makeLayout, type Shape } from './layout';
import { HEADER } from './limits';
import { type MakeBuild, shape } from './shape';
import { Charset } from './text';

/** About the frame that a message came in. */
export interface FrameInfo {
  /** MessageType. */
  readonly number: number;
  /** Protocol version it was read with. */
  readonly protocol: number;
  /** MessageLength: bytes after the header. */
  readonly length: number;
}

/** A message: the same plain object everywhere. */
export type Message<N extends MessageName = MessageName> = {
  [K in N]: { topic: K; payload: Payload<K>; cti: FrameInfo };
}[N];

/** A message whose number this protocol version does not know. */
export interface UnknownMessage {
  topic: `MESSAGE_TYPE_${number}`;
  payload: { body: Buffer };
  cti: FrameInfo;
}

export type AnyMessage = Message | UnknownMessage;

export interface CodecOptions {
  /** Protocol version, 9 to 25. Default 25. */
  readonly version?: number;
  /** Character set of strings. Default windows-1252. */
  readonly charset?: string;
  /**
   * The editions disagree on the numbers of the network recording messages: 267 to 274 in the
   * message table (default), 268 to 275 in the field tables.
   */
  readonly networkRecording?: 'messageTable' | 'fieldTables';
  /** Makes payload objects of given keys. Default: literals, see shape.ts. */
  readonly shape?: MakeBuild;
}

interface Entry {
  readonly topic: MessageName;
  readonly number: number;
  readonly definition: MessageDefinition;
  /** The forms of the fixed part that this version may meet, its own first; none: there is one fixed part. */
  readonly forms: readonly Form[];
  /** The fields that only some of the forms have. */
  readonly doubtful: readonly string[];
  /** One, or one per form. Made on first use. */
  layouts: readonly Layout[] | undefined;
}

const HAS_OWN = (topic: string): topic is MessageName => Object.hasOwn(MESSAGES, topic);

/** Encodes and decodes the messages of one protocol version. */
export class Codec {
  readonly version: number;
  readonly #byNumber: (Entry | undefined)[] = [];
  readonly #byTopic = new Map<string, Entry>();
  readonly #makeBuild: MakeBuild;
  readonly #decoder: Decoder;
  readonly #encoder: Encoder;

  /** @throws CtiError CTI_INVALID_OPTION */
  constructor(options: CodecOptions = {}) {
    this.version = options.version ?? MAX_VERSION;
    if (!Number.isInteger(this.version) || this.version < MIN_VERSION || this.version > MAX_VERSION) {
      throw new CtiError(
        'CTI_INVALID_OPTION',
        `version: ${String(options.version)} is not a protocol version from ${MIN_VERSION} to ${MAX_VERSION}`,
        { field: 'version' },
      );
    }
    const charset = new Charset(options.charset ?? 'windows-1252');
    this.#decoder = new Decoder(charset);
    this.#makeBuild = options.shape ?? shape;
    this.#encoder = new Encoder(charset);
    for (const [topic, definition] of Object.entries(MESSAGES) as [MessageName, MessageDefinition][]) {
      if (!inVersion(definition, this.version)) continue;
      const other = 'fieldTableNumber' in definition ? definition.fieldTableNumber : undefined;
      const number = (options.networkRecording === 'fieldTables' ? other : undefined) ?? definition.number;
      const forms = formsOf(definition, this.version);
      const doubtful = [...new Set(forms.flatMap((form) => form.without))];
      const entry: Entry = { topic, number, definition, forms, doubtful, layouts: undefined };
      this.#byNumber[number] = entry;
      this.#byTopic.set(topic, entry);
    }
  }

  /**
   * @param buffer holds one whole frame, header included, from `start` to `end`
   * @throws CtiError CTI_BAD_FRAME; what the definitions do not know is kept, never an error
   */
  decode(buffer: Buffer, start = 0, end = buffer.length): AnyMessage {
    if (end - start < HEADER) throw badLength(end - start, 'a header has 8');
    const length = u32(buffer, start);
    if (length !== end - start - HEADER) {
      throw badLength(end - start, `MessageLength ${length} and the header make ${length + HEADER}`);
    }
    const number = u32(buffer, start + 4);
    const entry = number < this.#byNumber.length ? this.#byNumber[number] : undefined;
    const layout = entry && this.#layoutOf(entry, buffer, start, length);
    const payload = layout
      ? this.#decoder.decode(layout, buffer, start, end)
      : { body: Buffer.from(buffer.subarray(start + HEADER, end)) };
    const topic = entry?.topic ?? (`MESSAGE_TYPE_${number}` as const);
    // The one cast where the decoded object meets its inferred type: layout and type come from the same definition.
    return { topic, payload, cti: { number, protocol: this.version, length } } as AnyMessage;
  }

  /** The MessageType number of a topic in this version, or undefined. */
  numberOf(topic: string): number | undefined {
    return this.#byTopic.get(topic)?.number;
  }

  /**
   * One frame with its header.
   * @throws CtiError that names the field, what came and what would be right
   */
  encode<N extends MessageName>(topic: N, payload: PayloadInput<N>): Buffer;
  /** For topics that are known at run time only. */
  encode<T extends string>(topic: string extends T ? T : never, payload: object): Buffer;
  encode(topic: string, payload: object): Buffer {
    const entry = this.#byTopic.get(topic);
    if (entry === undefined) throw this.#notEncodable(topic);
    if (typeof payload !== 'object' || payload === null) {
      throw new CtiError('CTI_INVALID_FIELD', `${topic}: the payload is not an object with the message's fields`);
    }
    const given = payload as { readonly [key: string]: unknown };
    if (entry.definition.fixed === undefined) return encodeBody(entry, given);
    return this.#encoder.encode(this.#layoutsOf(entry)[formFor(entry, given)] as Layout, given);
  }

  /** The payload without the fields that this protocol version lacks: for a sender that speaks the newest. */
  fit(topic: string, payload: object): object {
    const entry = this.#byTopic.get(topic);
    if (entry?.definition.fixed === undefined) return payload;
    return known(this.#layoutsOf(entry)[0] as Layout, payload);
  }

  #layoutOf(entry: Entry, b: Buffer, start: number, length: number): Layout | undefined {
    if (entry.definition.fixed === undefined) return undefined;
    const layouts = entry.layouts ?? this.#layoutsOf(entry);
    if (layouts.length === 1) return layouts[0];
    const told = entry.forms.findIndex((form, i) => tells(form, layouts[i] as Layout, b, start, length));
    return layouts[Math.max(told, 0)];
  }

  /** The form that the version asks for comes first. */
  #layoutsOf(entry: Entry): readonly Layout[] {
    if (entry.layouts) return entry.layouts;
    const definition = entry.definition as DocumentedMessage;
    const make = (form?: Form) =>
      makeLayout(entry.topic, entry.number, definition, this.version, this.#makeBuild, form);
    entry.layouts = entry.forms.length > 0 ? entry.forms.map(make) : [make()];
    return entry.layouts;
  }

  #notEncodable(topic: string): CtiError {
    if (HAS_OWN(topic)) {
      const { since = MIN_VERSION } = MESSAGES[topic] as MessageDefinition;
      return new CtiError(
        'CTI_NOT_IN_VERSION',
        `${topic} exists from protocol version ${since} on; this session speaks ${this.version}`,
      );
    }
    const number = /^MESSAGE_TYPE_(\d+)$/.exec(topic)?.[1];
    if (number !== undefined && RESERVED_NUMBERS.includes(Number(number))) {
      return new CtiError('CTI_RESERVED_MESSAGE', `${topic}: this message type is reserved and cannot be sent`);
    }
    return new CtiError(
      'CTI_UNKNOWN_MESSAGE',
      `${JSON.stringify(topic)} is no message type of the guide; write its name in capitals, such as MAKE_CALL_REQ`,
    );
  }
}

function known(shape: Shape, object: object): object {
  const entries = Object.entries(object).flatMap(([key, value]) => {
    const list = shape.byKey.get(key)?.list;
    if (list && Array.isArray(value)) return [[key, value.map((item: object) => known(list, item))] as const];
    return shape.byKey.has(key) || key === 'unknownFields' ? [[key, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

function formsOf(definition: MessageDefinition, version: number): readonly Form[] {
  if (definition.fixed === undefined || definition.forms === undefined) return [];
  const own = definition.forms.filter((form) => inVersion(form, version));
  const others = definition.forms.filter((form) => !inVersion(form, version) && canTell(form, version));
  return [...own, ...others];
}

/** Whether a reader of this version can tell another version's form from its own. */
function canTell({ lengths, marker }: Form, version: number): boolean {
  return lengths !== undefined || (marker !== undefined && version >= marker.since);
}

function tells(form: Form, layout: Layout, b: Buffer, start: number, length: number): boolean {
  if (form.lengths) return form.lengths.includes(length);
  const { marker } = form;
  if (!marker || inVersion(form, layout.version) || length < layout.fixedSize) return false;
  const slot = layout.slots.find((one) => one.guideName === marker.field);
  return slot !== undefined && u16(b, start + HEADER + slot.offset) < marker.below;
}

/** The form whose fields are the given ones; the version's own if none is. */
function formFor({ forms, doubtful }: Entry, given: { readonly [key: string]: unknown }): number {
  if (doubtful.length === 0) return 0;
  const fits = forms.findIndex((form) =>
    doubtful.every((name) => form.without.includes(name) === (given[fieldKey(name)] === undefined)),
  );
  return Math.max(fits, 0);
}

function encodeBody(entry: Entry, payload: { readonly [key: string]: unknown }): Buffer {
  const { body, ...others } = payload;
  const [key] = Object.keys(others);
  if (key !== undefined) {
    throw new CtiError(
      'CTI_UNKNOWN_FIELD',
      `${entry.topic}: the layout is not public, so it has no field ${key}; give the bytes after the header as body`,
      { field: key },
    );
  }
  const data = body instanceof Uint8Array ? body : (body as { data?: unknown } | undefined)?.data;
  if (!(data instanceof Uint8Array) && !Array.isArray(data)) {
    throw new CtiError(
      'CTI_MISSING_FIELD',
      `${entry.topic}.body: the layout is not public; give the bytes after the header as a Buffer`,
      { field: 'body' },
    );
  }
  const frame = Buffer.alloc(HEADER + data.length);
  put32(frame, 0, data.length);
  put32(frame, 4, entry.number);
  frame.set(data, HEADER);
  return frame;
}

function badLength(length: number, right: string): CtiError {
  return new CtiError('CTI_BAD_FRAME', `a frame of ${length} bytes: ${right}`, { offset: length });
}
